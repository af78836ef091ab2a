// SPDX-License-Identifier: Apache-2.0
// The boundary file that this screen keeps (本机边界文件); one that cannot be read is refused and changes nothing.
import { ref, type Ref } from 'vue';
import { forget, keep, kept } from '@/shared/kept/kept';
import { boundaryOf } from './boundary';

const NAME = 'screen.boundary';
const MOST_BYTES = 20_000_000;

export interface KeptBoundary {
  boundary: Ref<string | null>;
  restore: () => Promise<void>;
  take: (file: File) => Promise<boolean>;
  drop: () => Promise<void>;
}

export function useKeptBoundary(): KeptBoundary {
  const boundary = ref<string | null>(null);

  async function restore(): Promise<void> {
    boundary.value = await kept<string>(NAME);
  }
  async function take(file: File): Promise<boolean> {
    const text = file.size < MOST_BYTES ? await file.text() : '';
    if (!boundaryOf(text, { width: 100, height: 100 })) return false;
    boundary.value = text;
    await keep(NAME, text);
    return true;
  }
  async function drop(): Promise<void> {
    boundary.value = null;
    await forget(NAME);
  }
  return { boundary, restore, take, drop };
}
