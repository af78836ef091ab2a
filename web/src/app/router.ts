// SPDX-License-Identifier: Apache-2.0
// Routes are static; who may see what is the session's word and, in the end, the server's.
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router';
import { watch } from 'vue';
import { useSession } from '@/shared/http/session';
import { events } from '@/shared/http/browser_events';
import { MENU } from './menu';
import type { Component } from 'vue';

const pages: RouteRecordRaw[] = MENU.flatMap((group) =>
  group.pages.map((page) => ({
    name: page.name,
    path: page.path === '/' ? '' : page.path.slice(1),
    component: page.load as () => Promise<Component>,
    meta: { rights: page.rights },
  })),
);

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      name: 'log_in',
      path: '/login',
      component: () => import('@/feature/account/LogInPage.vue'),
      meta: { open: true },
    },
    {
      name: 'set_up',
      path: '/setup',
      component: () => import('@/feature/account/SetUpPage.vue'),
      meta: { open: true },
    },
    {
      name: 'activate',
      path: '/activate',
      component: () => import('@/feature/account/ActivationPage.vue'),
      meta: { open: true },
    },
    {
      name: 'screen',
      path: '/screen',
      component: () => import('@/feature/wallchart/ScreenPage.vue'),
      meta: { open: true, bare: true },
    },
    {
      path: '/',
      component: () => import('./Shell.vue'),
      children: [
        ...pages,
        {
          name: 'project',
          path: 'projects/:id',
          component: () => import('@/feature/project/ProjectPage.vue'),
          meta: { rights: ['register.read', 'project.edit'], menu: 'projects' },
        },
        {
          name: 'matter',
          path: 'matters/:id',
          component: () => import('@/feature/matter/MatterPage.vue'),
          meta: { rights: ['register.read'], menu: 'matters' },
        },
        {
          name: 'indicator',
          path: 'indicators/:id',
          component: () => import('@/feature/indicator/IndicatorPage.vue'),
          meta: { rights: ['register.read'], menu: 'indicators' },
        },
        {
          name: 'cycle',
          path: 'cycles/:id',
          component: () => import('@/feature/cycle/CyclePage.vue'),
          meta: { rights: ['cycle.read'], menu: 'cycles' },
        },
        {
          name: 'import',
          path: 'imports/:id',
          component: () => import('@/feature/exchange/ImportPage.vue'),
          meta: { rights: ['import.run'], menu: 'exchange' },
        },
        {
          name: 'chain',
          path: 'chain',
          component: () => import('@/feature/chain/ChainPage.vue'),
          meta: { rights: ['register.read'], menu: 'indicators' },
        },
        { name: 'search', path: 'search', component: () => import('@/feature/search/SearchPage.vue') },
        { name: 'own_account', path: 'me', component: () => import('@/feature/account/OwnAccountPage.vue') },
        { name: 'nowhere', path: ':rest(.*)*', component: () => import('./NowherePage.vue') },
      ],
    },
  ],
});

async function admit(to: RouteLocationNormalized): Promise<boolean | { name: string; query?: Record<string, string> }> {
  const session = useSession();
  if (!session.isKnown) {
    try {
      await session.refresh();
    } catch {
      if (!to.meta['open']) return { name: 'log_in', query: { next: to.fullPath } };
    }
  }
  // Behind the question for the password the page stands as it was, so it is not left for another one either.
  if (session.isOver && router.currentRoute.value.matched.length > 0) return false;
  if (to.meta['open']) {
    return to.name === 'log_in' && session.isLoggedIn ? { name: 'home' } : true;
  }
  if (!session.isLoggedIn) return { name: 'log_in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  if (session.current.duties.length > 0 && to.name !== 'own_account') return { name: 'own_account' };
  const rights = (to.meta['rights'] as string[] | undefined) ?? [];
  return rights.length === 0 || rights.some(session.may) ? true : { name: 'nowhere', query: { why: 'forbidden' } };
}
router.beforeEach(admit);

// One stream while somebody is logged in. A session that ends is asked for again over the page (LogInAgain); before the
// log-in and on a wall screen there is nothing to come back to.
export function followSession(): void {
  const session = useSession();
  watch(
    () => session.isLoggedIn,
    (isIn) => (isIn ? events.start() : events.stop()),
    { immediate: true },
  );
  watch(
    () => session.isOver,
    (isOver) => isOver && router.currentRoute.value.meta['open'] && session.leave(),
    { flush: 'sync' },
  );
}
