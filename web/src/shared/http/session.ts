// SPDX-License-Identifier: Apache-2.0
// Who is logged in (会话) and what he may, as the server says it: menus and buttons ask here, the server decides
// again on every request.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { answer, forgetAnswers, http, setCircumstances } from './client';
import type { Of } from './contract';

export type Session = Of<'Session'>;

const NOBODY: Session = {
  account: null,
  name: '',
  posts: [],
  rights: [],
  duties: [],
  grants: [],
  acting: null,
  on_behalf_of: '',
  token: '',
  has_totp: false,
  profile: 'mlps3',
  today: '',
  is_demo: false,
};

export const useSession = defineStore('session', () => {
  const current = ref<Session>({ ...NOBODY });
  const isKnown = ref(false);
  const wasEnded = ref(false); // by the server, not by the person

  const isLoggedIn = computed(() => Boolean(current.value.account));

  function take(given: Session): void {
    current.value = given;
    isKnown.value = true;
    if (isLoggedIn.value) wasEnded.value = false;
  }

  async function refresh(): Promise<void> {
    take((await answer(http.GET('/api/v1/session'))).value);
  }

  function leave(): void {
    forgetAnswers();
    take({ ...NOBODY, is_demo: current.value.is_demo });
    isKnown.value = false;
  }

  function end(): void {
    if (!isLoggedIn.value) return;
    wasEnded.value = true;
    leave();
  }

  // Somewhere; a record may still be refused.
  function may(right: string): boolean {
    return current.value.rights.includes(right);
  }

  function attach(language: () => string): void {
    setCircumstances({ language, token: () => current.value.token, ended: end });
  }

  return { current, isKnown, isLoggedIn, wasEnded, take, refresh, leave, may, attach };
});
