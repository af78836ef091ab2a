// SPDX-License-Identifier: Apache-2.0
// A form (表单): values, what was there before, problems at their fields, one key per intent so that a repeated click
// or a lost answer makes one effect, and a guard against losing what was typed.
import { computed, onBeforeUnmount, reactive, ref, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { asRefusal, Refusal } from '../http/problem';
import { randomId } from '../http/random_id';

export type Values = Record<string, unknown>;

export interface Form<T extends object> {
  values: T;
  problems: Ref<Record<string, string[]>>;
  refusal: Ref<Refusal | null>; // what stands at no field
  isBusy: Ref<boolean>;
  isDirty: Readonly<Ref<boolean>>;
  at: (field: string) => string[]; // problems of a field and of what it holds
  entry: Readonly<Ref<number | null>>; // of the journal, that the last sending made
  begin: (values: T) => void;
  send: (act: (values: T, key: string) => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

// "administrators[1].password" and "administrators.1.password" are the same place.
export function fieldOf(place: string): string {
  return place.replace(/\[(\d+)\]/g, '.$1');
}

export function useForm<T extends object>(initial: T): Form<T> {
  const values = reactive(copyOf(initial)) as T;
  const before = ref(JSON.stringify(initial));
  const problems = ref<Record<string, string[]>>({});
  const refusal = ref<Refusal | null>(null);
  const isBusy = ref(false);
  const entry = ref<number | null>(null);
  let key = randomId();
  let keyOf = '';

  function begin(given: T): void {
    for (const name of Object.keys(values)) if (!(name in given)) delete (values as Values)[name];
    Object.assign(values, copyOf(given));
    before.value = JSON.stringify(values);
    clear();
  }

  function clear(): void {
    problems.value = {};
    refusal.value = null;
  }

  function place(given: Refusal): void {
    const known = new Set(Object.keys(values));
    const rest = given.problems.filter((problem) => {
      const field = fieldOf(problem.place);
      if (!known.has(field.split('.')[0] ?? '')) return true;
      (problems.value[field] ??= []).push(problem.message);
      return false;
    });
    if (rest.length > 0 || given.problems.length === 0) {
      refusal.value = new Refusal(given.status, rest, given.retryAfter);
    }
  }

  // What `act` answers tells the journal entry, by which it can be taken back.
  async function send(act: (values: T, key: string) => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    clear();
    const now = JSON.stringify(values);
    if (now !== keyOf) [key, keyOf] = [randomId(), now];
    try {
      const answered = (await act(copyOf(values), key)) as { position?: number | null } | undefined;
      entry.value = answered?.position ?? null;
      before.value = JSON.stringify(values);
      keyOf = '';
      return true;
    } catch (error) {
      const given = asRefusal(error);
      if (given.status !== 0) keyOf = ''; // it was answered: the next try is another intent
      place(given);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  function at(field: string): string[] {
    return Object.entries(problems.value)
      .filter(([name]) => name === field || name.startsWith(`${field}.`))
      .flatMap(([, messages]) => messages);
  }

  const isDirty = computed(() => JSON.stringify(values) !== before.value);
  return { values, problems, refusal, isBusy, isDirty, entry, at, begin, send, clear };
}

// Asks before a page with unsaved changes is left, within the client and out of it.
export function useLeaveGuard(isDirty: Readonly<Ref<boolean>>, ask: () => Promise<boolean>): void {
  const warn = (event: BeforeUnloadEvent) => {
    if (!isDirty.value) return;
    event.preventDefault();
    event.returnValue = '';
  };
  window.addEventListener('beforeunload', warn);
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
  onBeforeRouteLeave(async () => !isDirty.value || (await ask()));
}
