// SPDX-License-Identifier: Apache-2.0
// happy-dom has no event source; tests make their own.
import { beforeEach } from 'vitest';

class SilentSource {
  addEventListener(): void {
    // says nothing
  }
  close(): void {
    // was never open
  }
}
Object.assign(globalThis, { EventSource: SilentSource });
beforeEach(() => localStorage.clear());
