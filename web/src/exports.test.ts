// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

it('whatever a file exports is used by something but a test', () => {
  const names = (readdirSync('src', { recursive: true }) as string[]).filter(
    (name) => /\.(?:vue|ts)$/.test(name) && !name.includes('.test.'),
  );
  const words = names.map((name) => readFileSync(join('src', name), 'utf8').match(/\w+/g) ?? []);
  const uses = new Map<string, number>();
  for (const word of words.flat()) uses.set(word, (uses.get(word) ?? 0) + 1);
  const dead = names.flatMap((name) =>
    [...readFileSync(join('src', name), 'utf8').matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm)]
      .map((match) => match[1] as string)
      .filter((word) => uses.get(word) === 1)
      .map((word) => `${name}: ${word}`),
  );
  expect(dead).toEqual([]);
});
