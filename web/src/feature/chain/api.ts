// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Contribution = Of<'Contribution'>;

const of = (project: string, indicator: string) => ({ path: { project, indicator } });

export const listContributions = (query: { project?: string[]; indicator?: string[] }) =>
  answer(http.GET('/api/v1/contributions', { params: { query: { ...query, page_size: 100 } } }));
export const loadContribution = (project: string, indicator: string) =>
  answer(http.GET('/api/v1/contributions/{project}/{indicator}', { params: of(project, indicator) }));
export const setContribution = (
  project: string,
  indicator: string,
  body: Of<'ContributionFields'>,
  version: Version,
  key: string,
) =>
  answer(
    http.PUT('/api/v1/contributions/{project}/{indicator}', {
      params: of(project, indicator),
      body,
      headers: writing(version, key),
    }),
  );
