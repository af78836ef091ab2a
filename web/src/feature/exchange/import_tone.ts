// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '@/shared/ui/StateMark.vue';
import type { ImportSummary } from './api';

const TONES: Record<ImportSummary['state'], Tone> = {
  reading: 'plain',
  faulty: 'bad',
  ready: 'warn',
  applied: 'good',
  undone: 'calm',
};
export const importTone = (state: ImportSummary['state']): Tone => TONES[state];
export const CHANGES: ImportRowChange[] = ['new', 'changed', 'unchanged', 'withdrawn'];
export type ImportRowChange = 'new' | 'changed' | 'unchanged' | 'withdrawn';
