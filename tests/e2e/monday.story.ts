// SPDX-License-Identifier: Apache-2.0
// A clerk's Monday: a workbook is dropped, a wrong cell mended in place, applied and taken back; the cycle
// is opened, collected, looked at, frozen and published, and its papers are there.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

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

describe('a Monday', () => {
  it('begins with a workbook, whose wrong cell is mended in place; applied and taken back', async () => {
    const { page } = desk;
    const { items } = await clerk.ask<{ items: { id: string }[] }>('GET', '/api/v1/projects?page_size=1');
    const csv = `项目编号,年份,8月完成投资（万元）\n${items[0]?.id},2026,十二点五万\n`;
    await page.goto('/exchange');
    await page.setInputFiles('input[name="workbook"]', {
      name: '补报.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.waitForURL(/imports\/./);
    await page.waitForSelector('.fix input');
    expect(await barriers(page)).toEqual([]);
    await page.fill('.fix input', '12.5');
    await page.press('.fix input', 'Enter');
    await page.waitForSelector('h1 >> text=可写入');
    await page.click('header .primary');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('h1 >> text=已写入');
    await page.click('header .danger');
    await page.fill('.el-message-box input', '月份错了');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('h1 >> text=已撤销');
    expect(desk.errors).toEqual([]);
  });

  it('goes from the agenda to the papers', async () => {
    const { page } = desk;
    const made = await clerk.ask<{ id: string }>('POST', '/api/v1/cycles', {
      kind: 'weekly',
      planned_on: '2026-09-28',
    });
    await page.goto(`/cycles/${made.id}`);
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
    expect(download.suggestedFilename()).toContain(made.id);
    expect(desk.errors).toEqual([]);
    expect(desk.outside).toEqual([]);
  });
});
