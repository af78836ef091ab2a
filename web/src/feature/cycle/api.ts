// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Cycle = Of<'Cycle'>;
export type CycleDetail = Of<'CycleDetail'>;
export type CycleView = Of<'CycleView'>;
export type CycleLight = Of<'CycleLight'>;
export type CycleMatter = Of<'CycleMatter'>;
export type CycleFigure = Of<'CycleFigure'>;
export type CycleHandSet = Of<'CycleHandSet'>;
export type CycleComparison = Of<'CycleComparison'>;
export type MissingReports = Of<'MissingReports'>;
export type Pack = Of<'Pack'>;
export type Trial = Of<'Trial'>;
export type CyclePlan = Of<'CyclePlan'>;
export type AgendaItem = Of<'AgendaItem'>;
export type Step = CycleDetail['steps'][number];

export const STATES: Cycle['state'][] = ['planned', 'open', 'collecting', 'frozen', 'published'];
export const KINDS: Cycle['kind'][] = ['weekly', 'half_month', 'monthly'];
export const isFrozen = (cycle: Pick<Cycle, 'state'>) => cycle.state === 'frozen' || cycle.state === 'published';

const at = (id: string) => ({ path: { id } });

export const revealPhone = (unit: string, name: string) =>
  answer(http.POST('/api/v1/people/{unit}/{name}/phone', { params: { path: { unit, name } }, headers: writing() }));

export const listCycles = (query: object) => answer(http.GET('/api/v1/cycles', { params: { query } }));
export const loadCycle = (id: string) => answer(http.GET('/api/v1/cycles/{id}', { params: at(id) }));
export const createCycle = (body: Of<'NewCycle'>, key: string) =>
  answer(http.POST('/api/v1/cycles', { body, headers: writing(null, key) }));
export const editCycle = (id: string, body: Of<'CycleFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/cycles/{id}', { params: at(id), body, headers: writing(version, key) }));
export const editAgenda = (id: string, body: Of<'AgendaFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/cycles/{id}/agenda', { params: at(id), body, headers: writing(version, key) }));
export const takeStep = (id: string, step: Step, version: Version) =>
  answer(http.POST('/api/v1/cycles/{id}/steps/{step}', { params: { path: { id, step } }, headers: writing(version) }));
export const loadMissing = (id: string) => answer(http.GET('/api/v1/cycles/{id}/missing', { params: at(id) }));
export const loadView = (id: string, isDone: boolean) =>
  isDone
    ? answer(http.GET('/api/v1/cycles/{id}/view', { params: at(id) }))
    : answer(http.GET('/api/v1/cycles/{id}/preview', { params: at(id) }));
export const loadComparison = (id: string) => answer(http.GET('/api/v1/cycles/{id}/comparison', { params: at(id) }));
export const loadPack = (id: string) => answer(http.GET('/api/v1/cycles/{id}/pack', { params: at(id) }));
export const paperAddress = (id: string, file: string) =>
  `/api/v1/cycles/${encodeURIComponent(id)}/pack/${encodeURIComponent(file)}`;

export const loadPlan = () => answer(http.GET('/api/v1/cycle-plan'));
export const editPlan = (body: Of<'CyclePlanFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/cycle-plan', { body, headers: writing(version, key) }));
export const planCycles = (until: string) =>
  answer(http.POST('/api/v1/cycle-plan/cycles', { body: { until }, headers: writing() }));
export const listTrials = () => answer(http.GET('/api/v1/trials'));
export const editTrial = (list: Trial['list'], body: Of<'TrialFields'>, version: Version) =>
  answer(http.PUT('/api/v1/trials/{list}', { params: { path: { list } }, body, headers: writing(version) }));
