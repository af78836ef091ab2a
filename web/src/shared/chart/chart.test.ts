// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { linePath, roundAxis, runningSum, toDraw } from './axis';
import { dayNumber, firstDayOf, monthNumber, monthText } from './days';
import { isShown, stepOf, steps, timeScale, xOf, xOfMark, years } from './time_scale';
import { rangeInSight, rowAt } from './window_rows';

it('days and months are numbers', () => {
  expect(dayNumber('2026-03-01') - dayNumber('2026-02-28')).toBe(1);
  expect(monthText(monthNumber('2026-12') + 1)).toBe('2027-01');
  expect(firstDayOf(monthNumber('2026-09'))).toBe(dayNumber('2026-09-01'));
});

describe('the time axis', () => {
  const year = timeScale('2026-01', '2026-12', 'fit', 365);
  it('gives a day its place and cuts at its ends', () => {
    expect(xOf(year, dayNumber('2026-01-01'))).toBe(0);
    expect(xOf(year, dayNumber('2026-01-11'))).toBe(10);
    expect(xOf(year, dayNumber('2031-01-01'))).toBe(365);
    expect(xOf(year, dayNumber('2020-01-01'))).toBe(0);
    expect(xOfMark(timeScale('2026-01', '2026-12', 'fit', 730), dayNumber('2026-01-01'))).toBe(1);
    expect([isShown(year, dayNumber('2026-12-31')), isShown(year, dayNumber('2027-01-01'))]).toEqual([true, false]);
  });
  it('is never narrower than its room, and as wide as its zoom asks', () => {
    expect(timeScale('2026-01', '2026-12', 'year', 900).width).toBe(900);
    expect(timeScale('2024-01', '2027-12', 'month', 900).width).toBe(48 * 84);
  });
  it('marks months, then quarters, then years only', () => {
    expect(stepOf(timeScale('2026-01', '2026-12', 'fit', 600))).toBe(1);
    expect(stepOf(timeScale('2026-01', '2026-12', 'fit', 200))).toBe(3);
    expect(stepOf(timeScale('2026-01', '2026-12', 'fit', 60))).toBe(12);
    const quarters = steps(timeScale('2026-02', '2027-01', 'fit', 200));
    expect(quarters.map((tick) => tick.step)).toEqual([1, 2, 3, 4, 1]);
    expect(years(timeScale('2026-02', '2027-01', 'fit', 200)).map((tick) => tick.year)).toEqual([2026, 2027]);
  });
  it('leaves no gap between two marks', () => {
    const ticks = steps(timeScale('2026-01', '2027-06', 'fit', 913));
    ticks.slice(1).forEach((tick, index) => expect(tick.x).toBe((ticks[index]?.x ?? 0) + (ticks[index]?.width ?? 0)));
  });
});

describe('rows in sight', () => {
  const tops = Float64Array.from({ length: 2000 }, (_, index) => index * 44);
  it('are found by halves', () => {
    expect([rowAt(tops, -5), rowAt(tops, 0), rowAt(tops, 43), rowAt(tops, 44), rowAt(tops, 1e9)]).toEqual([
      0, 0, 0, 1, 1999,
    ]);
  });
  it('cover the sight and few more, at both ends too', () => {
    for (const top of [0, 100, 44 * 1000 + 7, 44 * 2000]) {
      const { first, until } = rangeInSight(tops, top, 600);
      expect(first * 44).toBeLessThanOrEqual(top);
      expect(Math.min(2000, Math.ceil((top + 600) / 44))).toBeLessThanOrEqual(until);
      expect(until - first).toBeLessThanOrEqual(14 + 12);
    }
    expect(rangeInSight(new Float64Array(0), 0, 600)).toEqual({ first: 0, until: 0 });
  });
  it('stay the same over a small scroll', () => {
    expect(rangeInSight(tops, 44 * 12, 600)).toEqual(rangeInSight(tops, 44 * 12 + 30, 600));
  });
});

it('an axis ends at a round value that holds the most', () => {
  expect(roundAxis(176)).toEqual([0, 50, 100, 150, 200]);
  expect(roundAxis(1)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(roundAxis(0)).toEqual([0, 1]);
  for (const most of [0.3, 7, 99.9, 100, 12345.6]) expect(roundAxis(most).pop()).toBeGreaterThanOrEqual(most);
});

it('a curve is interrupted where nothing is known, and sums stop at the last figure', () => {
  const path = linePath(
    [1, null, 2, 3],
    (index) => index,
    (value) => value,
  );
  expect(path).toBe('M0.0 1.0M2.0 2.0L3.0 3.0');
  expect(runningSum([1, null, 2, null])).toEqual([1, 1, 3, null]);
  expect([toDraw('12.50'), toDraw(null), toDraw(''), toDraw('未报')]).toEqual([12.5, null, null, null]);
});
