// SPDX-License-Identifier: Apache-2.0
import type { Of } from '@/shared/http/contract';
import type { Unit, UnitKind } from './api';

export const UNIT_KINDS: readonly UnitKind[] = [
  'city',
  'district',
  'office',
  'department',
  'agency',
  'park',
  'street',
  'town',
  'community',
  'owner',
  'source',
];

export interface UnitValues {
  id: string;
  name: string;
  short_name: string;
  aliases: string;
  kind: UnitKind;
  parent: string | null;
  sequence: string;
  unit_group: string;
  valid_from: string | null;
  valid_until: string | null;
  note: string;
}

export function emptyUnit(parent: string | null): UnitValues {
  return {
    id: '',
    name: '',
    short_name: '',
    aliases: '',
    kind: 'department',
    parent,
    sequence: '0',
    unit_group: '',
    valid_from: null,
    valid_until: null,
    note: '',
  };
}

export function valuesOf(unit: Unit): UnitValues {
  const { id, name, short_name, aliases, kind, parent, sequence, unit_group, valid_from, valid_until, note } = unit;
  return {
    id,
    name,
    short_name,
    aliases: aliases.join('、'),
    kind,
    parent,
    sequence: String(sequence),
    unit_group,
    valid_from,
    valid_until,
    note,
  };
}

export function fieldsOf(values: UnitValues): Of<'UnitFields'> {
  const { id: _, aliases, sequence, parent, valid_from, valid_until, ...rest } = values;
  return {
    ...rest,
    name: rest.name.trim(),
    aliases: aliases
      .split(/[、，,;；]/)
      .map((alias) => alias.trim())
      .filter(Boolean),
    sequence: Math.trunc(Number(sequence)) || 0,
    parent: parent || null,
    valid_from: valid_from || null,
    valid_until: valid_until || null,
  };
}
