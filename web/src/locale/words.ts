// SPDX-License-Identifier: Apache-2.0
import type zh from './zh';

// The same tree with any words: what another language must fill.
type Tree<T> = { [Key in keyof T]: T[Key] extends string ? string : Tree<T[Key]> };
export type Words = Tree<typeof zh>;
