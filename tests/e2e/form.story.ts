// SPDX-License-Identifier: Apache-2.0
// A form goes round: registered by a clerk, approved by another, taken out by the unit as a workbook, filled in, dropped
// back and applied; one whose locked cells were touched is refused with the cell.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';
import { withCells } from './xlsx';

let server: Server;
let browser: Browser;
let desk: Desk;
let taken: Buffer;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function as(account: string): Promise<Page> {
  await desk?.context.close();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, account, server.passwords[account] ?? '');
  return desk.page;
}
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.click(`.el-drawer .field:has(label:has-text("${label}")) .el-select`);
  await page.click(`.el-select-dropdown__item:visible >> text="${option}"`);
}
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  await page.goto('/exchange?part=templates');
  await page.setInputFiles('input[name="workbook"]', {
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: content,
  });
}

it('is registered by a clerk, who cannot approve it', async () => {
  const page = await as('clerk');
  await page.goto('/exchange?part=forms');
  await page.click('.toolbar .primary');
  for (const [label, text] of [
    ['编号', 'W2026-08'],
    ['报表名称', '九月投资补报'],
    ['批准人', '区政府办公室主任'],
    ['依据', '云政办〔2026〕3号'],
    ['开始', '2026-01-01'],
    ['截止', '2026-12-31'],
  ] as const) {
    await page.locator('.el-drawer').getByLabel(label).first().fill(text);
    if (/^\d/.test(text)) await page.keyboard.press('Enter');
  }
  await choose(page, '要填的字段', '完成');
  await page.keyboard.press('Escape');
  await choose(page, '填报单位', '区交通局');
  await page.keyboard.press('Escape');
  await page.click('.el-drawer__footer .primary');
  await page.waitForSelector('.el-drawer >> text=待批准');
  await page.waitForSelector('.el-drawer__footer >> text=须由登记人以外的人审批');
  expect(await page.locator('.el-drawer__footer .primary').count()).toBe(0);
  expect(await page.locator('.el-drawer dd >> text=完成').count()).toBe(1);
});

it('is approved by another', async () => {
  const page = await as('clerk2');
  await page.goto('/exchange?part=forms');
  await page.click('[data-opener] >> text=九月投资补报');
  await page.click('.el-drawer__footer .primary');
  await page.click('.el-message-box .el-button--primary');
  await page.waitForSelector('.el-drawer >> text=使用中');
});

it('is taken out by its unit from the desk', async () => {
  const page = await as('contact');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('li:has-text("九月投资补报") a >> text=下载 2026-09'),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  taken = readFileSync(await download.path());
});

it('is refused with the cell when what is locked was touched', async () => {
  const { page } = desk;
  await drop(page, '改了名的.xlsx', withCells(taken, { B5: '换一个项目名' }));
  await page.waitForSelector('[role="alert"] >> text=不该填的格被改动');
  expect(await page.textContent('[role="alert"]')).toContain('换一个项目名');
  expect(new URL(page.url()).pathname).toBe('/exchange');
});

it('comes back filled in: seen before it is written, applied, and held by the register', async () => {
  const { page } = desk;
  await drop(page, '九月填报.xlsx', withCells(taken, { D5: 1234.56 }));
  await page.waitForURL(/imports\/./);
  await page.waitForSelector('h1 >> text=可写入');
  await page.click('[role=tab] >> text=逐行变化');
  await page.waitForSelector('tbody tr');
  expect(await barriers(page)).toEqual([]);
  await page.click('header .primary');
  await page.click('.el-message-box .el-button--primary');
  await page.waitForSelector('h1 >> text=已写入');
  const clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  const { rows } = await clerk.ask<{ rows: { unit: string; months: { actual: string | null }[] }[] }>(
    'GET',
    '/api/v1/wall-chart',
  );
  expect(rows.filter((row) => row.unit === 'U09' && row.months[8]?.actual === '12345600.00')).toHaveLength(1);
  expect([...desk.errors, ...desk.outside]).toEqual([]);
});
