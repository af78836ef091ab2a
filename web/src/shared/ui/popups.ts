// SPDX-License-Identifier: Apache-2.0
// What folds out of a field (弹出层) for those who do not see it. Element Plus gives its calendar no name, calls the list of
// a select a tooltip, and lets nobody scroll that list by keyboard; what it puts into the page is set right as it comes.

export function mendPopups(nameOfCalendar: () => string): () => void {
  const mend = (popup: Element): void => {
    if (popup.matches('.el-picker__popper')) popup.setAttribute('aria-label', nameOfCalendar());
    if (popup.matches('.el-select__popper')) popup.removeAttribute('role');
    popup.querySelectorAll('.el-select-dropdown__wrap').forEach((list) => list.setAttribute('tabindex', '0'));
  };
  const mendAll = () => document.querySelectorAll('[id^="el-popper-container"] > *').forEach(mend);
  const watcher = new MutationObserver(mendAll);
  // Only what Element Plus keeps its pop-ups in is watched as a whole: pages change far too often.
  const finder = new MutationObserver(() => {
    const found = document.querySelectorAll('[id^="el-popper-container"]');
    found.forEach((container) => watcher.observe(container, { childList: true, subtree: true }));
    mendAll();
  });
  finder.observe(document.body, { childList: true });
  return () => [finder, watcher].forEach((one) => one.disconnect());
}
