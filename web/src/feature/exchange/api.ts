// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Import = Of<'Import'>;
export type ImportSummary = Of<'ImportSummary'>;
export type ImportTable = Of<'ImportTable'>;
export type ImportCell = Of<'ImportCell'>;
export type ImportRow = Of<'ImportRow'>;
export type Layouts = Of<'Layouts'>;
export type Templates = Of<'Templates'>;
export type Form = Of<'Form'>;
export type FormFields = Of<'FormFields'>;
export type Burden = Of<'Burden'>;
export type Uploaded = Of<'Uploaded'>;

const at = (id: string) => ({ path: { id } });

export const listImports = (query: object) => answer(http.GET('/api/v1/imports', { params: { query } }));
export const uploadFiles = (files: File[], merge: boolean, key: string) => {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  return answer(
    http.POST('/api/v1/imports', {
      params: { query: merge ? { merge: true } : {} },
      body: { file: [] },
      bodySerializer: () => form,
      headers: writing(null, key),
    }),
  );
};
export const loadImport = (id: string) => answer(http.GET('/api/v1/imports/{id}', { params: at(id) }));
export const dropImport = (id: string, version: Version) =>
  answer(http.DELETE('/api/v1/imports/{id}', { params: at(id), headers: writing(version) }));
export const listRows = (id: string, query: object) =>
  answer(http.GET('/api/v1/imports/{id}/rows', { params: { ...at(id), query } }));
export const listCells = (id: string, query: object) =>
  answer(http.GET('/api/v1/imports/{id}/cells', { params: { ...at(id), query } }));
export const correctCells = (id: string, body: Of<'CorrectedCells'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/imports/{id}/cells', { params: at(id), body, headers: writing(version, key) }));
export const mapColumns = (id: string, body: Of<'ImportMapping'>, version: Version) =>
  answer(http.PUT('/api/v1/imports/{id}/mapping', { params: at(id), body, headers: writing(version) }));
export const applyImport = (id: string, body: Of<'ApplyImport'>, version: Version, key: string) =>
  answer(http.POST('/api/v1/imports/{id}/apply', { params: at(id), body, headers: writing(version, key) }));
export const undoImport = (id: string, reason: string, version: Version) =>
  answer(http.POST('/api/v1/imports/{id}/undo', { params: at(id), body: { reason }, headers: writing(version) }));
export const errorsAddress = (id: string) => `/api/v1/imports/${encodeURIComponent(id)}/errors.xlsx`;

let layouts: Promise<Layouts> | null = null;
export function loadLayouts(): Promise<Layouts> {
  layouts ??= answer(http.GET('/api/v1/layouts')).then(
    ({ value }) => value,
    (error: unknown) => {
      layouts = null;
      throw error;
    },
  );
  return layouts;
}
export const listTemplates = () => answer(http.GET('/api/v1/templates'));
export const templateAddress = (form: string, unit: string, period: string) =>
  `/api/v1/templates/${encodeURIComponent(form)}.xlsx?unit=${encodeURIComponent(unit)}&period=${encodeURIComponent(period)}`;
export const REGISTERS = [
  'unit',
  'enterprise',
  'indicator',
  'target',
  'project',
  'project_year',
  'milestone',
  'matter',
];
export const exportAddress = (register: string) => `/api/v1/exports/${register}.xlsx`;

export const listForms = (query: object) => answer(http.GET('/api/v1/forms', { params: { query } }));
export const proposeForm = (body: Of<'NewForm'>, key: string) =>
  answer(http.POST('/api/v1/forms', { body, headers: writing(null, key) }));
export const editForm = (id: string, body: FormFields, version: Version, key: string) =>
  answer(http.PUT('/api/v1/forms/{id}', { params: at(id), body, headers: writing(version, key) }));
export const approveForm = (id: string, version: Version) =>
  answer(http.POST('/api/v1/forms/{id}/approve', { params: at(id), headers: writing(version) }));
export const closeForm = (id: string, reason: string, version: Version) =>
  answer(http.POST('/api/v1/forms/{id}/close', { params: at(id), body: { reason }, headers: writing(version) }));
export const loadBurden = (period: string) =>
  answer(http.GET('/api/v1/forms/burden', { params: { query: { period } } }));
