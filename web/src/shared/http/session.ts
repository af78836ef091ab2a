// SPDX-License-Identifier: Apache-2.0
// Who is logged in (会话) and what he may, as the server says it: menus and buttons ask here, the server decides
// again on every request. A session that ends leaves the page as it stands, and who was there may go on.
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

const TOLD = 'guatu.session'; // tells other tabs that somebody logged in or out

export const useSession = defineStore('session', () => {
  const current = ref<Session>({ ...NOBODY });
  const isKnown = ref(false);
  const isOver = ref(false); // the page is still that of `current`, whose session is no more
  const instead = ref(''); // who is logged in in this browser by now, when it is somebody else
  let waiting: ((isBack: boolean) => void)[] = [];
  let renewing: Promise<boolean> | null = null;

  const isLoggedIn = computed(() => Boolean(current.value.account) && !isOver.value);

  function settle(isBack: boolean): void {
    isOver.value = false;
    instead.value = '';
    const told = waiting;
    waiting = [];
    told.forEach((tell) => tell(isBack));
  }

  function take(given: Session): void {
    const isNews = given.account !== current.value.account || isOver.value;
    current.value = given;
    isKnown.value = true;
    settle(true);
    if (isNews && given.account) localStorage.setItem(TOLD, `${given.account} ${Date.now()}`);
  }

  // What the server says now is the page's only when it is the same person's; his token is needed either way.
  async function refresh(): Promise<void> {
    const { value } = await answer(http.GET('/api/v1/session'));
    const mine = current.value.account;
    if (!mine || value.account === mine) return take(value);
    current.value = { ...current.value, token: value.token };
    end();
    instead.value = value.account ? value.name : '';
  }

  function leave(): void {
    forgetAnswers();
    const wasSomebody = Boolean(current.value.account);
    current.value = { ...NOBODY, is_demo: current.value.is_demo };
    isKnown.value = false;
    settle(false);
    if (wasSomebody) localStorage.setItem(TOLD, ` ${Date.now()}`);
  }

  function end(): void {
    if (!isLoggedIn.value) return;
    forgetAnswers(); // some of them may have been another person's
    isOver.value = true;
  }

  function resumed(): Promise<boolean> {
    if (!isOver.value) return Promise.resolve(isLoggedIn.value);
    return new Promise((tell) => waiting.push(tell));
  }

  function renew(): Promise<boolean> {
    const before = current.value.account;
    renewing ??= refresh()
      .then(() => current.value.account === before && !isOver.value)
      .catch(() => false)
      .finally(() => (renewing = null));
    return renewing;
  }

  // Somewhere; a record may still be refused.
  function may(right: string): boolean {
    return current.value.rights.includes(right);
  }

  function attach(language: () => string): void {
    setCircumstances({ language, token: () => current.value.token, ended: end, renew, resumed });
    window.addEventListener('storage', (event) => {
      if (event.key === TOLD && current.value.account) void renew();
    });
  }

  return { current, isKnown, isLoggedIn, isOver, instead, take, refresh, leave, may, attach };
});
