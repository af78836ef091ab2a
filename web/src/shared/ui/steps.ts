// SPDX-License-Identifier: Apache-2.0
// A record beside its list that goes on by steps (确认、批准、停报): a step answers the record as it stands then, a refusal
// is told, and the list is read again either way.
import { shallowRef, type Ref, type ShallowRef } from 'vue';
import { i18n } from '@/locale';
import { asRefusal } from '../http/problem';
import { notice } from './asking';

export interface Steps<T> {
  shown: ShallowRef<T | null>;
  step: (run: () => Promise<{ value: T }>) => Promise<void>;
}

export function useSteps<T>(table: Ref<{ reload: () => Promise<void> } | null>): Steps<T> {
  const { t } = i18n.global;
  const shown = shallowRef<T | null>(null);
  async function step(run: () => Promise<{ value: T }>): Promise<void> {
    try {
      shown.value = (await run()).value;
      notice(t('form.saved'));
    } catch (error) {
      notice(asRefusal(error).message || t('refusal.conflict.title'), 'error');
    }
    await table.value?.reload();
  }
  return { shown, step };
}
