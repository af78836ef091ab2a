// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { markingsOnly, reasonsFor } from './apply_reasons';

const faulty = { id: 'I1', state: 'faulty' as const };
const marking = { code: 'import.secrecy_marking' };
const pages =
  (...given: { code: string }[][]) =>
  async (page: number) => ({ value: { items: given[page - 1] ?? [], total: given.flat().length } });

describe('what must be said before an import is applied', () => {
  it('is why a marking is taken, when markings are all that is wrong', async () => {
    expect(await markingsOnly(faulty, pages([marking, marking]))).toBe(2);
    expect(await markingsOnly(faulty, pages(Array(100).fill(marking), [marking]))).toBe(101);
    expect(await markingsOnly(faulty, pages([marking, { code: 'import.not_a_number' }]))).toBe(0);
    expect(await markingsOnly(faulty, pages(Array(100).fill(marking), [{ code: 'import.not_a_number' }]))).toBe(0);
    expect(await markingsOnly({ ...faulty, state: 'ready' }, pages([marking]))).toBe(0);
    expect(reasonsFor({ ...faulty, reason_needed: 0 }, 2)).toEqual(['secrecy_reason']);
  });
  it('is why something is corrected, when it is', () => {
    const run = { state: 'ready' as const, reason_needed: 3 };
    expect(reasonsFor(run, 0)).toEqual(['reason']);
    expect(reasonsFor(run, 1)).toEqual(['secrecy_reason', 'reason']);
    expect(reasonsFor({ state: 'ready', reason_needed: 0 }, 0)).toEqual([]);
  });
});
