// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useSession } from './session';

let said: { account: string | null; name: string; token: string };
let session: ReturnType<typeof useSession>;

beforeEach(async () => {
  setActivePinia(createPinia());
  globalThis.fetch = vi.fn(async () => new Response(JSON.stringify({ rights: [], ...said }), { status: 200 }));
  session = useSession();
  session.attach(() => 'en');
  said = { account: 'linyan', name: '林砚', token: 'T1' };
  await session.refresh();
});

const tellOfAnotherTab = () => window.dispatchEvent(new StorageEvent('storage', { key: 'guatu.session' }));

describe('a session that is over', () => {
  it('leaves the page its person’s, and goes on when he is back', async () => {
    said = { account: null, name: '', token: 'anonymous' };
    await session.refresh();
    expect([session.isOver, session.isLoggedIn, session.current.account]).toEqual([true, false, 'linyan']);
    expect(session.current.token).toBe('anonymous'); // what a log-in wants
    said = { account: 'linyan', name: '林砚', token: 'T2' };
    await session.refresh();
    expect([session.isOver, session.isLoggedIn, session.current.token]).toEqual([false, true, 'T2']);
  });

  it('never becomes another person’s page', async () => {
    said = { account: 'heqing', name: '何青', token: 'T9' };
    tellOfAnotherTab();
    await vi.waitFor(() => expect(session.isOver).toBe(true));
    expect([session.current.name, session.instead]).toEqual(['林砚', '何青']);
    said = { account: 'linyan', name: '林砚', token: 'T3' };
    tellOfAnotherTab();
    await vi.waitFor(() => expect(session.isOver).toBe(false));
    expect(session.instead).toBe('');
  });

  it('is forgotten when the person leaves', async () => {
    said = { account: null, name: '', token: '' };
    await session.refresh();
    session.leave();
    expect([session.isOver, session.current.account, session.isKnown]).toEqual([false, null, false]);
  });
});
