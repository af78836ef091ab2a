// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { asParameters, nextSort, readQuery, writeQuery } from './list_query';
import { pagesAround } from './pages_around';
import { safeNext } from './safe_next';
import { changesOf } from './version_changes';

describe('a list in the address', () => {
  it('is read with plain values for what is missing or odd', () => {
    const list = readQuery({ page: '-3', page_size: '7', state: ['open', ''], q: '  x' }, ['state', 'role'], 50);
    expect(list).toEqual({ page: 1, page_size: 50, sort: '', q: '  x', filters: { state: ['open'], role: [] } });
  });
  it('is written short and leaves other keys alone', () => {
    const list = { page: 1, page_size: 50, sort: '-name', q: '', filters: { state: ['open'], role: [] } };
    expect(writeQuery(list, { account: 'linyan', q: 'old', role: 'clerk' }, 50)).toEqual({
      account: 'linyan',
      sort: '-name',
      state: 'open',
    });
  });
  it('comes back as it was written', () => {
    const list = { page: 3, page_size: 20, sort: 'id', q: '林', filters: { state: ['open', 'locked'] } };
    expect(readQuery(writeQuery(list, {}, 50), ['state'], 50)).toEqual(list);
    expect(asParameters(list)).toEqual({ page: 3, page_size: 20, sort: 'id', q: '林', state: ['open', 'locked'] });
  });
  it('turns its order: up, down, plain', () => {
    expect([
      nextSort('', 'name'),
      nextSort('name', 'name'),
      nextSort('-name', 'name'),
      nextSort('-id', 'name'),
    ]).toEqual(['name', '-name', '', 'name']);
  });
});

it('page numbers leave out the far ones only', () => {
  expect(pagesAround(1, 1)).toEqual([1]);
  expect(pagesAround(1, 4)).toEqual([1, 2, 3, 4]);
  expect(pagesAround(10, 20)).toEqual([1, 0, 8, 9, 10, 11, 12, 0, 20]);
  expect(pagesAround(5, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('the way back after a log-in stays on this host', () => {
  expect(safeNext('/units?unit=U1')).toBe('/units?unit=U1');
  for (const trap of ['//evil.example', '/\\evil.example', 'https://evil.example', '', undefined, ['/a']])
    expect(safeNext(trap)).toBe('/');
});

it('history names changed fields only, the newest first', () => {
  const version = (number: number, row: object | null) => ({
    version: number,
    position: number,
    recorded_at: '',
    actor: 'a',
    on_behalf_of: '',
    kind: 'unit.edited',
    row,
  });
  const steps = changesOf(
    [
      version(1, { name: 'A', aliases: ['x'] }),
      version(2, { name: 'B', aliases: ['x'] }),
      version(3, null),
      version(4, { name: 'B' }),
    ],
    ['name', 'aliases'],
  );
  expect(steps.map((step) => step.version)).toEqual([4, 3, 2, 1]);
  expect(steps[2]?.changes).toEqual([{ name: 'name', before: 'A', after: 'B' }]);
  expect(steps[1]?.isWithdrawn).toBe(true);
  expect(steps.map((step) => step.isFirst)).toEqual([true, false, false, true]);
});
