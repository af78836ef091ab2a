// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatBytes, formatChange, formatCount, formatDecimal, formatMoney, formatPercent } from './figures';

describe('decimals', () => {
  it.each([
    ['85.20', undefined, '85.20'],
    ['1234567.5', undefined, '1,234,567.5'],
    ['-1234.565', 2, '-1,234.57'],
    ['999.995', 2, '1,000.00'],
    ['0.004', 2, '0.00'],
    ['-0.004', 2, '0.00'],
    ['7', 2, '7.00'],
    ['12.5', 0, '13'],
    ['9007199254740993', 0, '9,007,199,254,740,993'],
    ['', 2, '—'],
    [null, 2, '—'],
    ['不适用', 2, '不适用'],
  ])('%s with %s places is %s', (text, places, shown) => expect(formatDecimal(text, places)).toBe(shown));
});

describe('money in yuan', () => {
  it.each([
    ['123456789.00', 'wan', 2, '12,345.68'],
    ['123456789.00', 'yi', 2, '1.23'],
    ['123456789.10', 'yuan', 2, '123,456,789.10'],
    ['50.00', 'wan', 2, '0.01'],
    ['49.99', 'wan', 2, '0.00'],
    ['-50000.00', 'wan', 0, '-5'],
    [null, 'wan', 2, '—'],
  ] as const)('%s in %s is %s', (yuan, unit, places, shown) => expect(formatMoney(yuan, unit, places)).toBe(shown));
});

it('percent, counts and changes', () => {
  expect(formatPercent('5.25', 1)).toBe('5.3%');
  expect(formatPercent(null)).toBe('—');
  expect(formatCount(12345)).toBe('12,345');
  expect(formatChange('-1.5')).toBe('▼1.5');
  expect(formatChange('1.5')).toBe('▲1.5');
  expect(formatChange('0.0')).toBe('0.0');
});

it('sizes', () => {
  expect([null, 512, 1536, 5 * 1024 ** 3, 250 * 1024 ** 2].map(formatBytes)).toEqual([
    '—',
    '512 B',
    '1.5 KB',
    '5.0 GB',
    '250 MB',
  ]);
});
