// SPDX-License-Identifier: Apache-2.0
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h, KeepAlive, nextTick, ref } from 'vue';
import { events, useChanges } from './browser_events';
import type { Change, Changed } from './event_stream';

const listeners = new Set<(changed: Changed) => void>();
const say = (...changes: Change[]) => listeners.forEach((listener) => listener({ position: 1, changes }));
const told: string[][] = [];
const isShown = ref(true);
const Page = defineComponent({
  setup() {
    useChanges(['matter'], (ids) => told.push([...ids].sort()));
    return () => h('p');
  },
});
const tabs = () => mount(() => h(KeepAlive, () => (isShown.value ? h(Page) : null)));

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(events, 'onChanged').mockImplementation((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  told.length = 0;
  isShown.value = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('a page is told once of what came together, and only of its own entities', () => {
  const shown = tabs();
  say({ entity: 'matter', ids: ['M1'] });
  say({ entity: 'matter', ids: ['M2'] }, { entity: 'unit', ids: ['U1'] });
  vi.advanceTimersByTime(300);
  expect(told).toEqual([['M1', 'M2']]);
  shown.unmount();
  expect(listeners.size).toBe(0);
});

it('a page behind another tab is told when it is shown again', async () => {
  const shown = tabs();
  isShown.value = false;
  await nextTick();
  say({ entity: 'matter', ids: ['M1'] });
  vi.advanceTimersByTime(300);
  expect(told).toEqual([]);
  isShown.value = true;
  await nextTick();
  expect(told).toEqual([['M1']]);
  isShown.value = false;
  await nextTick();
  isShown.value = true;
  await nextTick();
  expect(told).toHaveLength(1);
  shown.unmount();
});

it('of everything, no ids are told, whatever else came with it', () => {
  const shown = tabs();
  say({ entity: 'matter', ids: ['M1'] });
  say({ entity: '*', ids: [] });
  vi.advanceTimersByTime(300);
  expect(told).toEqual([[]]);
  shown.unmount();
});
