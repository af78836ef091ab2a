// SPDX-License-Identifier: Apache-2.0
// Every page of the router's table, on a desk and on a phone: no barrier, nothing wider than the screen, no word that is
// still a key, no error, no other host; and in English no word of ours that is still Chinese.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { barriers, launch, sitDown, type Desk } from './browser';
import { furnish, routeNames, tour, visits, type Furniture, type Visit } from './pages';
import { startServer, type Server } from './program';

let server: Server;
let browser: Browser;
let furniture: Furniture;

beforeAll(async () => {
  server = await startServer({ demo: true });
  furniture = await furnish(server);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const faults: string[] = [];
const note = (visit: Visit, found: string[]) => faults.push(...found.map((fault) => `${visit.name}: ${fault}`));
const noted = () => faults.splice(0);

// What is shown: texts, and what stands in their place for those who do not see.
const shownOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const said: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, .mono, pre, textarea')) said.push(node.textContent ?? '');
    // Titles of a matrix of rights are their codes.
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [data-label], [title]:not(th)'))
      for (const name of ['aria-label', 'title', 'placeholder', 'data-label']) said.push(one.getAttribute(name) ?? '');
    return said.map((text) => text.trim()).filter((text) => text !== '');
  });

const KEY = /^[a-z]+(?:_[a-z0-9]+)*(?:\.[a-z]+(?:_[a-z0-9]+)*)+$/;
const keysOn = async (page: Page) =>
  (await shownOn(page)).flatMap((text) => text.split(/[\s·，、]+/)).filter((word) => KEY.test(word));
// Where a person is known by name, nobody is shown by an account. In Chinese only: some accounts are English words.
const accountsOn = async (page: Page) =>
  (await shownOn(page)).flatMap((text) => text.split(/[\s·，、：（）]+/)).filter((word) => word in server.passwords);
const widthOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('none is left out', async () => {
  const desk = await sitDown(browser, server.address);
  await desk.page.goto('/login');
  await desk.page.waitForSelector('h1');
  const seen = new Set(visits(furniture).map((visit) => visit.route));
  expect((await routeNames(desk.page)).filter((name) => !seen.has(name))).toEqual([]);
  await desk.context.close();
});

const lookFor = async (visit: Visit, { page, errors, outside }: Desk) => {
  note(visit, [...(await barriers(page)), ...(await keysOn(page)), ...errors.splice(0), ...outside.splice(0)]);
  if ((await widthOf(page)) > 0) note(visit, ['is wider than the screen']);
};

it('has no barrier on a desk', async () => {
  const administrators = ['system', 'security', 'audit'];
  await tour(browser, server, furniture, async (visit, desk) => {
    await lookFor(visit, desk);
    if (!administrators.includes(visit.who ?? '')) note(visit, await accountsOn(desk.page));
  });
  expect(noted()).toEqual([]);
}, 400_000);

// English words are the longer ones. Chinese that the server did not send is ours, and has no place there.
it('has none on a phone and fits it, in English', async () => {
  const ours = new Set(['挂图', '中文', '林砚']); // the mark, the button back, and a person of an example
  let sent = '';
  await tour(
    browser,
    server,
    furniture,
    async (visit, desk) => {
      await lookFor(visit, desk);
      const runs = (await shownOn(desk.page)).flatMap((text) => text.match(/[\u4e00-\u9fff]+/g) ?? []);
      note(
        visit,
        [...new Set(runs)].filter((run) => !ours.has(run) && !sent.includes(run)),
      );
    },
    { size: { width: 390, height: 844 }, english: true, heard: (body) => (sent += body) },
  );
  expect(noted()).toEqual([]);
}, 400_000);
