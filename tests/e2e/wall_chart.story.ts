// SPDX-License-Identifier: Apache-2.0
// A leader asks why it is red and lands on the desk where it lies; a clerk works the chart by keyboard; the wall screen
// shows what was just changed without being asked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

interface Chart {
  rows: { id: string; name: string; unit_name: string; light: string; light_word: string }[];
  styles: { code: string; word: string }[];
  red: string[];
}
let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;
let chart: Chart;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  chart = await clerk.ask<Chart>('GET', '/api/v1/wall-chart');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const lines = (page: Page) => page.locator('.canvas .line');
const worst = () => chart.rows.find((row) => row.id === chart.red[0]) ?? chart.rows[0];

describe('the wall chart', () => {
  it('shows every project that counts, and only those in sight stand in the page', async () => {
    const { page } = desk;
    await page.click('a[href="/wall-chart"]');
    await lines(page).first().waitFor();
    expect(await page.textContent('.legend .count')).toContain(String(chart.rows.length));
    expect(await lines(page).count()).toBeLessThan(60);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(3000);
    expect(await barriers(page)).toEqual([]);
  });

  it('draws what was promised, expected and done in different shapes', async () => {
    const { page } = desk;
    const fills = await page.evaluate(() =>
      ['.actual', '.entered', '.overdue', '.baselines'].flatMap((name) => {
        const mark = document.querySelector(`.canvas path${name}`);
        return mark
          ? [
              `${getComputedStyle(mark).fill} ${getComputedStyle(mark).strokeWidth} ${mark.getAttribute('d')?.split('l')[1] ?? ''}`,
            ]
          : [];
      }),
    );
    expect(fills.length).toBeGreaterThanOrEqual(2);
    expect(new Set(fills).size).toBe(fills.length);
  });

  it('is filtered by a light, and the address says so', async () => {
    const { page } = desk;
    const light = worst()?.light_word ?? '';
    await page.click(`.lamp >> text=${light}`);
    await page.waitForURL(/light=/);
    await page.waitForFunction(
      (word) => [...document.querySelectorAll('.canvas .light-cell')].every((cell) => cell.textContent?.includes(word)),
      light,
    );
    const shown = chart.rows.filter((row) => row.light === worst()?.light).length;
    expect(await page.textContent('.legend .count')).toContain(String(shown));
    await page.reload();
    await lines(page).first().waitFor();
    expect(await page.textContent('.legend .count')).toContain(String(shown));
    await page.click('text=清除筛选');
  });

  it('is grouped, zoomed and searched', async () => {
    const { page } = desk;
    await page.selectOption('.tools select', 'unit');
    await page.waitForURL(/group=unit/);
    await page.click('.segments >> text=月');
    await page.waitForURL(/zoom=month/);
    const wide = await page.evaluate(() => document.querySelector('svg.time')?.clientWidth ?? 0);
    expect(wide).toBeGreaterThan(1500);
    await page.fill('.tools .search input', worst()?.name ?? '');
    await page.waitForFunction(() => document.querySelectorAll('.canvas .line').length <= 3);
    await page.goto('/wall-chart');
    await lines(page).first().waitFor();
  });

  it('is worked by keyboard: search, walk, explain, back', async () => {
    const { page } = desk;
    await page.keyboard.press('/');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.line.selected');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.el-drawer >> text=为什么是这个灯');
    await page.waitForSelector('.why .sentence');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.el-drawer', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('canvas');
  });

  it('is printed whole, with its head on every sheet', async () => {
    const { page } = desk;
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.waitForSelector('.print-chart tbody tr', { state: 'attached' });
    expect(await page.locator('.print-chart tbody tr:not(.group)').count()).toBe(chart.rows.length);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.shell')).toBe(false);
    expect(await page.isVisible('.print-chart thead')).toBe(true);
    const paper = await page.pdf({ preferCSSPageSize: true });
    expect(/MediaBox \[\s*0 0 119\d(?:\.\d+)? 84\d/.test(paper.toString('latin1'))).toBe(true);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.waitForSelector('.print-chart', { state: 'detached' });
  });
});

describe('a leader', () => {
  it('asks why it is red, and in two clicks lands on the desk where it lies', async () => {
    const leader = await sitDown(browser, server.address);
    const { page } = leader;
    await logIn(page, 'leader', server.passwords['leader'] ?? '');
    let clicks = 0;
    const press = async (selector: string) => {
      await page.click(selector);
      clicks += 1;
    };
    // The desk says what is red and why; one of them waits for somebody.
    await page.waitForSelector('.red .why');
    await press('.red a >> text=货运铁路专用线');
    await page.waitForSelector('.why .sentence');
    expect(await page.textContent('.why .rule')).toMatch(/规则/);
    await page.waitForSelector('.facts-line >> text=在 市自然资源局云汀分局');
    await press('main a[href^="/matters/"] >> nth=0');
    await page.waitForSelector('h3 >> text=现在在谁手上');
    await page.waitForSelector('.lines strong >> text=市自然资源局云汀分局');
    expect(clicks).toBeLessThanOrEqual(3);
    expect([...leader.errors, ...leader.outside]).toEqual([]);
    await leader.context.close();
  });

  it('finds the same reason on the chart', async () => {
    const leader = await sitDown(browser, server.address);
    const { page } = leader;
    await logIn(page, 'leader', server.passwords['leader'] ?? '');
    await page.click('a[href="/wall-chart?light=red"]');
    await page.click('.canvas .line .name >> nth=0');
    await page.waitForSelector('.why .sentence');
    await page.waitForSelector('.el-drawer >> text=问题与事项');
    expect(leader.errors).toEqual([]);
    await leader.context.close();
  });
});

describe('the wall screen', () => {
  it('opens with its token alone, updates by itself and asks no other host', async () => {
    const security = await new Talk(server.address).logIn('security', server.passwords['security'] ?? '');
    const { token } = await security.ask<{ token: string }>('POST', '/api/v1/screens', { name: '大厅' });
    const wall = await sitDown(browser, server.address, { width: 1920, height: 1080 });
    const { page } = wall;
    await page.goto(`/screen#token=${token}`);
    await page.waitForSelector('h1 >> text=重点项目挂图作战');
    await page.waitForSelector('.figures li >> text=重点项目');
    expect(page.url()).not.toContain(token);
    expect(await page.textContent('.banner, footer')).toContain('非涉密');
    const row = chart.rows[0];
    if (!row) return;
    const project = await clerk.ask<{ version: number } & Record<string, unknown>>('GET', `/api/v1/projects/${row.id}`);
    const asked = page.waitForRequest('**/api/v1/wall-chart', { timeout: 20_000 });
    await clerk.ask('PATCH', '/api/v1/projects/cells', {
      rows: [{ id: row.id, version: project.version, values: { note: '大屏应当自己更新' } }],
    });
    await asked;
    await page.reload();
    await page.waitForSelector('.figures li');
    expect(await barriers(page)).toEqual([]);
    expect(wall.outside).toEqual([]);
    expect(wall.errors).toEqual([]);
    await wall.context.close();
  });
});

it('no page failed, and no other host was asked', () => {
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
