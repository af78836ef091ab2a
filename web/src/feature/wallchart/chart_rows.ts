// SPDX-License-Identifier: Apache-2.0
// Which rows the chart shows and in which order: filters, groups, and the height at which each line stands.
import type { ChartRow, WallChart } from './api';

export const GROUPS = ['sector', 'cluster', 'unit', 'leader', 'light', 'none'] as const;
export type Group = (typeof GROUPS)[number];

export interface Wanted {
  q: string;
  light: string[];
  sector: string[];
  cluster: string[];
  level: string[];
  unit: string[];
  leader: string[];
  stage: string[];
}
export const FILTERS = ['light', 'sector', 'cluster', 'level', 'unit', 'leader', 'stage'] as const;
export type FilterName = (typeof FILTERS)[number];

export interface LightTally {
  light: string;
  count: number;
}

export interface GroupLine {
  kind: 'group';
  key: string;
  name: string;
  rows: ChartRow[];
  lights: LightTally[]; // the worst first
}
export interface RowLine {
  kind: 'row';
  key: string;
  row: ChartRow;
  number: number;
  group: GroupLine | null;
}
export type Line = GroupLine | RowLine;

export interface Arranged {
  lines: Line[];
  rows: ChartRow[];
  tops: Float64Array;
  height: number;
}

const valueOf: Record<Exclude<FilterName, 'light'>, (row: ChartRow) => string> = {
  sector: (row) => row.sector,
  cluster: (row) => row.cluster,
  level: (row) => row.level,
  unit: (row) => row.unit ?? '',
  leader: (row) => row.contact_leader,
  stage: (row) => row.stage,
};

export function fits(row: ChartRow, wanted: Wanted, without?: FilterName): boolean {
  const among = (name: FilterName, value: string) =>
    name === without || wanted[name].length === 0 || wanted[name].includes(value);
  if (!among('light', row.light)) return false;
  for (const name of FILTERS) if (name !== 'light' && !among(name, valueOf[name](row))) return false;
  if (wanted.q === '') return true;
  const words =
    `${row.name} ${row.id} ${row.unit_name} ${row.contact_leader} ${row.project_lead} ${row.cluster}`.toLowerCase();
  return wanted.q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

export function tally(rows: ChartRow[], chart: Pick<WallChart, 'styles'>): LightTally[] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.light, (counts.get(row.light) ?? 0) + 1);
  return chart.styles
    .map((style) => ({ light: style.code, count: counts.get(style.code) ?? 0 }))
    .filter((one) => one.count > 0);
}

// Of the whole portfolio, the worst light first.
export function countsOf(chart: Pick<WallChart, 'styles' | 'counts'>): LightTally[] {
  const counts = new Map(chart.counts.map((one) => [one.light, one.count]));
  return [...chart.styles]
    .sort((a, b) => a.severity - b.severity)
    .map((style) => ({ light: style.code, count: counts.get(style.code) ?? 0 }));
}

// Values that stand in rows, in the chart's own order where it has one, without what no row has.
export function choicesFor(chart: WallChart, name: FilterName): { value: string; label: string }[] {
  if (name === 'light') return chart.styles.map((style) => ({ value: style.code, label: style.word }));
  if (name === 'unit') return chart.units.map((unit) => ({ value: unit.id, label: unit.name }));
  if (name === 'sector') return chart.sectors.map((value) => ({ value, label: value }));
  if (name === 'cluster') return chart.clusters.map((value) => ({ value, label: value }));
  if (name === 'level') return chart.levels.map((value) => ({ value, label: value }));
  if (name === 'leader') return chart.leaders.map((value) => ({ value, label: value }));
  const seen = new Map<string, string>();
  for (const row of chart.rows) {
    const value = valueOf[name](row);
    if (value) seen.set(value, name === 'stage' ? row.stage_word : value);
  }
  return [...seen].map(([value, label]) => ({ value, label }));
}

// The same, each with how many rows it would leave beside the other filters.
export function countedChoices(
  chart: WallChart,
  wanted: Wanted,
  name: Exclude<FilterName, 'light'>,
): { value: string; label: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const row of chart.rows) {
    if (!fits(row, wanted, name)) continue;
    const value = valueOf[name](row);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return choicesFor(chart, name).map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 }));
}

function groupOf(row: ChartRow, group: Group): [key: string, name: string] {
  if (group === 'sector') return [row.sector, row.sector];
  if (group === 'cluster') return [row.cluster, row.cluster];
  if (group === 'unit') return [row.unit ?? '', row.unit_name];
  if (group === 'leader') return [row.contact_leader, row.contact_leader];
  return [row.light, row.light_word];
}

function groupsOf(chart: WallChart, rows: ChartRow[], group: Group): GroupLine[] {
  const groups = new Map<string, GroupLine>();
  const order: Partial<Record<Group, string[]>> = {
    sector: chart.sectors,
    cluster: chart.clusters,
    unit: chart.units.map((unit) => unit.id),
    leader: chart.leaders,
    light: chart.styles.map((style) => style.code),
  };
  for (const row of rows) {
    const [key, name] = groupOf(row, group);
    const found = groups.get(key);
    if (found) found.rows.push(row);
    else groups.set(key, { kind: 'group', key, name, rows: [row], lights: [] });
  }
  const places = new Map((order[group] ?? []).map((key, index) => [key, index]));
  const place = (line: GroupLine) => (line.key === '' ? Infinity : (places.get(line.key) ?? 1e6));
  const all = [...groups.values()].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  for (const line of all) line.lights = tally(line.rows, chart);
  return all;
}

export interface Heights {
  group: number;
  row: number;
}

export function arrange(chart: WallChart, wanted: Wanted, group: Group, heights: Heights): Arranged {
  const rows = chart.rows.filter((row) => fits(row, wanted));
  const lines: Line[] = [];
  const shown: ChartRow[] = [];
  const add = (row: ChartRow, line: GroupLine | null) => {
    shown.push(row);
    lines.push({ kind: 'row', key: row.id, row, number: shown.length, group: line });
  };
  if (group === 'none') rows.forEach((row) => add(row, null));
  else
    for (const line of groupsOf(chart, rows, group)) {
      lines.push(line);
      line.rows.forEach((row) => add(row, line));
    }
  const tops = new Float64Array(lines.length);
  let height = 0;
  lines.forEach((line, index) => {
    tops[index] = height;
    height += heights[line.kind];
  });
  return { lines, rows: shown, tops, height };
}
