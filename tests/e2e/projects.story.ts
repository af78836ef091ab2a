// SPDX-License-Identifier: Apache-2.0
// The ledger of projects: a view is kept, a block comes from Excel, a word from a Chinese input method, a wrong cell says
// why, what was saved is taken back; a month is reported through a lost connection, once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
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

interface Listed {
  id: string;
  name: string;
  owner: string;
  note: string;
  responsible: string | null;
}
const list = async (query = '') =>
  (await clerk.ask<{ items: Listed[]; total: number }>('GET', `/api/v1/projects?page_size=100${query}`)).items;

const paste = (page: Page, text: string) =>
  page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
const cell = (page: Page, row: number, column: number) => page.locator(`[data-row="${row}"][data-column="${column}"]`);
const columnOf = async (page: Page, label: string) =>
  (await page.locator('.cells .heads span').allInnerTexts()).indexOf(label) - 1;

async function openSheet(page: Page): Promise<void> {
  await page.goto('/projects');
  await page.click('text=表格填报');
  await cell(page, 0, 0).waitFor();
}

describe('the list', () => {
  it('is filtered, and the view is kept under a name', async () => {
    const { page } = desk;
    await page.goto('/projects');
    await page.waitForSelector('tbody tr');
    expect(await barriers(page)).toEqual([]);
    await page.click('.check-menu >> text=阶段');
    await page.click('.check-menu label >> text=续建');
    await page.waitForURL(/stage=continuing/);
    await page.keyboard.press('Escape');
    await page.click('.views .face');
    await page.fill('.views form input', '在建');
    await page.click('.views form button');
    await page.click('.views .take >> text=全部项目');
    await page.waitForURL((url) => !url.search.includes('stage'));
    await page.click('.views .face');
    await page.click('.views .take >> text=在建');
    await page.waitForURL(/stage=continuing/);
    await page.reload();
    await page.click('.views .face');
    await page.waitForSelector('.views .take[aria-current] >> text=在建');
    await page.keyboard.press('Escape');
  });

  it('is exported as a workbook of all filtered rows', async () => {
    const { page } = desk;
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button >> text=导出')]);
    expect(download.suggestedFilename()).toMatch(/^重点项目_.*\.xlsx$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });
});

describe('the sheet', () => {
  it('takes a block from Excel, marks it, undoes it as one step, and saves it', async () => {
    const { page } = desk;
    await openSheet(page);
    expect(await barriers(page)).toEqual([]);
    const owner = await columnOf(page, '业主单位');
    await cell(page, 0, owner).click();
    await paste(page, '甲公司\t麦远禾\n乙公司\t雁子白\n');
    expect(await cell(page, 1, owner).innerText()).toBe('乙公司');
    expect(await page.locator('.line .changed').count()).toBe(4);
    await page.keyboard.press('Control+z');
    expect(await page.locator('.line .changed').count()).toBe(0);
    await page.keyboard.press('Control+y');
    await page.click('button >> text=保存 4 处改动');
    await page.waitForSelector('.el-message >> text=已保存 4 处');
    const rows = await list();
    expect(rows.filter((row) => row.owner === '甲公司' || row.owner === '乙公司')).toHaveLength(2);
  });

  it('takes what was saved back, as a new version', async () => {
    const { page } = desk;
    await page.click('button >> text=撤回刚才的保存');
    await expect.poll(async () => (await list()).filter((row) => row.owner === '甲公司')).toEqual([]);
    await page.waitForFunction(() => !document.body.innerText.includes('甲公司'));
  });

  it('is typed over with a Chinese input method', async () => {
    const { page } = desk;
    const note = await columnOf(page, '备注');
    await cell(page, 2, note).scrollIntoViewIfNeeded();
    await cell(page, 2, note).click();
    const keys = await page.context().newCDPSession(page);
    await keys.send('Input.imeSetComposition', { text: 'zheng di', selectionStart: 8, selectionEnd: 8 });
    await page.waitForSelector('.box.editing');
    await keys.send('Input.insertText', { text: '征地' });
    await page.keyboard.press('Enter');
    expect(await cell(page, 2, note).innerText()).toBe('征地');
    expect(await page.locator('.line .changed').count()).toBe(1);
    await page.keyboard.press('Control+z');
  });

  it('says at the cell what is wrong, and saves nothing', async () => {
    const { page } = desk;
    const start = await columnOf(page, '计划开工');
    await cell(page, 0, start).scrollIntoViewIfNeeded();
    await cell(page, 0, start).click();
    await paste(page, '明年\n2026/3/1');
    await page.click('button >> text=处改动');
    await page.waitForSelector('.line .wrong');
    expect(await page.locator('.line .wrong').count()).toBe(1);
    expect(await page.getAttribute('.line .wrong', 'title')).toContain('不是日期');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.click('text=回到列表');
  });
});

describe('one project', () => {
  it('tells everything about itself, without a barrier', async () => {
    const { page } = desk;
    await page.goto('/projects');
    await page.click('[data-opener] >> nth=0');
    await page.waitForSelector('h2 >> text=为什么是这个灯');
    for (const tab of ['投资月报', '节点', '批示与走访', '照片', '动态调整', '历史', '概览']) {
      await page.click(`[role="tab"] >> text=${tab}`);
      await page.waitForTimeout(400);
      expect([tab, await barriers(page)]).toEqual([tab, []]);
    }
  });

  it('counts the matters that it lists, the open ones and those that are over', async () => {
    const { page } = desk;
    const { items } = await clerk.ask<{ items: { state: string; side_state: string }[] }>(
      'GET',
      '/api/v1/matters?project=YT-2026-GX-03&page_size=100',
    );
    const isOver = (one: { state: string; side_state: string }) =>
      ['done', 'publicised', 'closed', 'archived'].includes(one.state) || ['撤销', '合并'].includes(one.side_state);
    const open = items.filter((one) => !isOver(one)).length;
    expect([open > 0, open < items.length]).toEqual([true, true]);
    await page.goto('/projects/YT-2026-GX-03');
    const part = page.locator('section.sheet:has(h2:has-text("问题与事项"))');
    await part.locator(`text=未办结 ${open} 项，已了结 ${items.length - open} 项`).waitFor();
    expect(await part.locator('li').count()).toBe(open);
    await part.locator('button >> text=看全部').click();
    expect(await part.locator('li').count()).toBe(items.length);
    await part.locator('button >> text=只看未办结').click();
    expect(await part.locator('li').count()).toBe(open);
  });

  it('keeps a leader’s note and its history', async () => {
    const { page } = desk;
    await page.click('[role="tab"] >> text=批示与走访');
    await page.fill('form.write textarea >> nth=0', '本周内拿出腾退方案。');
    await page.click('form.write button >> text=写入');
    await page.waitForSelector('li >> text=本周内拿出腾退方案。');
    await page.click('[role="tab"] >> text=历史');
    await page.waitForSelector('.history >> text=写批示');
  });
});

describe('a month report', () => {
  it('survives a closed form and a lost connection, and is sent once', async () => {
    const contact = await sitDown(browser, server.address, { width: 390, height: 844 });
    const { page } = contact;
    await logIn(page, 'contact', server.passwords['contact'] ?? '');
    const own = (await list()).find((row) => row.responsible === 'U09');
    if (!own) throw new Error('the example has no project of U09');
    await page.goto(`/projects/${own.id}`);
    await page.click('button >> text=填报月报');
    await page.waitForSelector('#report-form select');
    await page.selectOption('#report-form select', '2026-08');
    await page.fill('input[name="actual"]', '123.45');
    await page.fill('textarea[name="progress_text"]', '三号墩浇筑完成');
    await page.waitForTimeout(700);
    await page.reload();
    await page.click('button >> text=填报月报');
    await page.selectOption('#report-form select', '2026-08');
    await page.waitForSelector('.restored');
    expect(await page.inputValue('input[name="actual"]')).toBe('123.45');
    expect(await barriers(page)).toEqual([]);
    if (await page.isVisible('input[name="reason"]')) await page.fill('input[name="reason"]', '补报');

    await contact.context.setOffline(true);
    await page.click('button >> text=报送');
    await page.waitForSelector('.el-message >> text=已存在本机');
    await page.waitForSelector('.mark >> text=待发 1');
    await contact.context.setOffline(false);
    await page.waitForSelector('.mark', { state: 'detached', timeout: 40_000 });
    const { items } = await clerk.ask<{ items: { month: string; actual: string; is_current: boolean }[] }>(
      'GET',
      `/api/v1/projects/${own.id}/reports`,
    );
    expect(items.filter((one) => one.month === '2026-08' && one.actual === '1234500.00')).toHaveLength(1);
    expect(contact.errors.filter((error) => !/Failed to fetch|ERR_INTERNET/.test(error))).toEqual([]);
    await contact.context.close();
  });
});

it('speaks English, all of it', async () => {
  const { page } = desk;
  await page.goto('/projects');
  await page.click('.language');
  await page.waitForSelector('h1 >> text=Key projects');
  await page.click('[data-opener] >> nth=0');
  await page.waitForSelector('h2 >> text=Why this light');
  const heads = await page.locator('h2, [role="tab"], dt').allInnerTexts();
  expect(heads.filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
  await page.click('.language');
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
