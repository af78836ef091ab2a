// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { wanToYuan, yuanToWan } from '@/shared/format/figures';
import type { ProjectListed } from './api';
import { asBlock, blocksOf, cellsOf, columnsOf, FIELDS, MOST_ROWS, rowOf, sentOf, type Changed } from './project_cells';

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
  it('go in blocks of at most so many rows and fields, every cell once', () => {
    const changed = Array.from({ length: 450 }, (_, row) => ({
      id: String(row),
      values: Object.fromEntries(FIELDS.slice(0, 7).map(({ name }) => [name, `${name}${row}`])),
    }));
    const blocks = blocksOf(changed);
    const cells = blocks.flatMap((block) => {
      expect(block.length).toBeLessThanOrEqual(MOST_ROWS);
      expect(new Set(block.flatMap((row) => Object.keys(row.values))).size).toBeLessThanOrEqual(5);
      return block.flatMap((row) => Object.keys(row.values).map((name) => `${row.id} ${name}`));
    });
    expect(new Set(cells).size).toBe(450 * 7);
    expect(cells).toHaveLength(450 * 7);
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
});
