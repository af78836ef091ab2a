// SPDX-License-Identifier: Apache-2.0
import { answer, http } from '@/shared/http/client';
import type { Of } from '@/shared/http/contract';

export type WallChart = Of<'WallChart'>;
export type ChartRow = Of<'WallChartRow'>;
export type ChartMilestone = Of<'ChartMilestone'>;
export type LightStyle = Of<'LightStyle'>;
export type ProjectLight = Of<'ProjectLight'>;

const at = (id: string) => ({ path: { id } });

export const loadWallChart = (query: { rule?: string }) =>
  answer(http.GET('/api/v1/wall-chart', { params: { query } }));
export const loadLight = (id: string, query: { rule?: string }) =>
  answer(http.GET('/api/v1/projects/{id}/light', { params: { ...at(id), query } }));
export const listAdoptedRules = () =>
  answer(
    http.GET('/api/v1/rule-sets', { params: { query: { state: ['adopted'], scope: ['project'], page_size: 100 } } }),
  );
