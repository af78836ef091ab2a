// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { EtagCache } from './etag_cache';
import { asRefusal, kindOf, refusalOf } from './problem';
import { randomId } from './random_id';
import { flatten, treeOf, type UnitName } from './reference';

it('kinds of refusals follow the status', () => {
  const kinds = [0, 401, 403, 404, 409, 412, 422, 429, 500, 503, 507].map(kindOf);
  expect(kinds).toEqual([
    'offline',
    'ended',
    'forbidden',
    'missing',
    'conflict',
    'conflict',
    'invalid',
    'busy',
    'broken',
    'busy',
    'busy',
  ]);
});

it('a body that is no problem answer gives an empty refusal with its waiting time', () => {
  const refusal = refusalOf(new Response('', { status: 429, headers: { 'Retry-After': '30' } }), {
    problems: [{ code: 1 }, 'x'],
  });
  expect(refusal.problems).toEqual([]);
  expect(refusal.retryAfter).toBe(30);
  expect(asRefusal(new Error('ours')).kind).toBe('broken');
});

it('the cache forgets what was used longest ago', () => {
  const cache = new EtagCache(2);
  for (const key of ['a', 'b']) cache.keep(key, `"${key}"`, key, new Headers());
  cache.find('a');
  cache.keep('c', '"c"', 'c', new Headers());
  expect(['a', 'b', 'c'].map((key) => cache.find(key)?.etag ?? null)).toEqual(['"a"', null, '"c"']);
});

it('ids are random and fit a key', () => {
  expect(randomId()).toMatch(/^[0-9a-f]{32}$/);
  expect(randomId()).not.toBe(randomId());
});

describe('the tree of units', () => {
  const unit = (id: string, parent: string | null, sequence: number): UnitName => ({
    id,
    name: id,
    short_name: '',
    kind: 'town',
    parent,
    sequence,
  });
  it('is in official order, with strays as roots and no unit lost', () => {
    const units = [
      unit('U2', 'D', 2),
      unit('D', null, 1),
      unit('U1', 'D', 1),
      unit('X', 'gone', 9),
      unit('S', 'S', 10),
    ];
    const ordered = flatten(treeOf(units));
    expect(ordered.map((node) => node.id)).toEqual(['D', 'U1', 'U2', 'X', 'S']);
    expect(ordered.map((node) => node.depth)).toEqual([0, 1, 1, 0, 0]);
  });
});
