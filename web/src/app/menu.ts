// SPDX-License-Identifier: Apache-2.0
// The menu (菜单), and with it every page that has a place in it. A page is shown to whoever holds one of its rights;
// titles are keys of the locale, so the tab strip speaks the language of the moment.
import type { IconName } from '@/shared/ui/icons';

export interface MenuPage {
  name: string; // of the route, and of its title: page.<name>
  path: string;
  icon: IconName;
  rights: string[]; // one is enough; none: everybody who is logged in
  load: () => Promise<unknown>;
}

export interface MenuGroup {
  name: string;
  pages: MenuPage[];
}

export const MENU: MenuGroup[] = [
  {
    name: 'desk',
    pages: [{ name: 'home', path: '/', icon: 'home', rights: [], load: () => import('./home/HomePage.vue') }],
  },
  {
    name: 'dispatch',
    pages: [
      {
        name: 'wall_chart',
        path: '/wall-chart',
        icon: 'wall',
        rights: ['register.read'],
        load: () => import('@/feature/wallchart/WallChartPage.vue'),
      },
      {
        name: 'projects',
        path: '/projects',
        icon: 'project',
        rights: ['register.read', 'project.edit'],
        load: () => import('@/feature/project/ProjectsPage.vue'),
      },
      {
        name: 'matters',
        path: '/matters',
        icon: 'check',
        rights: ['register.read'],
        load: () => import('@/feature/matter/MattersPage.vue'),
      },
      {
        name: 'reminders',
        path: '/reminders',
        icon: 'warning',
        rights: ['matter.office'],
        load: () => import('@/feature/matter/RemindersPage.vue'),
      },
      {
        name: 'indicators',
        path: '/indicators',
        icon: 'columns',
        rights: ['register.read'],
        load: () => import('@/feature/indicator/IndicatorsPage.vue'),
      },
      {
        name: 'cycles',
        path: '/cycles',
        icon: 'refresh',
        rights: ['cycle.read'],
        load: () => import('@/feature/cycle/CyclesPage.vue'),
      },
      {
        name: 'exchange',
        path: '/exchange',
        icon: 'sheet',
        rights: ['import.run', 'template.read', 'form.read'],
        load: () => import('@/feature/exchange/ExchangePage.vue'),
      },
    ],
  },
  {
    name: 'registers',
    pages: [
      {
        name: 'units',
        path: '/units',
        icon: 'unit',
        rights: ['unit.read'],
        load: () => import('@/feature/unit/UnitsPage.vue'),
      },
      {
        name: 'people',
        path: '/people',
        icon: 'person',
        rights: ['unit.read'],
        load: () => import('@/feature/unit/PeoplePage.vue'),
      },
      {
        name: 'enterprises',
        path: '/enterprises',
        icon: 'enterprise',
        rights: ['register.read', 'enterprise.edit'],
        load: () => import('@/feature/enterprise/EnterprisesPage.vue'),
      },
    ],
  },
  {
    name: 'rules',
    pages: [
      {
        name: 'rule_sets',
        path: '/rule-sets',
        icon: 'rule',
        rights: ['rule.read'],
        load: () => import('@/feature/light/RuleSetsPage.vue'),
      },
      {
        name: 'calendars',
        path: '/calendars',
        icon: 'calendar',
        rights: ['calendar.read'],
        load: () => import('@/feature/calendar/CalendarsPage.vue'),
      },
    ],
  },
  {
    name: 'system',
    pages: [
      {
        name: 'accounts',
        path: '/accounts',
        icon: 'key',
        rights: ['account.read'],
        load: () => import('@/feature/account/AccountsPage.vue'),
      },
      {
        name: 'roles',
        path: '/roles',
        icon: 'role',
        rights: ['account.read', 'account.roles'],
        load: () => import('@/feature/account/RolesPage.vue'),
      },
      {
        name: 'grants',
        path: '/grants',
        icon: 'copy',
        rights: ['grant.read', 'grant.edit'],
        load: () => import('@/feature/account/GrantsPage.vue'),
      },
      {
        name: 'screens',
        path: '/screens',
        icon: 'screen',
        rights: ['screen.read', 'screen.edit'],
        load: () => import('@/feature/account/ScreensPage.vue'),
      },
      {
        name: 'journal',
        path: '/journal',
        icon: 'journal',
        rights: ['journal.read'],
        load: () => import('@/feature/journal/JournalPage.vue'),
      },
      {
        name: 'system',
        path: '/system',
        icon: 'system',
        rights: ['system.read'],
        load: () => import('@/feature/system/SystemPage.vue'),
      },
    ],
  },
];

export function pagesFor(may: (right: string) => boolean): MenuGroup[] {
  return MENU.map((group) => ({
    ...group,
    pages: group.pages.filter((page) => page.rights.length === 0 || page.rights.some(may)),
  })).filter((group) => group.pages.length > 0);
}
