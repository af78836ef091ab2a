// SPDX-License-Identifier: Apache-2.0
// A clerk's Monday: a workbook is dropped, a wrong cell mended in place, applied and taken back; the cycle
// is opened, collected, looked at, frozen and published, and its papers are there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let project = '';
let before: Figures;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  const { red } = await clerk.ask<{ red: string[] }>('GET', '/api/v1/wall-chart');
  project = red[0] ?? '';
  before = await figures();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Figures {
  id: string;
  name: string;
  months: { actual: string | null }[];
}
const figures = async (): Promise<Figures> => {
  const { rows } = await clerk.ask<{ rows: Figures[] }>('GET', '/api/v1/wall-chart');
  const row = rows.find((one) => one.id === project);
  if (!row) throw new Error(project);
  return row;
};

// As somebody does it who drags a file from a folder onto the page.
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/exchange');
  const files = await page.evaluateHandle(
    ([called, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ''], called ?? '', { type: 'text/csv' }));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent('.zone', 'drop', { dataTransfer: files });
  await page.waitForURL(/imports\/./);
}
async function apply(page: Page): Promise<void> {
  await page.waitForSelector('h1 >> text=可写入');
  await page.click('header .primary');
  // A month that was reported before is corrected, and the page asks why.
  await page.fill('#apply-form textarea[name="reason"]', '按监理确认数更正');
  await page.click('.el-dialog__footer button.primary');
  await page.waitForSelector('h1 >> text=已写入');
}

describe('a Monday', () => {
  it('begins with a workbook that was wrong: mended in place, applied, and taken back', async () => {
    const { page } = desk;
    await drop(page, '补报.csv', `项目编号,年份,8月完成投资（万元）\n${project},2026,十二点五万\n`);
    await page.waitForSelector('.fix input');
    expect(await barriers(page)).toEqual([]);
    await page.fill('.fix input', '12.5');
    await page.press('.fix input', 'Enter');
    await apply(page);
    await page.click('header .danger');
    await page.fill('.el-message-box input', '月份错了');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('h1 >> text=已撤销');
    expect((await figures()).months[7]?.actual).toBe(before.months[7]?.actual);
    expect(desk.errors).toEqual([]);
  });

  it('goes on with the right one, which is dropped and applied', async () => {
    const { page } = desk;
    await drop(page, '八月补报.csv', `项目编号,年份,8月完成投资（万元）\n${project},2026,4321.5\n`);
    await apply(page);
    expect((await figures()).months[7]?.actual).toBe('43215000.00');
    expect(desk.errors).toEqual([]);
  });

  it('ends with the papers of the cycle, in which the new figures stand', async () => {
    const { page } = desk;
    await page.click('a[href="/cycles"]');
    await page.click('.toolbar .primary');
    await page.fill('.el-drawer .el-date-editor input >> nth=0', '2026-09-28');
    await page.keyboard.press('Enter');
    await page.click('.el-drawer__footer .primary');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    if (!/cycles\/./.test(page.url())) await page.click('[data-opener] >> text=第40周');
    await page.waitForURL(/cycles\/./);
    for (const step of ['开启', '开始收集']) {
      await page.click(`.acts .primary >> text=${step}`);
      await page.click('.el-message-box .el-button--primary');
      await page.waitForSelector(`.el-message >> text=${step}`);
    }
    await page.click('[role=tab] >> text=未报单位');
    await page.waitForSelector('.body table, .nothing');
    expect(await barriers(page)).toEqual([]);
    await page.click('.acts .primary >> text=定版');
    await page.waitForSelector('.freeze .lights');
    await page.click('.freeze .primary');
    await page.waitForSelector('.papers li');
    await page.click('.acts .primary >> text=发布');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('.steps .here >> text=已发布');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.papers a >> nth=0')]);
    expect(download.suggestedFilename()).toMatch(/2026-40.*\.html$/);
    const paper = readFileSync(await download.path(), 'utf8');
    expect(paper).toContain((await figures()).name);
    expect(desk.errors).toEqual([]);
    expect(desk.outside).toEqual([]);
  });
});
