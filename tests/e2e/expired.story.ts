// SPDX-License-Identifier: Apache-2.0
// A session that ends in the middle of the work: nothing that was typed or waits to be sent is lost, and nothing is done
// in another person's name. It is ended for real, from another machine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function endSessionsOf(account: string): Promise<void> {
  const other = await new Talk(server.address).logIn(account, server.passwords[account] ?? '');
  const { items } = await other.ask<{ items: { id: string; is_current: boolean }[] }>('GET', '/api/v1/sessions');
  for (const one of items) if (!one.is_current) await other.ask('DELETE', `/api/v1/sessions/${one.id}`);
}
async function logInAgain(page: Page, account: string): Promise<void> {
  const dialog = '.log-in-again';
  await page.waitForSelector(`${dialog} input[name="password"]`);
  expect(await page.inputValue(`${dialog} input[name="account"]`)).toBe(account);
  await page.fill(`${dialog} input[name="password"]`, server.passwords[account] ?? '');
  await page.click(`${dialog} button[type="submit"]`);
  await page.waitForSelector(dialog, { state: 'hidden' });
}
function expectQuiet(desk: Desk): void {
  expect(desk.outside).toEqual([]);
  expect(desk.errors.filter((error) => !/Failed to fetch|ERR_INTERNET/.test(error))).toEqual([]);
}

describe('a session that ended', () => {
  it('leaves a letter in the outbox waiting for its person, who logs in and it goes', async () => {
    const desk = await sitDown(browser, server.address, { width: 390, height: 844 });
    const { page } = desk;
    await logIn(page, 'contact', server.passwords['contact'] ?? '');
    const { items } = await clerk.ask<{ items: { id: string }[] }>('GET', '/api/v1/projects?responsible=U09');
    const id = items[0]?.id ?? '';
    const reports = async () =>
      (
        await clerk.ask<{ items: { month: string; actual: string }[] }>('GET', `/api/v1/projects/${id}/reports`)
      ).items.filter((one) => one.month === '2026-08' && one.actual === '2345600.00');
    await page.goto(`/projects/${id}?act=report&month=2026-08`);
    await page.waitForSelector('#report-form');
    await page.fill('input[name="actual"]', '234.56');
    if (await page.isVisible('input[name="reason"]')) await page.fill('input[name="reason"]', '补报');
    await desk.context.setOffline(true);
    await page.click('button >> text=报送');
    await page.waitForSelector('.mark >> text=待发 1');

    await endSessionsOf('contact');
    await desk.context.setOffline(false);
    await page.waitForSelector('.log-in-again');
    expect(await page.isVisible('.log-in-again >> text=已填写的内容仍在')).toBe(true);
    expect(await barriers(page)).toEqual([]);
    expect(await reports()).toEqual([]);
    await logInAgain(page, 'contact');
    await page.waitForSelector('.mark', { state: 'detached' });
    expect(await reports()).toHaveLength(1);
    expectQuiet(desk);
    await desk.context.close();
  });

  it('keeps a form as it is, and what was being saved is saved after the log-in, once', async () => {
    const desk = await sitDown(browser, server.address);
    const { page } = desk;
    await logIn(page, 'clerk2', server.passwords['clerk2'] ?? '');
    await page.goto('/matters');
    await page.click('.toolbar .primary');
    await page.fill('#matter-form textarea[name="text"]', '会话过期前填的督办事项');
    await endSessionsOf('clerk2');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.log-in-again');
    await page.fill('.log-in-again input[name="password"]', 'not the password');
    await page.click('.log-in-again button[type="submit"]');
    await page.waitForSelector('.log-in-again [role="alert"]');
    await logInAgain(page, 'clerk2');
    await page.waitForSelector('#matter-form', { state: 'detached' });
    const found = await clerk.ask<{ total: number }>(
      'GET',
      `/api/v1/matters?q=${encodeURIComponent('会话过期前填的督办事项')}`,
    );
    expect(found.total).toBe(1);

    // A step to another page waits as well, and is taken.
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    await endSessionsOf('clerk2');
    await page.click('nav[aria-label="菜单"] >> text=人员');
    await logInAgain(page, 'clerk2');
    await page.waitForSelector('tbody tr');
    expect(new URL(page.url()).pathname).toBe('/people');
    expectQuiet(desk);
    await desk.context.close();
  });

  it('of one person never becomes another’s in the same browser', async () => {
    const desk = await sitDown(browser, server.address);
    const first = desk.page;
    await logIn(first, 'clerk', server.passwords['clerk'] ?? '');
    await first.goto('/matters');
    await first.waitForSelector('[data-opener]');
    const second = await desk.context.newPage();
    await second.goto('/');
    await second.click('.who');
    await second.click('text=退出登录');
    await first.waitForSelector('.log-in-again');
    await logIn(second, 'clerk2', server.passwords['clerk2'] ?? '');
    await first.waitForSelector('.log-in-again >> text=本浏览器中现由');
    expect(await second.isVisible('.log-in-again')).toBe(false);
    await logInAgain(first, 'clerk');
    await second.waitForSelector('.log-in-again >> text=本浏览器中现由');
    expectQuiet(desk);
    await desk.context.close();
  });
});
