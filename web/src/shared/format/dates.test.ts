// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { formatInstant, monthAfter, monthsUntil, today, weeksOf } from './dates';

it('months go over the year in both directions', () => {
  expect(monthAfter('2026-01-31', -1)).toBe('2025-12');
  expect(monthAfter('2025-12', 2)).toBe('2026-02');
  expect(monthsUntil('2026-02-28', 3)).toEqual(['2026-02', '2026-01', '2025-12']);
});

it('weeks run from Monday to Sunday and hold each day once', () => {
  const weeks = weeksOf(2026, 2); // begins on a Sunday
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
  expect(weeks.flat().filter(Boolean)).toHaveLength(28);
  expect(weeks.at(-1)?.[5]).toBe('2026-02-28');
});

it('instants and today', () => {
  expect(formatInstant(null)).toBe('—');
  expect(formatInstant('not a time')).toBe('not a time');
  expect(formatInstant('2026-09-21T00:00:07.000000Z', true)).toMatch(/^2026-09-2[01] \d\d:00:07$/);
  expect(today(new Date(2026, 0, 5))).toBe('2026-01-05');
});
