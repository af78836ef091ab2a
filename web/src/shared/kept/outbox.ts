// SPDX-License-Identifier: Apache-2.0
// What could not be sent because nobody answered (待发): kept in this browser with the idempotency key it had, so that
// however often it is tried it has one effect. A refusal stays here until its person has looked at it.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { answer, http, inBackground, writing } from '../http/client';
import type { Version } from '../http/contract';
import { asRefusal } from '../http/problem';
import { randomId } from '../http/random_id';
import { useSession } from '../http/session';
import { forget, keep, kept, keptKeys } from './kept';

export interface Written {
  method?: 'POST' | 'PUT'; // POST unless it is said
  path: string;
  body: unknown; // of a form with a file: its bytes
  key: string; // Idempotency-Key
  version?: Version; // If-Match, where the record had one
  title: string;
  page: string; // where it was written, to put it right there
  draft: string; // kept values that go with it, forgotten once it arrived
  back?: { draft: string; values: object }; // what is typed again if it is refused
}

export interface Letter extends Written {
  id: string;
  account: string; // whose it is: another person on this machine never sends it
  at: number;
  refused: string[];
}

const BEFORE = 'outbox.';
const AGAIN_MS = 15_000;

const plainCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null)) as T;

// IndexedDB takes a picture as it is, but nothing that Vue watches.
function plain(letter: Letter): Letter {
  const { body, ...rest } = letter;
  return { ...plainCopy(rest), body: body instanceof Blob ? body : plainCopy(body) };
}

function requestOf(letter: Letter): never {
  const headers = writing(letter.version ?? null, letter.key);
  const { body } = letter;
  return (
    body instanceof Blob
      ? { body, bodySerializer: () => body, headers: { ...headers, 'Content-Type': body.type } }
      : { body, headers }
  ) as never;
}

export const useOutbox = defineStore('outbox', () => {
  const letters = ref<Letter[]>([]);
  const isSending = ref(false);
  const session = useSession();
  let account = '';
  let timer: ReturnType<typeof setInterval> | null = null;

  const waiting = computed(() => letters.value.filter((one) => one.refused.length === 0));

  async function begin(whose: string): Promise<void> {
    if (account === whose) return send();
    account = whose;
    letters.value = [];
    const keys = await keptKeys(BEFORE);
    const all = await Promise.all(keys.map((key) => kept<Letter>(key)));
    if (account !== whose) return; // somebody else came meanwhile
    const written = new Set(letters.value.map((one) => one.id));
    const found = all.filter((one): one is Letter => one?.account === whose && !written.has(one.id));
    letters.value = [...found, ...letters.value].sort((a, b) => a.at - b.at);
    if (!timer) {
      timer = setInterval(() => void send(), AGAIN_MS);
      window.addEventListener('online', () => void send());
    }
    await send();
  }

  async function put(written: Written): Promise<void> {
    const letter: Letter = { ...written, id: randomId(), account, at: Date.now(), refused: [] };
    letters.value = [...letters.value, letter];
    await keep(BEFORE + letter.id, plain(letter));
  }

  async function drop(id: string): Promise<void> {
    letters.value = letters.value.filter((one) => one.id !== id);
    await forget(BEFORE + id);
  }

  // Back to where it was written, to be put right there.
  async function mend(letter: Letter): Promise<void> {
    if (letter.back) void keep(letter.back.draft, plainCopy({ at: letter.at, values: letter.back.values }));
    await drop(letter.id);
  }

  // True when it reached the server, whatever that said.
  async function deliver(letter: Letter): Promise<boolean> {
    try {
      const send = http[letter.method ?? 'POST'] as unknown as (path: string, request: never) => Promise<never>;
      await answer(inBackground(() => send(letter.path, requestOf(letter))));
      await drop(letter.id);
      if (letter.draft) await forget(letter.draft);
      return true;
    } catch (error) {
      const refusal = asRefusal(error);
      if (['offline', 'busy', 'ended', 'broken'].includes(refusal.kind)) return false;
      const refused = refusal.problems.map((problem) => problem.message);
      const marked = { ...letter, refused: refused.length > 0 ? refused : [refusal.kind] };
      letters.value = letters.value.map((one) => (one.id === letter.id ? marked : one));
      await keep(BEFORE + letter.id, plain(marked));
      return true;
    }
  }

  // While the session is over, or another person's, nothing is sent and nothing is lost.
  async function send(): Promise<void> {
    if (isSending.value || !session.isLoggedIn || session.current.account !== account) return;
    isSending.value = true;
    try {
      for (const letter of waiting.value) {
        if (letter.account !== session.current.account || !session.isLoggedIn) break; // he left, or another one came
        if (!(await deliver(letter))) break;
      }
    } finally {
      isSending.value = false;
    }
  }

  return { letters, waiting, isSending, begin, put, drop, mend, send };
});
