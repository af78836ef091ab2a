// SPDX-License-Identifier: Apache-2.0
// At a building site the line goes: photos, a milestone and a visit wait in the phone with what was typed, survive a
// closed page, and each arrives once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let at = '';

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  const { items } = await clerk.ask<{ items: { id: string }[] }>('GET', '/api/v1/projects?responsible=U09');
  at = `/projects/${items[0]?.id}`;
  desk = await sitDown(browser, server.address, { width: 390, height: 844 });
  await logIn(desk.page, 'contact', server.passwords['contact'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const of = async <T>(what: string) => (await clerk.ask<{ items: T[] }>('GET', `/api/v1${at}/${what}`)).items;

// A small picture of one colour.
function png(shade: number): Buffer {
  const crc = (bytes: Buffer): number => {
    let rest = 0xffffffff;
    for (const byte of bytes) {
      rest ^= byte;
      for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
    }
    return (rest ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const size = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 8 }, () => Buffer.from([0, ...Array(8).fill(shade)])));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const picture = (name: string, shade: number) => ({ name, mimeType: 'image/png', buffer: png(shade) });

// The page is opened with a line and works on without one.
async function goOffline(page: Page, tab: string): Promise<void> {
  await page.goto(`${at}?tab=${tab}`);
  await page.waitForSelector('.part');
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await desk.context.setOffline(true);
}
async function comeBack(page: Page): Promise<void> {
  await desk.context.setOffline(false);
  await page.reload();
  await page.waitForSelector('.shell');
  await page.waitForSelector('.mark', { state: 'detached', timeout: 40_000 });
}

describe('without a line', () => {
  it('photos wait in the phone, all of them, and arrive once; a file that is none is named', async () => {
    const { page } = desk;
    const before = (await of('photos')).length;
    await goOffline(page, 'photos');
    await page.fill('.caption', '三号墩');
    await page.setInputFiles('input[type="file"]', [
      picture('一.png', 10),
      picture('二.png', 120),
      picture('三.png', 240),
    ]);
    await page.waitForSelector('.waiting >> text=3 张照片待发');
    await page.waitForSelector('.mark >> text=待发 3');
    expect(await barriers(page)).toEqual([]);
    await comeBack(page);
    const photos = await of<{ caption: string }>('photos');
    expect(photos).toHaveLength(before + 3);
    expect(photos.filter((one) => one.caption === '三号墩')).toHaveLength(3);

    await page.goto(`${at}?tab=photos`);
    await page.waitForSelector('.part img');
    await page.setInputFiles('input[type="file"]', [
      { name: '不是照片.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
      picture('四.png', 60),
    ]);
    await page.waitForSelector('.one-refused >> text=不是照片.png');
    await expect.poll(async () => (await of('photos')).length).toBe(before + 4);
  });

  it('a photo whose answer was lost is there once', async () => {
    const { page } = desk;
    const before = (await of('photos')).length;
    let isLost = false;
    await page.route('**/photos', async (route) => {
      if (isLost || route.request().method() !== 'POST') return route.continue();
      isLost = true;
      await route.fetch();
      return route.abort();
    });
    await page.setInputFiles('input[type="file"]', [picture('五.png', 90)]);
    await page.waitForSelector('.mark >> text=待发 1');
    await comeBack(page);
    expect(await of('photos')).toHaveLength(before + 1);
  });

  it('a milestone and a visit are typed, wait and arrive; what is half typed is there after a closed page', async () => {
    const { page } = desk;
    await goOffline(page, 'milestones');
    await page.click('button >> text=增加节点');
    await page.fill('#milestone-form input[name="name"]', '断网时填的节点');
    await page.click('.el-drawer__footer button.primary');
    await page.waitForSelector('.mark >> text=待发 1');
    await comeBack(page);
    const detail = await clerk.ask<{ milestones: { name: string }[] }>('GET', `/api/v1${at}`);
    expect(detail.milestones.filter((one) => one.name === '断网时填的节点')).toHaveLength(1);

    await page.goto(`${at}?tab=notes`);
    await page.fill('input[name="visitor"]', '高远');
    await page.fill('textarea[name="visit_text"]', '现场查看三号墩');
    await page.waitForTimeout(700);
    await goOffline(page, 'notes');
    await page.waitForSelector('.restored');
    expect(await page.inputValue('textarea[name="visit_text"]')).toBe('现场查看三号墩');
    await page.click('button >> text=登记走访');
    await page.waitForSelector('.mark >> text=待发 1');
    expect(await page.inputValue('textarea[name="visit_text"]')).toBe('');
    await comeBack(page);
    expect((await of<{ text: string }>('visits')).filter((one) => one.text === '现场查看三号墩')).toHaveLength(1);
    expect(desk.outside).toEqual([]);
    expect(desk.errors.filter((error) => !/Failed to fetch|ERR_INTERNET/.test(error))).toEqual([]);
  });
});
