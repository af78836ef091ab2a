// SPDX-License-Identifier: Apache-2.0
// A screen on the wall that may show nothing any more: its token is revoked, or the session of whoever opened it ends.
// It says since when it shows nothing new, and takes the figures off.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

const SIZE = { width: 1920, height: 1080 };
let server: Server;
let browser: Browser;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk2', server.passwords['clerk2'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

// A change tells every screen to ask again.
async function change(): Promise<void> {
  const { items } = await clerk.ask<{ items: { id: string; version: number; note: string }[] }>(
    'GET',
    '/api/v1/projects?page_size=1',
  );
  const [first] = items;
  await clerk.ask('PATCH', '/api/v1/projects/cells', {
    rows: [{ id: first?.id, version: first?.version, values: { note: `${first?.note}。` } }],
  });
}
async function expectTakenOff(page: Page): Promise<void> {
  await page.waitForSelector('[role="alert"] >> text=起未更新');
  await page.waitForSelector('text=登录已结束或令牌已撤销');
  expect(await page.locator('.ranking').count()).toBe(0);
  expect(await page.locator('.sums, .map, .money').count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
}
function expectQuiet(desk: Desk): void {
  expect(desk.outside).toEqual([]);
  expect(desk.errors.filter((error) => !/Failed to fetch|ERR_INTERNET/.test(error))).toEqual([]);
}

it('a revoked token takes the figures off the wall', async () => {
  const security = await new Talk(server.address).logIn('security', server.passwords['security'] ?? '');
  const made = await security.ask<{ id: string; token: string }>('POST', '/api/v1/screens', { name: '指挥中心大屏' });
  const desk = await sitDown(browser, server.address, SIZE);
  await desk.page.goto(`/screen#token=${made.token}`);
  await desk.page.waitForSelector('.ranking');
  await security.ask('DELETE', `/api/v1/screens/${made.id}`);
  await change();
  await expectTakenOff(desk.page);
  expectQuiet(desk);
  await desk.context.close();
});

it('so does the end of the session that opened it; a lost line only says since when', async () => {
  const desk = await sitDown(browser, server.address, SIZE);
  const { page } = desk;
  await logIn(page, 'clerk', server.passwords['clerk'] ?? '');
  await page.goto('/screen');
  await page.waitForSelector('.ranking');
  const chart = '**/api/v1/wall-chart*';
  await page.route(chart, (route) => route.abort());
  await change();
  await page.waitForSelector('[role="alert"] >> text=起未更新');
  expect(await page.locator('.ranking').count()).toBe(1);
  await page.unroute(chart);
  await change();
  await page.waitForSelector('[role="alert"]', { state: 'detached' });
  const other = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  const { items } = await other.ask<{ items: { id: string; is_current: boolean }[] }>('GET', '/api/v1/sessions');
  for (const one of items) if (!one.is_current) await other.ask('DELETE', `/api/v1/sessions/${one.id}`);
  await change();
  await expectTakenOff(page);
  await page.click('text=去登录');
  await page.waitForSelector('input[name="password"]');
  expectQuiet(desk);
  await desk.context.close();
});
