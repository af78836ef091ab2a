// SPDX-License-Identifier: Apache-2.0
// Lights of indicators by shape and colour (指标亮灯); the word is what the figure says of itself.
import type { Shape } from '@/shared/ui/Light.vue';
import type { IndicatorCell } from './api';

export const STYLES: Record<IndicatorCell['light'], { shape: Shape; colour: string }> = {
  green: { shape: 'circle', colour: '#1b7f3b' },
  yellow: { shape: 'triangle', colour: '#d99a00' },
  red: { shape: 'square', colour: '#b3261e' },
  blue: { shape: 'check', colour: '#1c5aa6' },
  grey: { shape: 'dash', colour: '#6b7889' },
  white: { shape: 'ring', colour: '#8a96a6' },
};
