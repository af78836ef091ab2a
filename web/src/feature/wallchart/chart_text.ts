// SPDX-License-Identifier: Apache-2.0
// Figures of the chart in the words in which they are read.
import { formatDecimal } from '@/shared/format/figures';
import type { ChartMilestone, ChartRow } from './api';

export interface Gap {
  word: 'ahead' | 'behind';
  tone: string;
  text: string; // percentage points
}

// Tenths on both sides, so the difference is exact.
export function gapOf(row: Pick<ChartRow, 'progress_share' | 'expected_share'>): Gap | null {
  if (row.progress_share === null || row.expected_share === null) return null;
  const tenths = Math.round(Number(row.progress_share) * 10) - Math.round(Number(row.expected_share) * 10);
  if (tenths === 0) return null;
  const text = `${Math.trunc(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`;
  return tenths < 0 ? { word: 'behind', tone: 'behind', text } : { word: 'ahead', tone: 'ahead', text };
}

export function differenceOf(a: string, b: string): string {
  const tenths = Math.round(Number(a) * 10) - Math.round(Number(b) * 10);
  return formatDecimal(`${tenths < 0 ? '-' : ''}${Math.trunc(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`);
}

// How many days a milestone stands away from its baseline; null where nothing can be compared.
export function slipOf(milestone: Pick<ChartMilestone, 'baseline' | 'entered' | 'actual'>): number | null {
  const day = milestone.actual ?? milestone.entered;
  if (!day || !milestone.baseline) return null;
  return Math.round((Date.parse(day) - Date.parse(milestone.baseline)) / 86_400_000);
}
