// SPDX-License-Identifier: Apache-2.0
import type { Tone } from '@/shared/ui/StateMark.vue';
import type { Cycle } from './api';

const TONES: Record<Cycle['state'], Tone> = {
  planned: 'plain',
  open: 'warn',
  collecting: 'warn',
  frozen: 'calm',
  published: 'good',
  held_on_paper: 'calm',
};
export const cycleTone = (state: Cycle['state']): Tone => TONES[state];
