// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { MENU, pagesFor } from './menu';
import { useTabs } from './tabs';

beforeEach(() => setActivePinia(createPinia()));

it('the menu shows what the rights allow and no empty group', () => {
  const seen = (rights: string[]) =>
    pagesFor((right) => rights.includes(right)).flatMap((group) => group.pages.map((page) => page.name));
  expect(seen([])).toEqual(['home']);
  expect(seen(['journal.read'])).toEqual(['home', 'journal']);
  expect(seen(['account.read'])).toEqual(['home', 'accounts', 'roles']);
  expect(new Set(MENU.flatMap((group) => group.pages.map((page) => page.path))).size).toBe(
    MENU.flatMap((group) => group.pages).length,
  );
});

it('tabs remember the address they were left at, and a closed one begins anew', () => {
  const tabs = useTabs();
  const visit = (path: string, query = '') => tabs.visit({ name: path.slice(1), path, fullPath: path + query });
  visit('/units');
  visit('/people', '?page=2');
  visit('/people', '?page=3');
  expect(tabs.open.map((tab) => tab.fullPath)).toEqual(['/', '/units', '/people?page=3']);
  const key = tabs.keyOf({ path: '/people' });
  expect(tabs.close('/people')).toBe('/units');
  expect(tabs.keyOf({ path: '/people' })).not.toBe(key);
  tabs.close('/');
  expect(tabs.open[0]?.key).toBe('/');
});

it('the strip holds a bounded number of tabs', () => {
  const tabs = useTabs();
  for (let index = 0; index < 30; index += 1) tabs.visit({ name: 'p', path: `/p${index}`, fullPath: `/p${index}` });
  expect(tabs.open).toHaveLength(12);
  expect(tabs.open[0]?.key).toBe('/');
});
