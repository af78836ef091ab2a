// SPDX-License-Identifier: Apache-2.0
// One sheet and two people: who was slower keeps what he typed, sees what the other did, and can save; so can who lost
// the line in the middle of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

interface Listed {
  id: string;
  version: number;
  [field: string]: unknown;
}
let server: Server;
let browser: Browser;
let desk: Desk;
let other: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  other = await new Talk(server.address).logIn('clerk2', server.passwords['clerk2'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
  await desk.page.goto('/projects');
  await desk.page.click('text=表格填报');
  await cell(desk.page, 0, 0).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const cell = (page: Page, row: number, column: number) => page.locator(`[data-row="${row}"][data-column="${column}"]`);
const columnOf = async (page: Page, label: string) =>
  (await page.locator('.cells .heads span').allInnerTexts()).indexOf(label) - 1;
const rowOf = async (at: number) =>
  (await other.ask<{ items: Listed[] }>('GET', '/api/v1/projects?page_size=100')).items[at] as Listed;

async function paste(page: Page, row: number, label: string, text: string): Promise<void> {
  const target = cell(page, row, await columnOf(page, label));
  await target.scrollIntoViewIfNeeded();
  await target.click();
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

describe('a sheet', () => {
  it('is saved whole, however many columns were changed', async () => {
    const { page } = desk;
    const before = await rowOf(0);
    await paste(page, 0, '行业', '新行业\t新集群\t新级别');
    await paste(page, 0, '业主单位', '新业主');
    await paste(page, 0, '资金来源', '自筹\t六栏一次');
    await page.click('button >> text=保存 6 处改动');
    await page.waitForSelector('.el-message >> text=已保存 6 处');
    const after = await rowOf(0);
    expect([after['sector'], after['level'], after['owner'], after['note']]).toEqual([
      '新行业',
      '新级别',
      '新业主',
      '六栏一次',
    ]);
    expect(after.version).toBe(before.version + 1);
  });

  it('shows what somebody else did meanwhile, and is saved all the same', async () => {
    const { page } = desk;
    await paste(page, 0, '业主单位', '我填的业主');
    await paste(page, 0, '备注', '只有我改的备注');
    await paste(page, 1, '备注', '另一行');
    const stale = await rowOf(0);
    await other.ask('PATCH', '/api/v1/projects/cells', {
      rows: [{ id: stale.id, version: stale.version, values: { owner: '他填的业主', level: '他改的级别' } }],
    });
    await page.click('button >> text=保存 3 处改动');
    await page.waitForSelector('[role="alert"] >> text=1 行已被他人修改');
    expect(await page.innerText('.clashes')).toContain('其中 1 格');
    const owner = cell(page, 0, await columnOf(page, '业主单位'));
    expect(await owner.getAttribute('title')).toContain('他填的业主');
    expect(await owner.innerText()).toBe('我填的业主');
    expect(await cell(page, 0, await columnOf(page, '级别')).innerText()).toBe('他改的级别');
    expect(await page.locator('.line .wrong').count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await page.click('button >> text=保存 3 处改动');
    await page.waitForSelector('.el-message >> text=已保存 3 处');
    const first = await rowOf(0);
    expect([first['owner'], first['level'], first['note']]).toEqual(['我填的业主', '他改的级别', '只有我改的备注']);
    expect((await rowOf(1))['note']).toBe('另一行');
  });

  it('is written once when its answer is lost and it is sent again', async () => {
    const { page } = desk;
    const before = await rowOf(1);
    await paste(page, 1, '备注', '答复丢了');
    await page.route('**/api/v1/projects/cells', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.click('button >> text=保存 1 处改动');
    await page.waitForSelector('.refused');
    await page.unroute('**/api/v1/projects/cells');
    await page.click('.refused button >> text=重试');
    await page.waitForSelector('.el-message >> text=已保存 1 处');
    expect((await rowOf(1)).version).toBe(before.version + 1);
    expect(await page.locator('.line .changed').count()).toBe(0);
  });

  it('says how many cells of a block had no place, and asks before it throws changes away', async () => {
    const { page } = desk;
    await paste(page, 0, '备注', '放得下\t放不下\t也放不下');
    await page.waitForSelector('.el-message >> text=有 2 格超出表格范围');
    await page.click('text=回到列表');
    await page.waitForSelector('.el-message-box');
    await page.click('.el-message-box button >> text=取消');
    expect(await page.locator('.line .changed').count()).toBe(1);
    await page.click('button >> text=放弃修改');
    await page.click('.el-message-box button.el-button--primary');
    await page.waitForSelector('.line .changed', { state: 'detached' });
    expect(desk.outside).toEqual([]);
    expect(desk.errors.filter((error) => !/Failed to fetch/.test(error))).toEqual([]);
  });
});
