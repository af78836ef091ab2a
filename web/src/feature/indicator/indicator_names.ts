// SPDX-License-Identifier: Apache-2.0
// Names of indicators by their codes (指标名称), for papers that name them by code only.
import { onMounted, shallowRef } from 'vue';
import { listIndicators } from './api';

export function useIndicatorNames(): { nameOf: (id: string) => string } {
  const names = shallowRef(new Map<string, string>());
  onMounted(async () => {
    const { value } = await listIndicators({ page_size: 100 }).catch(() => ({ value: { items: [] } }));
    names.value = new Map(value.items.map((one) => [one.id, one.name]));
  });
  return { nameOf: (id) => names.value.get(id) ?? id };
}
