// SPDX-License-Identifier: Apache-2.0
// What a job left behind (任务结果) in the reader's language: the program notes it in one short English form, because the
// note is written when nobody reads. What is not known here stays as it is.
const FORMS: [name: string, form: RegExp][] = [
  ['position', /^position (\d+)$/],
  ['sessions', /^(\d+) sessions$/],
  ['documents', /^(\d+) documents up to position (\d+)$/],
  ['cycles', /^(\d+) planned, (\d+) reminded$/],
  ['calendar', /^published up to (\d+)$/],
];

export function resultText(noted: string, t: (key: string, given: string[]) => string): string {
  for (const [name, form] of FORMS) {
    const found = form.exec(noted);
    if (found) return t(`job_result.${name}`, found.slice(1));
  }
  return noted;
}
