// SPDX-License-Identifier: Apache-2.0
// The program under test: a real `guatu serve` on a fresh store, and the requests by which a story prepares what it
// is not about.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = process.env['GUATU_PROGRAM'] ?? 'build/dev/guatu';
const cwd = fileURLToPath(new URL('../..', import.meta.url));
export const TODAY = '2026-09-21';

export interface Server {
  address: string; // without a slash at its end
  setupLink: string; // of an empty store
  passwords: Record<string, string>; // of the demo's accounts
  stop: () => Promise<void>;
}

export async function startServer(options: { demo?: boolean; host?: string; today?: string } = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'guatu-story-'));
  const store = join(folder, 'store');
  const env = { ...process.env, GUATU_TODAY: TODAY };
  if (options.demo)
    execFileSync(program, ['demo', '--data', store, '--out', join(folder, 'pack')], { cwd, env, stdio: 'pipe' });
  const named = options.host ? ['--hosts', options.host] : [];
  const child = spawn(program, ['serve', '--data', store, '--listen', '127.0.0.1:0', ...named], {
    cwd,
    env: { ...env, GUATU_TODAY: options.today ?? TODAY }, // the example itself is of TODAY
  });
  const printed = await firstLines(child, options.demo ? /server\.ready.*\n/ : /setup\?token=\S+/);
  const setupLink = /http:\S+setup\?token=[\w-]+/.exec(printed)?.[0] ?? '';
  return {
    address: `http://127.0.0.1:${/http:\/\/[\w.-]+:(\d+)\//.exec(printed)?.[1] ?? ''}`,
    setupLink,
    passwords: options.demo ? passwordsIn(readFileSync(join(folder, 'accounts.txt'), 'utf8')) : {},
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// Lines of two blanks, an account, its password, and what it is for.
function passwordsIn(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^ {2}(\S+) +(\S+)/gm)].map((match) => [match[1], match[2]]));
}

function firstLines(child: ChildProcess, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const hear = (chunk: Buffer) => {
      printed += chunk.toString();
      if (until.test(printed)) resolve(printed);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

// Somebody who talks to the API without a browser.
export class Talk {
  private cookie = '';
  private token = '';

  constructor(private readonly address: string) {}

  async ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(this.address + path, {
      method,
      headers: {
        Cookie: this.cookie,
        ...(method === 'GET'
          ? {}
          : { 'X-Guatu-Token': this.token, Origin: this.address, 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const given = response.headers.getSetCookie()[0]?.split(';')[0];
    if (given) this.cookie = given;
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const answered = (text ? JSON.parse(text) : {}) as T & { token?: string };
    if (path === '/api/v1/session' && answered.token !== undefined) this.token = answered.token;
    return answered;
  }

  async logIn(account: string, password: string): Promise<this> {
    await this.ask('GET', '/api/v1/session');
    await this.ask('POST', '/api/v1/session', { account, password });
    return this;
  }
}

export const PASSWORD = 'Lake-Willow-2026';
export const ADMINISTRATORS = [
  { role: 'system', account: 'zhouning', name: '周宁' },
  { role: 'security', account: 'hanmu', name: '韩牧' },
  { role: 'audit', account: 'qinyue', name: '秦越' },
];

export interface Post {
  role: string;
  unit?: string;
}

// Three administrators by the link, and the profile that asks for no second factor.
export async function setUp(server: Server): Promise<void> {
  const talk = new Talk(server.address);
  await talk.ask('GET', '/api/v1/session');
  await talk.ask('POST', '/api/v1/setup', {
    token: new URL(server.setupLink).searchParams.get('token'),
    profile: 'asvs',
    administrators: ADMINISTRATORS.map((one) => ({ ...one, password: PASSWORD })),
  });
}

// An account in use, by the three steps that an office takes; of the example or of one that was just set up.
export async function openAccount(
  server: Server,
  id: string,
  name: string,
  posts: Post[],
  person?: string,
): Promise<void> {
  const by = (role: string, account: string) =>
    new Talk(server.address).logIn(
      server.passwords[role] ? role : account,
      server.passwords[role] ? server.passwords[role] : PASSWORD,
    );
  const system = await by('system', 'zhouning');
  const security = await by('security', 'hanmu');
  const made = await system.ask<{ code_half: string; version: number }>('POST', '/api/v1/accounts', { id, name });
  const roles = { posts, ...(person ? { person } : {}) };
  await security.ask('PUT', `/api/v1/accounts/${id}/roles`, roles, { 'If-Match': `"${made.version}"` });
  const released = await security.ask<{ code_half: string }>('POST', `/api/v1/accounts/${id}/release`);
  const owner = new Talk(server.address);
  await owner.ask('GET', '/api/v1/session');
  await owner.ask('POST', '/api/v1/activation', {
    account: id,
    code: `${made.code_half} ${released.code_half}`,
    password: PASSWORD,
  });
}
