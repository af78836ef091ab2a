// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { postText } from './accounts';
import { passwordRules } from './password_rules';

const met = (password: string, account: string, profile: string) =>
  passwordRules(password, account, profile)
    .filter((rule) => rule.isMet)
    .map((rule) => rule.name);

it('passwords by profile', () => {
  expect(met('Correct-horse-7', 'linyan', 'mlps3')).toEqual(['length', 'not_account', 'kinds']);
  expect(met('correct horse battery', 'linyan', 'mlps3')).toEqual(['length', 'not_account']);
  expect(passwordRules('x', 'linyan', 'asvs').map((rule) => rule.name)).toEqual(['length', 'not_account']);
  expect(met('my-LINYAN-password', 'linyan', 'asvs')).toEqual(['length']);
  expect(met('挂图作战挂图作战挂图', '', 'asvs')).toEqual(['not_account']); // ten letters, however many bytes
});

it('a post is a role, with its unit where it has one', () => {
  const text = (unit: string | null) =>
    postText(
      { role: 'contact', unit },
      () => '联络员',
      (id) => `街道${id}`,
    );
  expect(text('U18')).toBe('联络员（街道U18）');
  expect(text(null)).toBe('联络员');
});
