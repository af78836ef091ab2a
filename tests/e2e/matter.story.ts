// SPDX-License-Identifier: Apache-2.0
// A matter from its registration to its end with the keyboard alone; what was typed survives a lost line; English.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

// Tab until what has the focus says this; nobody touches a mouse.
async function tabTo(page: Page, words: string): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    const said = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null;
      return one && one !== document.body ? (one.getAttribute('aria-label') ?? one.innerText).trim() : '';
    });
    if (said === words) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to “${words}”`);
}

async function actByKeyboard(page: Page, act: string, text?: string): Promise<void> {
  await tabTo(page, act);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.act-form');
  if (text) {
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.act-form', { state: 'detached' });
}

async function sitAs(account: string, size?: { width: number; height: number }) {
  const desk = await sitDown(browser, server.address, size);
  await logIn(desk.page, account, server.passwords[account] ?? '');
  return desk;
}

describe('a matter', () => {
  it('is accepted, reported and asked to be completed by its unit, and verified by the office, without a mouse', async () => {
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'K-1',
      kind: 'meeting',
      text: '雨棚安装',
      assign: { lead: 'U09' },
    });
    const unit = await sitAs('contact');
    await unit.page.goto('/matters/K-1');
    await unit.page.waitForSelector('.acts');
    expect(await barriers(unit.page)).toEqual([]);
    await actByKeyboard(unit.page, '签收');
    await actByKeyboard(unit.page, '反馈', '已安装三处');
    expect(await barriers(unit.page)).toEqual([]);
    await actByKeyboard(unit.page, '申请办结', '全部装完');
    await unit.page.waitForSelector('.state >> text=申请办结');

    const office = await sitAs('supervisor');
    await office.page.goto('/matters/K-1');
    await office.page.waitForSelector('.acts');
    await actByKeyboard(office.page, '开始审核');
    await actByKeyboard(office.page, '审核通过', '现场属实');
    await office.page.waitForSelector('.marks >> text=办结');
    expect(await office.page.locator('.timeline li').count()).toBe(7);
    expect([...unit.errors, ...office.errors]).toEqual([]);
    await unit.context.close();
    await office.context.close();
  });

  it('is reported once from a phone whose line was lost', async () => {
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'K-2',
      kind: 'meeting',
      text: '积水点排查',
      assign: { lead: 'U09' },
    });
    const phone = await sitAs('contact', { width: 390, height: 844 });
    const { page } = phone;
    await page.goto('/matters/K-2?act=accept');
    await page.click('.act-form .primary');
    await page.click('[data-act="report"]');
    await page.fill('.act-form textarea', '排查12处，抽排2处');
    await page.waitForTimeout(600);
    await page.reload();
    await page.click('[data-act="report"]');
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('.act-form textarea')?.value.includes('抽排2处'),
    );
    await phone.context.setOffline(true);
    await page.click('.act-form .primary');
    await page.waitForSelector('.act-form', { state: 'detached' });
    await phone.context.setOffline(false);
    await expect
      .poll(async () => (await clerk.ask<{ latest_report: string }>('GET', '/api/v1/matters/K-2')).latest_report, {
        timeout: 30_000,
      })
      .toContain('抽排2处');
    const { items } = await clerk.ask<{ items: { act: string }[] }>('GET', '/api/v1/matters/K-2/timeline');
    expect(items.filter((one) => one.act === 'report')).toHaveLength(1);
    await phone.context.close();
  });

  it('twenty of them are reported by a contact, and clicks and keys are counted', async () => {
    for (let number = 1; number <= 20; number += 1) {
      const id = `T-${number}`;
      await clerk.ask('POST', '/api/v1/matters', {
        id,
        kind: 'meeting',
        text: `路面修补${number}处`,
        assign: { lead: 'U09' },
      });
    }
    const unit = await sitAs('contact');
    const began = Date.now();
    let clicks = 0;
    let keys = 0;
    for (let number = 1; number <= 20; number += 1) {
      await unit.page.goto(`/matters/T-${number}?act=report`); // as the link of a to-do does: one click
      await unit.page.waitForSelector('.acts, .act-form');
      if (!(await unit.page.locator('.act-form').count())) {
        await unit.page.click('[data-act="accept"]');
        await unit.page.click('.act-form .primary');
        await unit.page.waitForSelector('.act-form', { state: 'detached' });
        await unit.page.click('[data-act="report"]');
        clicks += 3;
      }
      const text = '已完成';
      await unit.page.fill('.act-form textarea', text);
      await unit.page.click('.act-form .primary');
      await unit.page.waitForSelector('.act-form', { state: 'detached' });
      clicks += 2;
      keys += text.length;
    }
    process.stdout.write(
      `20 matters reported: ${clicks} clicks, ${keys} keys, ${Math.round((Date.now() - began) / 1000)} s\n`,
    );
    expect(clicks).toBeLessThanOrEqual(100);
    expect(Date.now() - began).toBeLessThan(300_000);
    await unit.context.close();
  }, 320_000);

  it('speaks English from end to end', async () => {
    const desk = await sitAs('supervisor');
    await desk.page.click('.language');
    await desk.page.waitForFunction(() => document.documentElement.lang === 'en');
    for (const path of ['/matters', '/matters?face=board', '/matters/K-1', '/reminders']) {
      await desk.page.goto(path);
      await desk.page.waitForSelector('h1, h2');
      expect(await desk.page.locator('.page h1, .matter h3').allInnerTexts()).not.toContain('办理过程');
    }
    expect(desk.outside).toEqual([]);
    await desk.context.close();
  });
});
