// SPDX-License-Identifier: Apache-2.0
// What is drawn of a row: a thin strip for the baseline, a hollow bar for the plan, a full one for what is done, marks
// for milestones and words beneath. All marks of a kind are one path, so that a row stays a few dozen nodes.
import { dayNumber } from '@/shared/chart/days';
import { diamond, hanging } from '@/shared/chart/marks';
import { isShown, xOf, xOfMark, type TimeScale } from '@/shared/chart/time_scale';
import type { ChartMilestone, ChartRow } from './api';

export interface Bar {
  x: number;
  width: number;
}

export interface Mark {
  x: number;
  milestone: ChartMilestone;
  state: 'actual' | 'entered' | 'overdue';
}

export interface Word {
  x: number;
  anchor: 'start' | 'middle' | 'end';
  text: string;
  state: Mark['state'];
}

export interface RowShapes {
  strip: Bar | null; // baseline
  plan: Bar | null;
  done: Bar | null;
  late: Bar | null; // what is expected behind the planned end
  baselines: string; // hanging triangles where the baseline was left
  slips: string; // from there to the mark
  actual: string;
  entered: string;
  overdue: string;
  cries: string; // the ! within overdue marks
  marks: Mark[];
  words: Word[];
}

export interface RowPlaces {
  strip: number;
  bar: number;
  barHeight: number;
  radius: number;
  words: number; // baseline of the text; 0: none are written
  font: number;
}
export const DESK: RowPlaces = { strip: 6, bar: 13, barHeight: 10, radius: 6, words: 39, font: 11 };
export const COMPACT: RowPlaces = { strip: 4, bar: 9, barHeight: 9, radius: 5, words: 0, font: 11 };
export const PHONE: RowPlaces = { strip: 3, bar: 9, barHeight: 8, radius: 5, words: 0, font: 11 };
export const PAPER: RowPlaces = { strip: 4, bar: 9, barHeight: 8, radius: 4.5, words: 29, font: 8.5 };

const dayOf = (text: string | null): number | null => (text ? dayNumber(text) : null);
const least = (days: (number | null)[]): number | null =>
  days.reduce<number | null>(
    (least, day) => (day === null ? least : least === null ? day : Math.min(least, day)),
    null,
  );
const most = (days: (number | null)[]): number | null =>
  days.reduce<number | null>((most, day) => (day === null ? most : most === null ? day : Math.max(most, day)), null);

function bar(scale: TimeScale, first: number | null, last: number | null): Bar | null {
  if (first === null || last === null || last < first || last < scale.first || first >= scale.last) return null;
  const x = xOf(scale, first);
  return { x, width: Math.max(2, xOf(scale, last + 1) - x) };
}

const FINISHED = ['completed', 'operating', 'at_capacity'];

// The day work ended, or today while it goes on; what never began has no bar.
function doneSpan(row: ChartRow, today: number): [number | null, number | null] {
  const reached = row.milestones.map((one) => dayOf(one.actual));
  const first = dayOf(row.started_on_site ?? row.started_statistically) ?? least(reached);
  if (first === null) return [null, null];
  return [first, FINISHED.includes(row.stage) ? (most(reached) ?? today) : today];
}

export function stateOf(milestone: ChartMilestone): Mark['state'] {
  if (milestone.actual) return 'actual';
  return milestone.overdue ? 'overdue' : 'entered';
}
export const dayOfMilestone = (milestone: ChartMilestone): string | null =>
  milestone.actual ?? milestone.entered ?? milestone.baseline;

// Chinese characters are as wide as they are high, others about half.
export function widthOf(text: string, font: number): number {
  let width = 0;
  for (const letter of text) width += letter > '\u2e7f' ? font : font * 0.56;
  return width;
}

// Overdue and next ones first; what would lie upon another word is left out and told under the pointer.
function wordsOf(marks: Mark[], scale: TimeScale, places: RowPlaces): Word[] {
  if (places.words === 0) return [];
  const rank = { overdue: 0, entered: 1, actual: 2 };
  const taken: [number, number][] = [];
  const words: Word[] = [];
  for (const mark of [...marks].sort((a, b) => rank[a.state] - rank[b.state])) {
    const width = widthOf(mark.milestone.name, places.font);
    const left = Math.max(2, Math.min(scale.width - width - 2, mark.x - width / 2));
    if (taken.some(([from, until]) => left < until + 5 && left + width > from - 5)) continue;
    taken.push([left, left + width]);
    words.push({ x: Math.round(left), anchor: 'start', text: mark.milestone.name, state: mark.state });
  }
  return words;
}

export function shapesOf(row: ChartRow, scale: TimeScale, today: number, places: RowPlaces): RowShapes {
  const start = dayOf(row.planned_start);
  const finish = dayOf(row.planned_finish);
  const baselines = row.milestones.map((one) => dayOf(one.baseline));
  const expected = most(row.milestones.map((one) => dayOf(one.actual ?? one.entered)));
  const planEnd = finish ?? most(baselines);
  const middle = places.bar + places.barHeight / 2;
  const shapes: RowShapes = {
    strip: bar(scale, least([start, ...baselines]), most([finish, ...baselines])),
    plan: bar(scale, start ?? least(baselines), planEnd),
    done: bar(scale, ...doneSpan(row, today)),
    late: planEnd !== null && expected !== null && expected > planEnd ? bar(scale, planEnd + 1, expected) : null,
    baselines: '',
    slips: '',
    actual: '',
    entered: '',
    overdue: '',
    cries: '',
    marks: [],
    words: [],
  };
  for (const milestone of row.milestones) {
    const text = dayOfMilestone(milestone);
    if (text === null) continue;
    const day = dayNumber(text);
    const state = stateOf(milestone);
    const baseline = dayOf(milestone.baseline);
    if (baseline !== null && baseline !== day && isShown(scale, baseline)) {
      shapes.baselines += hanging(xOfMark(scale, baseline), places.strip - 2, places.radius * 0.66);
      shapes.slips += `M${xOfMark(scale, baseline)} ${places.strip + 1.5}H${xOfMark(scale, day)}V${middle - places.radius}`;
    }
    if (!isShown(scale, day)) continue;
    const x = xOfMark(scale, day);
    shapes.marks.push({ x, milestone, state });
    shapes[state] += diamond(x, middle, state === 'overdue' ? places.radius + 1 : places.radius);
    if (state === 'overdue') shapes.cries += `M${x} ${middle - 3}v3.4m0 1.5v1.4`;
  }
  shapes.marks.sort((a, b) => a.x - b.x);
  shapes.words = wordsOf(shapes.marks, scale, places);
  return shapes;
}

export function markNear(marks: Mark[], x: number, reach = 9): Mark | null {
  let nearest: Mark | null = null;
  for (const mark of marks)
    if (Math.abs(mark.x - x) <= reach && (!nearest || Math.abs(mark.x - x) < Math.abs(nearest.x - x))) nearest = mark;
  return nearest;
}

// Whole months from the first date of the rows to their last one, within limits; the year itself always.
export function spanOf(rows: ChartRow[], year: number, floor: string, ceiling: string): [first: string, last: string] {
  let first = `${year}-01`;
  let last = `${year}-12`;
  const see = (day: string | null) => {
    if (!day) return;
    const month = day.slice(0, 7);
    if (month < first) first = month;
    if (month > last) last = month;
  };
  for (const row of rows) {
    see(row.planned_start);
    see(row.started_on_site);
    see(row.planned_finish);
    for (const one of row.milestones) see(dayOfMilestone(one));
  }
  return [first < floor ? floor : first, last > ceiling ? ceiling : last];
}
