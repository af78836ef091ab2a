// SPDX-License-Identifier: Apache-2.0
// How the server read a target as it is written (目标的读法), in a few words: “≥ 70”, “5 至 5.5”, “与全国比”.
import type { Of } from '@/shared/http/contract';

type Reading = Of<'TargetReading'>;
type Translate = (key: string, args?: Record<string, unknown>) => string;

const SIGNS: Partial<Record<Reading['strictness'], string>> = {
  at_least: '≥ ',
  more_than: '> ',
  at_most: '≤ ',
  less_than: '< ',
};

export function readingText(reading: Reading | null, t: Translate): string {
  if (reading === null) return '';
  const { strictness, low, high, bar, reference, striving } = reading;
  const parts = [
    reference === 'none' ? '' : t(`target_reference.${reference}`),
    strictness === 'between' && low !== null && high !== null
      ? t('target.between', { low, high })
      : bar === null
        ? ''
        : (SIGNS[strictness] ?? (strictness === 'about' ? t('target.about') : '')) + bar,
    striving === null ? '' : t('target.striving', { value: striving }),
  ];
  return parts.filter(Boolean).join(' · ');
}
