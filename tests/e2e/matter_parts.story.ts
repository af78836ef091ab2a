// SPDX-License-Identifier: Apache-2.0
// What many hands do to one matter: it is split, assisting units answer and are summed up, it is given more time with its
// first date kept, and nothing leaves a unit before its approver signed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { openAccount, PASSWORD, startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  await clerk.ask('POST', '/api/v1/people', { unit: 'U18', name: '沈亦', post: '街道主任' });
  await openAccount(server, 'luoqi', '罗祁', [{ role: 'contact', unit: 'U18' }]);
  await openAccount(server, 'shenyi', '沈亦', [{ role: 'leader', unit: 'U18' }], 'U18/沈亦');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function as(account: string, matter: string): Promise<Page> {
  await desk?.context.close();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, account, server.passwords[account] ?? PASSWORD);
  await desk.page.goto(`/matters/${matter}`);
  await desk.page.waitForSelector('.matter h2');
  return desk.page;
}
async function open(page: Page, act: string): Promise<void> {
  if (!(await page.isVisible(`[data-act="${act}"]`))) await page.click('.acts .more button');
  await page.click(`[data-act="${act}"]`);
  await page.waitForSelector('.act-form');
}
async function send(page: Page): Promise<void> {
  await page.click('.act-form .primary');
  await page.waitForSelector('.act-form', { state: 'detached' });
}
async function pick(page: Page, box: string, unit: string): Promise<void> {
  await page.click(box);
  await page.keyboard.type(unit);
  await page.click(`.el-select-dropdown__item:visible:has-text("${unit}")`);
  await page.waitForFunction(
    () => ![...document.querySelectorAll('.el-select-dropdown')].some((one) => one.getClientRects().length > 0),
  );
}
const register = (id: string, text: string, assign: object) =>
  clerk.ask('POST', '/api/v1/matters', { id, kind: 'meeting', text, assign });
function expectQuiet(): void {
  expect([...desk.errors, ...desk.outside]).toEqual([]);
}

it('is split to two units, and its own end waits for theirs', async () => {
  await register('P-1', '报送四季度投资冲刺清单', { lead: 'U09' });
  let page = await as('clerk', 'P-1');
  await open(page, 'split');
  await page.click('.act-form >> text=再加一份');
  while ((await page.locator('.part').count()) < 2) await page.click('.act-form >> text=再加一份');
  await pick(page, '.part >> nth=0 >> .el-select', 'U18');
  await pick(page, '.part >> nth=1 >> .el-select', 'U19');
  await page.fill('.part >> nth=1 >> input[maxlength="4000"]', '柏舟片区清单');
  expect(await barriers(page)).toEqual([]);
  await send(page);
  await page.waitForSelector('a >> text=柏舟片区清单');
  expect(await page.locator('.lines a[href*="/matters/P-1-"]').count()).toBe(2);
  expectQuiet();

  page = await as('contact', 'P-1');
  await open(page, 'accept');
  await send(page);
  await open(page, 'work');
  await send(page);
  await open(page, 'request_completion');
  await page.fill('.act-form textarea', '本级已完成');
  await page.click('.act-form .primary');
  await page.waitForSelector('.act-form [role="alert"], .act-form .refused');
  expect(await page.textContent('.act-form')).toMatch(/分解/);
  expectQuiet();
});

it('sums up what assisting units answered', async () => {
  await register('P-2', '核实停工项目', { lead: 'U09', assisting: ['U18'] });
  let page = await as('luoqi', 'P-2');
  await open(page, 'accept');
  await send(page);
  await open(page, 'report');
  await page.fill('.act-form textarea', '听澜街道三处已复工');
  await send(page);
  page = await as('contact', 'P-2');
  await page.waitForSelector('.said >> text=听澜街道三处已复工');
  await open(page, 'accept');
  await send(page);
  await open(page, 'merge_replies');
  await page.fill('.act-form textarea', '全区五处已复工，其中听澜三处');
  await send(page);
  await page.waitForSelector('.state >> text=已汇总');
  expect(await barriers(page)).toEqual([]);
  expectQuiet();
});

it('is given more time, and its first date stands beside the new one', async () => {
  await register('P-3', '完成雨污分流改造', { lead: 'U09', date: '2026-09-30' });
  let page = await as('contact', 'P-3');
  await open(page, 'accept');
  await send(page);
  await open(page, 'ask_extension');
  await page.fill('.act-form .el-date-editor input', '2026-10-31');
  await page.keyboard.press('Enter');
  await page.fill('.act-form textarea', '汛期不能开挖');
  await send(page);
  page = await as('supervisor', 'P-3');
  await open(page, 'decide_extension');
  await page.check('input[value="granted"]');
  await page.fill('.act-form .el-date-editor input', '2026-10-20');
  await page.keyboard.press('Enter');
  await send(page);
  await page.waitForSelector('section:has(h3:text("延期")) >> text=同意');
  const said = await page.innerText('.matter');
  expect(said).toContain('2026-10-20');
  expect(said).toMatch(/原定[^\n]*\n?[^\n]*2026-09-30/);
  await page.goto('/matters?q=P-3');
  await page.waitForSelector('td >> text=2026-10-20');
  await page.waitForSelector('td >> text=2026-09-30');
  expectQuiet();
});

it('leaves a unit only when its approver signed', async () => {
  const levels = [{ level: 'head', people: ['U18/沈亦'] }];
  await clerk.ask('PUT', '/api/v1/units/U18/signing', { levels }, { 'If-Match': '"1"' });
  await register('P-4', '汛期值守方案', { lead: 'U18' });
  let page = await as('luoqi', 'P-4');
  await open(page, 'accept');
  await send(page);
  await open(page, 'report');
  await page.waitForSelector('.signing >> text=主要领导');
  await page.fill('.act-form textarea', '方案已印发');
  await send(page);
  await page.waitForSelector('section:has-text("主要领导") >> text=方案已印发');
  expect((await clerk.ask<{ state: string; latest_report: string }>('GET', '/api/v1/matters/P-4')).latest_report).toBe(
    '',
  );
  page = await as('shenyi', 'P-4');
  await open(page, 'sign');
  await send(page);
  await page.waitForSelector('.marks >> text=已反馈');
  expect((await clerk.ask<{ latest_report: string }>('GET', '/api/v1/matters/P-4')).latest_report).toBe('方案已印发');
  expectQuiet();
});
