// SPDX-License-Identifier: Apache-2.0
// What a list shows, kept in the address: filters, order and page can be sent to a colleague and survive a reload.
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';

export interface ListQuery {
  page: number;
  page_size: number;
  sort: string; // "name", "-name" or empty
  q: string;
  filters: Record<string, string[]>;
}

export const PAGE_SIZES = [20, 50, 100];

const listOf = (value: LocationQuery[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

export function readQuery(query: LocationQuery, filters: string[], pageSize: number): ListQuery {
  const size = Number(query['page_size']);
  return {
    page: Math.max(1, Math.trunc(Number(query['page'])) || 1),
    page_size: PAGE_SIZES.includes(size) ? size : pageSize,
    sort: listOf(query['sort'])[0] ?? '',
    q: listOf(query['q'])[0] ?? '',
    filters: Object.fromEntries(filters.map((name) => [name, listOf(query[name])])),
  };
}

// Only what differs from the plain list stands in the address; keys that are not the list's stay.
export function writeQuery(list: ListQuery, before: LocationQuery, pageSize: number): LocationQuery {
  const after: LocationQuery = { ...before };
  const put = (name: string, value: string | string[], plain: boolean) => {
    if (plain) delete after[name];
    else after[name] = value;
  };
  put('page', String(list.page), list.page === 1);
  put('page_size', String(list.page_size), list.page_size === pageSize);
  put('sort', list.sort, list.sort === '');
  put('q', list.q, list.q === '');
  for (const [name, values] of Object.entries(list.filters)) {
    put(name, values.length === 1 ? (values[0] as string) : values, values.length === 0);
  }
  return after;
}

// Parameters as the server takes them.
export function asParameters(list: ListQuery): Record<string, string | number | string[]> {
  const parameters: Record<string, string | number | string[]> = { page: list.page, page_size: list.page_size };
  if (list.sort) parameters['sort'] = list.sort;
  if (list.q) parameters['q'] = list.q;
  for (const [name, values] of Object.entries(list.filters)) if (values.length > 0) parameters[name] = values;
  return parameters;
}

export function nextSort(sort: string, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? '' : column;
}

export function useListQuery(
  filters: () => string[],
  pageSize: number,
): { list: ComputedRef<ListQuery>; change: (part: Partial<ListQuery>) => void } {
  const route = useRoute();
  const router = useRouter();
  // A page that is kept alive behind another tab must not read the other page's address as its own.
  const own = route.path;
  const query = shallowRef(route.query);
  watch(
    () => route.fullPath,
    () => {
      if (route.path === own) query.value = route.query;
    },
  );
  const list = computed(() => readQuery(query.value, filters(), pageSize));
  function change(part: Partial<ListQuery>): void {
    const next = { ...list.value, page: 1, ...part };
    void router.replace({ query: writeQuery(next, route.query, pageSize), hash: route.hash });
  }
  return { list, change };
}
