// SPDX-License-Identifier: Apache-2.0
// Where a second step is taken.
import type { Of } from '@/shared/http/contract';

type Step = Of<'WaitingSteps'>['items'][number];

export function placeOf(one: Pick<Step, 'step' | 'id'>): { path: string; query?: Record<string, string> } {
  switch (one.step) {
    case 'adjustment':
      return { path: `/projects/${encodeURIComponent(one.id)}`, query: { tab: 'adjustments' } };
    case 'correction':
      return { path: '/indicators', query: { part: 'corrections' } };
    case 'transcription':
      return { path: '/indicators', query: { part: 'transcriptions' } };
    case 'form':
      return { path: '/exchange', query: { part: 'forms' } };
    case 'rule_set':
      return { path: '/rule-sets' };
  }
}
