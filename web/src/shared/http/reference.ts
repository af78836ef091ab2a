// SPDX-License-Identifier: Apache-2.0
// Names of units (单位): nearly every record points at one, so every page may ask here what an id is called. Loaded
// once, in the official order, and again when a unit changes.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { answer, http, inBackground } from './client';
import { events } from './browser_events';
import type { Of } from './contract';
import { EVERYTHING } from './event_stream';

export type UnitName = Pick<Of<'Unit'>, 'id' | 'name' | 'short_name' | 'kind' | 'parent' | 'sequence'>;

export interface UnitNode extends UnitName {
  depth: number;
  children: UnitNode[];
}

// Official order within each parent; a parent that is not there makes a root.
export function treeOf(units: UnitName[]): UnitNode[] {
  const nodes = new Map<string, UnitNode>(units.map((unit) => [unit.id, { ...unit, depth: 0, children: [] }]));
  const roots: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parent && node.parent !== node.id ? nodes.get(node.parent) : undefined;
    (parent ? parent.children : roots).push(node);
  }
  const settle = (level: UnitNode[], depth: number): void => {
    level.sort((a, b) => a.sequence - b.sequence || (a.id < b.id ? -1 : 1));
    level.forEach((node) => {
      node.depth = depth;
      settle(node.children, depth + 1);
    });
  };
  settle(roots, 0);
  return roots;
}

export function flatten(nodes: UnitNode[]): UnitNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

export const useUnits = defineStore('units', () => {
  const units = shallowRef<UnitName[]>([]);
  const isLoaded = ref(false);
  let loading: Promise<void> | null = null;

  async function fetchAll(): Promise<void> {
    const all: UnitName[] = [];
    for (let page = 1; ; page += 1) {
      const query = { page, page_size: 100, sort: 'sequence' };
      const answered = await answer(http.GET('/api/v1/units', { params: { query } }));
      all.push(...answered.value.items);
      if (all.length >= answered.value.total || answered.value.items.length === 0) break;
    }
    units.value = all;
    isLoaded.value = true;
  }

  function load(isAgain = false): Promise<void> {
    if (isLoaded.value && !isAgain) return Promise.resolve();
    loading ??= fetchAll().finally(() => (loading = null));
    return loading;
  }

  const tree = computed(() => treeOf(units.value));
  const ordered = computed(() => flatten(tree.value));
  const byId = computed(() => new Map(ordered.value.map((unit) => [unit.id, unit])));

  const choices = computed(() => choicesOf(() => true));

  // For a filter or a select, in the official order.
  function choicesOf(fits: (unit: UnitNode) => boolean): { value: string; label: string }[] {
    return ordered.value.filter(fits).map((unit) => ({ value: unit.id, label: unit.short_name || unit.name }));
  }

  function nameOf(id: string | null | undefined): string {
    if (!id) return '';
    const unit = byId.value.get(id);
    return unit ? unit.short_name || unit.name : id;
  }

  events.onChanged((changed) => {
    if (isLoaded.value && changed.changes.some((change) => change.entity === 'unit' || change.entity === EVERYTHING))
      void inBackground(() => load(true)).catch(() => undefined);
  });

  return { units, tree, ordered, byId, choices, choicesOf, isLoaded, load, nameOf };
});
