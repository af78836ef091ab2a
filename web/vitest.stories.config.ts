// SPDX-License-Identifier: Apache-2.0
// Browser stories: tests/e2e against a running server of the program named by GUATU_PROGRAM. One after the other: a
// story has a server and a browser of its own, and machines are small.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('..'),
  resolve: {
    // The stories stand beside the other tests of the program, its packages here.
    alias: Object.fromEntries(['playwright-core', 'axe-core'].map((name) => [name, here(`node_modules/${name}`)])),
  },
  test: {
    include: [process.env['GUATU_WHAT'] ?? 'tests/e2e/*.story.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
