// SPDX-License-Identifier: Apache-2.0
// A form's values kept while they are typed (草稿): a closed tab, an empty battery or a lost line costs nothing.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { forget, keep, kept } from './kept';

const DELAY_MS = 400;

export interface Draft {
  address: () => string;
  restoredAt: Ref<number | null>; // when what was brought back had been typed
  settle: () => Promise<void>;
  restore: () => Promise<void>;
  clear: () => Promise<void>;
}

interface Noted<T> {
  at: number;
  values: T;
}

export function useDraft<T extends object>(key: () => string, values: T, isDirty: Readonly<Ref<boolean>>): Draft {
  const restoredAt = ref<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const address = () => `draft.${key()}`;

  async function note(): Promise<void> {
    timer = null;
    if (isDirty.value) await keep(address(), { at: Date.now(), values: JSON.parse(JSON.stringify(values)) });
  }
  watch(values, () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void note(), DELAY_MS);
  });
  onBeforeUnmount(() => {
    if (!timer) return;
    clearTimeout(timer);
    void note();
  });

  // Now, without waiting for a pause.
  async function settle(): Promise<void> {
    if (timer) clearTimeout(timer);
    await note();
  }
  async function restore(): Promise<void> {
    const found = await kept<Noted<T>>(address());
    restoredAt.value = found ? found.at : null;
    if (found) Object.assign(values, found.values);
  }
  async function clear(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    restoredAt.value = null;
    await forget(address());
  }
  return { address, restoredAt, settle, restore, clear };
}
