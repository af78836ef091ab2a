// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it, vi } from 'vitest';
import { useSession } from '../http/session';
import { useOutbox } from './outbox';

const LIN = { account: 'linyan', name: '林砚', token: 'T1' };
let said: { account: string | null; name: string; token: string };
let posts: string[]; // tokens of the writes
let session: ReturnType<typeof useSession>;

beforeEach(async () => {
  setActivePinia(createPinia());
  posts = [];
  globalThis.fetch = vi.fn(async (input: RequestInfo | URL) => {
    const request = input as Request;
    if (request.method === 'GET') return new Response(JSON.stringify({ rights: [], ...said }), { status: 200 });
    const token = request.headers.get('X-Guatu-Token') ?? '';
    posts.push(token);
    if (said.account && token === said.token) return new Response('{}', { status: 201 });
    const body = { kind: 'forbidden', problems: [{ place: '', code: 'api.token_mismatch', message: 'no' }] };
    return new Response(JSON.stringify(body), { status: 403 });
  });
  session = useSession();
  session.attach(() => 'zh');
  said = LIN;
  await session.refresh();
});

it('a letter waits for its own person and is sent when he is back', async () => {
  const outbox = useOutbox();
  await outbox.begin('linyan');
  const path = '/api/v1/projects/P1/reports';
  await outbox.put({ path, body: { month: '2026-08' }, key: 'K', title: '月报', page: '', draft: '' });
  said = { account: null, name: '', token: 'anonymous' };
  await outbox.send();
  expect(session.isOver).toBe(true);
  expect(outbox.waiting).toHaveLength(1); // not refused: nobody has judged it

  said = { account: 'heqing', name: '何青', token: 'T9' };
  await session.refresh();
  await outbox.send();
  expect(posts).toEqual(['T1']); // never in another person's name

  said = { ...LIN, token: 'T2' };
  await session.refresh();
  await outbox.begin('linyan');
  expect(posts).toEqual(['T1', 'T2']);
  expect(outbox.letters).toEqual([]);
});
