// SPDX-License-Identifier: Apache-2.0
// The one door to the server. Paths and bodies are typed from the contract; what a request needs beside them
// (language, session token, known ETag) is put on here, and an answer is either a value or a thrown Refusal.
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@schema';
import { EtagCache, type Kept } from './etag_cache';
import { asRefusal, refusalOf, TOKEN_MISMATCH } from './problem';
import { randomId } from './random_id';

export interface Answer<T> {
  value: T;
  version: string | null; // of one entity, for If-Match
  position: number | null; // of the journal, for lists
}

export interface Circumstances {
  language: () => string;
  token: () => string;
  ended: () => void; // the session is no more
  renew: () => Promise<boolean>; // the token; false when the session is another person's or nobody's by now
  resumed: () => Promise<boolean>; // once the same person has logged in again; false when he will not
}

const NOBODY_ASKS = () => Promise.resolve(false);
let circumstances: Circumstances = {
  language: () => 'zh',
  token: () => '',
  ended: () => undefined,
  renew: NOBODY_ASKS,
  resumed: NOBODY_ASKS,
};
let cache = new EtagCache();

export function setCircumstances(given: Circumstances): void {
  circumstances = given;
}

// What is still under way comes into the cache that is thrown away: tags say which version it is, not whose answer.
export function forgetAnswers(): void {
  cache = new EtagCache();
}

let bearer = '';

// A wall screen has no session but a token of its own, for reading only.
export function showAsScreen(token: string): void {
  bearer = token;
}
export const screenToken = (): string => bearer;

let isBackground = false;
const unattended = new WeakSet<Request>();

// What a page asks by itself (an event, a clock) is no activity of the person: it must not keep a session alive that
// somebody left. Holds for the requests that `ask` sends before it first waits.
export function inBackground<T>(ask: () => Promise<T>): Promise<T> {
  isBackground = true;
  try {
    return ask();
  } finally {
    isBackground = false;
  }
}

// Of a request under way: the cache it belongs to, and what a 304 would mean whatever that one forgets meanwhile.
const underWay = new WeakMap<Request, { cache: EtagCache; known: Kept | null }>();

const cacheKey = (request: Request) => `${circumstances.language()} ${request.url}`;

// Only tags of views (W/) are asked by: they change with the day, the rights and everything that was written. The tag of
// a record is its version, which stays while its days grow late and its reader loses a role.
const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', circumstances.language());
    if (bearer) request.headers.set('Authorization', `Bearer ${bearer}`);
    if (isBackground) unattended.add(request);
    if (request.method === 'GET') {
      if (isBackground) request.headers.set('X-Guatu-Background', '1');
      const known = cache.find(cacheKey(request));
      if (known) request.headers.set('If-None-Match', known.etag);
      underWay.set(request, { cache, known });
    } else {
      request.headers.set('X-Guatu-Token', circumstances.token());
    }
    return request;
  },
  async onResponse({ request, response }) {
    const begun = underWay.get(request);
    if (!begun) return response;
    const { known } = begun;
    if (response.status === 304 && known) return new Response(known.body, { status: 200, headers: known.headers });
    const etag = response.headers.get('ETag');
    if (response.ok && etag?.startsWith('W/'))
      begun.cache.keep(cacheKey(request), etag, await response.clone().text(), response.headers);
    return response;
  },
};

// The log-in page itself asks with a session that is none; its 401 means a wrong password, not an end.
const isOwnSession = (address: string) => new URL(address || location.href).pathname === '/api/v1/session';

async function isTokenMismatch(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => undefined)) as unknown;
  return refusalOf(response, body).has(TOKEN_MISMATCH);
}

// A session that ends under an open page costs nobody his work: what the person asked for waits until he has logged in
// again, and is sent then with the key it had. After a log-in in another tab the token is another one: it is fetched
// once. What a page asks by itself is refused at once and asked again by its own clock.
async function patiently(request: Request): Promise<Response> {
  const isUnattended = unattended.has(request) || bearer !== '';
  let hasRenewed = false;
  for (let next = request; ;) {
    const spare = next.clone();
    const response = await globalThis.fetch(next);
    let goesOn = false;
    if (response.status === 401 && !isOwnSession(request.url)) circumstances.ended();
    else if (!hasRenewed && (await isTokenMismatch(response))) {
      hasRenewed = true;
      goesOn = await circumstances.renew();
    } else return response;
    if (!goesOn && (isUnattended || isOwnSession(request.url) || !(await circumstances.resumed()))) return response;
    next = spare;
    if (next.headers.has('X-Guatu-Token')) next.headers.set('X-Guatu-Token', circumstances.token());
  }
}

export const http = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  fetch: patiently,
});
http.use(manners);

interface Fetched<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function positionOf(response: Response): number | null {
  const text = response.headers.get('X-Journal-Position');
  return text === null ? null : Number(text);
}

export async function answer<T>(request: Promise<Fetched<T>>): Promise<Answer<T>> {
  let fetched: Fetched<T>;
  try {
    fetched = await request;
  } catch (error) {
    throw asRefusal(error);
  }
  const { data, error, response } = fetched;
  if (!response.ok) throw refusalOf(response, error);
  const etag = response.headers.get('ETag');
  return {
    value: data as T,
    version: etag ? etag.replace(/^W\//, '').replace(/"/g, '') : null,
    position: positionOf(response),
  };
}

// Headers of a write. The same key with the same request is one effect, however often the network repeats it.
export function writing(version?: string | number | null, key: string = randomId()): Record<string, string> {
  const headers: Record<string, string> = { 'Idempotency-Key': key };
  if (version !== undefined && version !== null) headers['If-Match'] = `"${version}"`;
  return headers;
}
