// SPDX-License-Identifier: Apache-2.0
// The first day of an office: the three administrators by the printed link, a clerk's account by both halves of a
// code, and nobody who can do the others' work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { ADMINISTRATORS, PASSWORD, startServer, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  desk = await sitDown(browser, server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function anew(): Promise<Desk> {
  await desk.context.close();
  desk = await sitDown(browser, server.address);
  return desk;
}

// What stands in the box that is shown once; closes it.
async function noteSecret(): Promise<string> {
  const secret = (await desk.page.textContent('.el-dialog output'))?.trim() ?? '';
  await desk.page.click('.el-dialog button.primary');
  return secret;
}

describe('the first day', () => {
  it('refuses a set-up that is no good, field by field', async () => {
    const { page } = desk;
    await page.goto(server.setupLink);
    for (const { role } of ADMINISTRATORS) {
      await page.fill(`input[name="${role}.name"]`, '某人');
      await page.fill(`input[name="${role}.account"]`, role === 'system' ? 'X' : role);
      await page.fill(`input[name="${role}.password"]`, PASSWORD);
      await page.fill(`input[name="${role}.again"]`, PASSWORD);
    }
    await page.click('button[type="submit"]');
    const problem = page.locator('fieldset').nth(0).locator('.field').nth(1).locator('.problem');
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/账号/);
    expect(await page.locator('fieldset').nth(1).locator('.problem').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });

  it('creates the three administrators; the link works once', async () => {
    const { page } = desk;
    for (const { role, account, name } of ADMINISTRATORS) {
      await page.fill(`input[name="${role}.name"]`, name);
      await page.fill(`input[name="${role}.account"]`, account);
    }
    await page.check('input[value="asvs"]');
    await page.click('button[type="submit"]');
    await page.waitForSelector('text=三名管理员已建立');
    await page.goto(server.setupLink);
    await page.waitForSelector('text=初始化链接无效');
  });

  it('lets the system administrator create an account and see the first half', async () => {
    const { page } = desk;
    await logIn(page, 'zhouning', PASSWORD);
    expect(await page.locator('nav[aria-label="菜单"] >> text=日志').count()).toBe(0);
    await page.goto('/accounts');
    await page.click('text=新建账号');
    await page.fill('input[name="id"]', 'linyan');
    await page.fill('.el-drawer input[name="name"]', '林砚');
    await page.click('.el-drawer button[type="submit"]');
    halves.first = await noteSecret();
    expect(halves.first).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await page.waitForSelector('.el-drawer >> text=待启用');
    expect(await page.locator('.el-drawer >> text=调整任职').count()).toBe(0); // granting is another's work
  });

  it('lets the security administrator grant the post and see the second half', async () => {
    const { page } = await anew();
    await logIn(page, 'hanmu', PASSWORD);
    await page.goto('/accounts?account=linyan');
    await page.click('text=调整任职');
    await page.click('text=增加任职');
    await page.click('.post .el-select >> nth=0');
    await page.click('.el-select-dropdown__item:visible >> text=调度办');
    await page.click('.el-drawer button[type="submit"] >> text=授予');
    await page.waitForSelector('.el-message >> text=任职已授予');
    await page.click('.el-drawer__footer >> text=放行');
    await page.click('.el-message-box button.el-button--primary');
    halves.second = await noteSecret();
    expect(halves.second).not.toBe(halves.first);
  });

  it('is not enough with one half; with both the person sets his own password', async () => {
    const { page } = await anew();
    await page.goto('/login');
    await page.click('text=用启用码启用账号');
    await page.fill('input[name="account"]', 'linyan');
    await page.fill('input[name="code_a"]', halves.first);
    await page.fill('input[name="code_b"]', halves.first);
    await page.fill('input[name="password"]', PASSWORD);
    await page.fill('input[name="again"]', PASSWORD);
    await page.click('button[type="submit"]');
    await page.waitForSelector('[role="alert"]');
    await page.fill('input[name="code_b"]', halves.second);
    await page.click('button[type="submit"]');
    await page.waitForSelector('text=账号已启用');
    await logIn(page, 'linyan', PASSWORD);
    await page.waitForSelector('h1 >> text=林砚，您好');
    const menu = await page.locator('nav[aria-label="菜单"]').innerText();
    expect(menu).toContain('亮灯规则');
    expect(menu).not.toMatch(/账号|日志|运行状态/);
    await page.goto('/accounts');
    await page.waitForSelector('text=您没有查看此页的权限');
  });

  it('stands in the journal, which the audit administrator verifies', async () => {
    const { page } = await anew();
    await logIn(page, 'qinyue', PASSWORD);
    await page.goto('/journal');
    await page.waitForSelector('td >> text=启用账号');
    await page.click('text=立即校验');
    await page.waitForSelector('.state >> text=完好');
    expect(await barriers(page)).toEqual([]);
  });

  it('asked no other host, and no page failed', () => {
    expect(desk.outside).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});

const halves = { first: '', second: '' };
