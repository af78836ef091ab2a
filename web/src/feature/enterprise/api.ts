// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Enterprise = Of<'Enterprise'>;
const at = (id: string) => ({ path: { id } });

export const listEnterprises = (query: object) => answer(http.GET('/api/v1/enterprises', { params: { query } }));
export const exportEnterprises = (query: object) =>
  answer(http.GET('/api/v1/enterprises.xlsx', { params: { query }, parseAs: 'blob' }));
export const loadEnterprise = (id: string) => answer(http.GET('/api/v1/enterprises/{id}', { params: at(id) }));
export const createEnterprise = (body: Of<'NewEnterprise'>, key: string) =>
  answer(http.POST('/api/v1/enterprises', { body, headers: writing(null, key) }));
export const editEnterprise = (id: string, body: Of<'EnterpriseFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/enterprises/{id}', { params: at(id), body, headers: writing(version, key) }));
export const revealPhone = (id: string) =>
  answer(http.POST('/api/v1/enterprises/{id}/phone', { params: at(id), headers: writing() }));
export const erasePhone = (id: string, reason: string) =>
  answer(
    http.POST('/api/v1/enterprises/{id}/phone-erasure', { params: at(id), body: { reason }, headers: writing(null) }),
  );
export const enterpriseHistory = (id: string) =>
  answer(http.GET('/api/v1/enterprises/{id}/history', { params: at(id) }));
