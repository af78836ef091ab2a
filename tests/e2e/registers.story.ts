// SPDX-License-Identifier: Apache-2.0
// A clerk keeps the registers: one unit in two tabs, a list by its address, by keyboard alone, in English, and no page
// that axe calls a barrier.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function openUnit(page: Page): Promise<void> {
  await page.goto('/units?unit=U18');
  await page.waitForSelector('input[name="short_name"]');
}

describe('the registers', () => {
  it('say that they are invented', async () => {
    await desk.page.waitForSelector('.banner >> text=演示数据');
    await desk.page.waitForSelector('.banner >> text=非涉密');
  });

  it('show what another tab saved, and both sides when both typed', async () => {
    const first = desk.page;
    const second = await desk.context.newPage();
    await openUnit(first);
    await openUnit(second);
    await second.fill('input[name="short_name"]', '听澜');
    await second.click('text=保存');
    await second.waitForSelector('.el-message >> text=已保存');
    // Nothing was typed here: the new value comes by itself.
    await first.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[name="short_name"]')?.value === '听澜',
    );

    await first.fill('textarea[name="note"]', '我的备注');
    await second.fill('input[name="aliases"]', '听澜办');
    await second.click('text=保存');
    await first.waitForSelector('.conflict');
    const rows = await first.locator('.conflict tbody tr').allInnerTexts();
    expect(rows.join('\n')).toMatch(/别名[^\n]*听澜办/);
    expect(rows.join('\n')).toMatch(/备注[^\n]*我的备注/);
    expect(await barriers(first)).toEqual([]);
    await first.click('button >> text=在对方的版本上保留我的修改');
    await first.click('text=保存');
    await first.waitForSelector('.el-message >> text=已保存');
    await second.close();
    const stored = await (
      await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '')
    ).ask('GET', '/api/v1/units/U18');
    expect(stored).toMatchObject({ short_name: '听澜', aliases: ['听澜办'], note: '我的备注' });
  });

  it('keep a conflict for him who was slower, without the stream', async () => {
    const slow = await sitDown(browser, server.address);
    await slow.context.route('**/api/v1/events', (route) => route.abort());
    await logIn(slow.page, 'clerk', server.passwords['clerk'] ?? '');
    await openUnit(slow.page);
    const quick = await new Talk(server.address).logIn('clerk2', server.passwords['clerk2'] ?? '');
    const { id: _, version, ...unit } = await quick.ask<{ id: string; version: number }>('GET', '/api/v1/units/U18');
    await quick.ask('PUT', '/api/v1/units/U18', { ...unit, unit_group: '镇街' }, { 'If-Match': `"${version}"` });
    await slow.page.fill('input[name="unit_group"]', '街道');
    await slow.page.click('text=保存');
    await slow.page.waitForSelector('.conflict tr.clashes >> text=镇街');
    await slow.page.click('button >> text=采用对方的版本');
    expect(await slow.page.inputValue('input[name="unit_group"]')).toBe('镇街');
    expect(slow.errors).toEqual([]);
    await slow.context.close();
  });

  it('tell their history', async () => {
    await openUnit(desk.page);
    await desk.page.click('[role="tab"] >> text=历史');
    await desk.page.waitForSelector('.history >> text=镇街园区');
    expect(await desk.page.locator('.history li').count()).toBeGreaterThanOrEqual(4);
  });

  it('ask before unsaved changes are left', async () => {
    const { page } = desk;
    await openUnit(page);
    await page.fill('textarea[name="note"]', '还没保存');
    await page.click('nav[aria-label="菜单"] >> text=企业');
    await page.waitForSelector('.el-message-box >> text=未保存');
    await page.click('.el-message-box >> text=取消');
    expect(await page.inputValue('textarea[name="note"]')).toBe('还没保存');
    await page.click('nav[aria-label="菜单"] >> text=企业');
    await page.click('.el-message-box button.el-button--primary');
    await page.waitForSelector('h1 >> text=企业');
  });

  it('are found by an address, and show a problem beside its field', async () => {
    const { page } = desk;
    await page.goto('/enterprises?above_scale=否&sort=-name');
    await page.waitForSelector('tbody tr');
    const cells = await page.locator('td[data-label="规上（限上）"]').allInnerTexts();
    expect(new Set(cells.map((cell) => cell.trim()))).toEqual(new Set(['否']));
    expect(await page.getAttribute('th >> nth=0', 'aria-sort')).toBe('descending');
    await page.click('text=新增企业');
    await page.fill('.el-drawer input[name="id"]', '9199');
    await page.fill('.el-drawer input[name="name"]', '云汀试验有限公司');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.field:has(input[name="id"]) .problem');
    expect(await barriers(page)).toEqual([]);
  });

  it('are worked by keyboard alone', async () => {
    const { page } = desk;
    await page.goto('/people');
    await page.waitForSelector('[data-opener]');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('skip');
    await page.focus('[data-opener] >> nth=0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`.el-drawer h2 >> text=${name}`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
  });

  it('have no barrier on any page of a clerk', async () => {
    for (const path of [
      '/',
      '/units',
      '/people',
      '/enterprises',
      '/rule-sets',
      '/calendars',
      '/me',
      '/nowhere/at/all',
    ]) {
      await desk.page.goto(path);
      await desk.page.waitForTimeout(700);
      expect([path, await barriers(desk.page)]).toEqual([path, []]);
    }
  });

  it('asked no other host, and no page failed', () => {
    expect(desk.outside).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});
