// SPDX-License-Identifier: Apache-2.0
// Sends a form now or, when nobody answers, leaves it in the outbox with its draft beside it (先存后发).
import { Refusal } from '../http/problem';
import type { Draft } from './draft';
import { useOutbox, type Written } from './outbox';

// Null when it waits; a refusal is the form's matter.
export async function sendOrKeep<T>(
  send: () => Promise<T>,
  written: Omit<Written, 'draft'>,
  draft: Draft,
): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'offline') throw error;
    await draft.settle();
    await useOutbox().put({ ...written, draft: draft.address() });
    return null;
  }
}
