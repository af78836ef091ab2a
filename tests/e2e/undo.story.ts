// SPDX-License-Identifier: Apache-2.0
// One own change is taken back: from the notice after it and from a history; a refusal says why, nobody takes back what
// another did, and a matter's text is edited while its days are not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, choose, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const noteOf = async () => (await clerk.ask<{ note: string }>('GET', '/api/v1/units/U18')).note;

async function writeNote(page: Page, note: string): Promise<void> {
  await page.goto('/units?unit=U18');
  await page.waitForSelector('textarea[name="note"]');
  await page.fill('textarea[name="note"]', note);
  await page.click('form button[type="submit"]');
  await page.waitForSelector('.el-message >> text=已保存');
}
async function openHistory(page: Page): Promise<void> {
  await page.goto('/units?unit=U18');
  await page.click('[role="tab"] >> text=历史');
  await page.waitForSelector('.history li');
}

describe('a change', () => {
  it('is taken back from the notice after it, with a reason, and so is the taking back', async () => {
    const { page } = desk;
    const before = await noteOf();
    await writeNote(page, '写错了');
    await page.click('.el-message button >> text=撤销');
    await page.waitForSelector('.el-drawer h2 >> text=撤销一次改动');
    await page.waitForSelector('.el-drawer del >> text=写错了');
    expect(await barriers(page)).toEqual([]);
    expect(await page.isDisabled('.el-drawer__footer button.primary')).toBe(true);
    await page.fill('textarea[name="undo_reason"]', '备注写错单位');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-message >> text=已撤销');
    expect(await noteOf()).toBe(before);

    await page.locator('.el-message:has-text("已撤销") button >> text=撤销').click();
    await page.waitForSelector('.el-drawer ins >> text=写错了');
    await page.fill('textarea[name="undo_reason"]', '还是对的');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    expect(await noteOf()).toBe('写错了');
  });

  it('that others built upon is not, and the page says why', async () => {
    const { page } = desk;
    await writeNote(page, '第一次');
    await writeNote(page, '第二次');
    await openHistory(page);
    await page.click('.history li:nth-child(2) .undo');
    await page.waitForSelector('.why >> text=这次改动不能撤销');
    await page.waitForSelector('.why >> text=之后又有改动');
    expect(await page.locator('.el-drawer__footer').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    await page.click('.history li:nth-child(1) .undo');
    await page.fill('textarea[name="undo_reason"]', '只要第一次的');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.history li:first-child >> text=撤销一次改动');
    expect(await noteOf()).toBe('第一次');
  });

  it('of statistics or of an import is refused with its own reason', async () => {
    const { page } = desk;
    await page.goto('/projects/YT-2026-JT-01');
    await page.click('[role="tab"] >> text=历史');
    await page.click('.history li:last-child .undo');
    await page.waitForSelector('.why >> text=是一次导入；请在导入记录里整体撤销');
    await page.keyboard.press('Escape');
  });

  it('of another is the office’s to take back only', async () => {
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'U-1',
      kind: 'meeting',
      text: '路灯修复',
      assign: { lead: 'U09' },
    });
    const unit = await sitDown(browser, server.address, { width: 390, height: 844 });
    await logIn(unit.page, 'contact', server.passwords['contact'] ?? '');
    await unit.page.goto('/matters/U-1');
    await unit.page.click('[data-act="accept"]');
    await unit.page.click('.act-form button[type="submit"]');
    await unit.page.waitForSelector('.el-message >> text=签收：已办理');
    await unit.page.click('summary >> text=修改历史');
    await unit.page.waitForSelector('.history li');
    expect(await unit.page.locator('.history .undo').count()).toBe(1); // his own act, not the office's two
    await unit.page.click('.history .undo');
    await unit.page.waitForSelector('.el-drawer del >> text=已签收');
    expect(await barriers(unit.page)).toEqual([]);
    await unit.page.fill('textarea[name="undo_reason"]', '不是我们的事');
    await unit.page.click('.el-drawer__footer button.primary');
    await unit.page.waitForSelector('[data-act="accept"]');
    expect(await clerk.ask('GET', '/api/v1/matters/U-1')).toMatchObject({ state: 'assigned' });
    expect(unit.errors).toEqual([]);
    await unit.context.close();
  });
});

describe('a matter’s text', () => {
  it('is edited, its links are picked by name, and its days stay', async () => {
    const { page } = desk;
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'U-2',
      kind: 'meeting',
      text: '管网改早',
      assign: { lead: 'U09' },
    });
    const before = await clerk.ask<{ due: string; original_due: string }>('GET', '/api/v1/matters/U-2');
    await page.goto('/matters/U-2');
    await page.click('[data-edit]');
    await page.waitForSelector('.el-drawer >> text=期限不能直接改');
    await page.fill('.el-drawer textarea[name="text"]', '管网改造');
    await choose(page, '.el-drawer .el-select >> nth=0', ['听澜跨河大桥'], '跨河大桥');
    expect(await barriers(page)).toEqual([]);
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('h2 >> text=管网改造');
    const after = await clerk.ask<Record<string, unknown>>('GET', '/api/v1/matters/U-2');
    expect(after).toMatchObject({ text: '管网改造', project: 'YT-2026-JT-02', ...{ due: before.due } });
    expect(after['original_due']).toBe(before.original_due);
    await page.click('summary >> text=修改历史');
    await page.waitForSelector('.history del >> text=管网改早');
    await page.click('.history li:first-child .undo');
    await page.fill('textarea[name="undo_reason"]', '另立一项');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('h2 >> text=管网改早');
  });
});

it('speaks English, all of it', async () => {
  const { page } = desk;
  await openHistory(page);
  await page.click('.language');
  await page.waitForSelector('.history >> text=Change taken back');
  await page.click('.history li:first-child .undo');
  await page.waitForSelector('.el-drawer h2 >> text=Take a change back');
  const words = await page.locator('.el-drawer dt, .el-drawer h3, .el-drawer label, .el-drawer button').allInnerTexts();
  expect(words.filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
  await page.keyboard.press('Escape');
  await page.click('.language');
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
