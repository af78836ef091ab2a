// SPDX-License-Identifier: Apache-2.0
// How a light looks (灯的样式), as the chart says it; one that it does not name is a dash with its own code.
import { computed, type Ref } from 'vue';
import type { LightStyle, WallChart } from './api';

export type StyleOf = (code: string) => LightStyle;

export function useLightStyles(chart: Readonly<Ref<WallChart | null>>, unnamed: string): StyleOf {
  const styles = computed(() => new Map((chart.value?.styles ?? []).map((style) => [style.code, style])));
  return (code) =>
    styles.value.get(code) ?? { code, word: code, shape: 'dash', colour: unnamed, meaning: '', severity: 99 };
}
