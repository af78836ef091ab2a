// SPDX-License-Identifier: Apache-2.0
// Not a test of right or wrong but of how long (bench/notes/web.md): the list, the chart and the sheet on 2,000 projects,
// and the wall screen on a clock that runs faster. Prints one line a figure; fails where a promise of the pages is broken.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

const PROJECTS = 2000;
let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

const tell = (name: string, value: number, unit: string) =>
  process.stdout.write(`MEASURE ${name}: ${value.toFixed(1)} ${unit}\n`);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function enter(index: number): Promise<void> {
  const id = `M${String(index).padStart(4, '0')}`;
  const day = (offset: number) =>
    new Date(Date.UTC(2026, 0, 1 + ((index * 7) % 200) + offset)).toISOString().slice(0, 10);
  await clerk.ask('POST', '/api/v1/projects', {
    id,
    name: `测量项目${index}`,
    stage: 'continuing',
    sector: ['交通', '工业', '水利', '民生', '文旅'][index % 5],
    cluster: `片区${index % 9}`,
    responsible: ['U09', 'U18', 'U02'][index % 3],
    planned_start: day(0),
    started_on_site: index % 4 ? '2026-02-01' : null,
    planned_finish: day(300),
  });
  for (const name of ['开工', '主体封顶', '交工'])
    await clerk.ask('POST', `/api/v1/projects/${id}/milestones`, {
      name,
      baseline: day(name.length * 60),
      entered: day(name.length * 66),
    });
}

beforeAll(async () => {
  server = await startServer({ demo: true });
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  for (let from = 0; from < PROJECTS; from += 20)
    await Promise.all(Array.from({ length: 20 }, (_, index) => enter(from + index)));
  browser = await launch();
  desk = await sitDown(browser, server.address, { width: 1920, height: 1080 });
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
}, 900_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

// From the beginning of a navigation until `selector` stands there.
async function until(page: Page, path: string, selector: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' });
  return page.evaluate(async (wanted) => {
    while (!document.querySelector(wanted)) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now();
  }, selector);
}

async function spent(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map((one) => [one.name, one.value]));
}

it('the list of projects is painted cold', async () => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const cold = await sitDown(browser, server.address);
    await cold.context.addCookies(await desk.context.cookies());
    times.push(await until(cold.page, '/projects', 'tbody tr'));
    await cold.context.close();
  }
  tell('project list, cold', median(times), 'ms');
  expect(median(times)).toBeLessThan(1000);
});

it('the chart shows its first rows, scrolls lightly, and keeps few nodes', async () => {
  const { page } = desk;
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto('/units');
    await page.waitForSelector('.shell');
    times.push(
      await page.evaluate(async () => {
        const begun = performance.now();
        document.querySelector<HTMLElement>('a[href="/wall-chart"]')?.click();
        while (!document.querySelector('.canvas .line')) await new Promise((resolve) => requestAnimationFrame(resolve));
        return performance.now() - begun;
      }),
    );
  }
  tell('wall chart, first rows', median(times), 'ms');
  const session = await desk.context.newCDPSession(page);
  await session.send('Performance.enable');
  for (const step of [40, 120, 600]) {
    const before = await spent(session);
    const frames = await page.evaluate(async (by) => {
      const board = document.querySelector('.board') as HTMLElement;
      for (let frame = 0; frame < 120; frame += 1) {
        board.scrollTop += by;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return 120;
    }, step);
    const after = await spent(session);
    const script = (((after['ScriptDuration'] ?? 0) - (before['ScriptDuration'] ?? 0)) * 1000) / frames;
    tell(`wall chart, script a frame at ${step} px`, script, 'ms');
    expect(script).toBeLessThan(8);
  }
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  tell('wall chart, nodes', nodes, '');
  expect(nodes).toBeLessThan(3000);
  expect(median(times)).toBeLessThan(500);
});

it('a block of 200 × 5 cells is pasted', async () => {
  const { page } = desk;
  await page.goto('/projects');
  await page.click('text=表格填报');
  await page.waitForSelector('[data-row="0"][data-column="1"]', { timeout: 60_000 });
  await page.click('[data-row="0"][data-column="0"]');
  const times = await page.evaluate(async () => {
    const text = Array.from({ length: 200 }, (_, row) =>
      ['a', 'b', 'c', 'd', 'e'].map((cell) => cell + row).join('\t'),
    ).join('\n');
    const found: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const data = new DataTransfer();
      data.setData('text/plain', text.replace(/a/g, `a${round}`));
      const begun = performance.now();
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      found.push(performance.now() - begun);
    }
    return found;
  });
  tell('paste of 200 × 5', median(times), 'ms');
  expect(median(times)).toBeLessThan(150);
  page.once('dialog', (dialog) => void dialog.accept());
});

// Ten hours in which something changes every three minutes are two hundred changes.
it('the wall screen keeps its size', async () => {
  const wall = await sitDown(browser, server.address, { width: 1920, height: 1080 });
  await logIn(wall.page, 'clerk', server.passwords['clerk'] ?? '');
  await wall.page.goto('/screen');
  await wall.page.waitForSelector('.figures li');
  const session = await wall.context.newCDPSession(wall.page);
  await session.send('Performance.enable');
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return ((await spent(session))['JSHeapUsedSize'] ?? 0) / 1e6;
  };
  let version = (await clerk.ask<{ version: number }>('GET', '/api/v1/projects/M0001')).version;
  const change = async (times: number) => {
    for (let index = 0; index < times; index += 1) {
      const rows = [{ id: 'M0001', version, values: { note: `变化 ${version}` } }];
      const done = await clerk.ask<{ items: { version: number }[] }>('PATCH', '/api/v1/projects/cells', { rows });
      version = done.items[0]?.version ?? version;
      await wall.page.waitForTimeout(450);
    }
  };
  await change(40);
  const early = await heap();
  await change(160);
  const late = await heap();
  tell('wall screen, heap after 40 changes', early, 'MB');
  tell('wall screen, heap after 200 changes', late, 'MB');
  expect(late).toBeLessThan(early * 1.15 + 1);
  await wall.context.close();
}, 400_000);
