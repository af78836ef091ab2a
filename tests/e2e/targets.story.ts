// SPDX-License-Identifier: Apache-2.0
// What an indicator is and what it is to reach: a new one is made, a target set and adjusted with the old one beside it,
// the year split to months, the peers chosen; and the chain both ways, with a project that joins and leaves it.
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

const paste = (page: Page, text: string) =>
  page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
const save = async (page: Page) => {
  await page.click('.el-drawer__footer button.primary');
  await page.waitForSelector('.el-drawer', { state: 'hidden' });
};

describe('an indicator', () => {
  it('is made, found in the register, and edited with its history', async () => {
    const { page } = desk;
    await page.goto('/indicators?part=definitions');
    await page.waitForSelector('tbody tr');
    expect(await barriers(page)).toEqual([]);
    await page.click('button >> text=新建指标');
    await page.fill('.el-drawer input[name="id"]', 'I30');
    await page.fill('.el-drawer input[name="name"]', '数字经济核心产业增加值');
    await page.fill('.el-drawer input[name="unit_of_measure"]', '亿元');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-drawer .problem'); // nobody releases it yet
    await page.fill('.el-drawer input[name="source"]', '区统计局');
    await page.selectOption('.el-drawer select[name="trajectory"]', 'plan');
    expect(await barriers(page)).toEqual([]);
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-message >> text=已保存');
    await page.waitForSelector('tbody >> text=数字经济核心产业增加值');

    await page.goto('/indicators?part=definitions&indicator=I30');
    await page.fill('.el-drawer textarea[name="note"]', '口径以省统计局为准');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-message >> text=已保存');
    await page.click('.el-drawer [role="tab"] >> text=历史');
    await page.waitForSelector('.el-drawer .history ins >> text=口径以省统计局为准');
  });

  it('gets a target, which is adjusted with its paper, the old one beside it', async () => {
    const { page } = desk;
    await page.goto('/indicators/I30?tab=targets');
    await page.waitForSelector('text=2026 年还没有目标');
    expect(await barriers(page)).toEqual([]);
    await choose(page, '.add .el-select', ['听澜街道'], '听澜');
    await page.fill('.el-drawer input[name="level"]', '5亿元以上');
    await save(page);
    await page.waitForSelector('tbody >> text=读作 ≥ 5');

    await page.click('tbody button >> text=调整');
    await page.fill('.el-drawer input[name="level"]', '6');
    await page.waitForSelector('.adjusting');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.adjusting .problem'); // no paper, no adjustment
    expect(await barriers(page)).toEqual([]);
    await page.fill('input[name="adjustment_number"]', '云政发〔2026〕18号');
    await page.fill('.adjusting .el-date-editor input', '2026-09-18');
    await page.keyboard.press('Enter');
    await page.fill('textarea[name="reason"]', '新增两家企业入库');
    await save(page);
    await page.waitForSelector('tbody del >> text=5亿元以上');
    await page.waitForSelector('tbody >> text=云政发〔2026〕18号');
    expect(await clerk.ask('GET', '/api/v1/indicators/I30/targets/U18/2026')).toMatchObject({
      level: '6',
      level_before: '5亿元以上',
      adjustments: [{ number: '云政发〔2026〕18号', adjusted_on: '2026-09-18', reason: '新增两家企业入库' }],
    });
  });

  it('has its year split to months by a row from a sheet', async () => {
    const { page } = desk;
    await page.click('tbody button >> text=分月');
    await page.waitForSelector('.months input');
    await page.focus('input[name="share_1"]');
    await paste(page, '6\t14\t22\t30\t39\t48\t57\t65\t74\t83\t92\t98');
    expect(await page.inputValue('input[name="share_12"]')).toBe('98');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.months .wrong >> text=12 月的累计占比应为 100%');
    expect(await barriers(page)).toEqual([]);
    await page.fill('input[name="share_12"]', '100');
    await save(page);
    expect(await clerk.ask('GET', '/api/v1/indicators/I30/shares/U18/2026')).toMatchObject({
      trajectory: 'plan',
      shares: ['6', '14', '22', '30', '39', '48', '57', '65', '74', '83', '92', '100'],
    });
  });

  it('is compared among units that the office chooses', async () => {
    const { page } = desk;
    await page.click('tbody button >> text=对比单位');
    await page.waitForSelector('.el-drawer >> text=同级同类单位');
    await choose(page, '.el-drawer .el-select', ['柏舟街道', '青梧街道']);
    expect(await barriers(page)).toEqual([]);
    await save(page);
    const chosen = await clerk.ask<{ peers: { id: string }[]; is_chosen: boolean }>('GET', '/api/v1/peers/U18');
    expect([chosen.is_chosen, chosen.peers.map((one) => one.id)]).toEqual([true, ['U18', 'U19', 'U20']]);
  });

  it('is read by a unit on a phone, which changes nothing', async () => {
    const contact = await sitDown(browser, server.address, { width: 390, height: 844 });
    await logIn(contact.page, 'leader', server.passwords['leader'] ?? '');
    await contact.page.goto('/indicators/I05?tab=targets');
    await contact.page.waitForSelector('tbody >> text=82');
    expect(await contact.page.locator('.add').count()).toBe(0);
    await contact.page.click('tbody button >> text=查看');
    await contact.page.waitForSelector('.el-drawer input[name="level"][disabled]');
    expect(await barriers(contact.page)).toEqual([]);
    expect(contact.errors).toEqual([]);
    await contact.context.close();
  });
});

describe('the chain', () => {
  it('leads from an indicator to the desk, and from the project up again', async () => {
    const { page } = desk;
    await page.goto('/indicators/I05?tab=chain');
    await page.click('text=看整条链');
    await page.waitForSelector('.lanes >> text=机床主轴智能工厂');
    await page.waitForSelector('.desk >> text=在区住建局');
    expect(await barriers(page)).toEqual([]);
    await page.click('.lane a >> text=机床主轴智能工厂');
    await page.click('header a >> text=责任链');
    await page.click('button >> text=向上看影响');
    await page.waitForSelector('.lane.indicators >> text=规上工业总产值');
    await page.waitForSelector('.lane.indicators >> text=工业投资');
    expect(await page.locator('.lane.matters').count()).toBe(0); // it has one, which is not told upwards
    expect(await barriers(page)).toEqual([]);
  });

  it('is walked up from a matter', async () => {
    const { page } = desk;
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'C-1',
      kind: 'meeting',
      text: '显示模组供电接入',
      project: 'YT-2026-GX-01',
      assign: { lead: 'U17' },
    });
    await page.goto('/matters/C-1');
    await page.click('dd >> text=影响哪些指标');
    await page.waitForSelector('.up .lane.matters >> text=显示模组供电接入');
    await page.waitForSelector('.up .lane.indicators >> text=工业投资');
  });

  it('takes a project in, and lets it go without forgetting it', async () => {
    const { page } = desk;
    await page.goto('/chain?indicator=I05');
    await page.waitForSelector('.lanes');
    await page.click('button >> text=登记贡献');
    await choose(page, '.el-drawer .el-select >> nth=0', ['标准厂房三期'], '标准厂房');
    await page.fill('.el-drawer input[name="expected_share"]', '140');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-drawer .problem');
    await page.fill('.el-drawer input[name="expected_share"]', '4');
    expect(await barriers(page)).toEqual([]);
    await save(page);
    await page.waitForSelector('.lanes >> text=标准厂房三期');

    await page.click('[aria-label="修改“标准厂房三期”"]');
    await page.click('.el-drawer__footer >> text=今天起退出');
    await page.click('.el-message-box button.el-button--primary');
    await page.waitForSelector('.el-drawer', { state: 'hidden' });
    await page.waitForSelector('li >> text=2026-09-21 结束');
    expect(await clerk.ask('GET', '/api/v1/contributions/YT-2026-GX-12/I05')).toMatchObject({ ended_on: '2026-09-21' });
  });
});

it('speaks English, all of it', async () => {
  const { page } = desk;
  await page.goto('/chain?indicator=I05');
  await page.click('.language');
  await page.waitForSelector('h1 >> text=Chain');
  await page.goto('/indicators/I05?tab=targets');
  await page.waitForSelector('th >> text=Adjusted');
  const heads = await page.locator('thead th, [role="tab"], tbody button').allInnerTexts();
  expect(heads.filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
  await page.click('.language');
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
