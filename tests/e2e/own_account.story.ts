// SPDX-License-Identifier: Apache-2.0
// A person and his own account: second factor, password, and a session that he ends from another machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { openAccount, PASSWORD, setUp, startServer, type Server } from './program';
import { nextTotpCode, totpCode } from './totp';

const NEW_PASSWORD = 'River-Maple-2027';
let server: Server;
let browser: Browser;
let desk: Desk;
let secret = '';
let used = '';

beforeAll(async () => {
  server = await startServer();
  await setUp(server);
  await openAccount(server, 'linyan', '林砚', [{ role: 'clerk' }]);
  browser = await launch();
  desk = await sitDown(browser, server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function logInWithCode(page: Page, password: string): Promise<void> {
  await page.goto('/login');
  await page.fill('input[name="account"]', 'linyan');
  await page.fill('input[name="password"]', password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('input[name="code"]');
  used = await nextTotpCode(secret, used);
  await page.fill('input[name="code"]', used);
  await page.click('button[type="submit"]');
  await page.waitForSelector('.shell');
}

describe('one’s own account', () => {
  it('refuses a wrong password without saying what was wrong', async () => {
    await desk.page.goto('/login');
    expect(await barriers(desk.page)).toEqual([]);
    await desk.page.fill('input[name="account"]', 'linyan');
    await desk.page.fill('input[name="password"]', 'not the password');
    await desk.page.click('button[type="submit"]');
    const alert = await desk.page.textContent('[role="alert"]');
    await desk.page.fill('input[name="account"]', 'nobody');
    await desk.page.click('button[type="submit"]');
    await desk.page.waitForTimeout(500);
    expect(await desk.page.textContent('[role="alert"]')).toBe(alert);
  });

  it('takes a second factor from a code drawn on this machine', async () => {
    const { page } = desk;
    await logIn(page, 'linyan', PASSWORD);
    await page.goto('/me');
    await page.click('button >> text=启用动态码');
    secret = (await page.textContent('[data-secret]'))?.replace(/\s/g, '') ?? '';
    expect(secret).toMatch(/^[A-Z2-7]{16,}$/);
    expect(await page.locator('svg[aria-label="动态码密钥二维码"] path').count()).toBe(2);
    await page.fill('input[name="totp"]', '000000');
    await page.click('text=确认启用');
    await page.waitForSelector('.field .problem');
    used = totpCode(secret);
    await page.fill('input[name="totp"]', used);
    await page.click('text=确认启用');
    await page.waitForSelector('.facts >> text=已启用');
    expect(await barriers(page)).toEqual([]);
  });

  it('is asked for it at the next log-in, and sees and ends the other session', async () => {
    const other = await sitDown(browser, server.address);
    await logInWithCode(other.page, PASSWORD);
    await other.page.goto('/me');
    const sessions = other.page.locator('section.below li');
    await other.page.waitForSelector('text=本次登录');
    expect(await sessions.count()).toBe(2);
    await other.page.click('li button >> text=结束');
    await other.page.click('.el-message-box button.el-button--primary');
    await other.page.waitForSelector('.el-message >> text=已结束');
    // The first machine learns of it at its next step, and stands where that leads.
    await desk.page.click('nav[aria-label="菜单"] >> text=人员');
    await desk.page.waitForSelector('.log-in-again >> text=登录已结束');
    expect(new URL(desk.page.url()).pathname).toBe('/people');
    expect(other.errors).toEqual([]);
    await desk.context.close();
    desk = other;
  });

  it('changes the password, is told what is wrong with it at its field, and goes on with the new one', async () => {
    const { page } = desk;
    await page.fill('input[name="password"]', 'not the old one');
    await page.fill('input[name="new_password"]', NEW_PASSWORD);
    await page.fill('input[name="again"]', NEW_PASSWORD);
    await page.click('form button >> text=修改口令');
    await page.waitForSelector('.field:has(input[name="password"]) .problem');
    await page.fill('input[name="password"]', PASSWORD);
    await page.fill('input[name="new_password"]', 'linyan-2026-x');
    await page.fill('input[name="again"]', 'linyan-2026-x');
    await page.click('form button >> text=修改口令');
    await page.waitForSelector('.field:has(input[name="new_password"]) .problem');
    await page.fill('input[name="new_password"]', NEW_PASSWORD);
    await page.fill('input[name="again"]', NEW_PASSWORD);
    await page.click('form button >> text=修改口令');
    await page.waitForSelector('.el-message >> text=口令已修改');
    await page.click('.who');
    await page.click('text=退出登录');
    await page.waitForSelector('h1 >> text=登录');
    await logInWithCode(page, NEW_PASSWORD);
  });

  it('asked no other host, and no page failed', () => {
    expect(desk.outside).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});
