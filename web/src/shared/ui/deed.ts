// SPDX-License-Identifier: Apache-2.0
// What a journal entry did (日志事项) in the reader's words. Acts on matters have their words already.
import { useI18n } from 'vue-i18n';

export function useDeed(): (kind: string) => string {
  const { t, te } = useI18n();
  return (kind) => {
    const keys = [`journal_kind.${kind}`, kind.replace(/^matter\./, 'matter_act.')];
    const known = keys.find((key) => te(key));
    return known ? t(known) : kind;
  };
}
