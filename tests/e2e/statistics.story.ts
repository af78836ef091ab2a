// SPDX-License-Identifier: Apache-2.0
// Statistics go in by two people only: typed from a scanned paper by one and typed blind by another, who must agree;
// corrected by one and confirmed by another, and what was published before stays.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
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

async function as(account: string): Promise<Page> {
  await desk?.context.close();
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, account, server.passwords[account] ?? '');
  return desk.page;
}
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await page.locator('.el-drawer').getByLabel(label).first().fill(text);
    if (/^\d{4}-\d\d-\d\d$/.test(text)) await page.keyboard.press('Enter');
  }
}
async function key(page: Page, value: string): Promise<void> {
  await page.click('[data-opener] >> text=区统计局月报第9期');
  await page.fill('#keying input', value);
  await page.click('.el-drawer__footer .primary');
}

describe('a paper with figures', () => {
  it('is typed by the first with the scan beside it', async () => {
    const page = await as('clerk');
    await page.goto('/indicators?part=transcriptions');
    await page.click('.toolbar .primary');
    await fill(page, {
      资料名称: '区统计局月报第9期',
      来源: '区统计局',
      版次: '初步',
      发布日期: '2026-09-20',
      数据: 'I09,D00,2026-01 至 2026-08,90.5',
    });
    await page.setInputFiles('.el-drawer input[type="file"]', {
      name: '月报第9期.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4 a scanned page'),
    });
    expect(await barriers(page)).toEqual([]);
    await page.click('.el-drawer__footer .primary');
    await page.waitForSelector('.el-drawer >> text=待第二遍');
    await page.waitForSelector('.el-drawer td >> text=规上服务业营业收入');
    expect(desk.errors).toEqual([]);
  });

  it('is typed blind by the second from the scan; what differs is not stored', async () => {
    const page = await as('clerk2');
    await page.goto('/indicators?part=transcriptions');
    await page.click('[data-opener]');
    expect(await page.inputValue('#keying input')).toBe(''); // nothing of the first is shown
    const scan = await page.locator('#keying a').getAttribute('href');
    const got = await page.evaluate(async (address) => (await fetch(address)).text(), scan ?? '');
    expect(got).toContain('a scanned page');
    await page.keyboard.press('Escape');
    await key(page, '95.0');
    await page.waitForSelector('.el-drawer .mark >> text=两遍不一致');
    expect(desk.errors).toEqual([]);
  });

  it('is typed once more by the first, and is a statistic when both agree', async () => {
    let page = await as('clerk');
    await page.goto('/indicators?part=transcriptions');
    await key(page, '95.0');
    await page.waitForSelector('.el-message >> text=已入库');
    page = await as('leader');
    await page.goto('/indicators/I09?unit=D00&period=2026-08');
    await page.waitForSelector('tr:has-text("2026-08") >> text=95');
    expect(desk.errors).toEqual([]);
  });
});

describe('a correction', () => {
  it('is proposed as a new vintage, and its proposer cannot confirm it', async () => {
    const page = await as('clerk');
    await page.goto('/indicators?part=corrections');
    await page.click('.toolbar .primary');
    await fill(page, {
      更正原因: '两家企业补报',
      来源: '区统计局',
      版次: '修订',
      发布日期: '2026-09-21',
      数据: 'I09,D00,2026-01 至 2026-08,96.4',
    });
    await page.click('.el-drawer__footer .primary');
    await page.waitForSelector('.el-message >> text=等另一人确认');
    await page.click('[data-opener] >> text=两家企业补报');
    await page.waitForSelector('.el-drawer__footer >> text=收回');
    expect(await page.locator('.el-drawer__footer .primary').count()).toBe(0);
    expect(desk.errors).toEqual([]);
  });

  it('is confirmed by another; the value before it stays to be seen', async () => {
    const page = await as('clerk2');
    await page.goto('/indicators?part=corrections');
    await page.click('[data-opener] >> text=两家企业补报');
    await page.waitForSelector('.el-drawer td >> text=95');
    await page.click('.el-drawer__footer .primary');
    await page.click('.el-message-box .el-button--primary');
    await page.waitForSelector('.el-drawer >> text=已确认');
    await page.goto('/indicators/I09?unit=D00&period=2026-08');
    const month = page.locator('tr:has-text("2026-08")').first();
    await month.locator('text=96.4').waitFor();
    expect(await page.textContent('body')).toContain('修订');
    expect([...desk.errors, ...desk.outside]).toEqual([]);
  });
});
