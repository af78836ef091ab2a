// SPDX-License-Identifier: Apache-2.0
// Which rows of a long list are in sight (可见行). Rows stand at known heights; what is drawn grows and shrinks by whole
// blocks, so that most scrolled frames change nothing.
import { onActivated, onBeforeUnmount, ref, watch, type Ref } from 'vue';

const BLOCK = 6;

// The last row whose top is not below `y`, by halves; tops ascend.
export function rowAt(tops: ArrayLike<number>, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] as number) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface Range {
  first: number;
  until: number; // behind the last one
}

export function rangeInSight(tops: ArrayLike<number>, top: number, height: number): Range {
  if (tops.length === 0) return { first: 0, until: 0 };
  const first = Math.floor(rowAt(tops, top) / BLOCK) * BLOCK;
  const until = (Math.floor(rowAt(tops, top + height) / BLOCK) + 1) * BLOCK;
  return { first: Math.max(0, first), until: Math.min(tops.length, until) };
}

export interface RowWindow {
  range: Ref<Range>;
  scrolled: Ref<number>; // top of the sight within the rows
  look: () => void;
}

// `head` is what stands above the rows inside the scroller.
export function useRowWindow(
  scroller: Ref<HTMLElement | null>,
  tops: () => ArrayLike<number>,
  head: () => number,
): RowWindow {
  const range = ref<Range>({ first: 0, until: 0 });
  const scrolled = ref(0);
  let isPending = false;
  let kept = 0;

  function look(): void {
    isPending = false;
    const box = scroller.value;
    if (!box || box.clientHeight === 0) return;
    kept = box.scrollTop;
    const top = box.scrollTop - head();
    scrolled.value = top;
    const next = rangeInSight(tops(), Math.max(0, top), box.clientHeight);
    if (next.first !== range.value.first || next.until !== range.value.until) range.value = next;
  }
  function later(): void {
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(look);
  }
  const observer = 'ResizeObserver' in window ? new ResizeObserver(later) : null;
  watch(
    scroller,
    (now, before) => {
      before?.removeEventListener('scroll', later);
      if (before) observer?.unobserve(before);
      now?.addEventListener('scroll', later, { passive: true });
      if (now) observer?.observe(now);
      look();
    },
    { flush: 'post', immediate: true },
  );
  // A page taken out of sight loses its scroll position in the browser.
  onActivated(() => {
    if (scroller.value) scroller.value.scrollTop = kept;
    look();
  });
  watch(tops, look, { flush: 'post' });
  onBeforeUnmount(() => {
    scroller.value?.removeEventListener('scroll', later);
    observer?.disconnect();
  });
  return { range, scrolled, look };
}
