// SPDX-License-Identifier: Apache-2.0
// Nothing leaves a unit before its people have signed: the office sets the unit's chain, the contact prepares, one level
// sends back, both sign, and everybody sees whose turn it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { barriers, choose, launch, logIn, sitDown, type Desk } from './browser';
import { startServer, Talk, type Server } from './program';

let server: Server;
let browser: Browser;
let clerk: Talk;

beforeAll(async () => {
  server = await startServer({ demo: true });
  browser = await launch();
  clerk = await new Talk(server.address).logIn('clerk', server.passwords['clerk'] ?? '');
  // Two of the demo's people become people of the unit.
  const security = await new Talk(server.address).logIn('security', server.passwords['security'] ?? '');
  const seat = async (account: string, role: string, person: string) => {
    const { version } = await security.ask<{ version: number }>('GET', `/api/v1/accounts/${account}`);
    const body = { posts: [{ role, unit: 'U09' }], person };
    await security.ask('PUT', `/api/v1/accounts/${account}/roles`, body, { 'If-Match': `"${version}"` });
  };
  await seat('evaluator', 'contact', 'U09/望景石');
  await seat('source', 'leader', 'U09/汐怀恒');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const desks: Desk[] = [];
async function sitAs(account: string, size?: { width: number; height: number }): Promise<Desk> {
  const desk = await sitDown(browser, server.address, size);
  await logIn(desk.page, account, server.passwords[account] ?? '');
  desks.push(desk);
  return desk;
}
async function act(desk: Desk, name: string, text?: string): Promise<void> {
  const { page } = desk;
  await page.goto('/matters/S-1');
  await page.click(`[data-act="${name}"]`);
  await page.waitForSelector('.act-form');
  if (text) await page.fill('.act-form textarea', text);
  await page.click('.act-form button[type="submit"]');
  await page.waitForSelector('.act-form', { state: 'detached' });
}

describe('a signing chain', () => {
  it('is set where the unit is', async () => {
    const { page } = await sitAs('clerk');
    await page.goto('/units?unit=U09');
    await page.click('[role="tab"] >> text=签批');
    for (const [level, person] of [
      ['section', '望景石'],
      ['head', '汐怀恒'],
    ]) {
      await choose(page, `[data-level="${level}"]`, [person as string]);
    }
    await page.waitForSelector('.chain >> text=主要领导');
    expect(await barriers(page)).toEqual([]);
    await page.click('form button[type="submit"]');
    await page.waitForSelector('.el-message >> text=已保存');
    expect(await clerk.ask('GET', '/api/v1/units/U09/signing')).toMatchObject({
      levels: [
        { level: 'section', people: ['U09/望景石'] },
        { level: 'head', people: ['U09/汐怀恒'] },
      ],
    });
  });

  it('holds what the contact prepared, and shows whose turn it is', async () => {
    await clerk.ask('POST', '/api/v1/matters', {
      id: 'S-1',
      kind: 'meeting',
      text: '值守方案',
      assign: { lead: 'U09' },
    });
    const contact = await sitAs('contact');
    await act(contact, 'accept');
    await act(contact, 'report', '方案已拟好');
    await contact.page.waitForSelector('.held .turn >> text=科室负责人');
    expect(await contact.page.locator('.held [data-act="sign"]').count()).toBe(0); // it is not his to sign
    expect(await barriers(contact.page)).toEqual([]);
  });

  it('is walked on a phone: sent back by one, prepared again, signed by both', async () => {
    const section = await sitAs('evaluator', { width: 390, height: 844 });
    await section.page.waitForSelector('.todos >> text=值守方案');
    await act(section, 'hold_back', '漏写带班领导');
    await section.page.waitForSelector('.held', { state: 'detached' });
    expect(await clerk.ask('GET', '/api/v1/matters/S-1')).toMatchObject({ state: 'accepted', held: [] });

    await act(desks[1] as Desk, 'report', '方案已拟好，带班领导已列明');
    await act(section, 'sign');
    await section.page.waitForSelector('.held .signed >> text=已签');
    await section.page.waitForSelector('.held .turn >> text=主要领导');
    expect(await barriers(section.page)).toEqual([]);

    const head = await sitAs('source', { width: 390, height: 844 });
    await act(head, 'sign');
    await head.page.waitForSelector('.marks >> text=已反馈');
    expect(await clerk.ask('GET', '/api/v1/matters/S-1')).toMatchObject({
      state: 'reported',
      latest_report: '方案已拟好，带班领导已列明',
    });
  });
});

it('no page failed, and no other host was asked', () => {
  for (const desk of desks) expect([desk.outside, desk.errors]).toEqual([[], []]);
});
