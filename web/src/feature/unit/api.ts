// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Unit = Of<'Unit'>;
export type UnitKind = Unit['kind'];
export type Person = Of<'Person'>;

const at = (id: string) => ({ path: { id } });
const who = (person: { unit: string; name: string }) => ({ path: { unit: person.unit, name: person.name } });

export const loadUnit = (id: string) => answer(http.GET('/api/v1/units/{id}', { params: at(id) }));
export const createUnit = (body: Of<'NewUnit'>, key: string) =>
  answer(http.POST('/api/v1/units', { body, headers: writing(null, key) }));
export const editUnit = (id: string, body: Of<'UnitFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/units/{id}', { params: at(id), body, headers: writing(version, key) }));
export const unitHistory = (id: string) => answer(http.GET('/api/v1/units/{id}/history', { params: at(id) }));

export const listPeople = (query: object) => answer(http.GET('/api/v1/people', { params: { query } }));
export const exportPeople = (query: object) =>
  answer(http.GET('/api/v1/people.xlsx', { params: { query }, parseAs: 'blob' }));
export const createPerson = (body: Of<'NewPerson'>, key: string) =>
  answer(http.POST('/api/v1/people', { body, headers: writing(null, key) }));
export const editPerson = (
  person: { unit: string; name: string },
  body: Of<'PersonFields'>,
  version: Version,
  key: string,
) => answer(http.PUT('/api/v1/people/{unit}/{name}', { params: who(person), body, headers: writing(version, key) }));
export const revealPhone = (person: { unit: string; name: string }) =>
  answer(http.POST('/api/v1/people/{unit}/{name}/phone', { params: who(person), headers: writing() }));
export const erasePhone = (person: { unit: string; name: string }, reason: string) =>
  answer(
    http.POST('/api/v1/people/{unit}/{name}/phone-erasure', {
      params: who(person),
      body: { reason },
      headers: writing(null),
    }),
  );

export const loadSigning = (id: string) => answer(http.GET('/api/v1/units/{id}/signing', { params: at(id) }));
export const setSigning = (id: string, body: Of<'SigningFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/units/{id}/signing', { params: at(id), body, headers: writing(version, key) }));
