// SPDX-License-Identifier: Apache-2.0
// Refusal (拒绝): what the server says when it does not do something, or what stands for it when there is no answer.
// Codes are the interface; messages are for people and come in the language that was asked for.

export interface Problem {
  place: string;
  code: string;
  args?: Record<string, unknown>;
  message: string;
}

export type RefusalKind = 'offline' | 'ended' | 'forbidden' | 'missing' | 'conflict' | 'busy' | 'invalid' | 'broken';

const KINDS: Record<number, RefusalKind> = {
  401: 'ended',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  412: 'conflict',
  428: 'conflict',
  429: 'busy',
  503: 'busy',
  507: 'busy',
};

// What a write is told whose token belongs to a session that is over, or to another person's by now.
export const TOKEN_MISMATCH = 'api.token_mismatch';

export function kindOf(status: number): RefusalKind {
  if (status === 0) return 'offline';
  return KINDS[status] ?? (status >= 500 ? 'broken' : 'invalid');
}

export class Refusal extends Error {
  readonly kind: RefusalKind;

  constructor(
    readonly status: number,
    readonly problems: Problem[],
    readonly retryAfter: number | null = null,
  ) {
    super(problems.map((problem) => problem.message).join(' '));
    this.name = 'Refusal';
    this.kind = this.has(TOKEN_MISMATCH) ? 'ended' : kindOf(status);
  }

  has(code: string): boolean {
    return this.problems.some((problem) => problem.code === code);
  }
}

function isProblem(value: unknown): value is Problem {
  const problem = value as Problem | null;
  return typeof problem === 'object' && problem !== null && typeof problem.message === 'string';
}

// A body that is no problem answer (a proxy's page, nothing at all) still becomes a refusal.
export function refusalOf(response: Response, body: unknown): Refusal {
  const listed = (body as { problems?: unknown } | undefined)?.problems;
  const problems = Array.isArray(listed) ? listed.filter(isProblem) : [];
  const seconds = Number(response.headers.get('Retry-After'));
  return new Refusal(response.status, problems, seconds > 0 ? seconds : null);
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // fetch rejects with a TypeError when nobody answers; anything else is a fault of ours.
  return new Refusal(error instanceof TypeError ? 0 : 500, []);
}
