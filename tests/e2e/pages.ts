// SPDX-License-Identifier: Apache-2.0
// Every page of the client with its faces (tabs, drawers, forms), who opens it and how it is reached. The walk over the
// pages, their pictures and the old browsers read this one table; the walk compares it with the router's own, so a page
// that somebody adds cannot be left out.
import type { Browser, Page, Request } from 'playwright-core';
import { logIn, sitDown, type Desk } from './browser';
import { Talk, type Server } from './program';

export interface Visit {
  route: string; // of the router's table
  name: string; // of its picture
  who: string | null; // account of the example; nobody is logged in
  path: string;
  act?: (page: Page) => Promise<unknown>; // what is clicked once the page stands
  isForDesks?: boolean; // has no face on a phone
}

// Rows of the example that pages are opened on, and what the example lacks.
export interface Furniture {
  matter: string;
  asked: string; // a matter that waits for the contact
  project: string;
  run: string; // an import with a wrong cell
}

export async function furnish(server: Server): Promise<Furniture> {
  const as = (account: string) => new Talk(server.address).logIn(account, server.passwords[account] ?? '');
  const clerk = await as('clerk');
  type List = { items: { id: string }[] };
  const first = async (path: string) => (await clerk.ask<List>('GET', path)).items[0]?.id ?? '';
  const project = await first('/api/v1/projects?page_size=1&responsible=U09');
  const text = `项目编号,年份,8月完成投资（万元）,8月形象进度\n${project},2026,十二点五万,主体结构封顶\n`;
  const runs = await clerk.ask<List>('POST', '/api/v1/imports', { files: [{ name: '月报补报_交通.csv', text }] });
  await clerk.ask('POST', '/api/v1/transcriptions', {
    source: '区统计局',
    vintage: '初步',
    released_on: '2026-09-20',
    document: '区统计局月报第9期',
    note: '',
    scan: { name: '月报第9期.pdf', content: Buffer.from('%PDF-1.4 scan').toString('base64') },
    rows: ['I01', 'I05'].map((indicator) => ({
      indicator,
      unit: 'D00',
      first_month: '2026-01',
      last_month: '2026-09',
      basis: 'cumulative',
      measure: 'level',
      value: '480.0',
    })),
  });
  // What somebody did, for pages that say who it was.
  const by = `/api/v1/projects/${encodeURIComponent(project)}`;
  await clerk.ask('POST', `${by}/notes`, { text: '汛前完成基坑' });
  await clerk.ask('POST', `${by}/adjustments`, {
    kind: 'postponed',
    year: 2026,
    year_plan_after: '200000000.00',
    reason: '征拆滞后',
  });
  const asked = { id: 'A-1', kind: 'meeting', text: '听澜路雨水管网错接点改造', assign: { lead: 'U09' } };
  await clerk.ask('POST', '/api/v1/matters', asked);
  return {
    matter: await first('/api/v1/matters?overdue=true&page_size=1'),
    asked: 'A-1',
    project,
    run: runs.items[0]?.id ?? '',
  };
}

const openFirst = (page: Page) => page.click('[data-opener] >> nth=0');
const press = (selector: string) => (page: Page) => page.click(selector);

export function visits(furniture: Furniture): Visit[] {
  const at = (path: string, id: string) => `${path}/${encodeURIComponent(id)}`;
  const clerk = (route: string, name: string, path: string, act?: Visit['act']): Visit => ({
    route,
    name,
    who: 'clerk',
    path,
    ...(act ? { act } : {}),
  });
  const faces = (route: string, path: string, names: string[]): Visit[] =>
    names.map((face) => clerk(route, `${route}-${face}`, `${path}${path.includes('?') ? '&' : '?'}tab=${face}`));
  return [
    { route: 'log_in', name: 'log_in', who: null, path: '/login' },
    { route: 'activate', name: 'activate', who: null, path: '/activate' },
    { route: 'set_up', name: 'set_up', who: null, path: '/setup?token=used' },
    clerk('home', 'home', '/'),
    clerk('wall_chart', 'wall_chart', '/wall-chart'),
    clerk('wall_chart', 'wall_chart-one', '/wall-chart', press('.canvas [data-id] >> nth=1')),
    clerk('wall_chart', 'wall_chart-month', '/wall-chart?zoom=month&group=unit'),
    clerk('screen', 'screen', '/screen'),
    clerk('projects', 'projects', '/projects'),
    clerk('projects', 'projects-create', '/projects', press('.toolbar .primary')),
    clerk('project', 'project', at('/projects', furniture.project)),
    ...faces('project', at('/projects', furniture.project), [
      'money',
      'milestones',
      'notes',
      'photos',
      'adjustments',
      'history',
    ]),
    clerk('matters', 'matters', '/matters'),
    clerk('matters', 'matters-board', '/matters?face=board'),
    clerk('matters', 'matters-one', '/matters', openFirst),
    clerk('matters', 'matters-register', '/matters', press('.toolbar .primary')),
    clerk('matter', 'matter', at('/matters', furniture.matter)),
    clerk('matter', 'matter-act', at('/matters', furniture.asked), press('.acts button >> nth=0')),
    clerk('reminders', 'reminders', '/reminders'),
    clerk('indicators', 'indicators', '/indicators'),
    clerk('indicators', 'indicators-cell', '/indicators', press('.cell >> nth=3')),
    clerk('indicators', 'indicators-sprint', '/indicators?part=sprint'),
    clerk('indicators', 'indicators-transcriptions', '/indicators?part=transcriptions'),
    clerk('indicators', 'indicators-transcription', '/indicators?part=transcriptions', openFirst),
    clerk('indicators', 'indicators-corrections', '/indicators?part=corrections'),
    clerk('indicators', 'indicators-correct', '/indicators?part=corrections', press('.toolbar .primary')),
    ...faces('indicator', '/indicators/I05?unit=D00', ['series', 'gap', 'targets', 'chain']),
    clerk('chain', 'chain', `/chain?project=${encodeURIComponent(furniture.project)}`),
    clerk('cycles', 'cycles', '/cycles'),
    clerk('cycles', 'cycles-plan', '/cycles?part=plan'),
    clerk('cycles', 'cycles-trials', '/cycles?part=trials'),
    clerk('cycles', 'cycles-new-day', '/cycles', async (page) => {
      await page.click('.toolbar .primary');
      await page.click('.el-drawer .el-date-editor input');
      await page.waitForSelector('.el-date-table:visible');
    }),
    ...faces('cycle', '/cycles/W2026-39', ['agenda', 'missing', 'changes', 'shown', 'pack']),
    clerk('exchange', 'exchange', '/exchange'),
    clerk('exchange', 'exchange-templates', '/exchange?part=templates'),
    clerk('exchange', 'exchange-forms', '/exchange?part=forms'),
    clerk('exchange', 'exchange-form', '/exchange?part=forms', openFirst),
    clerk('exchange', 'exchange-burden', '/exchange?part=burden'),
    ...faces('import', at('/imports', furniture.run), ['cells', 'tables', 'rows']),
    clerk('search', 'search', '/search?q=路'),
    clerk('units', 'units', '/units?unit=U09'),
    clerk('units', 'units-people', '/units?unit=U02', press('[role=tab] >> nth=1')),
    clerk('units', 'units-history', '/units?unit=U02', press('[role=tab] >> text=/历史|History/')),
    clerk('units', 'units-create', '/units', press('.page header .primary')),
    clerk('people', 'people', '/people'),
    clerk('people', 'people-units', '/people', async (page) => {
      await page.click('.el-select');
      await page.waitForSelector('.el-select-dropdown__item:visible');
    }),
    clerk('people', 'people-one', '/people', openFirst),
    clerk('enterprises', 'enterprises', '/enterprises'),
    clerk('enterprises', 'enterprises-one', '/enterprises', openFirst),
    clerk('rule_sets', 'rule_sets', '/rule-sets'),
    clerk('rule_sets', 'rule_sets-one', '/rule-sets', openFirst),
    clerk('rule_sets', 'rule_sets-propose', '/rule-sets', async (page) => {
      await page.click('.toolbar .primary');
      await page.click('.el-drawer .el-select');
      await page.click('.el-select-dropdown__item:visible >> nth=1');
      await page.waitForSelector('.el-drawer .state.good');
    }),
    clerk('calendars', 'calendars', '/calendars'),
    clerk('calendars', 'calendars-notice', '/calendars', press('.page header .button')),
    clerk('own_account', 'own_account', '/me'),
    clerk('nowhere', 'nowhere', '/no/such/page'),
    // A sheet stays until it is left: after everything else of this person.
    { ...clerk('projects', 'projects-sheet', '/projects', press('.page header .button')), isForDesks: true },
    { route: 'home', name: 'home-contact', who: 'contact', path: '/' },
    {
      route: 'matter',
      name: 'matter-accept',
      who: 'contact',
      path: at('/matters', furniture.asked),
      act: press('.acts .primary'),
    },
    {
      route: 'project',
      name: 'project-report',
      who: 'contact',
      path: at('/projects', furniture.project),
      act: press('.acts .primary'),
    },
    { route: 'home', name: 'home-leader', who: 'leader', path: '/' },
    { route: 'wall_chart', name: 'wall_chart-leader', who: 'leader', path: '/wall-chart' },
    { route: 'accounts', name: 'accounts', who: 'system', path: '/accounts' },
    { route: 'accounts', name: 'accounts-one', who: 'system', path: '/accounts', act: openFirst },
    { route: 'accounts', name: 'accounts-create', who: 'system', path: '/accounts', act: press('.toolbar .primary') },
    { route: 'system', name: 'system', who: 'system', path: '/system' },
    {
      route: 'own_account',
      name: 'own_account-totp',
      who: 'system',
      path: '/me',
      act: press('form .primary, section .primary'),
    },
    {
      route: 'accounts',
      name: 'accounts-posts',
      who: 'security',
      path: '/accounts?account=contact',
      act: press('.el-drawer h3 button, .el-drawer .stack .button'),
    },
    { route: 'roles', name: 'roles', who: 'security', path: '/roles' },
    { route: 'grants', name: 'grants', who: 'security', path: '/grants' },
    { route: 'grants', name: 'grants-create', who: 'security', path: '/grants', act: press('.toolbar .primary') },
    { route: 'screens', name: 'screens', who: 'security', path: '/screens' },
    { route: 'journal', name: 'journal', who: 'audit', path: '/journal', act: press('.page .primary') },
    { route: 'journal', name: 'journal-one', who: 'audit', path: '/journal', act: openFirst },
  ];
}

// In the page's own words: what Playwright asks an element is not known to browsers before 105.
export const stands = (page: Page, selector: string) =>
  page.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector);

// Nothing is on its way any more: no answer, no placeholder, nothing that still moves in.
export async function settle(desk: Desk): Promise<void> {
  const { page } = desk;
  await stands(page, 'h1, h2');
  for (let calm = 0; calm < 2; calm += desk.underway.size === 0 ? 1 : -calm) await page.waitForTimeout(30);
  await page.waitForFunction(
    () =>
      !document.querySelector('.loading, [aria-busy="true"]') &&
      (document.getAnimations?.() ?? []).every(
        (one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity,
      ),
  );
}

const textOf = async (request: Request) => (await request.response())?.text().catch(() => '') ?? '';

export interface Tour {
  size?: { width: number; height: number };
  english?: boolean;
  only?: (visit: Visit) => boolean;
  heard?: (body: string) => void; // what the server answered
  enter?: typeof logIn; // for browsers in which nobody can click for us
}

// One desk for each account, from visit to visit in the same window as people do: the page is not loaded anew.
export async function tour(
  browser: Browser,
  server: Server,
  furniture: Furniture,
  look: (visit: Visit, desk: Desk) => Promise<void>,
  { size, english, only, heard, enter = logIn }: Tour = {},
): Promise<void> {
  const isPhone = (size?.width ?? 1440) < 720;
  const wanted = visits(furniture).filter((visit) => !(isPhone && visit.isForDesks) && (only?.(visit) ?? true));
  for (const who of new Set(wanted.map((visit) => visit.who))) {
    const desk = await sitDown(browser, server.address, size);
    desk.context.setDefaultTimeout(8_000);
    if (heard)
      desk.page.on('requestfinished', async (request) => {
        if (/\/api\/v1\/(?!events)/.test(request.url())) heard(await textOf(request));
      });
    if (english) await desk.context.addInitScript(() => localStorage.setItem('guatu.language', 'en'));
    if (who) await enter(desk.page, who, server.passwords[who] ?? '');
    else await desk.page.goto('/login').then(() => stands(desk.page, 'h1'));
    for (const visit of wanted.filter((one) => one.who === who)) {
      try {
        await go(desk.page, visit.path);
        await settle(desk);
        if (visit.act) {
          await visit.act(desk.page);
          await settle(desk);
        }
      } catch (error) {
        throw new Error(`${visit.name}: ${String(error)}`);
      }
      await look(visit, desk);
    }
    await desk.context.close();
  }
}

interface Routed {
  __vue_app__: {
    config: {
      globalProperties: {
        $router: {
          push: (path: string) => Promise<unknown>;
          getRoutes: () => { name?: string; path: string }[];
        };
      };
    };
  };
}

// As a link within the pages does it, and by way of a page without anything open.
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(async (to) => {
    const { $router } = (document.querySelector('#app') as unknown as Routed).__vue_app__.config.globalProperties;
    await $router.push('/nothing/here');
    await $router.push(to);
  }, path);
}

export const routeNames = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (document.querySelector('#app') as unknown as Routed).__vue_app__.config.globalProperties.$router
      .getRoutes()
      .map((route) => String(route.name ?? ''))
      .filter((name) => name !== ''),
  );
