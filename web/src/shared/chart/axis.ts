// SPDX-License-Identifier: Apache-2.0
// Round values for an axis: 1, 2, 2.5 or 5 times a power of ten, about `count` of them, the last one not below `most`.

export function roundAxis(most: number, count = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const raw = most / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((times) => times * power >= raw - 1e-12) ?? 10) * power;
  const values: number[] = [];
  for (let index = 0; index * step < most + step - 1e-9 * step; index += 1)
    values.push(Number((index * step).toPrecision(12)));
  return values;
}

// A line through what is there; where a value is missing the line is interrupted.
export function linePath(
  values: (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isDown = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join('');
}

// Decimal texts become binary numbers here and only here: a pixel is coarser than both.
export function toDraw(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

// Sums up to each place; what is missing at the end stays missing, what is missing between counts as nothing.
export function runningSum(values: (number | null)[]): (number | null)[] {
  let last = values.length - 1;
  while (last >= 0 && values[last] === null) last -= 1;
  let sum = 0;
  return values.map((value, index) => {
    sum += value ?? 0;
    return index <= last ? sum : null;
  });
}
