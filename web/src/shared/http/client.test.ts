// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, forgetAnswers, http, inBackground, setCircumstances, writing } from './client';
import { Refusal } from './problem';

const sent: Request[] = [];
let reply: (request: Request) => Response;
const ended = vi.fn();
const renew = vi.fn();
const resumed = vi.fn();
let token = 'T';

beforeEach(() => {
  sent.length = 0;
  ended.mockClear();
  renew.mockReset().mockResolvedValue(false);
  resumed.mockReset().mockResolvedValue(false);
  token = 'T';
  forgetAnswers();
  setCircumstances({ language: () => 'en', token: () => token, ended, renew, resumed });
  globalThis.fetch = vi.fn(async (input: RequestInfo | URL) => {
    sent.push(input as Request);
    return reply(input as Request);
  });
});

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const unit = () => answer(http.GET('/api/v1/units/{id}', { params: { path: { id: 'U 1' } } }));
const save = () =>
  answer(
    http.PUT('/api/v1/units/{id}', {
      params: { path: { id: 'U1' } },
      body: { name: 'x', kind: 'town' },
      headers: writing('3', 'K'),
    }),
  );

describe('requests', () => {
  it('carry the language; writes carry token, version and key', async () => {
    reply = () => json({});
    await unit();
    await save();
    expect(sent[0]?.url).toContain('/api/v1/units/U%201');
    expect(sent[0]?.headers.get('Accept-Language')).toBe('en');
    expect(sent[0]?.headers.get('X-Guatu-Token')).toBeNull();
    expect(sent[1]?.headers.get('X-Guatu-Token')).toBe('T');
    expect(sent[1]?.headers.get('If-Match')).toBe('"3"');
    expect(sent[1]?.headers.get('Idempotency-Key')).toBe('K');
  });

  it('of the page itself say so, those of the person do not', async () => {
    reply = () => json({});
    await inBackground(unit);
    await unit();
    expect(sent.map((request) => request.headers.get('X-Guatu-Background'))).toEqual(['1', null]);
  });
});

describe('answers', () => {
  it('of the person before are not kept for the next one, however late they come', async () => {
    let arrive = (_: Response): void => undefined;
    globalThis.fetch = () => new Promise<Response>((resolve) => (arrive = resolve));
    const early = unit();
    await vi.waitFor(() => expect(arrive.length).toBe(1));
    forgetAnswers();
    arrive(json({ id: 'U1' }, 200, { ETag: 'W/"5"' }));
    await early;
    const asked: (string | null)[] = [];
    globalThis.fetch = async (input) => {
      asked.push((input as Request).headers.get('If-None-Match'));
      return json({ id: 'U1' }, 200, { ETag: 'W/"5"' });
    };
    await unit();
    await unit();
    expect(asked).toEqual([null, 'W/"5"']);
  });

  it('that are unchanged stand, even when the tag was forgotten while it was asked', async () => {
    reply = () => json({ id: 'U1' }, 200, { ETag: 'W/"5"' });
    await unit();
    reply = () => {
      forgetAnswers();
      return new Response(null, { status: 304 });
    };
    expect((await unit()).value).toEqual({ id: 'U1' });
  });

  it('of one record are asked for anew: its version says nothing of the day and the reader', async () => {
    reply = () => json({ id: 'U1' }, 200, { ETag: '"5"' });
    await unit();
    await unit();
    expect(sent[1]?.headers.get('If-None-Match')).toBeNull();
  });

  it('known by their tag are asked for again cheaply', async () => {
    reply = (request) =>
      request.headers.get('If-None-Match') === 'W/"5"'
        ? new Response(null, { status: 304 })
        : json({ id: 'U1' }, 200, { ETag: 'W/"5"' });
    await unit();
    const again = await unit();
    expect(again.value).toEqual({ id: 'U1' });
    expect(again.version).toBe('5');
    expect(sent).toHaveLength(2);
  });

  it('in another language are other answers', async () => {
    reply = () => json({ id: 'U1' }, 200, { ETag: '"5"' });
    await unit();
    setCircumstances({ language: () => 'zh', token: () => 'T', ended, renew, resumed });
    await unit();
    expect(sent[1]?.headers.get('If-None-Match')).toBeNull();
  });

  it('that refuse become refusals with their problems', async () => {
    reply = () =>
      json(
        { kind: 'invalid', problems: [{ place: 'name', code: 'unit.name_missing', args: {}, message: 'no name' }] },
        422,
      );
    const refusal = await save().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).kind).toBe('invalid');
    expect((refusal as Refusal).has('unit.name_missing')).toBe(true);
  });

  it('of a proxy, or of nobody, are refusals too', async () => {
    reply = () => new Response('<html>', { status: 502 });
    expect(((await unit().catch((error: unknown) => error)) as Refusal).kind).toBe('broken');
    reply = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(((await unit().catch((error: unknown) => error)) as Refusal).kind).toBe('offline');
  });

  it('tell the session when it is over', async () => {
    reply = () => json({ kind: 'forbidden', problems: [] }, 401);
    await unit().catch(() => undefined);
    expect(ended).toHaveBeenCalledOnce();
  });
});

describe('a session that ends under an open page', () => {
  const over = () => json({ kind: 'forbidden', problems: [] }, 401);
  const mismatch = () =>
    json({ kind: 'forbidden', problems: [{ place: '', code: 'api.token_mismatch', message: 'm' }] }, 403);
  const logsInAgain = () => {
    token = 'T2';
    return Promise.resolve(true);
  };

  it('holds back what the person asked for, and sends it with its key once he is back', async () => {
    resumed.mockImplementation(logsInAgain);
    reply = () => (sent.length < 2 ? over() : json({ id: 'U1' }, 200, { ETag: '"4"' }));
    expect((await save()).version).toBe('4');
    expect(ended).toHaveBeenCalledOnce();
    expect(sent.map((request) => request.headers.get('Idempotency-Key'))).toEqual(['K', 'K']);
    expect(sent.map((request) => request.headers.get('X-Guatu-Token'))).toEqual(['T', 'T2']);
  });

  it('refuses at once what the page asked by itself', async () => {
    resumed.mockImplementation(logsInAgain);
    reply = over;
    const refusal = (await inBackground(save).catch((error: unknown) => error)) as Refusal;
    expect(refusal.kind).toBe('ended');
    expect(resumed).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  });

  it('does not mean a wrong password', async () => {
    reply = over;
    await answer(http.POST('/api/v1/session', { body: { account: 'a', password: 'b' } })).catch(() => undefined);
    expect(ended).not.toHaveBeenCalled();
    expect(resumed).not.toHaveBeenCalled();
  });

  it('or only has another token by now: it is fetched once, the rest is as before', async () => {
    renew.mockImplementation(logsInAgain);
    reply = () => (sent.length < 2 ? mismatch() : json({ id: 'U1' }));
    await save();
    expect(sent.map((request) => request.headers.get('X-Guatu-Token'))).toEqual(['T', 'T2']);
    expect(renew).toHaveBeenCalledOnce();
  });

  it('or is another person’s: nothing is sent for him, and the refusal is no verdict on what was sent', async () => {
    reply = mismatch;
    const refusal = (await inBackground(save).catch((error: unknown) => error)) as Refusal;
    expect(refusal.kind).toBe('ended');
    expect(sent).toHaveLength(1);
    renew.mockImplementation(logsInAgain);
    await save().catch(() => undefined);
    expect(renew).toHaveBeenCalledTimes(2);
    expect(sent).toHaveLength(3); // not for ever
  });
});
