// SPDX-License-Identifier: Apache-2.0
// Who somebody is (姓名): records carry the account that did something, pages show the person's name. Accounts that a
// page shows are asked for together, once; what is nobody's account, such as a name from a workbook, stays as it is.
import { defineStore } from 'pinia';
import { reactive } from 'vue';
import { events } from './browser_events';
import { answer, http, inBackground } from './client';
import { EVERYTHING } from './event_stream';

const AT_ONCE = 100;

export const usePeople = defineStore('people', () => {
  const names = reactive(new Map<string, string>());
  let wanted = new Set<string>();

  async function ask(accounts: string[]): Promise<void> {
    try {
      const query = { account: accounts, page_size: AT_ONCE };
      const { items } = (await answer(http.GET('/api/v1/account-names', { params: { query } }))).value;
      const known = new Map(items.map((one) => [one.id, one.name]));
      accounts.forEach((account) => names.set(account, known.get(account) || account));
    } catch {
      accounts.forEach((account) => names.set(account, account));
    }
  }
  function askAll(): void {
    const accounts = [...wanted];
    wanted = new Set();
    for (let from = 0; from < accounts.length; from += AT_ONCE)
      void inBackground(() => ask(accounts.slice(from, from + AT_ONCE)));
  }

  // Empty until it is known, so that no account is seen for a moment where a name is to stand.
  function nameOf(account: string | null | undefined): string {
    if (!account) return '';
    const name = names.get(account);
    if (name !== undefined) return name;
    if (wanted.size === 0) queueMicrotask(askAll);
    wanted.add(account);
    return '';
  }

  events.onChanged((changed) => {
    if (changed.changes.some((change) => change.entity === 'account' || change.entity === EVERYTHING)) names.clear();
  });

  return { nameOf };
});
