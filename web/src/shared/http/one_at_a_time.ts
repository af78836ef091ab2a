// SPDX-License-Identifier: Apache-2.0
// What is asked again and again by itself (一次一问): never twice at once, and a wish that comes meanwhile is granted
// afterwards, once, because the answer under way may be from before it.
import { inBackground } from './client';

export function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let isAsking = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isAsking) return;
    isAsking = true;
    try {
      isWanted = false;
      await ask();
      while (isWanted) {
        isWanted = false;
        await inBackground(ask);
      }
    } finally {
      isAsking = false;
    }
  };
}
