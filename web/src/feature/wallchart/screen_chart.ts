// SPDX-License-Identifier: Apache-2.0
// The chart on the wall (大屏数据): asked for again when something changed, and now and then in case nobody said so. A
// screen has a token of its own, handed over once behind the # of the address; a person who is logged in needs none.
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useRouter } from 'vue-router';
import { timeOfDay } from '@/shared/format/dates';
import { events, useChanges } from '@/shared/http/browser_events';
import { inBackground, screenToken, showAsScreen } from '@/shared/http/client';
import { CHART_ENTITIES } from '@/shared/http/entities';
import { oneAtATime } from '@/shared/http/one_at_a_time';
import { asRefusal, type Refusal } from '@/shared/http/problem';
import { useSession } from '@/shared/http/session';
import { loadWallChart, type WallChart } from './api';

const TOKEN = 'guatu.screen';
const AGAIN_MS = 5 * 60_000;

export interface ScreenChart {
  chart: ShallowRef<WallChart | null>;
  refusal: ShallowRef<Refusal | null>;
  updated: Ref<string>; // time of day
  load: () => Promise<void>;
}

// `begin` runs once it is known who looks.
export function useScreenChart(begin: () => void): ScreenChart {
  const router = useRouter();
  const session = useSession();
  const chart = shallowRef<WallChart | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const updated = ref('');

  const load = oneAtATime(async () => {
    try {
      chart.value = (await loadWallChart({})).value;
      refusal.value = null;
      updated.value = timeOfDay(new Date());
    } catch (error) {
      refusal.value = asRefusal(error);
      if (refusal.value.kind === 'ended') localStorage.removeItem(TOKEN);
    }
  });

  function takeToken(): string {
    const given = /[#&]token=([\w.-]+)/.exec(location.hash)?.[1];
    if (given) {
      localStorage.setItem(TOKEN, given);
      void router.replace({ name: 'screen' });
    }
    return given ?? localStorage.getItem(TOKEN) ?? '';
  }

  onMounted(async () => {
    if (!session.isLoggedIn) {
      const token = takeToken();
      if (!token) return void router.replace({ name: 'log_in', query: { next: '/screen' } });
      showAsScreen(token);
      events.start();
    }
    begin();
    await load();
  });
  const timer = setInterval(() => void inBackground(load), AGAIN_MS);
  // What is published or on trial decides whether units are ranked.
  useChanges([...CHART_ENTITIES, 'cycle', 'trial'], () => void inBackground(load));
  onBeforeUnmount(() => {
    clearInterval(timer);
    if (!screenToken()) return;
    events.stop(); // it listens with the screen's token
    showAsScreen('');
  });
  return { chart, refusal, updated, load };
}
