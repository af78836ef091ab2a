// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { treeOf } from '@/shared/http/reference';
import { emptyUnit, fieldsOf, valuesOf } from './unit_form';
import { visibleNodes } from './visible_nodes';

it('what is typed becomes what is sent', () => {
  const fields = fieldsOf({
    ...emptyUnit('D00'),
    id: 'U18',
    name: ' 听澜街道办事处 ',
    aliases: '听澜、听澜街, 听澜办；',
    sequence: '18.9',
    valid_from: '',
  });
  expect(fields).toMatchObject({
    name: '听澜街道办事处',
    aliases: ['听澜', '听澜街', '听澜办'],
    sequence: 18,
    parent: 'D00',
    valid_from: null,
  });
  expect(fields).not.toHaveProperty('id');
});

it('a unit comes back as it was', () => {
  const unit = { ...fieldsOf({ ...emptyUnit(null), name: 'A', aliases: 'b、c' }), id: 'U1', version: 3 } as never;
  expect(fieldsOf(valuesOf(unit))).toMatchObject({ name: 'A', aliases: ['b', 'c'], parent: null });
});

it('the tree folds, and a search opens the way to what fits', () => {
  const unit = (id: string, parent: string | null) => ({
    id,
    name: `单位${id}`,
    short_name: '',
    kind: 'town' as const,
    parent,
    sequence: 1,
  });
  const tree = treeOf([unit('D', null), unit('A', 'D'), unit('B', 'A'), unit('C', 'D')]);
  const ids = (folded: string[], sought: string) => visibleNodes(tree, new Set(folded), sought).map((node) => node.id);
  expect(ids([], '')).toEqual(['D', 'A', 'B', 'C']);
  expect(ids(['A'], '')).toEqual(['D', 'A', 'C']);
  expect(ids(['D'], 'b')).toEqual(['D', 'A', 'B']);
  expect(ids([], '没有')).toEqual([]);
});
