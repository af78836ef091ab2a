// SPDX-License-Identifier: Apache-2.0
// What changed from one version of a record to the next, for a reader: only the fields that have a label.

export interface Versioned<T> {
  version: number;
  position: number;
  recorded_at: string;
  actor: string;
  on_behalf_of: string;
  kind: string;
  row: T | null; // null: withdrawn
}

export interface FieldChange {
  name: string;
  before: unknown;
  after: unknown;
}

export type VersionStep<T> = Omit<Versioned<T>, 'row'> & {
  changes: FieldChange[];
  isFirst: boolean;
  isWithdrawn: boolean;
};

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

// Given the oldest first, the newest comes first.
export function changesOf<T extends object>(versions: Versioned<T>[], names: string[]): VersionStep<T>[] {
  const steps = versions.map(({ row, ...rest }, index) => {
    const before = (versions[index - 1]?.row ?? {}) as Record<string, unknown>;
    const after = (row ?? {}) as Record<string, unknown>;
    const changes = names
      .filter((name) => !same(before[name], after[name]))
      .map((name) => ({ name, before: before[name], after: after[name] }));
    return { ...rest, changes, isFirst: index === 0 || versions[index - 1]?.row === null, isWithdrawn: row === null };
  });
  return steps.reverse();
}
