// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import { EventStream, type ChannelLike, type EventSourceLike, type Machine } from './event_stream';

// Several tabs of one browser, without a browser: one store, one clock, channels that hear each other.
class Browser {
  now = 0;
  readonly kept = new Map<string, string>();
  readonly channels = new Set<ChannelLike>();
  readonly sources: { say: (type: string, text?: string) => void; isOpen: boolean; readyState: number }[] = [];
  private beats = new Set<() => void>();

  tab(name: string): EventStream {
    return new EventStream(this.machine(), name);
  }
  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const beat of [...this.beats]) beat();
  }
  open(): number {
    return this.sources.filter((source) => source.isOpen).length;
  }

  private machine(): Machine {
    const others = this.channels;
    const channel: ChannelLike = {
      onmessage: null,
      postMessage: (message) =>
        others.forEach((one) => one !== channel && one.onmessage?.({ data: message } as MessageEvent)),
      close: () => others.delete(channel),
    };
    others.add(channel);
    return {
      storage: {
        getItem: (key) => this.kept.get(key) ?? null,
        setItem: (key, value) => void this.kept.set(key, value),
        removeItem: (key) => void this.kept.delete(key),
      },
      channel,
      open: () => this.source(),
      now: () => this.now,
      every: (_, beat) => {
        this.beats.add(beat);
        return () => this.beats.delete(beat);
      },
    };
  }
  private source(): EventSourceLike {
    const listeners: Record<string, (event: { data?: string }) => void> = {};
    const source = {
      say: (type: string, text?: string) => listeners[type]?.({ ...(text ? { data: text } : {}) }),
      isOpen: true,
      readyState: 1,
    };
    this.sources.push(source);
    return {
      get readyState() {
        return source.readyState;
      },
      addEventListener: (type, listener) => (listeners[type] = listener),
      close: () => (source.isOpen = false),
    };
  }
}

describe('one stream a browser', () => {
  let browser: Browser;
  beforeEach(() => (browser = new Browser()));

  it('is opened by one tab, and every tab hears it', () => {
    const [first, second] = [browser.tab('a'), browser.tab('b')];
    first.start();
    second.start();
    browser.pass(2000);
    expect(browser.open()).toBe(1);
    const heard: string[] = [];
    first.onChanged((changed) => heard.push(`a${changed.position}`));
    second.onChanged((changed) => heard.push(`b${changed.position}`));
    browser.sources[0]?.say('changed', '{"position":7,"changes":[{"entity":"unit","ids":["U01"]}]}');
    expect(heard.sort()).toEqual(['a7', 'b7']);
  });

  it('passes to another tab when its tab is closed', () => {
    const [first, second] = [browser.tab('a'), browser.tab('b')];
    first.start();
    second.start();
    first.stop();
    browser.pass(2000);
    expect(second.leads).toBe(true);
    expect(browser.open()).toBe(1);
  });

  it('passes on when its tab died without a word, and comes back to one when that tab wakes up', () => {
    const [first, second] = [browser.tab('a'), browser.tab('b')];
    first.start();
    second.start();
    browser.kept.set('guatu.stream', JSON.stringify({ tab: 'a', until: -1 })); // as if a's beats had stopped long ago
    (second as unknown as { beat: () => void }).beat();
    expect(second.leads).toBe(true);
    (first as unknown as { beat: () => void }).beat();
    expect(first.leads).toBe(false);
    expect(browser.open()).toBe(1);
  });

  it('tells a late tab how the stream is, and survives half a line', () => {
    const first = browser.tab('a');
    first.start();
    browser.sources[0]?.say('open');
    browser.sources[0]?.say('changed', '{"position":');
    const late = browser.tab('b');
    const states: string[] = [];
    late.onState((state) => states.push(state));
    late.start();
    expect(states).toEqual(['connecting', 'open']);
    browser.sources[0]?.say('error');
    expect(states.at(-1)).toBe('lost');
  });

  it('is opened again after a refusal, and then everything may have changed', () => {
    const tab = browser.tab('a');
    tab.start();
    const heard: string[] = [];
    tab.onChanged((changed) => heard.push(changed.changes[0]?.entity ?? ''));
    const first = browser.sources[0];
    first?.say('open');
    first?.say('error');
    if (first) first.readyState = 2;
    browser.pass(2000);
    expect(browser.sources).toHaveLength(1); // not at once
    browser.pass(10_000);
    expect(browser.sources).toHaveLength(2);
    expect(browser.open()).toBe(1);
    browser.sources[1]?.say('open');
    expect(heard).toEqual(['*']);
  });

  it('a broken lease is no lease', () => {
    browser.kept.set('guatu.stream', 'not json');
    const tab = browser.tab('a');
    tab.start();
    expect(tab.leads).toBe(true);
  });
});
