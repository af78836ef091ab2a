// SPDX-License-Identifier: Apache-2.0
// Which record is open beside a list (打开的记录), kept in the address so that it can be sent to a colleague. A new one
// has no address yet.
import { ref, watch, type Ref } from 'vue';
import { firstOf, useOwnQuery } from './own_query';

export const NEW = '+';

export interface Opened {
  opened: Readonly<Ref<string | null>>;
  open: (id: string | null) => void;
}

export function useOpened(name: string): Opened {
  const { query, put } = useOwnQuery();
  const given = (): string | null => {
    const value = firstOf(query.value[name]);
    return value !== '' && value !== NEW ? value : null;
  };
  const opened = ref(given());
  watch(query, () => {
    const id = given();
    if (id !== null || opened.value !== NEW) opened.value = id;
  });

  function open(id: string | null): void {
    opened.value = id;
    put({ [name]: id && id !== NEW ? id : undefined });
  }
  return { opened, open };
}
