// SPDX-License-Identifier: Apache-2.0
// Page numbers worth a button: the first, the last, and those around the shown one; 0 stands for a gap.

export function pagesAround(page: number, last: number, reach = 2): number[] {
  const numbers: number[] = [];
  for (let number = 1; number <= last; number += 1) {
    if (number === 1 || number === last || Math.abs(number - page) <= reach) numbers.push(number);
  }
  return numbers.flatMap((number, index) => {
    const step = number - (numbers[index - 1] ?? number - 1);
    if (step === 2) return [number - 1, number];
    return step > 2 ? [0, number] : [number];
  });
}
