// SPDX-License-Identifier: Apache-2.0
// A part of a page that loads for itself (分块载入): what came, or why nothing did; again when something changed.
import { onMounted, shallowRef, type ShallowRef } from 'vue';
import { useChanges } from '../http/browser_events';
import { inBackground, type Answer } from '../http/client';
import { asRefusal, type Refusal } from '../http/problem';

export interface Part<T> {
  value: ShallowRef<T | null>;
  version: ShallowRef<string | null>;
  refusal: ShallowRef<Refusal | null>;
  load: () => Promise<void>;
}

export function usePart<T>(ask: () => Promise<Answer<T>>, entities: string[] = []): Part<T> {
  const value = shallowRef<T | null>(null);
  const version = shallowRef<string | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  let asked = 0;
  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    try {
      const answered = await ask();
      if (mine !== asked) return;
      value.value = answered.value;
      version.value = answered.version;
      refusal.value = null;
    } catch (error) {
      if (mine === asked) refusal.value = asRefusal(error);
    }
  }
  onMounted(load);
  if (entities.length > 0) useChanges(entities, () => void inBackground(load));
  return { value, version, refusal, load };
}
