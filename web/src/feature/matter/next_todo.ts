// SPDX-License-Identifier: Apache-2.0
// Which to-do comes after this one (下一件): the same act on another matter, else whatever waits first.
import type { Todo } from './api';

type Waiting = Pick<Todo, 'matter' | 'act'>;

export function nextOf<T extends Waiting>(waiting: T[], matter: string, act: string): T | null {
  const others = waiting.filter((one) => one.matter !== matter);
  return others.find((one) => one.act === act) ?? others[0] ?? null;
}
