// SPDX-License-Identifier: Apache-2.0
// How a cell is marked (指标标记): the shape says its status, the colour is that of the light which the rule set in force
// gives; where no rule set speaks of indicators there is no light, and the mark stays without a colour of its own.
import type { Shape } from '@/shared/ui/Light.vue';
import type { IndicatorCell } from './api';

export interface Mark {
  shape: Shape;
  colour: string;
}

const COLOURS: Record<string, string> = {
  green: '#1b7f3b',
  yellow: '#d99a00',
  red: '#b3261e',
  blue: '#1c5aa6',
  grey: '#6b7889',
  white: '#8a96a6',
};
const CALM = '#56657a';

export const SHAPES: Record<string, Shape> = {
  ahead: 'diamond',
  on_schedule: 'circle',
  behind: 'triangle',
  done: 'check',
  done_early: 'check',
  other: 'dash',
  not_released: 'ring',
  not_applicable: 'dash',
};

type Standing = Pick<IndicatorCell, 'light' | 'state' | 'status'>;
export const standingOf = (cell: Standing): string => (cell.state === 'released' ? cell.status : cell.state);

export function markOf(cell: Standing): Mark {
  const shape = cell.light === 'red' ? 'square' : (SHAPES[standingOf(cell)] ?? 'dash');
  return { shape, colour: cell.light === null ? CALM : (COLOURS[cell.light] ?? CALM) };
}
