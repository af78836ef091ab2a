// SPDX-License-Identifier: Apache-2.0
// A ledger goes out and comes back with cells emptied: nothing is cleared until somebody says so, cell by cell or all of
// a page at once, and may say so no longer; and a column that was read as something else is set right.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';
import { cellOf, withCells } from './xlsx';

const PROJECT = 'YT-2026-JT-02';
const EMPTIED = ['资金来源', '联系领导', '工作专班'];
let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let cells: string[] = []; // as the sheet names what was emptied

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Texts {
  funding_source: string;
  contact_leader: string;
  task_force: string;
  version: number;
}
const project = () => clerk.ask<Texts>('GET', `/api/v1/projects/${PROJECT}`);
const textsOf = ({ funding_source, contact_leader, task_force }: Texts) => [funding_source, contact_leader, task_force];

async function exported(page: Page): Promise<Buffer> {
  await page.goto('/exchange?part=templates');
  const link = 'a[href*="exports/project.xlsx"]';
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(link)]);
  return readFileSync(await download.path());
}
async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/exchange');
  await page.setInputFiles('input[name="workbook"]', { name, mimeType: 'application/octet-stream', buffer });
  await page.waitForURL(/imports\/./);
}
const tab = (page: Page, name: string) => page.click(`[role=tab] >> text=${name}`);
const line = (cell: string) => `tr:has(.mono:text-is("${cell}"))`;

describe('a ledger that comes back with emptied cells', () => {
  it('proposes them, and clears nothing by itself', async () => {
    const { page } = desk;
    const file = await exported(page);
    const row = cellOf(file, PROJECT).replace(/\D/g, '');
    cells = EMPTIED.map((header) => cellOf(file, header).replace(/\d/g, '') + row);
    await upload(page, '台账.xlsx', withCells(file, Object.fromEntries(cells.map((cell) => [cell, '']))));
    await tab(page, '标出的单元格');
    await page.waitForSelector('tbody tr.doubtful >> nth=2');
    expect(await page.locator('tbody tr').count()).toBe(3);
    expect(await page.locator('button >> text=确认清空').count()).toBe(4); // each its own, and one for all
    expect(await barriers(page)).toEqual([]);
    await tab(page, '逐行变化');
    await page.waitForSelector('.nothing');
  });

  it('clears one, and lets it be as it was', async () => {
    const { page } = desk;
    await tab(page, '标出的单元格');
    const one = line(cells[0] ?? '');
    await page.click(`${one} >> text=确认清空`);
    await page.waitForSelector(`${one} >> text=已更正`);
    expect(await page.locator('tr.doubtful').count()).toBe(2);
    expect(await page.inputValue(`${one} input`)).toBe('');
    await page.waitForSelector('.counts >> text=/1\\s*修改/');
    await page.click(`${one} >> text=恢复`);
    await page.waitForSelector(`${one}.doubtful`);
    await page.waitForSelector('.counts >> text=/0\\s*修改/');
  });

  it('clears all of the page at once, and writes just that', async () => {
    const { page } = desk;
    const before = await project();
    expect(textsOf(before)).not.toContain('');
    await page.click('.bar >> text=确认清空本页 3 格');
    await page.waitForSelector('tbody tr.corrected >> nth=2');
    expect(await page.locator('text=确认清空').count()).toBe(0);
    await tab(page, '逐行变化');
    await page.waitForSelector(`td >> text=${before.contact_leader}`);
    await page.click('header .primary');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('h1 >> text=已写入');
    const after = await project();
    expect(textsOf(after)).toEqual(['', '', '']);
    expect(after).toMatchObject({
      ...before,
      funding_source: '',
      contact_leader: '',
      task_force: '',
      version: after.version,
    });
  });
});

it('a column that nobody knew is read as what the clerk says, and no longer when he says so', async () => {
  const { page } = desk;
  await upload(
    page,
    '补报.csv',
    Buffer.from(`项目编号,年份,8月完成投资（万元）,工地近况\n${PROJECT},2026,4321.5,主塔封顶\n`),
  );
  await tab(page, '识别与对应');
  const field = 'tr:has-text("工地近况") select';
  await page.waitForSelector('tr:has-text("工地近况") >> text=未识别');
  await page.selectOption(field, { label: '形象进度' });
  await page.waitForSelector('tr:has-text("工地近况") >> text=本次指定');
  expect(await barriers(page)).toEqual([]);
  await tab(page, '逐行变化');
  await page.waitForSelector('td >> text=主塔封顶');
  await tab(page, '识别与对应');
  await page.selectOption(field, '*');
  await page.waitForSelector('tr:has-text("工地近况") >> text=未识别');
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
