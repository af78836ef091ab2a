// SPDX-License-Identifier: Apache-2.0
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { multipart } from '../http/multipart';
import { useSession } from '../http/session';
import { forget, kept, keptKeys } from './kept';
import { useOutbox, type Written } from './outbox';

const sent: Request[] = [];
let reply: () => Response;
const written: Written = {
  path: '/api/v1/matters/M1/acts/report',
  body: { text: '桩基完成' },
  key: 'K',
  version: '3',
  title: '反馈 · M1',
  page: '/matters/M1?act=report',
  draft: 'draft.act.M1',
};
const beCalled = (account: string) => {
  const session = useSession();
  session.take({ ...session.current, account });
};

beforeEach(async () => {
  setActivePinia(createPinia());
  sent.length = 0;
  reply = () => {
    throw new TypeError('nobody answers');
  };
  globalThis.fetch = async (input) => {
    sent.push(input as Request);
    return reply();
  };
  for (const key of await keptKeys('')) await forget(key);
});

describe('a letter', () => {
  it('goes out with its own key and version once somebody answers, and is gone then', async () => {
    beCalled('A');
    const outbox = useOutbox();
    await outbox.begin('A');
    await outbox.put(written);
    await outbox.send();
    expect(outbox.waiting).toHaveLength(1);
    reply = () => new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } });
    await outbox.send();
    expect(outbox.letters).toHaveLength(0);
    expect(sent.map((one) => one.headers.get('Idempotency-Key'))).toEqual(['K', 'K']);
    expect(sent[1]?.headers.get('If-Match')).toBe('"3"');
    expect(await keptKeys('outbox.')).toEqual([]);
  });

  it('brings what was typed back to its form when it was refused', async () => {
    beCalled('A');
    const outbox = useOutbox();
    await outbox.begin('A');
    await outbox.put({ ...written, draft: '', back: { draft: 'draft.visit', values: { text: '查看现场' } } });
    reply = () => new Response('{}', { status: 422 });
    await outbox.send();
    const [refused] = outbox.letters;
    if (refused) await outbox.mend(refused);
    expect(outbox.letters).toEqual([]);
    expect((await kept<{ values: object }>('draft.visit'))?.values).toEqual({ text: '查看现场' });
  });

  it('with a picture is the same bytes each time, and may change a record', async () => {
    beCalled('A');
    const outbox = useOutbox();
    await outbox.begin('A');
    const picture = new Blob(['jpeg'], { type: 'image/jpeg' });
    const body = multipart('K1', picture, '现场"1".jpg', { caption: '三号墩' });
    await outbox.put({ ...written, method: 'PUT', body, key: 'K1' });
    await outbox.send();
    setActivePinia(createPinia()); // the browser was closed
    beCalled('A');
    await useOutbox().begin('A');
    expect(sent.map((one) => one.method)).toEqual(['PUT', 'PUT']);
    expect(sent.map((one) => one.headers.get('Content-Type'))).toEqual(Array(2).fill(body.type));
    const [first, again] = await Promise.all(sent.map((one) => one.text()));
    expect(again).toBe(first);
    expect(first).toContain('filename="现场%221%22.jpg"');
    expect(first).toContain('三号墩');
  });

  it('that is refused stays for its person to look at, and is not sent again', async () => {
    beCalled('A');
    const outbox = useOutbox();
    await outbox.begin('A');
    await outbox.put(written);
    const problems = [{ place: 'text', code: 'x.y', message: 'too short' }];
    reply = () => new Response(JSON.stringify({ problems }), { status: 422 });
    await outbox.send();
    await outbox.send();
    expect(sent).toHaveLength(1);
    expect(outbox.letters[0]?.refused).toEqual(['too short']);
  });

  it('is neither sent nor shown for whoever comes next on this machine', async () => {
    beCalled('A');
    const outbox = useOutbox();
    await outbox.begin('A');
    await outbox.put(written);
    beCalled('B');
    await outbox.send(); // before the outbox heard of him
    expect(sent).toHaveLength(0);
    await outbox.begin('B');
    expect(outbox.letters).toHaveLength(0);
    beCalled('A');
    await outbox.begin('A');
    expect(outbox.letters.map((one) => one.title)).toEqual([written.title]);
  });

  it('that is written while those of before are looked up is not lost', async () => {
    beCalled('A');
    const outbox = useOutbox();
    const beginning = outbox.begin('A');
    await outbox.put(written);
    await beginning;
    expect(outbox.letters).toHaveLength(1);
  });
});
