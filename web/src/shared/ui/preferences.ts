// SPDX-License-Identifier: Apache-2.0
// What a person sets for himself on this browser: font scale, narrow menu, columns. Nothing of it is sent.
import { ref, watch, type Ref } from 'vue';

export function remembered<T>(name: string, initial: T): Ref<T> {
  const key = `guatu.${name}`;
  let start = initial;
  try {
    const text = localStorage.getItem(key);
    if (text !== null) start = JSON.parse(text) as T;
  } catch {
    start = initial; // a broken note is no reason not to show the page
  }
  const value = ref(start) as Ref<T>;
  watch(value, (now) => localStorage.setItem(key, JSON.stringify(now)), { deep: true });
  return value;
}

export type FontScale = '100' | '125' | '150';
export const FONT_SCALES: FontScale[] = ['100', '125', '150'];
export const fontScale = remembered<FontScale>('font_scale', '100');
export const narrowMenu = remembered<boolean>('narrow_menu', false);

watch(fontScale, (scale) => (document.documentElement.dataset['scale'] = scale), { immediate: true });
