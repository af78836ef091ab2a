// SPDX-License-Identifier: Apache-2.0
// Days are YYYY-MM-DD strings from end to end. Instants come as UTC and are shown in the time of the office's
// machine, by the clock of the person who looks.

const two = (value: number) => String(value).padStart(2, '0');

export const timeOfDay = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;

export function formatInstant(iso: string | null | undefined, withSeconds = false): string {
  if (!iso) return '—';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${timeOfDay(at)}${withSeconds ? `:${two(at.getSeconds())}` : ''}`;
}

export function today(now: Date = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// The month that many months after the one of a day or of a month; before it where negative.
export function monthAfter(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(at / 12)}-${two((at % 12) + 1)}`;
}

// The last one first.
export function monthsUntil(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => monthAfter(last, -back));
}

// Days of a month in weeks from Monday to Sunday; null where another month's day would stand.
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells: (string | null)[] = Array.from({ length: (first.getUTCDay() + 6) % 7 }, () => null);
  for (let day = 1; day <= count; day += 1) cells.push(`${year}-${two(month)}-${two(day)}`);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
