// SPDX-License-Identifier: Apache-2.0
// Which cells of a sheet are selected (选区): the cell that is typed into, and the far corner of a block around it.
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { CellGrid } from './cell_grid';

export interface CellPlace {
  row: number;
  column: number;
}

export interface CellRegion {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface CellSelection {
  active: Ref<CellPlace>;
  region: ComputedRef<CellRegion>;
  far: Ref<CellPlace>;
  go: (to: CellPlace) => void; // one cell alone
  extend: (to: CellPlace) => void;
  select: (region: CellRegion) => void;
  selectAll: () => void;
}

export function useCellSelection(grid: () => Pick<CellGrid, 'rows' | 'columns'>): CellSelection {
  const active = ref<CellPlace>({ row: 0, column: 0 });
  const far = ref<CellPlace>({ row: 0, column: 0 });
  const region = computed(() => ({
    top: Math.min(active.value.row, far.value.row),
    bottom: Math.max(active.value.row, far.value.row),
    left: Math.min(active.value.column, far.value.column),
    right: Math.max(active.value.column, far.value.column),
  }));

  const lastRow = () => grid().rows.length - 1;
  const lastColumn = () => grid().columns.length - 1;
  const within = ({ row, column }: CellPlace): CellPlace => ({
    row: Math.max(0, Math.min(lastRow(), row)),
    column: Math.max(0, Math.min(lastColumn(), column)),
  });

  function go(to: CellPlace): void {
    active.value = within(to);
    far.value = active.value;
  }
  function extend(to: CellPlace): void {
    far.value = within(to);
  }
  function select({ top, bottom, left, right }: CellRegion): void {
    active.value = within({ row: top, column: left });
    far.value = within({ row: bottom, column: right });
  }
  const selectAll = () => select({ top: 0, bottom: lastRow(), left: 0, right: lastColumn() });
  return { active, region, far, go, extend, select, selectAll };
}
