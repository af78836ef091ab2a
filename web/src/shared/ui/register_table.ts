// SPDX-License-Identifier: Apache-2.0
// What a page tells its table: columns, filters, and where rows come from.

export interface Column<T> {
  name: string;
  label: string;
  text?: (row: T) => string; // else the row's field of that name
  width?: string;
  sort?: string; // the server's name for this order
  align?: 'right' | 'center';
  mono?: boolean;
  nowrap?: boolean;
  desk?: boolean; // left out on a phone
  optional?: boolean; // shown only when asked for
  main?: boolean; // opens the row; one a table
}

export interface Choice {
  value: string;
  label: string;
}

export interface Filter {
  name: string;
  label: string;
  choices: Choice[];
  multiple?: boolean;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  page_size: number;
}

// A short list that the server does not page.
export function asPage<T>(answered: { value: { items: T[] }; version: string | null; position: number | null }): {
  value: Page<T>;
  version: string | null;
  position: number | null;
} {
  const { items } = answered.value;
  return { ...answered, value: { items, total: items.length, page: 1, page_size: Math.max(1, items.length) } };
}
