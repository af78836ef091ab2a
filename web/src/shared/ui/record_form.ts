// SPDX-License-Identifier: Apache-2.0
// Editing one record (修改记录): its version goes along with the change, and when somebody else was quicker both sides
// are kept until the person decides. What the others changed and he did not touch is never undone by his saving.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { inBackground, type Answer } from '../http/client';
import type { Version } from '../http/contract';
import { asRefusal, type Refusal } from '../http/problem';
import { useForm, type Form } from './form';

export interface RecordSource<T extends object, R> {
  load: () => Promise<Answer<R>>;
  values: (row: R) => T;
  save: (values: T, version: Version, key: string) => Promise<Answer<R>>;
}

export interface RecordForm<T extends object, R> {
  form: Form<T>;
  row: ShallowRef<R | null>;
  refusal: ShallowRef<Refusal | null>;
  conflict: Ref<{ base: T; theirs: T } | null>;
  load: () => Promise<void>;
  look: () => Promise<void>;
  save: () => Promise<boolean>;
  takeTheirs: () => void;
  keepMine: () => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

// What I changed since `base`, on top of what stands there now.
export function mergeOnto<T extends object>(base: T, theirs: T, mine: T): T {
  const merged = { ...theirs };
  for (const name of Object.keys(mine) as (keyof T)[]) if (!same(mine[name], base[name])) merged[name] = mine[name];
  return merged;
}

export function useRecordForm<T extends object, R>(empty: T, source: RecordSource<T, R>): RecordForm<T, R> {
  const form = useForm<T>(empty);
  const row = shallowRef<R | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const conflict = ref<{ base: T; theirs: T } | null>(null) as Ref<{ base: T; theirs: T } | null>;
  let version: Version = null;
  let asked = 0;

  function stand(answered: Answer<R>): void {
    asked += 1; // whatever is under way was asked before
    row.value = answered.value;
    version = answered.version;
    conflict.value = null;
    refusal.value = null;
  }

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    try {
      const answered = await source.load();
      if (mine !== asked) return;
      stand(answered);
      form.begin(source.values(answered.value));
    } catch (error) {
      if (mine === asked) refusal.value = asRefusal(error);
    }
  }

  // Somebody changed the record: shown at once when nothing was typed, else both sides beside each other.
  async function look(): Promise<void> {
    if (form.isBusy.value || row.value === null) return;
    asked += 1;
    const mine = asked;
    let answered: Answer<R>;
    try {
      answered = await inBackground(source.load);
    } catch {
      return; // the next save says what is wrong
    }
    if (mine !== asked || answered.version === version) return;
    const [base, theirs] = [source.values(row.value), source.values(answered.value)];
    const isTyping = form.isDirty.value; // as it is now: somebody may have begun while it was asked
    stand(answered);
    if (isTyping) conflict.value = { base, theirs };
    else form.begin(theirs);
  }

  async function save(): Promise<boolean> {
    const isDone = await form.send(async (values, key) => {
      const answered = await source.save(values, version, key);
      stand(answered);
      return answered;
    });
    if (isDone) form.begin(source.values(row.value as R));
    else if (form.refusal.value?.status === 412) {
      form.refusal.value = null;
      await look();
    }
    return isDone;
  }

  function takeTheirs(): void {
    if (conflict.value) form.begin(conflict.value.theirs);
    conflict.value = null;
  }

  function keepMine(): void {
    if (!conflict.value) return;
    const { base, theirs } = conflict.value;
    const merged = mergeOnto(base, theirs, JSON.parse(JSON.stringify(form.values)) as T);
    form.begin(theirs);
    Object.assign(form.values, merged);
    conflict.value = null;
  }

  return { form, row, refusal, conflict, load, look, save, takeTheirs, keepMine };
}
