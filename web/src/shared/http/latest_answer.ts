// SPDX-License-Identifier: Apache-2.0
// The answer to what was asked last (最新答复). A slow reply to an earlier question never overwrites a later one, and what
// a save answered counts as the latest.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { Answer } from './client';
import { asRefusal, type Refusal } from './problem';

export interface LatestAnswer<T> {
  value: ShallowRef<T | null>;
  version: ShallowRef<string | null>;
  position: ShallowRef<number | null>;
  refusal: ShallowRef<Refusal | null>;
  isAsking: Ref<boolean>;
  load: () => Promise<void>;
  stand: (answered: Answer<T>) => void;
  forget: () => void; // another record is to be shown
}

export function useLatestAnswer<T>(ask: () => Promise<Answer<T>>): LatestAnswer<T> {
  const value = shallowRef<T | null>(null);
  const version = shallowRef<string | null>(null);
  const position = shallowRef<number | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const isAsking = ref(false);
  let asked = 0;

  function stand(answered: Answer<T>): void {
    asked += 1; // whatever is under way was asked before
    isAsking.value = false;
    value.value = answered.value;
    version.value = answered.version;
    position.value = answered.position;
    refusal.value = null;
  }

  function forget(): void {
    asked += 1;
    isAsking.value = false;
    value.value = null;
    refusal.value = null;
  }

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    isAsking.value = true;
    try {
      const answered = await ask();
      if (mine === asked) stand(answered);
    } catch (error) {
      if (mine !== asked) return;
      isAsking.value = false;
      refusal.value = asRefusal(error);
    }
  }
  return { value, version, position, refusal, isAsking, load, stand, forget };
}
