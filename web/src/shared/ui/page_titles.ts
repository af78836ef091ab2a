// SPDX-License-Identifier: Apache-2.0
// What a page that shows one record is called in tabs and title (页签标题); others are named by their route.
import { shallowReactive, watch } from 'vue';
import { useRoute } from 'vue-router';

export const pageTitles = shallowReactive(new Map<string, string>());

export function useTitle(title: () => string): void {
  const { path } = useRoute();
  watch(
    title,
    (now) => {
      if (now) pageTitles.set(path, now);
    },
    { immediate: true },
  );
}
