// SPDX-License-Identifier: Apache-2.0
// Where the cells of a sheet stand (单元格尺寸), in the font size that the person chose, and how one comes into sight.
import { computed, type ComputedRef } from 'vue';
import type { CellGrid } from './cell_grid';
import type { CellPlace } from './cell_selection';
import { fontScale } from './preferences';

export interface CellMeasures {
  height: ComputedRef<number>; // of a row, and of the heads above them
  names: ComputedRef<number>; // width of the column of row names
  widths: ComputedRef<number[]>;
  lefts: ComputedRef<number[]>;
  whole: ComputedRef<number>;
  show: (frame: HTMLElement, place: CellPlace) => void;
}

export function useCellMeasures(grid: () => CellGrid, nameWidth: () => number): CellMeasures {
  const factor = computed(() => Number(fontScale.value) / 100);
  const height = computed(() => Math.round(32 * factor.value));
  const names = computed(() => Math.round(nameWidth() * factor.value));
  const widths = computed(() => grid().columns.map((column) => Math.round(column.width * factor.value)));
  const lefts = computed(() => {
    let left = names.value;
    return widths.value.map((width) => (left += width) - width);
  });
  const whole = computed(() => names.value + widths.value.reduce((sum, width) => sum + width, 0));

  // Heads and names stay in sight themselves, so a cell has to clear them.
  function show(frame: HTMLElement, { row, column }: CellPlace): void {
    const top = row * height.value;
    const bottom = top + 2 * height.value;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
    const left = lefts.value[column] ?? 0;
    const right = left + (widths.value[column] ?? 0);
    if (left - names.value < frame.scrollLeft) frame.scrollLeft = left - names.value;
    else if (right > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = right - frame.clientWidth;
  }
  return { height, names, widths, lefts, whole, show };
}
