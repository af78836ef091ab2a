// SPDX-License-Identifier: Apache-2.0
// A list that is longer than its place on the wall shows itself page by page (轮播).
import { computed, onBeforeUnmount, ref, watch, type ComputedRef, type Ref } from 'vue';

export interface Turns<T> {
  shown: ComputedRef<T[]>;
  page: Ref<number>;
  pages: ComputedRef<number>;
}

export function useTurns<T>(rows: Ref<T[]>, size: number, every: number): Turns<T> {
  const page = ref(0);
  const pages = computed(() => Math.max(1, Math.ceil(rows.value.length / size)));
  const timer = setInterval(() => (page.value = (page.value + 1) % pages.value), every);
  onBeforeUnmount(() => clearInterval(timer));
  watch(pages, (count) => {
    if (page.value >= count) page.value = 0;
  });
  return { page, pages, shown: computed(() => rows.value.slice(page.value * size, (page.value + 1) * size)) };
}
