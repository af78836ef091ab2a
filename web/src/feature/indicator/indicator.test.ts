// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { markOf } from './cell_style';
import { readFigures } from './figure_rows';
import { readingText } from './target_text';

it('lines of figures are read by tab or comma, spans and what does not apply included', () => {
  const read = readFigures(
    'I01\tD00\t2026-01 至 2026-02\t12.5\nI02,D00,2026年3月,\n坏行,D00,三月,1',
    'cumulative',
    'level',
  );
  expect(read[0]?.row).toEqual({
    indicator: 'I01',
    unit: 'D00',
    first_month: '2026-01',
    last_month: '2026-02',
    basis: 'cumulative',
    measure: 'level',
    value: '12.5',
  });
});

it('a line with commas is read when there is no tab, and a bad one is named', () => {
  const read = readFigures('I02,D00,2026年3月,\n坏行,D00,三月,1', 'point', 'share');
  expect(read[0]?.row).toMatchObject({ first_month: '2026-03', last_month: '2026-03' });
  expect(read[0]?.row).not.toHaveProperty('value');
  expect(read[1]).toEqual({ row: null, text: '坏行 D00 三月 1' });
});

it('without a rule there is a shape and no light', () => {
  expect(markOf({ light: null, state: 'released', status: 'behind' })).toEqual({
    shape: 'triangle',
    colour: '#56657a',
  });
  expect(markOf({ light: 'red', state: 'released', status: 'behind' }).shape).toBe('square');
  expect(markOf({ light: null, state: 'not_released', status: 'other' }).shape).toBe('ring');
});

it('a target says how it was read', () => {
  const nothing = { low: null, high: null, bar: null, striving: null, strictness: 'exact', reference: 'none' } as const;
  const t = (key: string, args?: Record<string, unknown>) => `${key}${args ? JSON.stringify(args) : ''}`;
  const read = (part: object) => readingText({ ...nothing, ...part }, t);
  expect(read({ bar: '70', low: '70', strictness: 'at_least' })).toBe('≥ 70');
  expect(read({ bar: '5', low: '5', high: '5.5', strictness: 'between' })).toBe(
    'target.between{"low":"5","high":"5.5"}',
  );
  expect(read({ bar: '5', strictness: 'at_least', striving: '6' })).toBe('≥ 5 · target.striving{"value":"6"}');
  expect(read({ reference: 'national' })).toBe('target_reference.national');
  expect(readingText(null, t)).toBe('');
});
