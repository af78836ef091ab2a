// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Matter = Of<'Matter'>;
export type MatterDetail = Of<'MatterDetail'>;
export type MatterAct = Of<'MatterAct'>;
export type ActName = Of<'MatterActName'>;
export type PossibleAct = Of<'PossibleAct'>;
export type ActDone = Of<'MatterActDone'>;
export type MatterBoard = Of<'MatterBoard'>;
export type MatterKind = Of<'MatterKind'>;
export type NewMatter = Of<'NewMatter'>;
export type Reminders = Of<'Reminders'>;
export type UnitReminder = Of<'UnitReminder'>;

const at = (id: string) => ({ path: { id } });

export const listMatters = (query: object) => answer(http.GET('/api/v1/matters', { params: { query } }));
export const exportMatters = (query: object) =>
  answer(http.GET('/api/v1/matters.xlsx', { params: { query }, parseAs: 'blob' }));
export const loadBoard = (query: object) => answer(http.GET('/api/v1/matters/board', { params: { query } }));
export const loadMatter = (id: string) => answer(http.GET('/api/v1/matters/{id}', { params: at(id) }));
export const loadTimeline = (id: string) => answer(http.GET('/api/v1/matters/{id}/timeline', { params: at(id) }));
export const matterHistory = (id: string) => answer(http.GET('/api/v1/matters/{id}/history', { params: at(id) }));
export const createMatter = (body: NewMatter, key: string) =>
  answer(http.POST('/api/v1/matters', { body, headers: writing(null, key) }));
export const editMatter = (id: string, body: Of<'MatterFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/matters/{id}', { params: at(id), body, headers: writing(version, key) }));
export const actOn = (id: string, act: ActName, body: MatterAct, version: Version, key: string) =>
  answer(
    http.POST('/api/v1/matters/{id}/acts/{act}', {
      params: { path: { id, act } },
      body,
      headers: writing(version, key),
    }),
  );
export const actPath = (id: string, act: ActName) => `/api/v1/matters/${encodeURIComponent(id)}/acts/${act}`;

let kinds: Promise<MatterKind[]> | null = null;
// Kinds change with the program only.
export function loadKinds(): Promise<MatterKind[]> {
  kinds ??= answer(http.GET('/api/v1/matter-kinds')).then(
    ({ value }) => value.items,
    (error: unknown) => {
      kinds = null;
      throw error;
    },
  );
  return kinds;
}

export const loadReminders = (within: number) =>
  answer(http.GET('/api/v1/matters/reminders', { params: { query: { within } } }));

export type Todo = Of<'Todo'>;
export const listTodos = () =>
  answer(http.GET('/api/v1/todos', { params: { query: { box: 'waiting', page: 1, page_size: 50 } } }));
