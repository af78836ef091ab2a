// SPDX-License-Identifier: Apache-2.0
// Words of the screens: Chinese first, English complete. The type of the Chinese words is the contract of the English
// ones, so a missing sentence does not build.
import { createI18n } from 'vue-i18n';
import zh from './zh';
import type { Words } from './words';

export type Language = 'zh' | 'en';
const KEPT = 'guatu.language';

export const i18n = createI18n({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh } as Record<string, Words>,
  missingWarn: false,
  fallbackWarn: false,
});

export function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

export async function useLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language); // before the words are here: the next page may come first
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en')).default);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
}

export const currentLanguage = (): Language => (i18n.global.locale.value === 'en' ? 'en' : 'zh');
