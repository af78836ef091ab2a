// SPDX-License-Identifier: Apache-2.0
// Built for the browsers that intranets have: Chromium from 83 on, so scripts and styles go down to chrome78, and
// what a target cannot give stands in src/polyfill.ts. Nothing in the built pages names an outside host.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vitest/config';

const server = process.env['GUATU_SERVER'] ?? 'http://127.0.0.1:8470';

// Few files: what every page needs once, and one chunk a feature. What stands first takes its modules first.
const features = readdirSync(new URL('./src/feature', import.meta.url));
const chunks = [
  { name: 'vendor-vue', test: /node_modules\/(?:@vue|vue|vue-router|vue-i18n|@intlify|pinia|openapi-fetch)\// },
  { name: 'vendor-ui', test: /node_modules\// },
  { name: 'base', test: /src\/(?:app|shared|polyfill|locale\/(?:zh|index))/ },
  ...features.map((name) => ({ name, test: new RegExp(`src/feature/${name}/`) })),
].map((chunk, index) => ({ ...chunk, priority: 100 - index }));

export default defineConfig({
  plugins: [
    vue(),
    Components({ dirs: [], dts: 'components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'chrome78',
    cssTarget: 'chrome78',
    modulePreload: { polyfill: true },
    assetsInlineLimit: 0, // the page's policy allows no data: addresses
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false }, '/healthz': server, '/metrics': server } },
  test: {
    environment: 'happy-dom',
    environmentOptions: { happyDOM: { url: 'http://guatu.test/' } },
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/shared/test_setup.ts'],
  },
});
