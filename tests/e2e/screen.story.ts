// SPDX-License-Identifier: Apache-2.0
// What hangs on the wall in every state of an office: nothing entered yet, units ranked by the cycle that was published
// last, rankings on trial, the office's own map, a token taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { openAccount, PASSWORD, setUp, startServer, Talk, type Server } from './program';

const WALL = { width: 1920, height: 1080 };
let server: Server;
let browser: Browser;
let wall: Desk;
let clerk: Talk;
let security: Talk;
let screen: { id: string; version: number; token: string };

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  security = await new Talk(server.address).logIn('security', server.passwords['security'] ?? '');
  screen = await security.ask('POST', '/api/v1/screens', { name: '大厅' });
  wall = await sitDown(browser, server.address, WALL);
  await wall.page.goto(`/screen#token=${screen.token}`);
  await wall.page.waitForSelector('.figures li');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(selector);
  return box;
};
const square = (left: number, top: number) => [
  [left, top],
  [left + 1, top],
  [left + 1, top - 1],
  [left, top - 1],
  [left, top],
];
const boundary = JSON.stringify({
  type: 'FeatureCollection',
  features: ['听澜街道', '柏舟街道'].map((name, index) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'Polygon', coordinates: [square(110 + index, 31)] },
  })),
});

describe('a wall screen', () => {
  it('is its district’s own, and ranks units as the cycle that was published last does', async () => {
    const { page } = wall;
    await page.waitForSelector('h1 >> text=云汀区重点项目挂图作战');
    const { ranking } = await clerk.ask<{ ranking: { state: string; cycle: { number: string } } }>(
      'GET',
      '/api/v1/wall-chart',
    );
    expect(ranking.state).toBe('published');
    await page.waitForSelector(`.ranking header >> text=${ranking.cycle.number}`);
    expect(await page.locator('.ranking li').count()).toBeGreaterThan(5);
    const head = await boxOf(page, '.ranking h2');
    expect(head.height).toBeLessThan(40); // one line, above the first unit
    expect(head.y + head.height).toBeLessThanOrEqual((await boxOf(page, '.ranking li')).y);
    const cut = await page.$$eval('.ranking .name', (names) =>
      names.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    );
    expect(cut).toEqual([]);
  });

  it('ranks nobody while rankings are on trial, and does again when they are trusted', async () => {
    const { page } = wall;
    const { items } = await clerk.ask<{ items: { list: string; version: number }[] }>('GET', '/api/v1/trials');
    let version = items.find((one) => one.list === 'ranking')?.version ?? 0;
    const put = async (isOnTrial: boolean) => {
      const body = { is_on_trial: isOnTrial, reason: '口径还在核对' };
      const headers = { 'If-Match': `"${version}"` };
      ({ version } = await clerk.ask<{ version: number }>('PUT', '/api/v1/trials/ranking', body, headers));
    };
    await put(true);
    await page.waitForSelector('.no-ranking >> text=排名正在试运行');
    expect(await page.locator('.ranking li, .map li').count()).toBe(0);
    await page.waitForSelector('.map .none');
    expect(await barriers(page)).toEqual([]);
    await put(false);
    await page.waitForSelector('.ranking li');
    await page.waitForSelector('.map li');
  });

  it('shows the office’s own map, says when a file is none, and goes back to tiles', async () => {
    const { page } = wall;
    const give = (name: string, text: string) =>
      page.setInputFiles('footer input[type="file"]', {
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
    await page.hover('footer');
    await give('街道.json', '{"type":"FeatureCollection","features":[]}');
    await page.waitForSelector('.el-message--error');
    expect(await page.locator('.map svg[role="img"]').count()).toBe(0);
    await give('街道.geojson', boundary);
    await page.waitForSelector('.map text >> text=听澜街道');
    expect(await page.locator('.map svg[role="img"] path').count()).toBe(2);
    await page.reload();
    await page.waitForSelector('.map text >> text=柏舟街道');
    await page.hover('footer');
    await page.click('footer >> text=改用单位方块');
    await page.waitForSelector('.map li');
  });

  it('fills the room when asked to', async () => {
    const { page } = wall;
    await page.hover('footer');
    await page.click('footer >> text=全屏');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.evaluate(() => document.exitFullscreen());
  });

  it('goes dark when its token is taken back', async () => {
    await security.ask('DELETE', `/api/v1/screens/${screen.id}`, undefined, { 'If-Match': `"${screen.version}"` });
    await wall.page.reload();
    await wall.page.waitForSelector('.refused');
    expect(await wall.page.locator('.figures').count()).toBe(0);
    expect(wall.outside).toEqual([]);
    expect(wall.errors).toEqual([]);
  });
});

it('hangs there before anything was entered, and says what will stand where', async () => {
  const empty = await startServer();
  try {
    await setUp(empty);
    await openAccount(empty, 'mengxi', '孟溪', [{ role: 'clerk' }]);
    await openAccount(empty, 'luobei', '罗北', [{ role: 'clerk' }]);
    const first = await sitDown(browser, empty.address, WALL);
    const { page } = first;
    await logIn(page, 'mengxi', PASSWORD);
    await page.goto('/screen');
    await page.waitForSelector('.refused >> text=亮灯规则'); // what decides lights comes first
    const [one, other] = await Promise.all(
      ['mengxi', 'luobei'].map((account) => new Talk(empty.address).logIn(account, PASSWORD)),
    );
    const { text } = (await one?.ask<{ text: string }>('GET', '/api/v1/rule-presets/wuhan')) ?? { text: '' };
    const rules = await one?.ask<{ id: string; version: number }>('POST', '/api/v1/rule-sets', {
      text,
      effective_from: '2026-01-01',
    });
    const version = { 'If-Match': `"${rules?.version}"` };
    await other?.ask('POST', `/api/v1/rule-sets/${rules?.id}/confirm`, undefined, version);
    await page.waitForSelector('.no-ranking >> text=尚无已发布的调度周期');
    await page.waitForSelector('.map .none');
    await page.waitForSelector('.red .none');
    await page.waitForSelector('.due .none');
    expect(await page.locator('text=/NaN|undefined|null|Infinity/').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(first.errors).toEqual([]);
    await first.context.close();
  } finally {
    await empty.stop();
  }
});
