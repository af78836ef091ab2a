// SPDX-License-Identifier: Apache-2.0
// The lights that a rule set's text declares, read just well enough to draw them (docs/format/rule.md). Whether the
// text is sound is the server's word.

export interface DeclaredLight {
  code: string;
  word: string;
  shape: string;
  colour: string;
  meaning: string;
}

const PAIR = /^(code|word|shape|colour|meaning)\s*=\s*"((?:[^"\\]|\\.)*)"/;

export function lightsOf(text: string): DeclaredLight[] {
  const lights: DeclaredLight[] = [];
  let current: DeclaredLight | null = null;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('[')) {
      current = line === '[[light]]' ? { code: '', word: '', shape: 'circle', colour: '#56657a', meaning: '' } : null;
      if (current) lights.push(current);
      continue;
    }
    const pair = current && PAIR.exec(line);
    if (current && pair) current[pair[1] as keyof DeclaredLight] = (pair[2] ?? '').replace(/\\(.)/g, '$1');
  }
  return lights.filter((light) => light.code !== '' && /^#[0-9a-fA-F]{3,8}$/.test(light.colour));
}

// (-inf,0] as “≤ 0”, [10,30] as “10 – 30” with the sign of an end that does not belong to it.
export function intervalText(interval: string): string {
  const parts = /^([[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])$/.exec(interval);
  if (!parts) return interval;
  const [, open, from, to, close] = parts as unknown as [string, string, string, string, string];
  const isOpenDown = from === '-inf';
  const isOpenUp = to === 'inf' || to === '+inf';
  if (isOpenDown && isOpenUp) return '—';
  if (isOpenDown) return `${close === ']' ? '≤' : '<'} ${to}`;
  if (isOpenUp) return `${open === '[' ? '≥' : '>'} ${from}`;
  if (from === to) return `= ${from}`;
  return `${open === '[' ? '≥' : '>'} ${from}, ${close === ']' ? '≤' : '<'} ${to}`;
}

export function lightOf(lights: DeclaredLight[], code: string): DeclaredLight {
  return (
    lights.find((light) => light.code === code) ?? { code, word: code, shape: 'ring', colour: '#56657a', meaning: '' }
  );
}
