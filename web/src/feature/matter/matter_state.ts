// SPDX-License-Identifier: Apache-2.0
// How states of a matter are shown (事项状态): words come from the locale, tones by what the state asks for.
import type { Tone } from '@/shared/ui/StateMark.vue';
import type { ActName, Matter } from './api';

export const STATES: Matter['state'][] = [
  'draft',
  'registered',
  'assigned',
  'accepted',
  'reassignment_asked',
  'working',
  'reported',
  'completion_requested',
  'verifying',
  'returned',
  'done',
  'publicised',
  'closed',
  'archived',
];
export const OVER: Matter['state'][] = ['done', 'publicised', 'closed', 'archived'];
export const SIDE_STATES = ['挂牌', '中止', '撤销', '合并', '反弹'];

type Standing = Pick<Matter, 'state' | 'side_state' | 'overdue_days'>;

export const isOver = (one: Standing): boolean =>
  OVER.includes(one.state) || one.side_state === '撤销' || one.side_state === '合并';

export function toneOf(one: Standing): Tone {
  if (isOver(one)) return 'good';
  if (one.overdue_days > 0) return 'bad';
  if (one.state === 'returned' || one.state === 'reassignment_asked' || one.side_state === '中止') return 'warn';
  return 'plain';
}

// What may be taken for the next step of the loop comes first and is the one full button.
const ORDER: ActName[] = [
  'sign',
  'accept',
  'report',
  'request_completion',
  'work',
  'verify',
  'confirm',
  'send_back',
  'decide_extension',
  'settle_reassignment',
  'assign',
  'register',
  'close',
  'publicise',
  'archive',
  'remind',
  'instruct',
  'merge_replies',
  'ask_extension',
  'split',
];
const STEP_OF: Partial<Record<Matter['state'], ActName>> = {
  draft: 'register',
  registered: 'assign',
  assigned: 'accept',
  accepted: 'report',
  reassignment_asked: 'settle_reassignment',
  working: 'report',
  reported: 'request_completion',
  returned: 'work',
  completion_requested: 'verify',
  verifying: 'confirm',
  done: 'close',
  publicised: 'close',
  closed: 'archive',
};
// The next step of the loop is the one full button; where it is another's turn there is none.
export const isNextStep = (state: Matter['state'], act: ActName): boolean => act === STEP_OF[state] || act === 'sign';

const rank = (act: ActName): number => {
  const at = ORDER.indexOf(act);
  return at < 0 ? ORDER.length : at;
};

export function inOrder<T extends { act: ActName }>(state: Matter['state'], acts: T[]): T[] {
  const first = STEP_OF[state];
  return [...acts].sort((a, b) => Number(b.act === first) - Number(a.act === first) || rank(a.act) - rank(b.act));
}
