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
  let noted: { where: string; text: string } | null = null; // what is kept, as far as this form knows
  const address = () => `draft.${key()}`;

  async function note(): Promise<void> {
    timer = null;
    const now = { where: address(), text: JSON.stringify(values) };
    const isKept = noted?.where === now.where;
    if (isDirty.value) {
      if (isKept && noted?.text === now.text) return; // its time stays that of the typing
      noted = now;
      await keep(now.where, { at: Date.now(), values: JSON.parse(now.text) });
    } else if (isKept) {
      noted = null; // typed and taken back: nothing is left to bring back
      await forget(now.where);
    }
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
    const where = address();
    const found = await kept<Noted<T>>(where);
    if (where !== address()) return; // the form is about something else by now
    restoredAt.value = found ? found.at : null;
    if (!found) return;
    Object.assign(values, found.values);
    noted = { where, text: JSON.stringify(values) };
  }
  async function clear(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    noted = null;
    restoredAt.value = null;
    await forget(address());
  }
  return { address, restoredAt, settle, restore, clear };
}
