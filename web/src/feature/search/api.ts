// SPDX-License-Identifier: Apache-2.0
import { answer, http } from '@/shared/http/client';
import type { Of } from '@/shared/http/contract';

export type Found = Of<'Found'>;
export type Hit = Found['items'][number];

export const find = (query: { q: string; page: number; page_size: number; kind?: string[] }) =>
  answer(http.GET('/api/v1/search', { params: { query } }));

const PATHS: Record<string, (id: string) => string> = {
  project: (id) => `/projects/${encodeURIComponent(id)}`,
  milestone: (id) => `/projects/${encodeURIComponent(id)}?tab=milestones`,
  matter: (id) => `/matters/${encodeURIComponent(id)}`,
  matter_feedback: (id) => `/matters/${encodeURIComponent(id)}`,
  indicator: (id) => `/indicators/${encodeURIComponent(id)}`,
  unit: (id) => `/units?unit=${encodeURIComponent(id)}`,
  enterprise: (id) => `/enterprises?enterprise=${encodeURIComponent(id)}`,
  person: (id) => `/people?person=${encodeURIComponent(id)}`,
  cycle: (id) => `/cycles/${encodeURIComponent(id)}`,
};
export const addressOf = (hit: Hit): string => (PATHS[hit.kind] ?? (() => '/'))(hit.id);

// By kind, in the order in which kinds were found.
export function byKind(hits: Hit[]): { kind: string; hits: Hit[] }[] {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), hit]);
  return [...groups].map(([kind, all]) => ({ kind, hits: all }));
}
