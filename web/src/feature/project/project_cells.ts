// SPDX-License-Identifier: Apache-2.0
// Between the ledger and the sheet: what a cell shows of a project, what is sent of the changed ones, which cell a problem
// is about, and where somebody else was quicker.
import { wanToYuan, yuanToWan } from '@/shared/format/figures';
import type { Problem } from '@/shared/http/problem';
import type { CellColumn, CellRow } from '@/shared/ui/cell_grid';
import { readAmount, readDay } from '@/shared/ui/cell_grid';
import type { CellBlock, ProjectListed } from './api';

export const MOST_ROWS = 1000; // as many as the server writes at once

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

// The rows as they stand once a block was written, before the server was asked again: what follows is made from these.
export function written<T extends { id: string; version: number }>(
  projects: T[],
  rows: Changed[],
  items: { id: string; version: number }[],
): T[] {
  const values = new Map(rows.map((row) => [row.id, row.values]));
  const versions = new Map(items.map((one) => [one.id, one.version]));
  return projects.map((project) => ({
    ...project,
    ...values.get(project.id),
    version: versions.get(project.id) ?? project.version,
  }));
}

// Rows of a block that somebody else has changed since they were read.
export function staleRows(problems: Problem[], rows: Changed[]): string[] {
  const stale = cellsOf(
    problems.filter((problem) => problem.code === 'store.version_conflict'),
    rows,
  );
  return [...new Set(stale.map((cell) => cell.id))];
}

export interface Clash {
  id: string;
  name: string;
  theirs: string;
}

// Cells that were changed here and there, to different values; what only one of the two changed needs no question.
export function clashesOf(
  mine: { id: string; values: Record<string, string> }[],
  before: Map<string, CellRow>,
  now: Map<string, CellRow>,
): Clash[] {
  return mine.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([name, value]) => {
      const theirs = now.get(id)?.values[name] ?? '';
      return theirs !== (before.get(id)?.values[name] ?? '') && theirs !== value ? [{ id, name, theirs }] : [];
    }),
  );
}
