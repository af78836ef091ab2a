// SPDX-License-Identifier: Apache-2.0
// What the chart is asked to show (挂图网址): rule set, filters, groups and zoom stand in the address, so that it can be
// sent to a colleague. What is not known there counts as not said.
import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { ZOOMS, type Zoom } from '@/shared/chart/time_scale';
import { allOf, firstOf, useOwnQuery } from '@/shared/ui/own_query';
import { FILTERS, GROUPS, type FilterName, type Group, type Wanted } from './chart_rows';

export interface ChartAddress {
  rule: WritableComputedRef<string>; // empty: the one that is in force
  group: WritableComputedRef<Group>;
  zoom: WritableComputedRef<Zoom>;
  wanted: ComputedRef<Wanted>;
  isFiltered: ComputedRef<boolean>;
  seek: (q: string) => void;
  filter: (name: FilterName, values: string[]) => void;
  clear: () => void;
}

export function useChartAddress(): ChartAddress {
  const { query, put } = useOwnQuery();

  // One of a few words; the plain one is left out of the address.
  function choice<T extends string>(name: string, known: readonly T[], plain: T): WritableComputedRef<T> {
    return computed({
      get: () => known.find((one) => one === firstOf(query.value[name])) ?? plain,
      set: (value) => put({ [name]: value === plain ? undefined : value }),
    });
  }
  const rule = computed({
    get: () => firstOf(query.value['rule']),
    set: (id) => put({ rule: id || undefined }),
  });
  const wanted = computed<Wanted>(() => {
    const values = Object.fromEntries(FILTERS.map((name) => [name, allOf(query.value[name])]));
    return { ...(values as Record<FilterName, string[]>), q: firstOf(query.value['q']).trim() };
  });
  const isFiltered = computed(() => wanted.value.q !== '' || FILTERS.some((name) => wanted.value[name].length > 0));

  return {
    rule,
    group: choice('group', GROUPS, 'sector'),
    zoom: choice('zoom', ZOOMS, 'fit'),
    wanted,
    isFiltered,
    seek: (q) => put({ q: q.trim() || undefined }),
    filter: (name, values) => put({ [name]: values.length > 0 ? values : undefined }),
    clear: () => put({ q: undefined, ...Object.fromEntries(FILTERS.map((name) => [name, undefined])) }),
  };
}
