// SPDX-License-Identifier: Apache-2.0
// The event stream of a wall screen (大屏): a browser's own EventSource sends no Authorization field, so the lines are
// read here. Tries again like that one does; a refusal ends it.
import type { EventSourceLike } from './event_stream';

const AGAIN_MS = 3000;
const CLOSED = 2;

export interface ServerEvent {
  type: string;
  data: string;
}

// Cuts what has come so far into whole events; the rest waits for more.
export function eventsIn(text: string): { events: ServerEvent[]; rest: string } {
  const blocks = text.replace(/\r\n?/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  const events = blocks.flatMap((block) => {
    let type = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event:')) type = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
    }
    return data.length > 0 ? [{ type, data: data.join('\n') }] : [];
  });
  return { events, rest };
}

export class BearerSource implements EventSourceLike {
  readyState = 0;
  private readonly listeners = new Map<string, ((event: { data?: string }) => void)[]>();
  private readonly ending = new AbortController();

  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {
    void this.run();
  }

  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.readyState = CLOSED;
    this.ending.abort();
  }

  private tell(type: string, event: { data?: string } = {}): void {
    this.listeners.get(type)?.forEach((listener) => listener(event));
  }

  private async run(): Promise<void> {
    while (this.readyState !== CLOSED) {
      try {
        const headers = { Authorization: `Bearer ${this.token}`, Accept: 'text/event-stream' };
        const response = await fetch(this.address, { headers, signal: this.ending.signal });
        if (!response.ok || !response.body) {
          this.readyState = CLOSED;
          this.tell('error');
          return;
        }
        this.readyState = 1;
        this.tell('open');
        await this.read(response.body.getReader());
      } catch {
        // A cut line; the next round opens it again.
      }
      if (this.isClosed()) return;
      this.readyState = 0;
      this.tell('error');
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  private isClosed(): boolean {
    return this.readyState === CLOSED;
  }

  private async read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let waiting = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const { events, rest } = eventsIn(waiting + decoder.decode(value, { stream: true }));
      waiting = rest;
      for (const event of events) this.tell(event.type, { data: event.data });
    }
  }
}
