// SPDX-License-Identifier: Apache-2.0
// Between the ledger and the sheet: what a cell shows of a project, what is sent of a changed one, in blocks as large
// as the server takes, and which cell a problem is about.
import { wanToYuan, yuanToWan } from '@/shared/format/figures';
import type { Problem } from '@/shared/http/problem';
import type { CellColumn, CellRow } from '@/shared/ui/cell_grid';
import { readAmount, readDay } from '@/shared/ui/cell_grid';
import type { CellBlock, ProjectListed } from './api';

export const MOST_ROWS = 200;
export const MOST_FIELDS = 5;

export type FieldKind = 'text' | 'day' | 'money' | 'unit';
export const FIELDS: { name: keyof ProjectListed & string; kind: FieldKind; width: number }[] = [
  { name: 'name', kind: 'text', width: 220 },
  { name: 'sector', kind: 'text', width: 96 },
  { name: 'cluster', kind: 'text', width: 150 },
  { name: 'level', kind: 'text', width: 84 },
  { name: 'responsible', kind: 'unit', width: 130 },
  { name: 'department', kind: 'unit', width: 130 },
  { name: 'owner', kind: 'text', width: 180 },
  { name: 'contact_leader', kind: 'text', width: 90 },
  { name: 'project_lead', kind: 'text', width: 90 },
  { name: 'total_investment', kind: 'money', width: 120 },
  { name: 'planned_start', kind: 'day', width: 110 },
  { name: 'started_on_site', kind: 'day', width: 110 },
  { name: 'planned_finish', kind: 'day', width: 110 },
  { name: 'funding_source', kind: 'text', width: 130 },
  { name: 'note', kind: 'text', width: 220 },
];
const kindOf = new Map(FIELDS.map((field) => [field.name as string, field.kind]));

export interface UnitWords {
  nameOf: (id: string | null | undefined) => string;
  idOf: (typed: string) => string | null;
}

export function columnsOf(labelOf: (name: string) => string): CellColumn[] {
  const readers: Partial<Record<FieldKind, (typed: string) => string>> = { day: readDay, money: readAmount };
  return FIELDS.map(({ name, kind, width }) => {
    const read = readers[kind];
    return {
      name,
      label: labelOf(name),
      width,
      ...(kind === 'money' ? { align: 'right' as const } : {}),
      ...(read ? { read } : {}),
    };
  });
}

export function rowOf(project: ProjectListed, units: Pick<UnitWords, 'nameOf'>): CellRow {
  const values: Record<string, string> = {};
  for (const { name, kind } of FIELDS) {
    const value = project[name];
    if (kind === 'money') values[name] = yuanToWan(value as string | null);
    else if (kind === 'unit') values[name] = units.nameOf(value as string | null);
    else values[name] = value === null || value === undefined ? '' : String(value);
  }
  return { id: project.id, values };
}

export type Sent = { ok: true; value: string | null } | { ok: false; why: 'day' | 'money' | 'unit' };

export function sentOf(name: string, shown: string, units: Pick<UnitWords, 'idOf'>): Sent {
  const kind = kindOf.get(name) ?? 'text';
  if (kind !== 'text' && shown === '') return { ok: true, value: null };
  if (kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(shown) ? { ok: true, value: shown } : { ok: false, why: 'day' };
  if (kind === 'money') {
    const yuan = wanToYuan(shown);
    return yuan === null ? { ok: false, why: 'money' } : { ok: true, value: yuan };
  }
  if (kind === 'unit') {
    const id = units.idOf(shown);
    return id === null ? { ok: false, why: 'unit' } : { ok: true, value: id };
  }
  return { ok: true, value: shown };
}

export interface Changed {
  id: string;
  values: Record<string, string | null>;
}

// A block takes so many rows of so many fields: changes are cut by fields first, so that one pasted block stays one.
export function blocksOf(changed: Changed[]): Changed[][] {
  const names = FIELDS.map((field) => field.name as string).filter((name) => changed.some((row) => name in row.values));
  const blocks: Changed[][] = [];
  for (let at = 0; at < names.length; at += MOST_FIELDS) {
    const fields = names.slice(at, at + MOST_FIELDS);
    const rows = changed.flatMap((row) => {
      const values = Object.fromEntries(
        fields.filter((name) => name in row.values).map((name) => [name, row.values[name] ?? null]),
      );
      return Object.keys(values).length > 0 ? [{ id: row.id, values }] : [];
    });
    for (let from = 0; from < rows.length; from += MOST_ROWS) blocks.push(rows.slice(from, from + MOST_ROWS));
  }
  return blocks;
}

export function asBlock(rows: Changed[], versionOf: (id: string) => number, reason: string): CellBlock {
  return {
    ...(reason ? { reason } : {}),
    rows: rows.map((row) => ({ id: row.id, version: versionOf(row.id), values: row.values })),
  };
}

// "rows[3].values.owner", or a row's own place: which cell of the block it is about.
export function cellsOf(problems: Problem[], rows: Changed[]): { id: string; name: string; message: string }[] {
  return problems.flatMap((problem) => {
    const place = problem.place.replace(/\[(\d+)\]/g, '.$1').split('.');
    const at = place.indexOf('rows');
    const row = at >= 0 ? rows[Number(place[at + 1])] : rows.find((one) => place.includes(one.id));
    if (!row) return [];
    const name = place[place.length - 1] ?? '';
    const names = name in row.values ? [name] : Object.keys(row.values);
    return names.map((one) => ({ id: row.id, name: one, message: problem.message }));
  });
}
