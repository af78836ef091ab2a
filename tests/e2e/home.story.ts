// SPDX-License-Identifier: Apache-2.0
// Monday morning at the desk: what waits by the day it is due, what changed since somebody last looked, what the own unit
// is asked for, and nothing of it told to anybody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
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

describe('the desk', () => {
  it('shows to-dos by the day they are due, and leads to the act itself', async () => {
    const { page } = desk;
    await page.waitForSelector('.todos li, .todos .nothing');
    const { items } = await new Talk(server.address)
      .logIn('clerk', server.passwords['clerk'] ?? '')
      .then((talk) => talk.ask<{ items: { matter: string; word: string }[] }>('GET', '/api/v1/todos?page_size=20'));
    expect(await page.locator('.todos li').count()).toBe(items.length);
    if (items[0]) expect(await page.locator('.todos a').first().getAttribute('href')).toMatch(/\/matters\/.+act=/);
    for (const box of ['已办', '我发起', '待办']) {
      await page.click(`.todos [role="tab"] >> text=${box}`);
      await page.waitForSelector('.todos li, .todos .nothing');
    }
    expect(await barriers(page)).toEqual([]);
  });

  it('says what changed since somebody looked, and counts anew from then on', async () => {
    const { page } = desk;
    await page.waitForSelector('text=上次查看以来没有变化');
    const other = await new Talk(server.address).logIn('clerk2', server.passwords['clerk2'] ?? '');
    const created = await other.ask<{ id: string }>('POST', '/api/v1/projects', {
      id: 'NEW-1',
      name: '听澜新增停车场',
      stage: 'continuing',
      responsible: 'U18',
    });
    expect(created.id).toBe('NEW-1');
    await page.waitForSelector('a >> text=听澜新增停车场');
    await page.reload();
    await page.waitForSelector('a >> text=听澜新增停车场');
    expect(await barriers(page)).toEqual([]);
    await page.click('button >> text=知道了');
    await page.waitForSelector('text=上次查看以来没有变化');
  });

  it('shows a unit what it is asked for, on a phone too', async () => {
    const contact = await sitDown(browser, server.address, { width: 390, height: 844 });
    await logIn(contact.page, 'contact', server.passwords['contact'] ?? '');
    await contact.page.waitForSelector('h2 >> text=要我单位填报的');
    expect(await contact.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await barriers(contact.page)).toEqual([]);
    expect(contact.errors).toEqual([]);
    await contact.context.close();
  });
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
