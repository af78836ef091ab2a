// SPDX-License-Identifier: Apache-2.0
// What a list shows, kept in the address: filters, order and page can be sent to a colleague and survive a reload.
import { computed, type ComputedRef } from 'vue';
import type { LocationQuery } from 'vue-router';
import { allOf, firstOf, useOwnQuery } from './own_query';

export interface ListQuery {
  page: number;
  page_size: number;
  sort: string; // "name", "-name" or empty
  q: string;
  filters: Record<string, string[]>;
}

export const PAGE_SIZES = [20, 50, 100];

export function readQuery(query: LocationQuery, filters: string[], pageSize: number): ListQuery {
  const size = Number(query['page_size']);
  return {
    page: Math.max(1, Math.trunc(Number(query['page'])) || 1),
    page_size: PAGE_SIZES.includes(size) ? size : pageSize,
    sort: firstOf(query['sort']),
    q: firstOf(query['q']),
    filters: Object.fromEntries(filters.map((name) => [name, allOf(query[name])])),
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
  const { query, replace } = useOwnQuery();
  const list = computed(() => readQuery(query.value, filters(), pageSize));
  function change(part: Partial<ListQuery>): void {
    replace(writeQuery({ ...list.value, page: 1, ...part }, query.value, pageSize));
  }
  return { list, change };
}
