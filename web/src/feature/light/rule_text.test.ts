// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { intervalText, lightOf, lightsOf } from './rule_text';

const TEXT = `
name = "wuhan"
[[light]]
code = "green"
word = "绿灯"
shape = "circle"
colour = "#1b7f3b"
[[light]]
code = "bad"
word = "坏"
colour = "red;background:url(//evil)"
[[metric]]
word = "进度"
`;

it('lights are read from their own tables only, and their colour is a colour', () => {
  expect(lightsOf(TEXT)).toEqual([{ code: 'green', word: '绿灯', shape: 'circle', colour: '#1b7f3b', meaning: '' }]);
  expect(lightOf(lightsOf(TEXT), 'nowhere').shape).toBe('ring');
});

it('an interval is read by its ends', () => {
  for (const [interval, text] of [
    ['(-inf,0]', '≤ 0'],
    ['(-inf,0)', '< 0'],
    ['(0,10)', '> 0, < 10'],
    ['[10,30]', '≥ 10, ≤ 30'],
    ['(30,inf)', '> 30'],
    ['[30, inf)', '≥ 30'],
    ['[0,0]', '= 0'],
    ['(-inf,inf)', '—'],
    ['something else', 'something else'],
  ] as const)
    expect([interval, intervalText(interval)]).toEqual([interval, text]);
});
