// SPDX-License-Identifier: Apache-2.0
import { nextOf } from './next_todo';
import { describe, expect, it } from 'vitest';
import { beginValues, bodyOf, fieldsOf } from './act_fields';
import type { MatterDetail, PossibleAct } from './api';
import { asCsv } from './csv';
import { inOrder, isNextStep, isOver, toneOf } from './matter_state';

const matter = {
  quarters: [],
  grade: '',
  lead: 'U18',
  assisting: ['U08'],
  verifier: null,
  extension: null,
} as unknown as MatterDetail;
const possible = (act: PossibleAct['act'], requires: PossibleAct['requires'] = []): PossibleAct => ({
  act,
  word: '',
  unit: null,
  requires,
  signed_first: [],
});

describe('the form of an act', () => {
  it('shows what is required and what would be taken, and a quarter only where there is one', () => {
    expect(fieldsOf(possible('report', ['text']), matter)).toEqual(['text', 'progress_word']);
    const yearly = {
      quarters: [{ quarter: 3, year: 2026, text: '', due: '2026-09-30', reported_on: null }],
    } as unknown as MatterDetail;
    expect(fieldsOf(possible('report', ['text']), yearly)).toContain('quarter');
    expect(fieldsOf(possible('suspend', ['reason']), matter)).toEqual(['reason']);
  });

  it('sends what was filled in, and nothing of a date that was refused', () => {
    const decide = possible('decide_extension', ['verdict']);
    const fields = fieldsOf(decide, matter);
    const values = { ...beginValues(decide, matter), verdict: 'refused', date: '2026-10-10', reason: ' 不属实 ' };
    expect(bodyOf(decide, fields, values)).toEqual({ verdict: 'refused', reason: '不属实' });
    const split = possible('split', ['parts']);
    const parts = [
      { lead: 'U18', due: '', text: '' },
      { lead: '', due: '2026-10-01', text: '没有单位' },
    ];
    expect(bodyOf(split, ['parts'], { ...beginValues(split, matter), parts })).toEqual({ parts: [{ lead: 'U18' }] });
  });
});

describe('the acts', () => {
  it('begin with the next step of the loop, which alone is a full button', () => {
    const acts = [possible('suspend'), possible('remind'), possible('verify')];
    expect(inOrder('completion_requested', acts).map((one) => one.act)).toEqual(['verify', 'remind', 'suspend']);
    expect(isNextStep('completion_requested', 'verify')).toBe(true);
    expect(isNextStep('reported', 'remind')).toBe(false);
  });
});

describe('a state', () => {
  it('is over when done, withdrawn or merged; late before it is returned', () => {
    expect(isOver({ state: 'working', side_state: '撤销', overdue_days: 9 })).toBe(true);
    expect(toneOf({ state: 'returned', side_state: '', overdue_days: 1 })).toBe('bad');
    expect(toneOf({ state: 'returned', side_state: '', overdue_days: 0 })).toBe('warn');
    expect(toneOf({ state: 'done', side_state: '', overdue_days: 3 })).toBe('good');
  });
});

it('a table for a sheet has its mark, quotes, and no formula', () => {
  expect(asCsv([['甲,乙', '=1+1', '-3', '说"好"']])).toBe('\ufeff"甲,乙",\'=1+1,-3,"说""好"""\r\n');
});

it('after a to-do comes the same act on another matter, else what waits first', () => {
  const waiting = [
    { matter: 'A', act: 'report' },
    { matter: 'B', act: 'accept' },
    { matter: 'C', act: 'accept' },
  ] as Parameters<typeof nextOf>[0];
  for (const [matter, act, next] of [
    ['B', 'accept', 'C'],
    ['C', 'accept', 'B'],
    ['A', 'report', 'B'],
    ['X', 'accept', 'B'],
    ['X', 'close', 'A'],
  ] as const)
    expect([matter, act, nextOf(waiting, matter, act)?.matter]).toEqual([matter, act, next]);
  expect(nextOf(waiting.slice(0, 1), 'A', 'report')).toBeNull();
});
