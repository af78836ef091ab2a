// SPDX-License-Identifier: Apache-2.0
// What Chromium 83 to 92 lacks and a library of ours calls. Syntax is the build's matter, not this file's.

function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

function findLast<T>(this: T[], holds: (value: T, index: number, all: T[]) => boolean): T | undefined {
  for (let index = this.length - 1; index >= 0; index -= 1) {
    const value = this[index] as T;
    if (holds(value, index, this)) return value;
  }
  return undefined;
}

function replaceAll(this: string, wanted: string | RegExp, by: string): string {
  if (wanted instanceof RegExp) return this.replace(wanted, by);
  return this.split(wanted).join(by);
}

function replaceChildren(this: Element, ...nodes: (Node | string)[]): void {
  while (this.lastChild) this.removeChild(this.lastChild);
  this.append(...nodes);
}

// Holds its target for good: memory instead of a crash, on browsers before 84.
class StrongRef<T> {
  constructor(private readonly target: T) {}
  deref(): T {
    return this.target;
  }
}

for (const prototype of [Array.prototype, String.prototype]) define(prototype, 'at', at);
define(Array.prototype, 'findLast', findLast);
define(String.prototype, 'replaceAll', replaceAll);
define(Element.prototype, 'replaceChildren', replaceChildren);
define(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key));
define(globalThis, 'WeakRef', StrongRef);
