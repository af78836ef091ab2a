// SPDX-License-Identifier: Apache-2.0
// Computed numbers say how they came about: in the list of projects, in a project's money, in a cycle that is over.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let desk: Desk;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  desk = await sitDown(browser, server.address);
  await logIn(desk.page, 'clerk', server.passwords['clerk'] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('completion and light of the list open their reasons and leave the list where it is', async () => {
  const { page } = desk;
  await page.goto('/projects');
  await page.click('tbody .figure.why:enabled >> nth=0');
  await page.waitForSelector('.el-drawer .why .sentence');
  const facts = await page.locator('.el-drawer .facts dd').allInnerTexts();
  expect(facts).toHaveLength(4);
  expect(facts[3]).toMatch(/%$/);
  expect(await barriers(page)).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/projects');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.el-drawer', { state: 'hidden' });
});

it('the year’s actual is the sum of the months it names', async () => {
  const { page } = desk;
  const { items } = await clerk.ask<{ items: { id: string; invested: string | null }[] }>(
    'GET',
    '/api/v1/projects?page_size=20',
  );
  const one = items.find((row) => Number(row.invested) > 0);
  await page.goto(`/projects/${one?.id}?tab=money`);
  await page.click('.explained .face >> nth=0');
  await page.waitForSelector('.sheet-of .formula');
  const figure = (text: string) => Number(text.replace(/,/g, ''));
  const months = (await page.locator('.sheet-of dd').allInnerTexts()).map(figure);
  const whole = figure(await page.innerText('.explained .face >> nth=0'));
  expect(Math.abs(months.reduce((sum, value) => sum + value, 0) - whole)).toBeLessThan(0.01 * months.length);
  expect(await barriers(page)).toEqual([]);
});

it('a cycle’s light shows every sentence that was frozen with it', async () => {
  const { page } = desk;
  const { items } = await clerk.ask<{ items: { id: string; state: string }[] }>('GET', '/api/v1/cycles');
  const frozen = items.find((cycle) => ['frozen', 'published', 'closed'].includes(cycle.state));
  expect(frozen).toBeTruthy();
  await page.goto(`/cycles/${encodeURIComponent(frozen?.id ?? '')}`);
  const opener = page.locator('.lights .figure').first();
  if (!(await opener.isVisible())) await page.click('[role="tab"] >> text=本期情况');
  await opener.click();
  await page.waitForSelector('.el-drawer .sentences li');
  expect(await page.locator('.el-drawer dl dt').count()).toBeGreaterThan(2);
  expect(await barriers(page)).toEqual([]);
  expect(desk.outside).toEqual([]);
  expect(desk.errors).toEqual([]);
});
