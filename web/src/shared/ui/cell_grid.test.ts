// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CellGrid, parseBlock, readAmount, readDay, writeBlock } from './cell_grid';

const grid = () =>
  new CellGrid(
    Array.from({ length: 4 }, (_, index) => ({ id: `P${index}`, values: { name: `n${index}`, day: '', sum: '1' } })),
    [
      { name: 'name', label: '名称', width: 100 },
      { name: 'day', label: '日期', width: 100, read: readDay },
      { name: 'sum', label: '金额', width: 100, read: readAmount },
      { name: 'fixed', label: '只读', width: 100, isFixed: true },
    ],
  );

describe('a block from a spreadsheet', () => {
  it('is read with quotes, line ends of any kind and no row for the last one', () => {
    expect(parseBlock('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(parseBlock('"第一行\n第二行"\t"说""好"""')).toEqual([['第一行\n第二行', '说"好"']]);
    expect(parseBlock('5" 管\tx')).toEqual([['5" 管', 'x']]);
    expect(parseBlock('a\t\n\tb')).toEqual([
      ['a', ''],
      ['', 'b'],
    ]);
  });
  it('comes back as it was', () => {
    const block = [
      ['a', 'b\nc', 'd"e'],
      ['', '\t', '末'],
    ];
    expect(parseBlock(writeBlock(block))).toEqual(block);
  });
});

it('days are read in the forms that people write', () => {
  for (const typed of ['2026-3-1', '2026/03/01', '2026.3.1', '2026年3月1日', '20260301', ' 2026-03-01 '])
    expect(readDay(typed)).toBe('2026-03-01');
  expect(readDay('明年')).toBe('明年');
});

describe('cells', () => {
  it('take a block, leave out what lies outside and what is fixed', () => {
    const cells = grid();
    expect(cells.paste(2, 1, [['2026/1/2', '1,000', 'x', 'y'], ['', '7'], ['never']])).toBe(3);
    expect(cells.value('P2', 'day')).toBe('2026-01-02');
    expect(cells.value('P2', 'sum')).toBe('1000');
    expect(cells.value('P3', 'sum')).toBe('7');
    expect(cells.count()).toBe(3);
    expect(cells.changed()).toEqual([
      { id: 'P2', values: { day: '2026-01-02', sum: '1000' } },
      { id: 'P3', values: { sum: '7' } },
    ]);
  });
  it('count what of a block has no place', () => {
    const cells = grid();
    expect(
      cells.outside(2, 1, [
        ['a', 'b', 'fixed', 'beyond'],
        ['', 'c'],
        ['below', ''],
      ]),
    ).toBe(3);
    expect(cells.outside(0, 0, [['a', 'b']])).toBe(0);
  });
  it('are laid over what stands there by now, in one step', () => {
    const cells = grid();
    cells.paste(0, 0, [['mine'], ['also mine']]);
    const over = cells.over([
      { id: 'P0', values: { name: 'theirs', day: '2026-01-01', sum: '1' } },
      { id: 'P1', values: { name: 'also mine', day: '', sum: '1' } },
    ]);
    expect([over.value('P0', 'name'), over.value('P0', 'day'), over.count()]).toEqual(['mine', '2026-01-01', 1]);
    over.undo();
    expect([over.value('P0', 'name'), over.count()]).toEqual(['theirs', 0]);
  });
  it('repeat one value over the selection', () => {
    const cells = grid();
    expect(cells.paste(0, 2, [['9']], { rows: 3, columns: 1 })).toBe(3);
    expect(['P0', 'P1', 'P2', 'P3'].map((id) => cells.value(id, 'sum'))).toEqual(['9', '9', '9', '1']);
  });
  it('a block is one step back and one forth, and what is as before is no change', () => {
    const cells = grid();
    cells.paste(0, 0, [['x'], ['y']]);
    cells.put([{ id: 'P0', name: 'name', value: 'z' }]);
    cells.undo();
    expect(cells.value('P0', 'name')).toBe('x');
    cells.undo();
    expect([cells.count(), cells.canUndo, cells.canRedo]).toEqual([0, false, true]);
    cells.redo();
    expect(cells.value('P1', 'name')).toBe('y');
    cells.put([{ id: 'P0', name: 'name', value: 'n0' }]);
    expect([cells.isChanged('P0', 'name'), cells.canRedo]).toEqual([false, false]);
    expect(cells.put([{ id: 'P0', name: 'name', value: 'n0' }])).toBe(0);
  });
});

it('a block of 200 by 5 is a matter of milliseconds', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const cells = new CellGrid(
    Array.from({ length: 1000 }, (_, index) => ({ id: String(index), values: {} })),
    names.map((name) => ({ name, label: name, width: 90 })),
  );
  const text = Array.from({ length: 200 }, (_, row) => names.map((name) => `${name}${row}`).join('\t')).join('\n');
  expect(cells.paste(100, 0, parseBlock(text))).toBe(1000);
  expect(cells.changed()).toHaveLength(200);
});
