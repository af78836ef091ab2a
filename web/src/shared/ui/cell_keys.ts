// SPDX-License-Identifier: Apache-2.0
// What a key means on a sheet of cells (键盘操作), as spreadsheets have it. Null: it is the box's own.
import type { CellGrid } from './cell_grid';
import type { CellPlace, CellRegion } from './cell_selection';

export type CellDeed =
  | { does: 'go'; to: CellPlace } // what is typed stays first
  | { does: 'extend'; to: CellPlace }
  | { does: 'leave' | 'edit' | 'empty' | 'undo' | 'redo' | 'select_all' };

export interface CellState {
  grid: Pick<CellGrid, 'rows' | 'columns'>;
  active: CellPlace;
  far: CellPlace;
  isEditing: boolean;
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const PAGE = 12;
const MOVES: Record<string, CellPlace> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  PageUp: { row: -PAGE, column: 0 },
  PageDown: { row: PAGE, column: 0 },
};
const from = (place: CellPlace, row: number, column: number): CellPlace => ({
  row: place.row + row,
  column: place.column + column,
});

function deedOfEditing(key: Key, { active }: CellState): CellDeed | null {
  if (key.key === 'Escape') return { does: 'leave' };
  const move = MOVES[key.key];
  return move && move.row !== 0 ? { does: 'go', to: from(active, move.row, 0) } : null; // left and right: in the text
}

function deedOfControl(key: Key, { grid, active }: CellState): CellDeed | null {
  const letter = key.key.toLowerCase();
  if (letter === 'z') return { does: key.shiftKey ? 'redo' : 'undo' };
  if (letter === 'y') return { does: 'redo' };
  if (letter === 'a') return { does: 'select_all' };
  if (letter !== 'home' && letter !== 'end') return null;
  const to = { row: letter === 'home' ? 0 : grid.rows.length - 1, column: active.column };
  return { does: key.shiftKey ? 'extend' : 'go', to };
}

function deedOfMoving(key: Key, { grid, active, far }: CellState): CellDeed | null {
  const does = key.shiftKey ? 'extend' : 'go';
  const move = MOVES[key.key];
  if (move && !key.altKey) return { does, to: from(key.shiftKey ? far : active, move.row, move.column) };
  if (key.key === 'Home') return { does, to: { row: active.row, column: 0 } };
  if (key.key === 'End') return { does, to: { row: active.row, column: grid.columns.length - 1 } };
  if (key.key === 'F2') return { does: 'edit' };
  return key.key === 'Delete' || key.key === 'Backspace' ? { does: 'empty' } : null;
}

export function deedOf(key: Key, state: CellState): CellDeed | null {
  const { grid, active, isEditing } = state;
  const step = key.shiftKey ? -1 : 1;
  if (key.key === 'Enter') return { does: 'go', to: from(active, step, 0) };
  if (key.key === 'Tab') {
    // It leaves the sheet at its ends, so that nobody is caught in it.
    const isAtEnd = active.column === (key.shiftKey ? 0 : grid.columns.length - 1);
    return isEditing || !isAtEnd ? { does: 'go', to: from(active, 0, step) } : null;
  }
  if (isEditing) return deedOfEditing(key, state);
  return (key.ctrlKey || key.metaKey ? deedOfControl(key, state) : null) ?? deedOfMoving(key, state);
}

// Where a block lands that is pasted at the head of a selection; it ends with the sheet.
export function regionOfBlock(at: CellRegion, block: string[][]): CellRegion {
  const width = Math.max(1, ...block.map((row) => row.length));
  return {
    top: at.top,
    left: at.left,
    bottom: at.top + Math.max(block.length, 1) - 1,
    right: at.left + width - 1,
  };
}
