// SPDX-License-Identifier: Apache-2.0
// The query of a page's own address (自己的网址参数). A page that is kept alive behind another tab must neither read nor
// write the other page's.
import { shallowRef, watch, type ShallowRef } from 'vue';
import { parseQuery, stringifyQuery, useRoute, useRouter, type LocationQuery, type LocationQueryRaw } from 'vue-router';

export interface OwnQuery {
  query: ShallowRef<LocationQuery>;
  put: (part: LocationQueryRaw) => void; // undefined takes a key out
  replace: (whole: LocationQueryRaw) => void;
}

export function useOwnQuery(): OwnQuery {
  const route = useRoute();
  const router = useRouter();
  const own = route.path;
  const query = shallowRef(route.query);
  watch(
    () => route.fullPath,
    () => {
      if (route.path === own) query.value = route.query;
    },
  );
  // What was put stands at once, not when the router has come round to it: a second change builds upon the first.
  function replace(whole: LocationQueryRaw): void {
    query.value = stringifyQuery(whole) === '' ? {} : parseQuery(stringifyQuery(whole));
    if (route.path === own) void router.replace({ query: whole, hash: route.hash });
  }
  return { query, put: (part) => replace({ ...query.value, ...part }), replace };
}

export function firstOf(value: LocationQuery[string] | undefined): string {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : '';
}

export function allOf(value: LocationQuery[string] | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
}
