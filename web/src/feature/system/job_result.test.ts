// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { resultText } from './job_result';

const told = (key: string, given: string[]) => `${key}(${given.join(' ')})`;

it('what a job noted is told in the reader’s language, and kept where it is not known', () => {
  for (const [noted, text] of [
    ['position 69', 'job_result.position(69)'],
    ['0 sessions', 'job_result.sessions(0)'],
    ['3309 documents up to position 75', 'job_result.documents(3309 75)'],
    ['2 planned, 14 reminded', 'job_result.cycles(2 14)'],
    ['published up to 2026', 'job_result.calendar(2026)'],
    ['/backup/guatu-2026.zip', '/backup/guatu-2026.zip'],
    ['', ''],
  ] as const)
    expect([noted, resultText(noted, told)]).toEqual([noted, text]);
});
