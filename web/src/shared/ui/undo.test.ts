// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { useSession, type Session } from '../http/session';
import { askUndo, mayUndo, mayUndoOwn, undoAsked } from './undo';

const as = (account: string, rights: string[]) =>
  useSession().take({ account, rights, duties: [] } as unknown as Session);

beforeEach(() => setActivePinia(createPinia()));

it('one takes back one’s own, the office anybody’s, an administrator nothing', () => {
  as('zhouheng', ['undo.own']);
  expect([mayUndoOwn(), mayUndo('zhouheng'), mayUndo('linyan')]).toEqual([true, true, false]);
  as('linyan', ['undo.own', 'undo.any']);
  expect(mayUndo('zhouheng')).toBe(true);
  as('guanli', []);
  expect([mayUndoOwn(), mayUndo('guanli')]).toEqual([false, false]);
});

it('the shell is asked about one entry', () => {
  askUndo(7);
  expect(undoAsked.value).toBe(7);
});
