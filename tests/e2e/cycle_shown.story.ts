// SPDX-License-Identifier: Apache-2.0
// What a cycle shows, before and after it is frozen, beside what changed since the one before: filtered by a light, with
// lights that were set by hand and by whom, and with what became of them when they ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let project = { id: '', name: '' };

beforeAll(async () => {
  server = await startServer({ demo: true, today: '2026-09-28' });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  const { red, rows } = await clerk.ask<{ red: string[]; rows: { id: string; name: string }[] }>(
    'GET',
    '/api/v1/wall-chart',
  );
  project = rows.find((row) => row.id === red[0]) ?? project;
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const tab = (page: Page, name: string) => page.click(`[role=tab] >> text=${name}`);
async function take(id: string, ...steps: string[]): Promise<void> {
  for (const step of steps) {
    const { version } = await clerk.ask<{ version: number }>('GET', `/api/v1/cycles/${id}`);
    await clerk.ask('POST', `/api/v1/cycles/${id}/steps/${step}`, undefined, { 'If-Match': `"${version}"` });
  }
}
async function plan(day: string): Promise<string> {
  const body = { kind: 'weekly', planned_on: day };
  const { id } = await clerk.ask<{ id: string }>('POST', '/api/v1/cycles', body);
  await take(id, 'open', 'collect');
  return id;
}
const lineOf = (page: Page) => page.locator(`.body li:has(a:text-is("${project.name}"))`).first();

describe('a cycle', () => {
  let id = '';
  it('shows before it is frozen what it would show, and who set a light by hand', async () => {
    const { page } = desk;
    await clerk.ask('POST', `/api/v1/projects/${project.id}/notes`, {
      text: '资金已落实，本周调度后再看',
      light: 'green',
      reason: '专项资金到账',
      last: '2026-10-15',
    });
    id = await plan('2026-09-28');
    await page.goto(`/cycles/${id}`);
    await tab(page, '本期情况');
    await page.waitForSelector('.stamp >> text=未定版');
    await lineOf(page).locator('text=调度办工作人员（演示） 设定').waitFor();
    await lineOf(page).locator('text=专项资金到账').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('is narrowed to one light and widened again', async () => {
    const { page } = desk;
    const all = await page.locator('.lights li').count();
    const lamp = page.locator('.counts button:has-text("红灯")');
    const count = Number(await lamp.locator('b').textContent());
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(all);
    await lamp.click();
    expect(await lamp.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.lights li').count()).toBe(count);
    await lamp.click();
    expect(await page.locator('.lights li').count()).toBe(all);
    expect(await page.locator('.lights li p:has-text("NaN"), .lights li p:has-text("undefined")').count()).toBe(0);
  });

  it('says what changed since the last one, and leads to its projects', async () => {
    const { page } = desk;
    await tab(page, '与上次相比');
    await page.waitForSelector('h2 >> text=灯的变化');
    await lineOf(page).locator('text=调度办工作人员（演示） 设定').waitFor();
    await lineOf(page).locator('.turn >> text=绿灯').waitFor();
    expect(await barriers(page)).toEqual([]);
    await lineOf(page).locator('a').first().click();
    await page.waitForURL(`**/projects/${project.id}`);
    await page.goBack();
    await page.waitForSelector('h2 >> text=灯的变化');
  });

  it('is frozen with it, and the next one tells that the rules decide again', async () => {
    const { page } = desk;
    await take(id, 'freeze', 'publish');
    await tab(page, '本期情况');
    await page.waitForSelector('.stamp .digest');
    await page.waitForSelector('.stamp >> text=未定版', { state: 'detached' });
    await lineOf(page).locator('text=调度办工作人员（演示） 设定').waitFor();

    await clerk.ask('POST', `/api/v1/projects/${project.id}/notes/1/end`, undefined, { 'If-Match': '"1"' });
    const next = await plan('2026-10-12');
    await page.goto(`/cycles/${next}?tab=changes`);
    await lineOf(page).locator('text=上次为人工定灯，现按规则亮灯').waitFor();
    await lineOf(page).locator('.turn >> text=红灯').waitFor();
    expect(await lineOf(page).locator('text=设定').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
  });

  it('is narrow enough for a phone', async () => {
    const phone = await sitDown(browser, server.address, { width: 390, height: 844 });
    await logIn(phone.page, 'clerk', server.passwords['clerk'] ?? '');
    for (const name of ['changes', 'shown']) {
      await phone.page.goto(`/cycles/${id}?tab=${name}`);
      await phone.page.waitForSelector('.body h2');
      expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
    expect(phone.errors).toEqual([]);
    await phone.context.close();
  });
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
