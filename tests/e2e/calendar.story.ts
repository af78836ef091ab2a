// SPDX-License-Identifier: Apache-2.0
// The yearly notice is typed in by hand: what is wrong is said beside its holiday, rows come and go, and what was due on a
// day that nobody knew to be off moves, and is named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true, today: '2026-10-01' });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const due = async () => (await clerk.ask<{ due: string }>('GET', '/api/v1/matters/P-1')).due;

describe('a notice of the coming year', () => {
  it('is refused with what is wrong beside its holiday', async () => {
    const { page } = desk;
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'P-1',
      kind: 'proposal',
      text: '优化公交线路',
      assign: { lead: 'U18' },
    });
    expect(await due()).toBe('2027-01-01'); // a Friday like others, as long as nobody knows better
    await page.goto('/calendars');
    await page.click('.page header .button');
    await page.waitForSelector('.el-drawer h2 >> text=录入放假通知');
    await page.fill('.el-drawer .heads input >> nth=1', '国办发明电〔2026〕9号');
    const dates = page.locator('.el-drawer tbody tr').nth(1).locator('.el-date-editor input');
    await dates.nth(0).fill('2027-02-11');
    await page.keyboard.press('Enter');
    await dates.nth(1).fill('2027-02-05');
    await page.keyboard.press('Enter');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-drawer .field:has(input[inputmode="url"]) .problem >> text=必填');
    await page.fill('.el-drawer input[inputmode="url"]', 'https://www.gov.cn/');
    await page.click('.el-drawer__footer button.primary');
    // Rows without days are not sent: it is the second row that is wrong, though the first of those that were.
    await page.waitForSelector('.el-drawer tr.has-problem + tr .problem >> text=2027-02-05');
    expect(await page.inputValue('.el-drawer tr.has-problem td.name input')).toBe('春节');
    expect(await barriers(page)).toEqual([]);
  });

  it('loses a row that it does not have, and gets one that it has', async () => {
    const { page } = desk;
    await page.click('.el-drawer tr.has-problem button'); // goes with what was said of it
    await page.waitForSelector('.el-drawer .problem', { state: 'detached' });
    const rows = page.locator('.el-drawer tbody tr');
    const count = await rows.count();
    await rows.last().locator('button').click();
    expect(await rows.count()).toBe(count - 1);
    await page.click('.el-drawer >> text=增加一个节日');
    expect(await rows.count()).toBe(count);
    await rows.last().locator('td.name input').fill('区庆日');
    const dates = rows.last().locator('.el-date-editor input');
    await dates.nth(0).fill('2027-06-01');
    await page.keyboard.press('Enter');
    await rows.last().locator('input').last().fill('2027-05-29');
  });

  it('moves what was counted without it, and says what', async () => {
    const { page } = desk;
    const first = page.locator('.el-drawer tbody tr').first().locator('.el-date-editor input');
    await first.nth(0).fill('2027-01-01');
    await page.keyboard.press('Enter');
    await first.nth(1).fill('2027-01-03');
    await page.keyboard.press('Enter');
    // What is told goes again by itself.
    const told = page.waitForSelector('.el-message >> text=P-1');
    await page.click('.el-drawer__footer button.primary');
    await told;
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    expect(await due()).toBe('2027-01-04');
    await page.waitForSelector('.notices >> text=国办发明电〔2026〕9号');
    const kindOf = (day: string) => page.locator(`.day[title^="${day}"]`).getAttribute('class');
    expect(await kindOf('2027-01-01')).toContain('holiday');
    expect(await kindOf('2027-06-01')).toContain('holiday');
    expect(await kindOf('2027-05-29')).toContain('makeup');
    expect(await barriers(page)).toEqual([]);
  });
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
