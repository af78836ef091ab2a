// SPDX-License-Identifier: Apache-2.0
// The house's law for the client: a feature never imports another, shared knows no feature, app wires all.
import globals from 'globals';
import tseslint from 'typescript-eslint';
import vue from 'eslint-plugin-vue';
import { readdirSync } from 'node:fs';

const features = readdirSync(new URL('./src/feature', import.meta.url));

const forbid = (patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const layout = Object.fromEntries(
  [
    'max-attributes-per-line',
    'singleline-html-element-content-newline',
    'multiline-html-element-content-newline',
    'html-self-closing',
    'html-indent',
    'html-closing-bracket-newline',
    'first-attribute-linebreak',
    'attributes-order',
  ].map((rule) => [`vue/${rule}`, 'off']),
);

export default [
  { ignores: ['dist', 'api', 'components.d.ts'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,js}'],
    languageOptions: { globals: { ...globals.browser, ...globals.node }, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      ...layout, // Prettier's matter
      'vue/require-default-prop': 'off',
      'vue/no-static-inline-styles': 'error', // the page's policy blocks style attributes in markup
      'vue/no-v-html': 'error',
      'no-console': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 600 }],
    },
  },
  {
    files: ['src/shared/**', 'src/locale/**'],
    rules: forbid([
      { group: ['@/feature/*', '@/app/*', '**/feature/**', '**/app/**'], message: 'shared knows no feature' },
    ]),
  },
  ...features.map((name) => ({
    files: [`src/feature/${name}/**`],
    rules: forbid([
      {
        regex: `^(?:@/feature/(?!${name}/)|(?:\\.\\./)+(?:feature/)?(?:${features.join('|')})/|@/app/)`,
        message: 'a feature never imports another feature or app; move what both need to shared',
      },
    ]),
  })),
];
