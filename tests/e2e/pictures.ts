// SPDX-License-Identifier: Apache-2.0
// Not a test: a picture of every page in the three sizes that people have, for somebody to look at. GUATU_ONLY takes
// those whose name contains it.
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { furnish, tour, type Furniture } from './pages';
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
let furniture: Furniture;

beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  server = await startServer({ demo: true });
  furniture = await furnish(server);
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it.each(Object.entries(SIZES))(
  'every page on a %s',
  (name, size) =>
    tour(
      browser,
      server,
      furniture,
      async (visit, { page }) => {
        await page.screenshot({ path: `${OUT}/${visit.name}.${name}.png` });
      },
      { size, only: (visit) => visit.name.includes(ONLY) },
    ),
  600_000,
);
