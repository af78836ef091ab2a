// SPDX-License-Identifier: Apache-2.0
// What the demo brings beside its workbooks: forms that are asked of units, with their burden and templates, lights of
// indicators; and a rule set that is tried out on it before anybody proposes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { barriers, choose, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, type Server } from './program';

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

describe('the register of forms', () => {
  it('has them in every state, with who answers for them', async () => {
    const { page } = desk;
    await page.goto('/exchange?part=forms');
    await page.waitForSelector('tbody >> text=重点项目月度投资');
    for (const state of ['待批准', '使用中', '已停用']) await page.waitForSelector(`tbody >> text=${state}`);
    await page.click('tbody >> text=项目推进情况旬报');
    await page.waitForSelector('.findings >> text=在项目月度投资里已有');
    await page.waitForSelector('.facts >> text=云工信〔2026〕31号');
    expect(await barriers(page)).toEqual([]);
  });

  it('counts what each unit is asked for', async () => {
    const { page } = desk;
    await page.goto('/exchange?part=burden');
    await page.waitForSelector('.name >> text=云汀经开区管委会');
    expect(await barriers(page)).toEqual([]);
  });

  it('gives a unit its template, filled in', async () => {
    const contact = await sitDown(browser, server.address);
    await logIn(contact.page, 'contact', server.passwords['contact'] ?? '');
    await contact.page.waitForSelector('text=重点项目月度投资');
    expect(await contact.page.locator('text=每月').count()).toBeGreaterThan(0);
    await contact.page.goto('/exchange?part=templates');
    await contact.page.waitForSelector('text=重点项目月度投资');
    const [download] = await Promise.all([
      contact.page.waitForEvent('download'),
      contact.page.click('button:has-text("下载"), a:has-text("下载") >> nth=0'),
    ]);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(contact.errors).toEqual([]);
    await contact.context.close();
  });
});

it('lights the matrix of indicators', async () => {
  const { page } = desk;
  await page.goto('/indicators?period=2026-08');
  await page.waitForSelector('.cell.red');
  for (const light of ['red', 'yellow', 'green'])
    expect([light, await page.locator(`.cell.${light}`).count()]).not.toEqual([light, 0]);
  await page.click('.cell.red >> nth=0');
  await page.waitForSelector('.why dt >> text=达进度容差');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

describe('a rule set', () => {
  it('is tried out while it is written, pair by pair and project by project', async () => {
    const { page } = desk;
    await page.goto('/rule-sets');
    await page.click('text=提出规则');
    await choose(page, '.el-drawer .el-select', ['武汉市']);
    await page.waitForSelector('.state.good >> text=检查通过：wuhan@1');
    await page.click('.el-drawer [role="tab"] >> text=试算');
    await page.waitForSelector('.replay >> text=个变灯');
    const [total, changed] = ((await page.innerText('.replay strong')).match(/\d+/g) ?? []).map(Number);
    expect(total).toBeGreaterThan(50);
    expect(await page.locator('.changed li').count()).toBe(changed);
    const moves = (await page.locator('.moves .move').allInnerTexts()).map(Number);
    expect(moves.reduce((sum, count) => sum + count, 0)).toBe(changed);
    expect(await barriers(page)).toEqual([]);
    await page.click('.moves .move >> nth=0');
    expect(await page.locator('.changed li').count()).toBe(moves[0]);
  });

  it('is tried out again by whoever is to confirm it', async () => {
    const { page } = desk;
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-message >> text=已提出');
    const second = await sitDown(browser, server.address);
    await logIn(second.page, 'clerk2', server.passwords['clerk2'] ?? '');
    await second.page.goto('/rule-sets?state=proposed');
    await second.page.click('[data-opener]');
    await second.page.click('.el-drawer [role="tab"] >> text=试算');
    await second.page.waitForSelector('.changed li');
    expect(await barriers(second.page)).toEqual([]);
    expect(second.errors).toEqual([]);
    await second.context.close();
  });

  it('speaks English', async () => {
    const { page } = desk;
    await page.goto('/rule-sets');
    await page.click('.language');
    await page.click('[data-opener] >> nth=0');
    await page.click('.el-drawer [role="tab"] >> text=Try it out');
    await page.waitForSelector('.replay >> text=change colour');
    await page.keyboard.press('Escape');
    await page.click('.language');
  });
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
