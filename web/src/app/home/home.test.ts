// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Of } from '@/shared/http/contract';
import { changesSince, dueOf, noteSeen } from './since';
import { placeOf } from './waiting';

const row = (part: object) =>
  ({
    id: 'P1',
    name: '大桥',
    unit_name: '区交通局',
    light: 'green',
    light_word: '绿灯',
    progress: '50.0%',
    stage: 'starting',
    stage_word: '新开工',
    milestones: [],
    ...part,
  }) as unknown as Of<'WallChartRow'>;
const milestone = (sequence: number, actual: string | null) => ({ sequence, name: `节点${sequence}`, actual });

it('what changed since somebody looked: colours first, then what is new, stages, milestones, figures', () => {
  const before = [row({ milestones: [milestone(1, '2026-03-01'), milestone(2, null)] })];
  const seen = noteSeen(before, 0);
  expect(changesSince(seen, before)).toEqual([]);
  const after = [
    row({
      light: 'red',
      light_word: '红灯',
      progress: '51.0%',
      stage: 'stopped',
      stage_word: '停工',
      milestones: [milestone(1, '2026-03-01'), milestone(2, '2026-09-20')],
    }),
    row({ id: 'P2', name: '隧道' }),
  ];
  expect(changesSince(seen, after).map((one) => `${one.id} ${one.kind}`)).toEqual([
    'P1 light',
    'P2 added',
    'P1 stage',
    'P1 reached',
    'P1 figures',
  ]);
});

it('to-dos are due before today, today, within seven days, later, or at no time', () => {
  expect([
    dueOf('2026-09-20', '2026-09-21', 1),
    dueOf('2026-09-20', '2026-09-21', 0),
    dueOf('2026-09-21', '2026-09-21', 0),
    dueOf('2026-09-28', '2026-09-21', 0),
    dueOf('2026-09-29', '2026-09-21', 0),
    dueOf(null, '2026-09-21', 0),
  ]).toEqual(['overdue', 'passed', 'today', 'week', 'later', 'undated']);
});

describe('what waits for a decision', () => {
  it('leads to the page where it is decided', () => {
    expect(placeOf({ step: 'adjustment', id: 'YT/1' })).toEqual({
      path: '/projects/YT%2F1',
      query: { tab: 'adjustments' },
    });
    expect(placeOf({ step: 'correction', id: '7' }).query).toEqual({ part: 'corrections' });
    expect(placeOf({ step: 'transcription', id: '7' }).query).toEqual({ part: 'transcriptions' });
    expect(placeOf({ step: 'form', id: 'B1' })).toEqual({ path: '/exchange', query: { part: 'forms' } });
    expect(placeOf({ step: 'rule_set', id: 'r@1' })).toEqual({ path: '/rule-sets' });
  });
});
