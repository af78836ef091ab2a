// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of } from '@/shared/http/contract';

export type SystemState = Of<'SystemState'>;
export type Job = Of<'Job'>;

export const loadSystem = () => answer(http.GET('/api/v1/system'));
export const runJob = (name: string) =>
  answer(http.POST('/api/v1/jobs/{name}/run', { params: { path: { name } }, headers: writing() }));
