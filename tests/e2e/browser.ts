// SPDX-License-Identifier: Apache-2.0
// A browser as an office has it: no internet. Every request to another host is remembered and refused, every error on
// a page is a failure.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';

const axe = readFileSync(
  createRequire(new URL('../../web/package.json', import.meta.url)).resolve('axe-core/axe.min.js'),
  'utf8',
);

export interface Desk {
  context: BrowserContext;
  page: Page;
  outside: string[]; // addresses of other hosts
  errors: string[]; // of pages
  underway: Set<Request>; // what was asked and not answered, but for the stream of events
}

export function launch(
  executablePath = process.env['GUATU_CHROMIUM'] ?? '/usr/bin/chromium',
  args: string[] = [],
): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...args],
  });
}

export async function sitDown(browser: Browser, address: string, size = { width: 1440, height: 900 }): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  context.setDefaultTimeout(30_000);
  const desk: Desk = { context, page: await context.newPage(), outside: [], errors: [], underway: new Set() };
  await context.route(
    (url) => url.origin !== address && url.protocol !== 'blob:' && url.protocol !== 'data:',
    (route) => {
      desk.outside.push(route.request().url());
      return route.abort();
    },
  );
  watch(desk, desk.page);
  context.on('page', (page) => watch(desk, page));
  return desk;
}

function watch(desk: Desk, page: Page): void {
  page.on('request', (request) => request.url().endsWith('/api/v1/events') || desk.underway.add(request));
  for (const end of ['requestfinished', 'requestfailed'] as const)
    page.on(end, (request) => void desk.underway.delete(request));
  page.on('pageerror', (error) => desk.errors.push(String(error)));
  page.on('console', (message) => {
    // A refused request is told to the console too; stories look at refusals on the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      desk.errors.push(message.text());
  });
}

export async function logIn(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.fill('input[name="account"]', account);
  await page.fill('input[name="password"]', password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('.shell');
}

// What axe calls serious or critical on the page as it stands.
export async function barriers(page: Page): Promise<string[]> {
  // What is just coming into sight is pale for a moment.
  await page.waitForFunction(() =>
    (document.getAnimations?.() ?? []).every(
      (one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity,
    ),
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      violations: { impact: string; id: string; nodes: { target: string[]; failureSummary: string }[] }[];
    }
    const { run } = (window as unknown as { axe: { run: (options: object) => Promise<Found> } }).axe;
    const found = await run({ resultTypes: ['violations'] });
    return found.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
  });
}

// Options of a select: what was chosen last is folding up while the next one opens, so it is waited for.
export async function choose(page: Page, select: string, names: string[], sought = ''): Promise<void> {
  const option = '.el-select-dropdown__item:visible';
  await page.click(select);
  if (sought) await page.keyboard.type(sought);
  for (const name of names) await page.click(`${option} >> text=${name}`);
  // One of several stays open until it is told; any other Escape would go to what the choice has opened.
  if (await page.locator('.el-select [aria-expanded="true"]').count()) await page.keyboard.press('Escape');
  await page.waitForSelector(option, { state: 'detached' });
}
