// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Answer } from '../http/client';
import { Refusal } from '../http/problem';
import { fieldOf, useForm } from './form';
import { mergeOnto, useRecordForm } from './record_form';

const problem = (place: string) => ({ place, code: 'x.y', message: `wrong ${place}` });

describe('a form', () => {
  it('puts problems at their fields and the rest above', async () => {
    const form = useForm({ name: '', posts: [{ role: 'a' }] });
    const isDone = await form.send(() =>
      Promise.reject(new Refusal(422, [problem('name'), problem('posts[0].role'), problem('elsewhere')])),
    );
    expect(isDone).toBe(false);
    expect(form.problems.value).toEqual({ name: ['wrong name'], 'posts.0.role': ['wrong posts[0].role'] });
    expect(form.at('posts')).toEqual(['wrong posts[0].role']);
    expect(form.at('post')).toEqual([]);
    expect(form.refusal.value?.problems).toEqual([problem('elsewhere')]);
    expect(fieldOf('a[12].b[0]')).toBe('a.12.b.0');
  });

  it('keeps its key while nobody answers, and takes another for another intent', async () => {
    const form = useForm({ name: 'a' });
    const keys: string[] = [];
    const send = (status: number) =>
      form.send((_, key) => {
        keys.push(key);
        return Promise.reject(new Refusal(status, []));
      });
    await send(0); // lost
    await send(422); // the same, answered
    await send(0); // a new try
    form.values.name = 'b';
    await send(0);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });

  it('knows which journal entry its last sending made', async () => {
    const form = useForm({ name: '' });
    await form.send(() => Promise.resolve({ position: 7 }));
    expect(form.entry.value).toBe(7);
    await form.send(() => Promise.resolve());
    expect(form.entry.value).toBe(null);
  });

  it('knows what was changed, and sends once for two clicks', async () => {
    const form = useForm({ name: 'a', list: ['x'] });
    form.values.list.push('y');
    expect(form.isDirty.value).toBe(true);
    let count = 0;
    const act = async () => void (count += 1);
    const both = await Promise.all([form.send(act), form.send(act)]);
    expect(both).toEqual([true, false]);
    expect(count).toBe(1);
    expect(form.isDirty.value).toBe(false);
  });
});

describe('a record that somebody else changed', () => {
  interface Row {
    name: string;
    note: string;
  }
  const answered = (value: Row, version: string): Answer<Row> => ({ value, version, position: null });

  function recordWith(stored: { row: Row; version: number }) {
    return useRecordForm<Row, Row>(
      { name: '', note: '' },
      {
        load: async () => answered(stored.row, String(stored.version)),
        values: (row) => ({ ...row }),
        save: async (values, version) => {
          if (version !== String(stored.version)) throw new Refusal(412, [problem('')]);
          stored.row = values;
          stored.version += 1;
          return answered(values, String(stored.version));
        },
      },
    );
  }

  it('shows both sides, and keeping mine leaves theirs where I changed nothing', async () => {
    const stored = { row: { name: 'A', note: 'n' }, version: 1 };
    const record = recordWith(stored);
    await record.load();
    Object.assign(stored, { row: { name: 'A', note: 'theirs' }, version: 2 });
    record.form.values.name = 'mine';
    expect(await record.save()).toBe(false);
    expect(record.conflict.value).toEqual({ base: { name: 'A', note: 'n' }, theirs: { name: 'A', note: 'theirs' } });
    expect(record.form.refusal.value).toBeNull();
    record.keepMine();
    expect(await record.save()).toBe(true);
    expect(stored.row).toEqual({ name: 'mine', note: 'theirs' });
  });

  it('is taken over when nothing was typed', async () => {
    const stored = { row: { name: 'A', note: 'n' }, version: 1 };
    const record = recordWith(stored);
    await record.load();
    Object.assign(stored, { row: { name: 'B', note: 'n' }, version: 2 });
    await record.look();
    expect(record.form.values.name).toBe('B');
    expect(record.conflict.value).toBeNull();
  });

  it('is laid beside what was begun to be typed while it was asked for', async () => {
    const stored = { row: { name: 'A', note: 'n' }, version: 1 };
    const record = recordWith(stored);
    await record.load();
    Object.assign(stored, { row: { name: 'B', note: 'n' }, version: 2 });
    const looking = record.look();
    record.form.values.note = 'typed meanwhile';
    await looking;
    expect(record.form.values).toEqual({ name: 'A', note: 'typed meanwhile' });
    expect(record.conflict.value?.theirs).toEqual({ name: 'B', note: 'n' });
  });

  it('does not come back by a look that was slower than my saving', async () => {
    const stored = { row: { name: 'A', note: 'n' }, version: 1 };
    const record = recordWith(stored);
    await record.load();
    const looking = record.look();
    record.form.values.name = 'mine';
    const saving = record.save();
    await Promise.all([looking, saving]);
    expect(record.form.values.name).toBe('mine');
    expect(record.conflict.value).toBeNull();
    expect(await record.save()).toBe(true);
  });

  it('gives way when theirs are taken', async () => {
    const stored = { row: { name: 'A', note: 'n' }, version: 1 };
    const record = recordWith(stored);
    await record.load();
    record.form.values.name = 'mine';
    Object.assign(stored, { row: { name: 'B', note: 'n' }, version: 2 });
    await record.look();
    record.takeTheirs();
    expect(record.form.values).toEqual({ name: 'B', note: 'n' });
    expect(record.form.isDirty.value).toBe(false);
  });

  it('merges by field', () => {
    expect(mergeOnto({ a: 1, b: 1, c: [1] }, { a: 2, b: 1, c: [1] }, { a: 1, b: 3, c: [1] })).toEqual({
      a: 2,
      b: 3,
      c: [1],
    });
  });
});
