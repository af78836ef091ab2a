// SPDX-License-Identifier: Apache-2.0
// happy-dom keeps no IndexedDB: memory stands in, as in a browser where it is switched off.
import { mount } from '@vue/test-utils';
import { defineComponent, h, nextTick } from 'vue';
import { beforeEach, expect, it } from 'vitest';
import { useForm, type Form } from '../ui/form';
import { useDraft, type Draft } from './draft';
import { forget, keep, kept, keptKeys } from './kept';

beforeEach(async () => {
  for (const key of await keptKeys('draft.')) await forget(key);
});

interface Noted {
  at: number;
  values: { text: string };
}

function typing(key: () => string = () => 'a'): { form: Form<{ text: string }>; draft: Draft; leave: () => void } {
  const made: { form?: Form<{ text: string }>; draft?: Draft } = {};
  const page = mount(
    defineComponent(() => {
      made.form = useForm({ text: '' });
      made.draft = useDraft(key, made.form.values, made.form.isDirty);
      return () => h('p');
    }),
  );
  return { form: made.form as Form<{ text: string }>, draft: made.draft as Draft, leave: () => page.unmount() };
}

it('what is typed outlives its form', async () => {
  const before = typing();
  before.form.values.text = '桩基完成';
  await nextTick();
  before.leave();
  const after = typing();
  await after.draft.restore();
  expect(after.form.values.text).toBe('桩基完成');
  expect(after.draft.restoredAt.value).toBeTypeOf('number');
});

it('what only came back keeps the time at which it was typed', async () => {
  await keep('draft.a', { at: 7, values: { text: 'x' } });
  const { draft, form } = typing();
  await draft.restore();
  await draft.settle();
  expect((await kept<Noted>('draft.a'))?.at).toBe(7);
  form.values.text = 'y';
  await draft.settle();
  expect((await kept<Noted>('draft.a'))?.at).toBeGreaterThan(7);
});

it('what was typed and taken back does not come back', async () => {
  const { draft, form } = typing();
  form.values.text = 'x';
  await draft.settle();
  form.values.text = '';
  await draft.settle();
  expect(await kept('draft.a')).toBe(null);
});

it('a draft that is not looked at is left alone', async () => {
  await keep('draft.a', { at: 7, values: { text: 'x' } });
  const { draft } = typing();
  await draft.settle();
  expect((await kept<Noted>('draft.a'))?.values.text).toBe('x');
});

it('the draft of a month that was left does not fall into the next', async () => {
  await keep('draft.2026-05', { at: 7, values: { text: 'May' } });
  let month = '2026-05';
  const { draft, form } = typing(() => month);
  const restoring = draft.restore();
  month = '2026-06';
  await restoring;
  expect(form.values.text).toBe('');
});
