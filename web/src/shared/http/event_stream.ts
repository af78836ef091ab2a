// SPDX-License-Identifier: Apache-2.0
// One event stream a browser (事件流): tabs agree on a leader by a lease in localStorage, the leader listens to the
// server and passes on what changed. Web locks and shared workers would do it, but not on plain http or old browsers.

export interface Change {
  entity: string;
  ids: string[];
}

export interface Changed {
  position: number;
  changes: Change[];
}

// Stands for every entity: the stream was cut, and what changed meanwhile is not known.
export const EVERYTHING = '*';

export type StreamState = 'connecting' | 'open' | 'lost';

export interface EventSourceLike {
  readonly readyState: number; // 2: it has given up
  addEventListener(type: string, listener: (event: { data?: string }) => void): void;
  close(): void;
}

export interface ChannelLike {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export interface Machine {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  channel: ChannelLike;
  open: () => EventSourceLike;
  now: () => number;
  every: (milliseconds: number, beat: () => void) => () => void;
}

type Message = { kind: 'changed'; changed: Changed } | { kind: 'state'; state: StreamState } | { kind: 'ask' };

const LEASE = 'guatu.stream';
const LEASE_MS = 5000;
const BEAT_MS = 2000;
const AGAIN_MS = 10_000;
const GIVEN_UP = 2;

export class EventStream {
  private source: EventSourceLike | null = null;
  private openedAt = 0;
  private stopBeat: (() => void) | null = null;
  private state: StreamState = 'connecting';
  private readonly listeners = new Set<(changed: Changed) => void>();
  private readonly watchers = new Set<(state: StreamState) => void>();

  constructor(
    private readonly machine: Machine,
    private readonly tab: string,
  ) {}

  get leads(): boolean {
    return this.source !== null;
  }

  start(): void {
    if (this.stopBeat) return;
    this.machine.channel.onmessage = (event) => this.heard(event.data as Message);
    this.stopBeat = this.machine.every(BEAT_MS, () => this.beat());
    this.beat();
    this.machine.channel.postMessage({ kind: 'ask' });
  }

  stop(): void {
    this.stopBeat?.();
    this.stopBeat = null;
    if (this.source) {
      this.source.close();
      this.source = null;
      this.machine.storage.removeItem(LEASE);
    }
    this.machine.channel.onmessage = null;
  }

  onChanged(listener: (changed: Changed) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onState(watcher: (state: StreamState) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.state);
    return () => this.watchers.delete(watcher);
  }

  private holder(): { tab: string; until: number } | null {
    try {
      return JSON.parse(this.machine.storage.getItem(LEASE) ?? 'null');
    } catch {
      return null;
    }
  }

  private beat(): void {
    const holder = this.holder();
    const now = this.machine.now();
    const isFree = !holder || holder.until < now;
    if (this.source && holder && holder.tab !== this.tab && !isFree) {
      this.source.close(); // another tab took over while this one slept
      this.source = null;
      return;
    }
    if (!this.source && !isFree && holder.tab !== this.tab) return;
    this.machine.storage.setItem(LEASE, JSON.stringify({ tab: this.tab, until: now + LEASE_MS }));
    // A browser tries again by itself after a cut line, never after a refusal.
    if (this.source?.readyState === GIVEN_UP && now - this.openedAt >= AGAIN_MS) {
      this.source.close();
      this.source = null;
    }
    if (!this.source) this.lead();
  }

  private lead(): void {
    this.openedAt = this.machine.now();
    this.source = this.machine.open();
    this.source.addEventListener('open', () => {
      const wasLost = this.state === 'lost';
      this.tell({ kind: 'state', state: 'open' });
      if (wasLost) this.tell({ kind: 'changed', changed: { position: 0, changes: [{ entity: EVERYTHING, ids: [] }] } });
    });
    this.source.addEventListener('error', () => this.tell({ kind: 'state', state: 'lost' }));
    this.source.addEventListener('changed', (event) => {
      try {
        this.tell({ kind: 'changed', changed: JSON.parse(event.data ?? '') as Changed });
      } catch {
        // A half line after a cut: the next event or the next look at a page brings what was missed.
      }
    });
  }

  private tell(message: Message): void {
    this.machine.channel.postMessage(message);
    this.heard(message);
  }

  private heard(message: Message): void {
    if (message.kind === 'ask') {
      if (this.source) this.machine.channel.postMessage({ kind: 'state', state: this.state });
    } else if (message.kind === 'state') {
      this.state = message.state;
      this.watchers.forEach((watcher) => watcher(message.state));
    } else {
      this.listeners.forEach((listener) => listener(message.changed));
    }
  }
}
