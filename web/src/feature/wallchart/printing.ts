// SPDX-License-Identifier: Apache-2.0
// Printing has a layout of its own (打印), drawn only while it is printed, from the button or from the browser's menu.
import { nextTick, ref, type Ref } from 'vue';
import { whileShown } from '@/shared/ui/while_shown';

export function usePrinting(): { isPrinting: Ref<boolean>; print: () => Promise<void> } {
  const isPrinting = ref(false);
  const begin = () => (isPrinting.value = true);
  const end = () => (isPrinting.value = false);
  whileShown(() => {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  });

  async function print(): Promise<void> {
    begin();
    await nextTick();
    window.print();
  }
  return { isPrinting, print };
}
