// SPDX-License-Identifier: Apache-2.0
// What a person sets for himself on this browser: font scale, narrow menu, columns. Nothing of it is sent.
import { effectScope, ref, watch, type Ref } from 'vue';

const held = new Map<string, Ref<unknown>>();
const forGood = effectScope(true); // outlives the page that asked first

// The same name is the same value, wherever it is asked for.
export function remembered<T>(name: string, initial: T): Ref<T> {
  const key = `guatu.${name}`;
  const known = held.get(key);
  if (known) return known as Ref<T>;
  let start = initial;
  try {
    const text = localStorage.getItem(key);
    if (text !== null) start = JSON.parse(text) as T;
  } catch {
    start = initial; // a broken note is no reason not to show the page
  }
  const value = ref(start) as Ref<T>;
  held.set(key, value);
  forGood.run(() => watch(value, (now) => localStorage.setItem(key, JSON.stringify(now)), { deep: true }));
  return value;
}

export type FontScale = '100' | '125' | '150';
export const FONT_SCALES: FontScale[] = ['100', '125', '150'];
export const fontScale = remembered<FontScale>('font_scale', '100');
export const narrowMenu = remembered<boolean>('narrow_menu', false);

watch(fontScale, (scale) => (document.documentElement.dataset['scale'] = scale), { immediate: true });
