// SPDX-License-Identifier: Apache-2.0
// Taking one journal entry back (撤销): asked from the notice after an act or from a history; one panel in the shell
// answers, because the page that asked may be left meanwhile.
import { shallowRef } from 'vue';
import { useSession } from '../http/session';

export const undoAsked = shallowRef<number | null>(null);

export function askUndo(position: number): void {
  undoAsked.value = position;
}

export const mayUndoOwn = (): boolean => useSession().may('undo.own');

export function mayUndo(actor: string): boolean {
  return useSession().may('undo.any') || (mayUndoOwn() && useSession().current.account === actor);
}
