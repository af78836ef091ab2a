// SPDX-License-Identifier: Apache-2.0
// Open tabs (页签). A tab is a page with the address it was left at, so filters come back with it.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { RouteLocationNormalizedLoaded } from 'vue-router';

export interface Tab {
  name: string; // of the route
  key: string;
  fullPath: string;
}

const MOST = 12;

export const useTabs = defineStore('tabs', () => {
  const open = ref<Tab[]>([{ name: 'home', key: '/', fullPath: '/' }]);

  const closed: Record<string, number> = {};

  // Of the kept page; a tab that was closed and opened again begins anew.
  const keyOf = (route: { path: string }): string => `${route.path}#${closed[route.path] ?? 0}`;

  function visit(route: Pick<RouteLocationNormalizedLoaded, 'name' | 'path' | 'fullPath'>): void {
    const name = String(route.name ?? '');
    if (name === '' || name === 'nowhere') return;
    const known = open.value.find((tab) => tab.key === route.path);
    if (known) {
      known.fullPath = route.fullPath;
      return;
    }
    open.value.push({ name, key: route.path, fullPath: route.fullPath });
    if (open.value.length > MOST) open.value.splice(1, 1);
  }

  // Where to go when the closed tab was the shown one.
  function close(key: string): string {
    const index = open.value.findIndex((tab) => tab.key === key);
    if (index > 0) open.value.splice(index, 1);
    closed[key] = (closed[key] ?? 0) + 1;
    return open.value[Math.min(index, open.value.length - 1)]?.fullPath ?? '/';
  }

  function closeOthers(key: string): void {
    open.value = open.value.filter((tab, index) => index === 0 || tab.key === key);
  }

  function reset(): void {
    open.value.splice(1);
  }

  return { open, keyOf, visit, close, closeOthers, reset };
});
