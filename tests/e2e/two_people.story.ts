// SPDX-License-Identifier: Apache-2.0
// What needs two people, and what only administrators see: a rule set in force, a secretary's grant, a screen's token,
// the state of the system.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function as(account: string): Promise<Desk> {
  await desk?.context.close();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, account, server.passwords[account] ?? '');
  return desk;
}
function expectQuiet(): void {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
}

describe('two people', () => {
  it('propose a rule set that is checked while it is written', async () => {
    const { page } = await as('clerk');
    await page.goto('/rule-sets');
    await page.click('text=提出规则');
    await page.fill('textarea[name="rule_text"]', 'name = "half"\n');
    await page.waitForSelector('.state.bad');
    expect(await page.isDisabled('.el-drawer__footer button.primary')).toBe(true);
    await page.click('.el-drawer .el-select');
    await page.click('.el-select-dropdown__item:visible >> text=武汉市');
    await page.waitForSelector('.state.good >> text=检查通过：wuhan@1');
    expect(await barriers(page)).toEqual([]);
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.el-message >> text=已提出');
    await page.waitForSelector('.el-drawer__footer >> text=须由提出人以外的人确认');
    expect(await page.isDisabled('.el-drawer__footer >> text=确认生效')).toBe(true);
    expectQuiet();
  });

  it('put it in force', async () => {
    const { page } = await as('clerk2');
    await page.goto('/rule-sets?state=proposed');
    await page.click('[data-opener]');
    await page.click('.el-drawer__footer >> text=确认生效');
    await page.click('.el-message-box button.el-button--primary');
    await page.waitForSelector('.el-message >> text=规则已生效');
    await page.waitForSelector('.el-drawer .state.good >> text=已生效');
    expectQuiet();
  });
});

describe('administrators', () => {
  it('see how the system does and run a job', async () => {
    const { page } = await as('system');
    await page.goto('/system');
    await page.click('tr:has-text("checkpoint") >> text=立即运行');
    await page.waitForSelector('.el-message >> text=即将运行');
    for (const path of ['/system', '/accounts', '/me']) {
      await page.goto(path);
      await page.waitForTimeout(700);
      expect([path, await barriers(page)]).toEqual([path, []]);
    }
    expectQuiet();
  });

  it('issue a screen’s token once and take it back', async () => {
    const { page } = await as('security');
    await page.goto('/screens');
    await page.click('text=发放令牌');
    await page.fill('input[name="screen"]', '指挥中心大屏');
    await page.click('.el-drawer__footer button.primary');
    expect((await page.textContent('.el-dialog output'))?.trim().length).toBeGreaterThan(20);
    await page.click('.el-dialog button.primary');
    await page.click('[data-opener]');
    await page.click('.el-drawer__footer >> text=撤销令牌');
    await page.click('.el-message-box button.el-button--primary');
    await page.waitForSelector('td >> text=已撤销');
    for (const path of ['/screens', '/grants', '/roles']) {
      await page.goto(path);
      await page.waitForTimeout(700);
      expect([path, await barriers(page)]).toEqual([path, []]);
    }
    expectQuiet();
  });

  it('find no button for what is not theirs, and the server says the same', async () => {
    const { page } = await as('audit');
    await page.goto('/units');
    await page.waitForSelector('input[name="short_name"]');
    expect(await page.isDisabled('input[name="short_name"]')).toBe(true);
    expect(await page.locator('text=新建单位').count()).toBe(0);
    await page.goto('/enterprises');
    await page.waitForSelector('text=您没有查看此页的权限');
    expectQuiet();
  });
});
