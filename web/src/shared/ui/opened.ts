// SPDX-License-Identifier: Apache-2.0
// Which record is open beside a list (打开的记录), kept in the address so that it can be sent to a colleague. A new one
// has no address yet.
import { ref, watch, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export const NEW = '+';

export interface Opened {
  opened: Readonly<Ref<string | null>>;
  open: (id: string | null) => void;
}

export function useOpened(name: string): Opened {
  const route = useRoute();
  const router = useRouter();
  // A page that is kept alive behind another tab must neither read nor write the other page's address.
  const own = route.path;
  const given = (): string | null => {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' && value !== NEW ? value : null;
  };
  const opened = ref(given());
  watch(
    () => route.fullPath,
    () => {
      if (route.path !== own) return;
      const id = given();
      if (id !== null || opened.value !== NEW) opened.value = id;
    },
  );

  function open(id: string | null): void {
    opened.value = id;
    if (route.path !== own) return;
    void router.replace({ query: { ...route.query, [name]: id && id !== NEW ? id : undefined }, hash: route.hash });
  }
  return { opened, open };
}
