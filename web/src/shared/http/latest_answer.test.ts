// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Answer } from './client';
import { useLatestAnswer } from './latest_answer';
import { oneAtATime } from './one_at_a_time';
import { Refusal } from './problem';

const answerOf = (value: string): Answer<string> => ({ value, version: value, position: 1 });

// Questions whose answers come when the test says so.
function questions() {
  const open: { resolve: (given: Answer<string>) => void; reject: (error: unknown) => void }[] = [];
  const ask = () => new Promise<Answer<string>>((resolve, reject) => open.push({ resolve, reject }));
  return { open, ask };
}

describe('the latest answer', () => {
  it('is not overwritten by a slow reply to an earlier question', async () => {
    const { open, ask } = questions();
    const latest = useLatestAnswer(ask);
    const both = [latest.load(), latest.load()];
    open[1]?.resolve(answerOf('second'));
    open[0]?.resolve(answerOf('first'));
    await Promise.all(both);
    expect([latest.value.value, latest.version.value]).toEqual(['second', 'second']);
  });

  it('is what a save answered, whatever was asked before', async () => {
    const { open, ask } = questions();
    const latest = useLatestAnswer(ask);
    const loading = latest.load();
    latest.stand(answerOf('saved'));
    expect(latest.isAsking.value).toBe(false);
    open[0]?.resolve(answerOf('from before'));
    await loading;
    expect(latest.value.value).toBe('saved');
  });

  it('stays beside a refusal, and an earlier question cannot refuse it', async () => {
    const { open, ask } = questions();
    const latest = useLatestAnswer(ask);
    latest.stand(answerOf('there'));
    const early = latest.load();
    const late = latest.load();
    open[1]?.reject(new Refusal(503, []));
    await late;
    expect([latest.value.value, latest.refusal.value?.kind, latest.isAsking.value]).toEqual(['there', 'busy', false]);
    open[0]?.reject(new Refusal(404, []));
    await early;
    expect(latest.refusal.value?.kind).toBe('busy');
  });

  it('of another record is forgotten, and does not come back', async () => {
    const { open, ask } = questions();
    const latest = useLatestAnswer(ask);
    const loading = latest.load();
    latest.forget();
    open[0]?.resolve(answerOf('the record before'));
    await loading;
    expect(latest.value.value).toBe(null);
  });
});

describe('one at a time', () => {
  it('what is wished while it runs is done once afterwards', async () => {
    const { open, ask } = questions();
    const load = oneAtATime(async () => void (await ask()));
    const first = load();
    await Promise.all([load(), load()]);
    expect(open).toHaveLength(1);
    open[0]?.resolve(answerOf('a'));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect(open).toHaveLength(2);
    open[1]?.resolve(answerOf('b'));
    await first;
    expect(open).toHaveLength(2);
  });

  it('goes on after a failure', async () => {
    let count = 0;
    const load = oneAtATime(() => Promise.reject(new Error(String((count += 1)))));
    await expect(load()).rejects.toThrow('1');
    await expect(load()).rejects.toThrow('2');
  });
});
