// SPDX-License-Identifier: Apache-2.0
// A part of a page that loads for itself (分块载入): what came, or why nothing did; again when something changed.
import { onMounted } from 'vue';
import { useChanges } from '../http/browser_events';
import { inBackground, type Answer } from '../http/client';
import { useLatestAnswer, type LatestAnswer } from '../http/latest_answer';

export function usePart<T>(ask: () => Promise<Answer<T>>, entities: string[] = []): LatestAnswer<T> {
  const part = useLatestAnswer(ask);
  onMounted(part.load);
  if (entities.length > 0) useChanges(entities, () => void inBackground(part.load));
  return part;
}
