// SPDX-License-Identifier: Apache-2.0
// Not a test: a picture of every page in the three sizes that people have, for somebody to look at.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, logIn, sitDown } from './browser';
import { startServer, type Server } from './program';

const OUT = process.env['GUATU_PICTURES'] ?? 'build/pictures';
const ONLY = process.env['GUATU_ONLY'] ?? '';
const SIZES = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
};
let server: Server;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  server = await startServer({ demo: true });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(800);
  await page.screenshot({ path: `${OUT}/${name}.png` });
  for (const barrier of await barriers(page)) process.stdout.write(`AXE ${name}: ${barrier.replace(/\s+/g, ' ')}\n`);
}

type Visit = [name: string, path: string, act?: (page: Page) => Promise<unknown>];

async function visitAll(account: string | null, visits: Visit[]): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const address = account || !visits[0]?.[1].startsWith('http') ? server.address : new URL(visits[0][1]).origin;
    const desk = await sitDown(browser, address, viewport);
    if (account) await logIn(desk.page, account, server.passwords[account] ?? '');
    for (const [name, path, act] of visits) {
      if (ONLY && !name.includes(ONLY)) continue;
      await desk.page.goto(path);
      await act?.(desk.page).catch((error) =>
        process.stdout.write(`ACT ${name}-${size}: ${String(error).slice(0, 300)}\n`),
      );
      await shoot(desk.page, `${name}-${size}`);
    }
    for (const error of [...desk.errors, ...desk.outside])
      process.stdout.write(`ERROR ${account} ${size}: ${error.slice(0, 400)}\n`);
    await desk.context.close();
  }
}

const openFirst = (page: Page) => page.click('[data-opener] >> nth=0');

it('pages before the log-in', async () => {
  const empty = await startServer();
  await visitAll(null, [
    ['setup', empty.setupLink],
    ['login', '/login'],
    ['activate', '/activate'],
  ]);
  await empty.stop();
}, 300_000);

it('pages of the office', async () => {
  await visitAll('clerk', [
    ['home', '/'],
    ['wall-chart', '/wall-chart'],
    ['wall-chart-one', '/wall-chart', (page) => page.click('.canvas [data-id] >> nth=1')],
    ['wall-chart-month', '/wall-chart?zoom=month&group=unit'],
    ['screen', '/screen'],
    ['projects', '/projects'],
    ['projects-sheet', '/projects', (page) => page.click('text=表格填报')],
    ['project', '/projects', openFirst],
    ...['money', 'milestones', 'notes', 'photos', 'adjustments', 'history'].map((tab): Visit => [
      `project-${tab}`,
      '/projects',
      async (page) => {
        await openFirst(page);
        await page.waitForURL(/projects\/./);
        await page.goto(`${page.url().split('?')[0]}?tab=${tab}`);
      },
    ]),
    ['matters', '/matters'],
    ['matters-board', '/matters?face=board'],
    ['matters-one', '/matters', openFirst],
    ['matters-register', '/matters', (page) => page.click('.toolbar .primary')],
    [
      'matter',
      '/matters?overdue=true',
      async (page) => {
        await openFirst(page);
        await page.click('.el-drawer__footer a');
        await page.click('.acts .primary');
      },
    ],
    ['reminders', '/reminders'],
    ['indicators', '/indicators?period=2026-08'],
    ['indicators-cell', '/indicators?period=2026-08', (page) => page.click('.cell >> nth=3')],
    ['indicators-sprint', '/indicators?part=sprint&period=2026-08'],
    ...['series', 'gap', 'chain'].map((tab): Visit => [
      `indicator-${tab}`,
      '/indicators?period=2026-08',
      async (page) => {
        await page.click('tbody th a >> nth=1');
        await page.waitForURL(/indicators\/./);
        await page.goto(`${page.url()}&tab=${tab}`);
      },
    ]),
    ['cycles', '/cycles'],
    ['cycles-plan', '/cycles?part=plan'],
    ['cycles-trials', '/cycles?part=trials'],
    ...['agenda', 'changes', 'shown', 'pack'].map((tab): Visit => [`cycle-${tab}`, `/cycles/W2026-39?tab=${tab}`]),
    ['exchange', '/exchange'],
    ['exchange-templates', '/exchange?part=templates'],
    ['exchange-forms', '/exchange?part=forms'],
    ['exchange-burden', '/exchange?part=burden'],
    ['search', '/search?q=路'],
    ['units', '/units'],
    ['units-people', '/units?unit=U02', (page) => page.click('[role=tab] >> nth=1')],
    ['units-history', '/units?unit=U02', (page) => page.click('[role=tab] >> nth=2')],
    ['units-create', '/units', (page) => page.click('.page header .primary')],
    ['people', '/people'],
    ['people-one', '/people', openFirst],
    ['enterprises', '/enterprises'],
    ['enterprises-one', '/enterprises', openFirst],
    ['rules', '/rule-sets'],
    ['rules-one', '/rule-sets', openFirst],
    [
      'rules-propose',
      '/rule-sets',
      async (page) => {
        await page.click('.toolbar .primary');
        await page.click('.el-drawer .el-select');
        await page.click('.el-select-dropdown__item:visible >> nth=1');
        await page.waitForTimeout(900);
      },
    ],
    ['calendars', '/calendars'],
    ['calendars-notice', '/calendars', (page) => page.click('.page header .button')],
    ['me', '/me'],
    ['nowhere', '/no/such/page'],
  ]);
}, 600_000);

it('pages of the administrators', async () => {
  await visitAll('system', [
    ['accounts', '/accounts'],
    ['accounts-one', '/accounts', openFirst],
    ['accounts-create', '/accounts', (page) => page.click('.toolbar .primary')],
    ['system', '/system'],
    ['me-totp', '/me', (page) => page.click('text=启用动态码 >> nth=-1')],
  ]);
  await visitAll('security', [
    ['accounts-posts', '/accounts?account=contact', (page) => page.click('text=调整任职')],
    ['roles', '/roles'],
    ['grants', '/grants'],
    ['grants-create', '/grants', (page) => page.click('.toolbar .primary')],
    ['screens', '/screens'],
  ]);
  await visitAll('audit', [
    ['journal', '/journal', (page) => page.click('text=立即校验')],
    ['journal-one', '/journal', openFirst],
  ]);
}, 600_000);
