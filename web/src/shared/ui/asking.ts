// SPDX-License-Identifier: Apache-2.0
// Questions and short notices. Element's own styles for what scripts call are not loaded on demand: they are here.
import { h } from 'vue';
import { ElMessage, ElMessageBox } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/message-box/style/css';
import { i18n } from '@/locale';
import { askUndo, mayUndoOwn } from './undo';

const t = (key: string) => i18n.global.t(key);

export function notice(text: string, type: 'success' | 'warning' | 'error' = 'success'): void {
  ElMessage({ message: text, type, grouping: true, duration: type === 'success' ? 2500 : 5000 });
}

// What was done, and for a while the way back.
export function done(text: string, entry: number | null): void {
  if (entry === null || !mayUndoOwn()) return notice(text);
  const onClick = () => {
    askUndo(entry);
    said.close();
  };
  const said = ElMessage({
    message: h('span', [`${text} `, h('button', { type: 'button', class: 'link', onClick }, t('undo.do'))]),
    type: 'success',
    duration: 8000,
    showClose: true,
  });
}

export async function ask(question: string, title: string, yes: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question, title, { confirmButtonText: yes, cancelButtonText: t('action.cancel') });
    return true;
  } catch {
    return false;
  }
}

export const askToDiscard = () => ask(t('form.discard_question'), t('form.discard_title'), t('form.discard'));

// A reason that is kept in the journal; null when the person thought better of it.
export async function askReason(question: string, title: string, yes: string): Promise<string | null> {
  try {
    const given = await ElMessageBox.prompt(question, title, {
      confirmButtonText: yes,
      cancelButtonText: t('action.cancel'),
      inputPlaceholder: t('form.reason_hint'),
      inputValidator: (text: string) => (text ?? '').trim() !== '' || t('form.reason_wanted'),
    });
    return given.value.trim();
  } catch {
    return null;
  }
}
