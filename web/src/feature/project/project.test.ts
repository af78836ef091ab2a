// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { wanToYuan, yuanToWan } from '@/shared/format/figures';
import type { ProjectListed } from './api';
import {
  asBlock,
  cellsOf,
  clashesOf,
  columnsOf,
  FIELDS,
  rowOf,
  sentOf,
  staleRows,
  written,
  type Changed,
} from './project_cells';

const units = {
  nameOf: (id: string | null | undefined) => (id === 'U18' ? '听澜街道' : ''),
  idOf: (word: string) => (word === '听澜街道' ? 'U18' : null),
};

describe('money between 元 and 万元', () => {
  it('moves its point and loses no digit', () => {
    for (const [yuan, wan] of [
      ['126000000.00', '12600'],
      ['1.00', '0.0001'],
      ['12345678.90', '1234.56789'],
      ['0.00', '0'],
      ['-50000.00', '-5'],
    ] as const) {
      expect(yuanToWan(yuan)).toBe(wan);
      expect(wanToYuan(wan)).toBe(yuan);
    }
    expect(wanToYuan('1,234.5')).toBe('12345000.00');
    expect([wanToYuan('0.0000001'), wanToYuan('十万'), wanToYuan('')]).toEqual([null, null, null]);
  });
});

describe('cells of the ledger', () => {
  it('show units by name and money in 万元', () => {
    const project = {
      id: 'P1',
      name: '大桥',
      responsible: 'U18',
      total_investment: '126000000.00',
      planned_start: null,
    } as unknown as ProjectListed;
    const { values } = rowOf(project, units);
    expect([values['responsible'], values['total_investment'], values['planned_start']]).toEqual([
      '听澜街道',
      '12600',
      '',
    ]);
    expect(columnsOf((name) => name)).toHaveLength(FIELDS.length);
  });
  it('send what the server takes, and say what it would not', () => {
    expect(sentOf('total_investment', '12600', units)).toEqual({ ok: true, value: '126000000.00' });
    expect(sentOf('responsible', '听澜街道', units)).toEqual({ ok: true, value: 'U18' });
    expect(sentOf('planned_start', '', units)).toEqual({ ok: true, value: null });
    expect(sentOf('name', '', units)).toEqual({ ok: true, value: '' });
    expect(sentOf('total_investment', '很多', units)).toEqual({ ok: false, why: 'money' });
    expect(sentOf('responsible', '没有的', units)).toEqual({ ok: false, why: 'unit' });
    expect(sentOf('planned_start', '明年', units)).toEqual({ ok: false, why: 'day' });
  });
  it('carry the version of their row, and a problem finds its cell', () => {
    const rows: Changed[] = [
      { id: 'a', values: { name: 'x' } },
      { id: 'b', values: { name: 'y', owner: 'z' } },
    ];
    expect(asBlock(rows, (id) => (id === 'a' ? 3 : 4), '').rows.map((row) => row.version)).toEqual([3, 4]);
    const problem = (place: string) => ({ place, code: 'c', message: 'm' });
    expect(cellsOf([problem('rows[1].values.owner')], rows)).toEqual([{ id: 'b', name: 'owner', message: 'm' }]);
    expect(cellsOf([problem('rows[1]')], rows).map((cell) => cell.name)).toEqual(['name', 'owner']);
    expect(cellsOf([problem('elsewhere')], rows)).toEqual([]);
  });
  it('once written are what the next save is made from', () => {
    const projects = [
      { id: 'a', version: 3, name: 'x', owner: 'o' },
      { id: 'b', version: 1, name: 'y', owner: 'p' },
    ];
    expect(written(projects, [{ id: 'a', values: { name: 'z' } }], [{ id: 'a', version: 4 }])).toEqual([
      { id: 'a', version: 4, name: 'z', owner: 'o' },
      { id: 'b', version: 1, name: 'y', owner: 'p' },
    ]);
  });
  it('of a row that somebody else changed clash where both changed it, to something else', () => {
    const rows: Changed[] = ['a', 'b'].map((id) => ({ id, values: { name: 'm', owner: 'm' } }));
    const conflict = { place: 'rows[1].version', code: 'store.version_conflict', message: 'm' };
    expect(staleRows([conflict], rows)).toEqual(['b']);
    expect(staleRows([{ ...conflict, code: 'project.bad_cell' }], rows)).toEqual([]);
    const row = (values: Record<string, string>) => new Map([['b', { id: 'b', values }]]);
    const mine = [{ id: 'b', values: { name: 'mine', owner: 'same', note: 'only mine' } }];
    const before = row({ name: 'x', owner: 'x', note: 'x', level: 'x' });
    const now = row({ name: 'theirs', owner: 'same', note: 'x', level: 'only theirs' });
    expect(clashesOf(mine, before, now)).toEqual([{ id: 'b', name: 'name', theirs: 'theirs' }]);
  });
});
