// SPDX-License-Identifier: Apache-2.0
// Puts a text on the clipboard (复制). Plain http has no clipboard interface, so a marked box and the browser's own copy
// stand in.

export function copyText(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.setAttribute('readonly', '');
  box.style.position = 'fixed';
  box.style.opacity = '0';
  const before = document.activeElement as HTMLElement | null;
  document.body.append(box);
  box.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    box.remove();
    before?.focus();
  }
}
