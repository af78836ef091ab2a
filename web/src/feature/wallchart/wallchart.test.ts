// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dayNumber } from '@/shared/chart/days';
import { timeScale } from '@/shared/chart/time_scale';
import type { ChartMilestone, ChartRow, WallChart } from './api';
import { boundaryOf } from './boundary';
import { arrange, choicesFor, countedChoices, fits, type Wanted } from './chart_rows';
import { gapOf, slipOf } from './chart_text';
import { DESK, markNear, shapesOf, spanOf, stateOf } from './row_shapes';
import { colourOf, placeOf, standing, tilesOf } from './screen_figures';

const milestone = (part: Partial<ChartMilestone>): ChartMilestone => ({
  sequence: 1,
  name: '开工',
  baseline: null,
  entered: null,
  actual: null,
  overdue: false,
  ...part,
});
const row = (part: Partial<ChartRow>): ChartRow => ({
  id: 'P1',
  name: '听澜跨河大桥',
  parent: null,
  cluster: '听澜片区',
  sector: '交通',
  level: '区级',
  stage: 'continuing',
  stage_word: '续建',
  unit: 'U05',
  unit_name: '区交通局',
  contact_leader: '汐知屿',
  project_lead: '',
  light: 'green',
  light_word: '绿灯',
  computed_light: 'green',
  override_reason: '',
  sentence: '',
  turns_good: '',
  progress: '57.7%',
  expected: '56.9%',
  progress_share: '57.7',
  expected_share: '56.9',
  year_plan: '100000000.00',
  invested: '57700000.00',
  total_investment: null,
  planned_start: '2026-01-10',
  started_on_site: '2026-02-01',
  started_statistically: null,
  planned_finish: '2026-11-30',
  progress_text: '',
  sub_projects: 0,
  milestones: [],
  months: [],
  ...part,
});
const style = (code: string, severity: number) => ({
  code,
  word: code,
  shape: 'circle',
  colour: '#000',
  meaning: '',
  severity,
});
const chart = (rows: ChartRow[]): WallChart =>
  ({
    day: '2026-09-21',
    month: '2026-08',
    year: 2026,
    styles: [style('red', 0), style('yellow', 1), style('green', 2)],
    rows,
    sectors: ['工业', '交通'],
    leaders: ['霁川岚', '汐知屿'],
    clusters: ['听澜片区', '归雁新城片区'],
    levels: ['区级'],
    units: [
      { id: 'U18', name: '听澜街道' },
      { id: 'U05', name: '区交通局' },
    ],
  }) as unknown as WallChart;
const nothing: Wanted = { q: '', light: [], sector: [], cluster: [], level: [], unit: [], leader: [], stage: [] };
const scale = timeScale('2026-01', '2026-12', 'fit', 730);
const today = dayNumber('2026-09-21');

describe('which rows are shown', () => {
  it('those that fit every filter, any of its values, and every word', () => {
    const one = row({});
    expect(fits(one, nothing)).toBe(true);
    expect(fits(one, { ...nothing, light: ['red'] })).toBe(false);
    expect(fits(one, { ...nothing, light: ['red', 'green'], sector: ['交通'] })).toBe(true);
    expect(fits(one, { ...nothing, unit: ['U18'] })).toBe(false);
    expect(fits(one, { ...nothing, unit: ['U18'] }, 'unit')).toBe(true);
    expect(fits(one, { ...nothing, q: '大桥 交通局' })).toBe(true);
    expect(fits(one, { ...nothing, q: '大桥 隧道' })).toBe(false);
  });
  it('in groups in the chart’s own order, those without one last, and numbered through', () => {
    const rows = [row({ id: 'a' }), row({ id: 'b', sector: '' }), row({ id: 'c', sector: '工业', light: 'red' })];
    const { lines, rows: shown, tops, height } = arrange(chart(rows), nothing, 'sector', { group: 30, row: 44 });
    expect(lines.map((line) => (line.kind === 'group' ? `[${line.name}]` : `${line.number}${line.row.id}`))).toEqual([
      '[工业]',
      '1c',
      '[交通]',
      '2a',
      '[]',
      '3b',
    ]);
    expect(shown.map((one) => one.id)).toEqual(['c', 'a', 'b']);
    expect([...tops]).toEqual([0, 30, 74, 104, 148, 178]);
    expect(height).toBe(222);
  });
  it('by leader in the official order', () => {
    const rows = [row({ id: 'a', contact_leader: '汐知屿' }), row({ id: 'b', contact_leader: '霁川岚' })];
    const { rows: shown } = arrange(chart(rows), nothing, 'leader', { group: 1, row: 1 });
    expect(shown.map((one) => one.id)).toEqual(['b', 'a']);
  });
  it('by light from the worst on, and without groups as they come', () => {
    const rows = [row({ id: 'a' }), row({ id: 'b', light: 'red' })];
    const by = (group: 'light' | 'none') =>
      arrange(chart(rows), nothing, group, { group: 1, row: 1 }).rows.map((one) => one.id);
    expect(by('light')).toEqual(['b', 'a']);
    expect(by('none')).toEqual(['a', 'b']);
  });
  it('each choice says how many rows it would leave beside the other filters', () => {
    const rows = [row({ id: 'a' }), row({ id: 'b', sector: '工业' }), row({ id: 'c', sector: '工业', light: 'red' })];
    const counts = (wanted: Wanted) =>
      countedChoices(chart(rows), wanted, 'sector').map((choice) => [choice.value, choice.count]);
    expect(counts(nothing)).toEqual([
      ['工业', 2],
      ['交通', 1],
    ]);
    expect(counts({ ...nothing, light: ['red'], sector: ['交通'] })).toEqual([
      ['工业', 1],
      ['交通', 0],
    ]);
  });
  it('choices are those of the chart, units by id', () => {
    expect(choicesFor(chart([row({})]), 'unit')[1]).toEqual({ value: 'U05', label: '区交通局' });
    expect(choicesFor(chart([row({})]), 'leader').map((one) => one.value)).toEqual(['霁川岚', '汐知屿']);
    expect(choicesFor(chart([row({})]), 'stage')).toEqual([{ value: 'continuing', label: '续建' }]);
  });
});

describe('what is drawn of a row', () => {
  it('the plan from start to finish, what is done until today', () => {
    const shapes = shapesOf(row({}), scale, today, DESK);
    expect(shapes.plan).toEqual({ x: 18, width: 668 - 18 });
    expect(shapes.done?.x).toBe(62);
    expect((shapes.done?.x ?? 0) + (shapes.done?.width ?? 0)).toBe((today + 1 - dayNumber('2026-01-01')) * 2);
    expect(shapes.late).toBeNull();
  });
  it('nothing done where nothing began, and no further than the end of what is finished', () => {
    expect(shapesOf(row({ started_on_site: null }), scale, today, DESK).done).toBeNull();
    const finished = row({ stage: 'completed', milestones: [milestone({ actual: '2026-06-30' })] });
    const { done } = shapesOf(finished, scale, today, DESK);
    expect((done?.x ?? 0) + (done?.width ?? 0)).toBe(362);
  });
  it('marks by state: reached, expected, overdue', () => {
    expect(stateOf(milestone({ actual: '2026-01-01', overdue: true }))).toBe('actual');
    expect(stateOf(milestone({ overdue: true }))).toBe('overdue');
    expect(stateOf(milestone({}))).toBe('entered');
  });
  it('a baseline that was left hangs where it stood, with a line to the mark', () => {
    const moved = row({ milestones: [milestone({ baseline: '2026-03-01', entered: '2026-05-01' })] });
    const shapes = shapesOf(moved, scale, today, DESK);
    expect(shapes.baselines).not.toBe('');
    expect(shapes.slips).toMatch(/^M119 /);
    const kept = row({ milestones: [milestone({ baseline: '2026-03-01', entered: '2026-03-01' })] });
    expect(shapesOf(kept, scale, today, DESK).baselines).toBe('');
  });
  it('what is expected behind the planned end is its own bar', () => {
    const late = row({ planned_finish: '2026-06-30', milestones: [milestone({ entered: '2026-07-31' })] });
    expect(shapesOf(late, scale, today, DESK).late).toEqual({ x: 362, width: 62 });
  });
  it('words do not lie upon each other; the overdue one stays', () => {
    const crowded = row({
      milestones: [
        milestone({ sequence: 1, name: '用地预审与选址意见书', actual: '2026-04-01' }),
        milestone({ sequence: 2, name: '初设批复', baseline: '2026-04-03', overdue: true }),
      ],
    });
    const { words, marks } = shapesOf(crowded, scale, today, DESK);
    expect(words.map((word) => word.text)).toEqual(['初设批复']);
    expect(markNear(marks, (marks[0]?.x ?? 0) - 3)?.milestone.sequence).toBe(1);
    expect(markNear(marks, 5)).toBeNull();
  });
  it('months hold all dates within limits, the year always', () => {
    expect(spanOf([], 2026, '2026-01', '2027-06')).toEqual(['2026-01', '2026-12']);
    const long = row({ planned_start: '2019-05-01', planned_finish: '2031-01-01' });
    expect(spanOf([long], 2026, '2026-01', '2027-06')).toEqual(['2026-01', '2027-06']);
    expect(spanOf([long], 2026, '2010-01', '2040-12')).toEqual(['2019-05', '2031-01']);
  });
});

it('gaps are exact in tenths', () => {
  expect(gapOf(row({}))).toEqual({ word: 'ahead', tone: 'ahead', text: '0.8' });
  expect(gapOf(row({ progress_share: '17.5', expected_share: '59.5' }))?.text).toBe('42.0');
  expect(gapOf(row({ progress_share: '59.5', expected_share: '59.5' }))).toBeNull();
  expect(gapOf(row({ progress_share: null }))).toBeNull();
});

it('a slip is counted in days from the baseline', () => {
  expect(slipOf({ baseline: '2026-03-01', entered: '2026-03-15', actual: null })).toBe(14);
  expect(slipOf({ baseline: '2026-03-01', entered: '2026-03-15', actual: '2026-02-27' })).toBe(-2);
  expect(slipOf({ baseline: null, entered: '2026-03-15', actual: null })).toBeNull();
});

describe('boundaries of the office', () => {
  const square = (left: number) => [
    [
      [left, 30],
      [left + 1, 30],
      [left + 1, 31],
      [left, 31],
      [left, 30],
    ],
  ];
  const file = (features: unknown) => JSON.stringify({ type: 'FeatureCollection', features });
  it('are drawn into their room, each under its name', () => {
    const text = file([
      { properties: { name: '甲区' }, geometry: { type: 'Polygon', coordinates: square(120) } },
      { id: 'U02', geometry: { type: 'MultiPolygon', coordinates: [square(121)] } },
    ]);
    const found = boundaryOf(text, { width: 200, height: 500 });
    expect(found?.areas.map((area) => area.name)).toEqual(['甲区', 'U02']);
    expect(found?.width).toBeCloseTo(200);
    expect(found?.areas[0]?.x).toBeCloseTo(50, 0);
  });
  it('are refused when they are none', () => {
    for (const text of [
      '',
      '{',
      '[]',
      '{"features":[]}',
      file([{ geometry: { type: 'Point', coordinates: [1, 2] } }]),
      file([{ geometry: null }]),
    ])
      expect(boundaryOf(text, { width: 1, height: 1 })).toBeNull();
  });
});

it('standing runs from far behind to far ahead and has a colour of its own', () => {
  expect([standing(20, 60), standing(60, 60), standing(95, 60), standing(null, 60)]).toEqual([0, 0.5, 1, null]);
  expect(new Set([0, 0.25, 0.5, 0.75, 1].map(colourOf)).size).toBe(5);
});

it('tiles fill their room', () => {
  for (const count of [1, 5, 12, 23, 24, 40]) {
    const { columns, rows } = tilesOf(count, 816, 444);
    expect(columns * rows).toBeGreaterThanOrEqual(count);
    expect(columns * (rows - 1)).toBeLessThan(count);
  }
});

describe('whose chart it is', () => {
  const unit = (kind: 'city' | 'district' | 'department' | 'street', name: string, parent: string | null) => ({
    kind,
    name,
    parent,
  });
  const units = new Map([
    ['C', unit('city', '安澜市', null)],
    ['D', unit('district', '云汀区', 'C')],
    ['E', unit('district', '池湾区', 'C')],
    ['U1', unit('department', '区交通局', 'D')],
    ['U2', unit('street', '听澜街道', 'D')],
    ['V1', unit('street', '柳湾街道', 'E')],
  ]);
  const ofUnits = (...ids: string[]) => placeOf({ units: ids.map((id) => ({ id })) } as WallChart, units);
  it('is the smallest city or district over all units of its projects', () => {
    expect(ofUnits('U1', 'U2')).toBe('云汀区');
    expect(ofUnits('U1', 'V1')).toBe('安澜市');
    expect(ofUnits('U1')).toBe('云汀区');
    expect(ofUnits('U1', 'unknown')).toBe('云汀区');
    expect(ofUnits()).toBe('');
  });
});
