// SPDX-License-Identifier: Apache-2.0
// Sends a form now or, when nobody answers, leaves it in the outbox with its draft beside it (先存后发).
import { Refusal } from '../http/problem';
import type { Draft } from './draft';
import { useOutbox, type Written } from './outbox';

// Null when it waits; a refusal is the form's matter. A form that begins anew at once, for the next visit say, gives its
// values along: they come back only if they are refused, and the draft is the next one's.
export async function sendOrKeep<T>(
  send: () => Promise<T>,
  written: Omit<Written, 'draft'>,
  draft: Draft,
  values?: object,
): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'offline') throw error;
    if (values) {
      await useOutbox().put({ ...written, draft: '', back: { draft: draft.address(), values } });
      await draft.clear();
    } else {
      await draft.settle();
      await useOutbox().put({ ...written, draft: draft.address() });
    }
    return null;
  }
}
