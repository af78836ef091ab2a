// SPDX-License-Identifier: Apache-2.0
// A matter from its registration to its end with the keyboard alone; what was typed survives a lost line; English.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown } from './browser';
import { openAccount, PASSWORD, startServer, Talk, type Server } from './program';

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
  await logIn(desk.page, account, server.passwords[account] ?? PASSWORD);
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
    await page.click('.act-form .stay');
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

  it('twenty of them are signed for and reported by a contact from the desk; clicks and keys are counted', async () => {
    const waiting = () => clerk.ask<{ items: { state: string }[] }>('GET', '/api/v1/matters?q=路面修补&page_size=50');
    await clerk.ask('POST', '/api/v1/units', { id: 'U95', name: '安澜市云汀区新桥街道办事处', kind: 'street' });
    await openAccount(server, 'luoqi', '罗祁', [{ role: 'contact', unit: 'U95' }]);
    for (let number = 1; number <= 20; number += 1) {
      const date = `2026-10-${String(number).padStart(2, '0')}`;
      const assign = { lead: 'U95', date };
      await clerk.ask('POST', '/api/v1/matters', {
        id: `T-${number}`,
        kind: 'meeting',
        text: `路面修补${number}处`,
        assign,
      });
    }
    const unit = await sitAs('luoqi');
    const { page } = unit;
    const began = Date.now();
    let clicks = 0;
    let keys = 0;
    const press = async (selector: string) => {
      await page.click(selector);
      clicks += 1;
    };
    // What waits is worked off one after the other, from the first to-do of the desk on.
    for (const [act, text] of [
      ['签收', ''],
      ['反馈', '已完成'],
    ] as const) {
      await page.goto('/');
      await press(`.todos li:has-text("路面修补"):has-text("${act}") a >> nth=0`);
      for (let number = 1; number <= 20; number += 1) {
        await page.waitForSelector('.act-form');
        if (text) {
          await page.fill('.act-form textarea', text);
          keys += text.length;
        }
        const here = page.url();
        await press('.act-form .primary');
        await page.waitForFunction((from) => location.href !== from, here);
      }
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stdout.write(`20 matters signed for and reported: ${clicks} clicks, ${keys} keys, ${seconds} s\n`);
    expect((await waiting()).items.map((one) => one.state)).toEqual(Array(20).fill('reported'));
    expect(clicks).toBeLessThanOrEqual(45);
    expect(seconds).toBeLessThan(300);
    expect(unit.errors).toEqual([]);
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
