// SPDX-License-Identifier: Apache-2.0
// How a page of 1920×1080 fits whatever hangs there (大屏适配): as large as it goes, in the middle.
import { computed, onBeforeUnmount, ref, type ComputedRef } from 'vue';

const WIDTH = 1920;
const HEIGHT = 1080;

export function useScreenFit(): ComputedRef<string> {
  const room = ref({ width: window.innerWidth, height: window.innerHeight });
  const measure = () => (room.value = { width: window.innerWidth, height: window.innerHeight });
  window.addEventListener('resize', measure);
  onBeforeUnmount(() => window.removeEventListener('resize', measure));
  return computed(() => {
    const { width, height } = room.value;
    const scale = Math.min(width / WIDTH, height / HEIGHT);
    const left = Math.max(0, (width - WIDTH * scale) / 2);
    const top = Math.max(0, (height - HEIGHT * scale) / 2);
    return `translate(${left}px, ${top}px) scale(${scale})`;
  });
}
