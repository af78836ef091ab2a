// SPDX-License-Identifier: Apache-2.0
// The event stream of this browser, and how a page listens to it while it is shown.
import { onActivated, onBeforeUnmount, onDeactivated, ref, type Ref } from 'vue';
import { EventStream, EVERYTHING, type ChannelLike, type EventSourceLike, type StreamState } from './event_stream';
import { BearerSource } from './bearer_source';
import { screenToken } from './client';
import { randomId } from './random_id';

const MESSAGE = 'guatu.stream.message';
const TOGETHER_MS = 250;

// Browsers without BroadcastChannel tell other tabs by a storage event.
class StorageChannel implements ChannelLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  private readonly listen = (event: StorageEvent) => {
    if (event.key === MESSAGE && event.newValue) {
      this.onmessage?.(new MessageEvent('message', { data: JSON.parse(event.newValue).message }));
    }
  };

  constructor() {
    window.addEventListener('storage', this.listen);
  }
  postMessage(message: unknown): void {
    localStorage.setItem(MESSAGE, JSON.stringify({ message, at: randomId() }));
  }
  close(): void {
    window.removeEventListener('storage', this.listen);
  }
}

export const events = new EventStream(
  {
    storage: localStorage,
    channel: 'BroadcastChannel' in window ? new BroadcastChannel('guatu.stream') : new StorageChannel(),
    open: () =>
      screenToken()
        ? new BearerSource('/api/v1/events', screenToken())
        : (new EventSource('/api/v1/events') as unknown as EventSourceLike),
    now: () => Date.now(),
    every: (milliseconds, beat) => {
      const timer = setInterval(beat, milliseconds);
      return () => clearInterval(timer);
    },
  },
  randomId(),
);
window.addEventListener('pagehide', () => events.stop());

// Calls `then` when a row of one of the entities changed (no ids: any of them may have), at most once in a while: an
// import changes thousands. A page behind another tab is told when it is shown again, of all that changed meanwhile.
export function useChanges(entities: string[], then: (ids: Set<string>) => void): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let ids: Set<string> | null = null;
  let isEverything = false;
  let isShown = true;
  const tell = () => {
    timer = null;
    if (!isShown || !ids) return;
    const collected = isEverything ? new Set<string>() : ids;
    ids = null;
    isEverything = false;
    then(collected);
  };
  const stop = events.onChanged((changed) => {
    const touched = changed.changes.filter(
      (change) => change.entity === EVERYTHING || entities.includes(change.entity),
    );
    if (touched.length === 0) return;
    const known = (ids ??= new Set());
    touched.forEach((change) => change.ids.forEach((id) => known.add(id)));
    isEverything ||= touched.some((change) => change.ids.length === 0);
    timer ??= setTimeout(tell, TOGETHER_MS);
  });
  onDeactivated(() => (isShown = false));
  onActivated(() => {
    isShown = true;
    if (!timer) tell();
  });
  onBeforeUnmount(() => {
    stop();
    if (timer) clearTimeout(timer);
  });
}

export function useStreamState(): Ref<StreamState> {
  const state = ref<StreamState>('connecting');
  onBeforeUnmount(events.onState((now) => (state.value = now)));
  return state;
}
