// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from './en';
import zh from './zh';

function flat(tree: object, before = ''): [string, string][] {
  return Object.entries(tree).flatMap(
    ([name, value]) =>
      (typeof value === 'string' ? [[before + name, value]] : flat(value as object, `${before}${name}.`)) as [
        string,
        string,
      ][],
  );
}
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const chinese = new Map(flat(zh));
const english = new Map(flat(en));

it('every sentence is there in both languages with the same holes', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  for (const [name, text] of chinese) expect([name, holes(english.get(name) ?? '')]).toEqual([name, holes(text)]);
});

it('no sentence holds what the message format reads as its own', () => {
  for (const text of [...chinese.values(), ...english.values()]) expect(text).not.toMatch(/[@|$]/);
});

it('English is English, but for words that stand in workbooks', () => {
  const mixed = [...english].filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([name]) => name);
  expect(mixed).toEqual(['front.foot', 'account.person_hint', 'people.role_hint', 'calendar.number_example']);
});

it('every key that a page names is a sentence', () => {
  const files = (readdirSync('src', { recursive: true }) as string[]).filter(
    (name) => /\.(?:vue|ts)$/.test(name) && !name.includes('.test.') && !name.includes('locale'),
  );
  const missing = files.flatMap((name) =>
    [...readFileSync(join('src', name), 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)]
      .map((match) => match[1] as string)
      .filter((key) => !chinese.has(key)),
  );
  expect(missing).toEqual([]);
});

// Words of columns are named by the entity that they are of (shared/ui/record_words.ts).
const OF_COLUMNS = ['definition.', 'target.'];

it('every sentence is named by some page', () => {
  const code = (readdirSync('src', { recursive: true }) as string[])
    .filter((name) => /\.(?:vue|ts)$/.test(name) && !name.includes('.test.') && !name.startsWith('locale'))
    .map((name) => readFileSync(join('src', name), 'utf8'))
    .join('\n');
  const named = new Set([...code.matchAll(/['"`]([a-z]\w*(?:\.[\p{L}\w]+)+)['"`]/gu)].map((match) => match[1]));
  const families = [...code.matchAll(/`([a-z]\w*\.[\w.]*\$\{[^`\n]*)`/g)].map(
    (match) => new RegExp(`^${(match[1] as string).replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '.+')}$`),
  );
  const isNamed = (key: string) =>
    named.has(key) || OF_COLUMNS.some((section) => key.startsWith(section)) || families.some((one) => one.test(key));
  expect([...chinese.keys()].filter((key) => !isNamed(key))).toEqual([]);
});

it('every kind of journal entry that a scenario tells of has words', () => {
  const folder = '../tests/scenario';
  const kinds = readdirSync(folder)
    .filter((name) => name.endsWith('.scenario'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/^[a-z][\w-]* ([a-z_]+\.[a-z_]+)(?: |$)/gm),
    ])
    .map((match) => match[1] as string);
  const isKnown = (kind: string) =>
    chinese.has(`journal_kind.${kind}`) || chinese.has(kind.replace(/^matter\./, 'matter_act.'));
  expect(kinds.length).toBeGreaterThan(100);
  expect([...new Set(kinds)].filter((kind) => !isKnown(kind))).toEqual([]);
});
