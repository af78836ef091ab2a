// SPDX-License-Identifier: Apache-2.0
// Figures typed or pasted as lines (录入行): indicator, unit, month or span of months, value. Tabs or commas between.
import { parseBlock } from '@/shared/ui/cell_grid';
import type { FigureRow } from './api';

export const NO_FIGURES = {
  source: '',
  vintage: '',
  released_on: '',
  rows: '',
  basis: 'cumulative',
  measure: 'level',
};
export type FigureValues = typeof NO_FIGURES;

export interface ReadLine {
  row: FigureRow | null;
  text: string;
}

const MONTH = /^(\d{4})[-/.年](\d{1,2})月?$/;
const month = (text: string): string | null => {
  const match = MONTH.exec(text.trim());
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}` : null;
};

export function readFigures(text: string, basis: FigureRow['basis'], measure: FigureRow['measure']): ReadLine[] {
  const lines = text.includes('\t') ? parseBlock(text) : text.split('\n').map((line) => line.split(/[,，]/));
  return lines
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => {
      const [indicator = '', unit = '', span = '', value = ''] = cells.map((cell) => cell.trim());
      const [first, last = first] = span.split(/\s*[~–至]\s*/).map(month);
      const isWhole =
        indicator !== '' && unit !== '' && first && last && (value === '' || /^-?\d+(\.\d+)?$/.test(value));
      const row = isWhole
        ? ({
            indicator,
            unit,
            first_month: first,
            last_month: last,
            basis,
            measure,
            ...(value === '' ? {} : { value }),
          } as FigureRow)
        : null;
      return { row, text: cells.join(' ') };
    });
}
