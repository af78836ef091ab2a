// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { formatInstant, isDay, monthAfter, monthsUntil, timeSince, today, weeksOf } from './dates';

it('a day is a day of the calendar', () => {
  expect(isDay('2028-02-29')).toBe(true);
  expect(isDay('2026-02-29')).toBe(false);
  expect(isDay('2026-2-9')).toBe(false);
});

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

it('instants and ages', () => {
  expect(formatInstant(null)).toBe('—');
  expect(formatInstant('not a time')).toBe('not a time');
  expect(formatInstant('2026-09-21T00:00:07.000000Z', true)).toMatch(/^2026-09-2[01] \d\d:00:07$/);
  const now = Date.parse('2026-09-21T12:00:00Z');
  expect(timeSince('2026-09-21T11:59:40Z', now)).toEqual({ unit: 'now', count: 0 });
  expect(timeSince('2026-09-21T11:15:00Z', now)).toEqual({ unit: 'minutes', count: 45 });
  expect(timeSince('2026-09-20T11:00:00Z', now)).toEqual({ unit: 'days', count: 1 });
  expect(today(new Date(2026, 0, 5))).toBe('2026-01-05');
});
