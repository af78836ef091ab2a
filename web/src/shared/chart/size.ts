// SPDX-License-Identifier: Apache-2.0
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';

export interface Size {
  width: Ref<number>;
  height: Ref<number>;
}

// Of an element as it is laid out; a hidden tab has none and keeps the last one.
export function useSize(element: Ref<HTMLElement | null>): Size {
  const width = ref(0);
  const height = ref(0);
  const measure = () => {
    const box = element.value;
    if (!box || box.clientWidth === 0) return;
    width.value = box.clientWidth;
    height.value = box.clientHeight;
  };
  const observer = 'ResizeObserver' in window ? new ResizeObserver(measure) : null;
  watch(
    element,
    (now, before) => {
      if (before) observer?.unobserve(before);
      if (now) observer?.observe(now);
      measure();
    },
    { flush: 'post', immediate: true },
  );
  onBeforeUnmount(() => observer?.disconnect());
  return { width, height };
}
