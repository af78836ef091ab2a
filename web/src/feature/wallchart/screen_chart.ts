// SPDX-License-Identifier: Apache-2.0
// The chart on the wall (大屏数据): asked for again when something changed, and now and then in case nobody said so. A
// screen has a token of its own, handed over once behind the # of the address; a person who is logged in needs none.
// Whose token or session is over sees nothing any more; what could not be asked again says since when.
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useRouter } from 'vue-router';
import { timeOfDay } from '@/shared/format/dates';
import { events, useChanges, useStreamState } from '@/shared/http/browser_events';
import { inBackground, screenToken, showAsScreen } from '@/shared/http/client';
import { CHART_ENTITIES } from '@/shared/http/entities';
import { oneAtATime } from '@/shared/http/one_at_a_time';
import { asRefusal, type Refusal } from '@/shared/http/problem';
import { useSession } from '@/shared/http/session';
import { loadWallChart, type WallChart } from './api';

const TOKEN = 'guatu.screen';
const AGAIN_MS = 5 * 60_000;
const OLD_MS = 2 * AGAIN_MS + 60_000; // two rounds were missed: something hangs
const LOOK_MS = 30_000;

export interface ScreenChart {
  chart: ShallowRef<WallChart | null>;
  refusal: ShallowRef<Refusal | null>;
  updated: Ref<string>; // time of day
  isOld: Readonly<Ref<boolean>>; // what is shown is not what is
  load: () => Promise<void>;
}

// `begin` runs once it is known who looks.
export function useScreenChart(begin: () => void): ScreenChart {
  const router = useRouter();
  const session = useSession();
  const chart = shallowRef<WallChart | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const updated = ref('');
  const stream = useStreamState();
  const now = ref(Date.now());
  let updatedAt = Date.now();
  const isOld = computed(() => refusal.value !== null || now.value - updatedAt > OLD_MS);

  const load = oneAtATime(async () => {
    try {
      chart.value = (await loadWallChart({})).value;
      refusal.value = null;
      updated.value = timeOfDay(new Date());
      updatedAt = now.value = Date.now();
    } catch (error) {
      refusal.value = asRefusal(error);
      if (refusal.value.kind !== 'ended') return;
      localStorage.removeItem(TOKEN);
      chart.value = null;
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
  const clock = setInterval(() => (now.value = Date.now()), LOOK_MS);
  // A stream that is refused ends at once: why, the chart's own answer says.
  watch(stream, (state) => state === 'lost' && void inBackground(load));
  // What is published or on trial decides whether units are ranked.
  useChanges([...CHART_ENTITIES, 'cycle', 'trial'], () => void inBackground(load));
  onBeforeUnmount(() => {
    clearInterval(timer);
    clearInterval(clock);
    if (!screenToken()) return;
    events.stop(); // it listens with the screen's token
    showAsScreen('');
  });
  return { chart, refusal, updated, isOld, load };
}
