// SPDX-License-Identifier: Apache-2.0
// A workbook with a secrecy marking in it: refused as long as nobody says why it is taken, offered only when nothing else
// is wrong, and the reason stands in the journal.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let project = '';

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
  const { items } = await clerk.ask<{ items: { id: string }[] }>('GET', '/api/v1/projects?page_size=1');
  project = items[0]?.id ?? '';
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function upload(money: string, words: string): Promise<string> {
  const text = `项目编号,年份,8月完成投资（万元）,8月形象进度\n${project},2026,${money},${words}\n`;
  const { items } = await clerk.ask<{ items: { id: string }[] }>('POST', '/api/v1/imports', {
    files: [{ name: '月报补报.csv', text }],
  });
  return items[0]?.id ?? '';
}

it('a marking beside another fault is not offered to be taken', async () => {
  const { page } = desk;
  await page.goto(`/imports/${await upload('十二万', '机密★1年')}`);
  await page.waitForSelector('.counts');
  await page.waitForSelector('.hint >> text=还有错误的单元格');
  expect(await page.isDisabled('.acts button.primary')).toBe(true);
  expect(await page.locator('text=写明理由后写入').count()).toBe(0);
});

it('a marking alone is taken with a reason, which is kept', async () => {
  const { page } = desk;
  const id = await upload('12.5', '机密★1年');
  await page.goto(`/imports/${id}`);
  await page.click('.acts button >> text=写明理由后写入');
  await page.waitForSelector('#apply-form');
  expect(await page.isDisabled('.el-dialog__footer button.primary')).toBe(true);
  expect(await barriers(page)).toEqual([]);
  await page.fill('textarea[name="secrecy_reason"]', '引用文件名，内容不涉密');
  await page.fill('textarea[name="reason"]', '按监理确认数更正');
  await page.click('.el-dialog__footer button.primary');
  await page.waitForSelector('.el-message >> text=已写入');
  const run = await clerk.ask<{ state: string; entry: number }>('GET', `/api/v1/imports/${id}`);
  expect(run.state).toBe('applied');
  const audit = await new Talk(server.address).logIn('audit', server.passwords['audit'] ?? '');
  const entry = await audit.ask('GET', `/api/v1/journal/${run.entry}`);
  expect(JSON.stringify(entry)).toContain('引用文件名，内容不涉密');
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
