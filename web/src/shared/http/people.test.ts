// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextTick, watchEffect } from 'vue';
import { usePeople } from './people';

const asked: string[][] = [];
let isThere = true;

beforeEach(() => {
  setActivePinia(createPinia());
  asked.length = 0;
  isThere = true;
  vi.stubGlobal('fetch', (request: Request) => {
    const accounts = new URL(request.url).searchParams.getAll('account');
    asked.push(accounts);
    if (!isThere) return Promise.reject(new TypeError('no line'));
    const items = accounts.filter((id) => id !== '孟溪').map((id) => ({ id, name: `${id}的姓名` }));
    const body = { items, total: items.length, page: 1, page_size: 100 };
    return Promise.resolve(new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const shown = (accounts: string[]): { texts: string[] } => {
  const people = usePeople();
  const face = { texts: [] as string[] };
  watchEffect(() => (face.texts = accounts.map(people.nameOf)));
  return face;
};

it('asks once for all that a page shows, and shows no account meanwhile', async () => {
  const face = shown(['clerk', 'leader', 'clerk', '']);
  expect(face.texts).toEqual(['', '', '', '']);
  await vi.waitFor(() => expect(face.texts).toEqual(['clerk的姓名', 'leader的姓名', 'clerk的姓名', '']));
  expect(asked).toEqual([['clerk', 'leader']]);
  expect(shown(['leader']).texts).toEqual(['leader的姓名']);
  await nextTick();
  expect(asked).toHaveLength(1);
});

it('leaves what is nobody’s account as it is, and an account that cannot be asked for', async () => {
  const face = shown(['孟溪']);
  await vi.waitFor(() => expect(face.texts).toEqual(['孟溪']));
  isThere = false;
  const other = shown(['clerk']);
  await vi.waitFor(() => expect(other.texts).toEqual(['clerk']));
});

it('asks for many in several lots', async () => {
  const face = shown(Array.from({ length: 130 }, (_, index) => `a${index}`));
  await vi.waitFor(() => expect(face.texts[129]).toBe('a129的姓名'));
  expect(asked.map((one) => one.length)).toEqual([100, 30]);
});
