// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '@/shared/ui/StateMark.vue';
import type { Post, Role } from './api';

const BUSINESS: Role[] = ['clerk', 'supervisor', 'contact', 'lead', 'source', 'evaluator', 'leader', 'secretary'];
export const ADMINISTRATORS: readonly Role[] = ['system', 'security', 'audit'];
export const ROLES: readonly Role[] = [...BUSINESS, ...ADMINISTRATORS];
export const STATES = ['waiting', 'open', 'locked', 'closed'] as const;
// Work through relations to records, so that a post of theirs needs a unit.
export const UNIT_ROLES: readonly Role[] = ['contact', 'lead', 'source', 'leader'];

const TONES: Record<string, Tone> = { waiting: 'warn', open: 'good', locked: 'bad', closed: 'calm' };
export const toneOf = (state: string): Tone => TONES[state] ?? 'plain';

export function postText(post: Post, roleName: (role: string) => string, unitName: (id: string) => string): string {
  return post.unit ? `${roleName(post.role)}（${unitName(post.unit)}）` : roleName(post.role);
}
