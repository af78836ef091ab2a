// SPDX-License-Identifier: Apache-2.0
// Where a day stands on the chart (时间轴). The span is whole months; pixels are whole, so that thin lines stay sharp.
import { firstDayOf, monthNumber } from './days';

export type Zoom = 'fit' | 'month' | 'quarter' | 'year';
export const ZOOMS: Zoom[] = ['fit', 'month', 'quarter', 'year'];

export interface TimeScale {
  firstMonth: number;
  months: number;
  first: number; // day
  last: number; // day after the last one
  width: number;
}

export interface Tick {
  x: number;
  width: number;
  year: number;
  step: number; // 1–12 for a month, 1–4 for a quarter, 0 for a year
}

const WIDTH_OF_MONTH: Record<Exclude<Zoom, 'fit'>, number> = { month: 84, quarter: 42, year: 19 };

export function timeScale(firstMonth: string, lastMonth: string, zoom: Zoom, room: number): TimeScale {
  const from = monthNumber(firstMonth);
  const months = Math.max(1, monthNumber(lastMonth) - from + 1);
  const wanted = zoom === 'fit' ? room : WIDTH_OF_MONTH[zoom] * months;
  return {
    firstMonth: from,
    months,
    first: firstDayOf(from),
    last: firstDayOf(from + months),
    width: Math.max(Math.floor(room), Math.round(wanted)),
  };
}

export function xOf(scale: TimeScale, day: number): number {
  const share = (day - scale.first) / (scale.last - scale.first);
  return Math.round(Math.min(1, Math.max(0, share)) * scale.width);
}

// The middle of a day: a milestone is due at its end, a bar begins at its start.
export function xOfMark(scale: TimeScale, day: number): number {
  return xOf(scale, day + 0.5);
}

export function isShown(scale: TimeScale, day: number): boolean {
  return day >= scale.first && day < scale.last;
}

// How many months a mark of the lower scale spans: as fine as its figures stay legible.
export function stepOf(scale: TimeScale): 1 | 3 | 12 {
  const month = scale.width / scale.months;
  if (month >= 26) return 1;
  return month * 3 >= 44 ? 3 : 12;
}

function ticksOf(scale: TimeScale, step: 1 | 3 | 12): Tick[] {
  const ticks: Tick[] = [];
  const until = scale.firstMonth + scale.months;
  for (let month = scale.firstMonth; month < until;) {
    const next = Math.min(until, (Math.floor(month / step) + 1) * step);
    const x = xOf(scale, firstDayOf(month));
    ticks.push({
      x,
      width: xOf(scale, firstDayOf(next)) - x,
      year: Math.floor(month / 12),
      step: step === 12 ? 0 : Math.floor((month % 12) / step) + 1,
    });
    month = next;
  }
  return ticks;
}

export const years = (scale: TimeScale): Tick[] => ticksOf(scale, 12);
export const steps = (scale: TimeScale): Tick[] => ticksOf(scale, stepOf(scale));

// One path for all vertical lines of a row: years stronger ones come as their own.
export function gridPath(ticks: Tick[], height: number): string {
  return ticks.map((tick) => `M${tick.x + 0.5} 0V${height}`).join('');
}
