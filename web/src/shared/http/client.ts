// SPDX-License-Identifier: Apache-2.0
// The one door to the server. Paths and bodies are typed from the contract; what a request needs beside them
// (language, session token, known ETag) is put on here, and an answer is either a value or a thrown Refusal.
import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '@schema';
import { EtagCache } from './etag_cache';
import { asRefusal, refusalOf } from './problem';
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
}

let circumstances: Circumstances = { language: () => 'zh', token: () => '', ended: () => undefined };
const cache = new EtagCache();

export function setCircumstances(given: Circumstances): void {
  circumstances = given;
}

export function forgetAnswers(): void {
  cache.clear();
}

let bearer = '';

// A wall screen has no session but a token of its own, for reading only.
export function showAsScreen(token: string): void {
  bearer = token;
}
export const screenToken = (): string => bearer;

let isBackground = false;

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

const cacheKey = (request: Request) => `${circumstances.language()} ${request.url}`;

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', circumstances.language());
    if (bearer) request.headers.set('Authorization', `Bearer ${bearer}`);
    if (request.method === 'GET') {
      if (isBackground) request.headers.set('X-Guatu-Background', '1');
      const etag = cache.etagFor(cacheKey(request));
      if (etag) request.headers.set('If-None-Match', etag);
    } else {
      request.headers.set('X-Guatu-Token', circumstances.token());
    }
    return request;
  },
  async onResponse({ request, response }) {
    if (request.method !== 'GET') return response;
    if (response.status === 304) return cache.answer(cacheKey(request)) ?? response;
    const etag = response.headers.get('ETag');
    if (response.ok && etag) cache.keep(cacheKey(request), etag, await response.clone().text(), response.headers);
    return response;
  },
};

export const http = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
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

// The log-in page itself asks with a session that is none; its 401 means a wrong password, not an end.
function isOwnSession(response: Response): boolean {
  return new URL(response.url || location.href).pathname === '/api/v1/session';
}

export async function answer<T>(request: Promise<Fetched<T>>): Promise<Answer<T>> {
  let fetched: Fetched<T>;
  try {
    fetched = await request;
  } catch (error) {
    throw asRefusal(error);
  }
  const { data, error, response } = fetched;
  if (!response.ok) {
    if (response.status === 401 && !isOwnSession(response)) circumstances.ended();
    throw refusalOf(response, error);
  }
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
