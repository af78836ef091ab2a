// SPDX-License-Identifier: Apache-2.0
import './polyfill';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { router } from './app/router';
import { currentLanguage, i18n, keptLanguage, useLanguage } from './locale';
import { useSession } from './shared/http/session';
import './shared/style/tokens.css';
import './shared/style/base.css';
import './shared/style/element.css';

const app = createApp(App).use(createPinia()).use(i18n);
useSession().attach(currentLanguage);
void useLanguage(keptLanguage()).then(() => app.use(router).mount('#app'));
