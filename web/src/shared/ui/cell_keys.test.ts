// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { deedOf, regionOfBlock, type CellState } from './cell_keys';
import { useCellSelection } from './cell_selection';

const rows = Array.from({ length: 30 }, (_, index) => ({ id: `P${index}`, values: {} }));
const columns = ['a', 'b', 'c'].map((name) => ({ name, label: name, width: 90 }));
const at = (row: number, column: number, part: Partial<CellState> = {}): CellState => ({
  grid: { rows, columns },
  active: { row, column },
  far: { row, column },
  isEditing: false,
  ...part,
});
const key = (name: string, held = '') => ({
  key: name,
  shiftKey: held.includes('shift'),
  ctrlKey: held.includes('ctrl'),
  metaKey: false,
  altKey: held.includes('alt'),
});
const go = (row: number, column: number) => ({ does: 'go', to: { row, column } });
const extend = (row: number, column: number) => ({ does: 'extend', to: { row, column } });
const editing = { isEditing: true };
const block = { far: { row: 8, column: 2 } };

describe('a key on a sheet', () => {
  it.each([
    ['Enter', '', at(5, 1), go(6, 1)],
    ['Enter', 'shift', at(5, 1, editing), go(4, 1)],
    ['Tab', '', at(5, 1), go(5, 2)],
    ['Tab', '', at(5, 2), null],
    ['Tab', '', at(5, 2, editing), go(5, 3)],
    ['Tab', 'shift', at(5, 0), null],
    ['ArrowDown', '', at(5, 1), go(6, 1)],
    ['ArrowDown', 'shift', at(5, 1, block), extend(9, 2)],
    ['ArrowDown', 'alt', at(5, 1), null],
    ['PageUp', '', at(20, 1), go(8, 1)],
    ['ArrowDown', '', at(5, 1, editing), go(6, 1)],
    ['ArrowLeft', '', at(5, 1, editing), null],
    ['Escape', '', at(5, 1, editing), { does: 'leave' }],
    ['Escape', '', at(5, 1), null],
    ['Home', '', at(5, 1), go(5, 0)],
    ['End', 'shift', at(5, 1), extend(5, 2)],
    ['Home', 'ctrl', at(5, 1), go(0, 1)],
    ['End', 'ctrl shift', at(5, 1), extend(29, 1)],
    ['z', 'ctrl', at(5, 1), { does: 'undo' }],
    ['Z', 'ctrl shift', at(5, 1), { does: 'redo' }],
    ['y', 'ctrl', at(5, 1), { does: 'redo' }],
    ['z', 'ctrl', at(5, 1, editing), null],
    ['a', 'ctrl', at(5, 1), { does: 'select_all' }],
    ['a', '', at(5, 1), null],
    ['F2', '', at(5, 1), { does: 'edit' }],
    ['Delete', '', at(5, 1), { does: 'empty' }],
    ['Delete', '', at(5, 1, editing), null],
  ])('%s with %s', (name, held, state, deed) => {
    expect(deedOf(key(name, held), state)).toEqual(deed);
  });
});

describe('a selection', () => {
  it('stays on the sheet, and spans from its cell to the far corner', () => {
    const { active, region, go: goTo, extend: extendTo } = useCellSelection(() => ({ rows, columns }));
    goTo({ row: 40, column: -1 });
    expect(active.value).toEqual({ row: 29, column: 0 });
    extendTo({ row: 27, column: 5 });
    expect(region.value).toEqual({ top: 27, bottom: 29, left: 0, right: 2 });
    expect(active.value).toEqual({ row: 29, column: 0 });
  });

  it('is what was pasted, as far as the sheet goes', () => {
    const { region, select, selectAll } = useCellSelection(() => ({ rows, columns }));
    select(regionOfBlock({ top: 28, bottom: 28, left: 1, right: 1 }, [['x'], ['y', 'z', 'w'], ['v']]));
    expect(region.value).toEqual({ top: 28, bottom: 29, left: 1, right: 2 });
    selectAll();
    expect(region.value).toEqual({ top: 0, bottom: 29, left: 0, right: 2 });
  });
});
