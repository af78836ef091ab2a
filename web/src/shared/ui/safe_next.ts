// SPDX-License-Identifier: Apache-2.0
// Only a path of ours: an address handed over by somebody must not lead to another host after the log-in.

export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
