// SPDX-License-Identifier: Apache-2.0
// What the wall screen shows of each unit: its completion against the time that has passed, and its lights.
import type { UnitName } from '@/shared/http/reference';
import type { ChartRow, WallChart } from './api';
import { tally, type LightTally } from './chart_rows';

export interface UnitState {
  unit: string;
  name: string;
  rank: number | null;
  projects: number;
  completion: number | null;
  completionText: string | null;
  plan: string;
  invested: string;
  lights: LightTally[];
}

const stateOf = (one: WallChart['unit_figures'][number], lights: LightTally[]): UnitState => ({
  unit: one.unit,
  name: one.name,
  rank: one.rank,
  projects: one.projects,
  completion: one.completion === null ? null : Number(one.completion),
  completionText: one.completion,
  plan: one.plan,
  invested: one.invested,
  lights,
});

export function unitStates(chart: WallChart): UnitState[] {
  const rows = new Map<string, ChartRow[]>();
  for (const row of chart.rows) {
    const list = rows.get(row.unit ?? '') ?? [];
    list.push(row);
    rows.set(row.unit ?? '', list);
  }
  return chart.unit_figures.map((one) => stateOf(one, tally(rows.get(one.unit) ?? [], chart)));
}

// As the district orders its units; what it does not list stands last.
export function unitsInOrder(chart: WallChart): UnitState[] {
  const places = new Map(chart.units.map((unit, index) => [unit.id, index]));
  const at = (state: UnitState) => places.get(state.unit) ?? places.size;
  return unitStates(chart).sort((a, b) => at(a) - at(b));
}

// Units as the cycle that was published last ranks them; its lights are not those of today.
export const rankedUnits = (chart: WallChart): UnitState[] => chart.ranking.units.map((one) => stateOf(one, []));

// Whose chart it is: the smallest city or district that all units of the projects belong to, for a district may stand
// among its neighbours under one city.
export function placeOf(chart: WallChart, units: Map<string, Pick<UnitName, 'kind' | 'name' | 'parent'>>): string {
  const above = (unit: string) => {
    const line: string[] = [];
    for (let at: string | null = unit; at && !line.includes(at); at = units.get(at)?.parent ?? null) line.unshift(at);
    return line;
  };
  const lines = chart.units.map((unit) => above(unit.id)).filter((line) => units.has(line[0] ?? ''));
  const common = (lines[0] ?? []).filter((unit, depth) => lines.every((line) => line[depth] === unit));
  const places = common.map((unit) => units.get(unit)).filter((unit) => /^(city|district)$/.test(unit?.kind ?? ''));
  return places[places.length - 1]?.name ?? '';
}

// From far behind (0) over on time (0.5) to far ahead (1): thirty points either way fill the scale.
export function standing(completion: number | null, expected: number | null): number | null {
  if (completion === null || expected === null) return null;
  return Math.min(1, Math.max(0, 0.5 + (completion - expected) / 60));
}

// Two colours that differ in lightness too, over a calm middle.
const STOPS: [number, number, number][] = [
  [122, 46, 33],
  [128, 91, 38],
  [44, 74, 110],
  [38, 104, 128],
  [56, 142, 124],
];
export function colourOf(standing: number | null): string {
  if (standing === null) return '#1b3050';
  const at = standing * (STOPS.length - 1);
  const low = Math.min(STOPS.length - 2, Math.floor(at));
  const share = at - low;
  const [from, to] = [STOPS[low] as number[], STOPS[low + 1] as number[]];
  return `rgb(${from.map((value, index) => Math.round(value + ((to[index] as number) - value) * share)).join(', ')})`;
}

// Tiles in rows of nearly the shape of the room.
export function tilesOf(count: number, width: number, height: number): { columns: number; rows: number } {
  if (count === 0) return { columns: 1, rows: 1 };
  let best = { columns: 1, rows: count, waste: Infinity };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const shape = width / columns / (height / rows);
    const waste = Math.abs(Math.log(shape / 1.7)) + (columns * rows - count) / count;
    if (waste < best.waste) best = { columns, rows, waste };
  }
  return { columns: best.columns, rows: best.rows };
}
