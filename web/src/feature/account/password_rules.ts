// SPDX-License-Identifier: Apache-2.0
// What both password profiles ask of a new password, as far as it can be told while typing: length, not the account's
// name, and for mlps3 (GB/T 22239-2019, level 3) three of the four kinds of characters.

export interface PasswordRule {
  name: 'length' | 'not_account' | 'kinds';
  isMet: boolean;
}

const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

export function passwordRules(password: string, account: string, profile: string): PasswordRule[] {
  const holdsName = account !== '' && password.toLowerCase().includes(account.toLowerCase());
  const rules: PasswordRule[] = [
    { name: 'length', isMet: [...password].length >= 12 },
    { name: 'not_account', isMet: password !== '' && !holdsName },
  ];
  if (profile === 'mlps3')
    rules.push({ name: 'kinds', isMet: KINDS.filter((kind) => kind.test(password)).length >= 3 });
  return rules;
}
