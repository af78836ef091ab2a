// SPDX-License-Identifier: Apache-2.0
// What a page does only while it is shown (在前台时): a page kept alive behind another tab must not hear its keys.
import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue';

// `begin` answers what ends it again.
export function whileShown(begin: () => () => void): void {
  let end: (() => void) | null = null;
  const start = () => (end ??= begin());
  const stop = () => {
    end?.();
    end = null;
  };
  onMounted(start);
  onActivated(start);
  onDeactivated(stop);
  onBeforeUnmount(stop);
}
