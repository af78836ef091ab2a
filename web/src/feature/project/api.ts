// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Project = Of<'Project'>;
export type ProjectListed = Of<'ProjectListed'>;
export type ProjectDetail = Of<'ProjectDetail'>;
export type ProjectLight = Of<'ProjectLight'>;
export type Milestone = Of<'Milestone'>;
export type MonthReport = Of<'MonthReport'>;
export type ProjectNote = Of<'ProjectNote'>;
export type ProjectPhoto = Of<'ProjectPhoto'>;
export type CellBlock = Of<'CellBlock'>;
export type Stage = Project['stage'];

export const STAGES: Stage[] = [
  'idea',
  'reserve',
  'preparation',
  'starting',
  'continuing',
  'stopped',
  'completed',
  'operating',
  'at_capacity',
];

const at = (id: string) => ({ path: { id } });
const part = (id: string, sequence: number) => ({ path: { id, sequence: String(sequence) } });

export const listProjects = (query: object) => answer(http.GET('/api/v1/projects', { params: { query } }));
export const loadProject = (id: string) => answer(http.GET('/api/v1/projects/{id}', { params: at(id) }));
export const createProject = (body: Of<'NewProject'>, key: string) =>
  answer(http.POST('/api/v1/projects', { body, headers: writing(null, key) }));
export const editProject = (id: string, body: Of<'ProjectFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/projects/{id}', { params: at(id), body, headers: writing(version, key) }));
export const moveProject = (id: string, body: Of<'StageMove'>, version: Version, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/stage', { params: at(id), body, headers: writing(version, key) }));
export const pasteCells = (body: CellBlock, key: string) =>
  answer(http.PATCH('/api/v1/projects/cells', { body, headers: writing(null, key) }));
export const exportProjects = (query: object) =>
  answer(http.GET('/api/v1/projects.xlsx', { params: { query }, parseAs: 'blob' }));

export const loadLight = (id: string) => answer(http.GET('/api/v1/projects/{id}/light', { params: at(id) }));
export const loadCurve = (id: string, year?: number) =>
  answer(http.GET('/api/v1/projects/{id}/curve', { params: { ...at(id), query: year ? { year } : {} } }));
export const planYear = (id: string, year: number, body: Of<'YearPlan'>, version: Version, key: string) =>
  answer(
    http.PUT('/api/v1/projects/{id}/years/{year}', {
      params: { path: { id, year: String(year) } },
      body,
      headers: writing(version, key),
    }),
  );
export const listReports = (id: string) => answer(http.GET('/api/v1/projects/{id}/reports', { params: at(id) }));
export const reportPath = (id: string) => `/api/v1/projects/${encodeURIComponent(id)}/reports`;
export const reportMonth = (id: string, body: Of<'NewMonthReport'>, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/reports', { params: at(id), body, headers: writing(null, key) }));

export const milestonePath = (id: string, sequence?: number) =>
  `/api/v1/projects/${encodeURIComponent(id)}/milestones${sequence === undefined ? '' : `/${sequence}`}`;
export const addMilestone = (id: string, body: Of<'NewMilestone'>, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/milestones', { params: at(id), body, headers: writing(null, key) }));
export const editMilestone = (
  id: string,
  sequence: number,
  body: Of<'MilestoneFields'>,
  version: Version,
  key: string,
) =>
  answer(
    http.PUT('/api/v1/projects/{id}/milestones/{sequence}', {
      params: part(id, sequence),
      body,
      headers: writing(version, key),
    }),
  );

export const listNotes = (id: string) => answer(http.GET('/api/v1/projects/{id}/notes', { params: at(id) }));
export const writeNote = (id: string, body: Of<'NewProjectNote'>, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/notes', { params: at(id), body, headers: writing(null, key) }));
export const endOverride = (id: string, note: ProjectNote) =>
  answer(
    http.POST('/api/v1/projects/{id}/notes/{sequence}/end', {
      params: part(id, note.sequence),
      headers: writing(note.version),
    }),
  );
export const listVisits = (id: string) => answer(http.GET('/api/v1/projects/{id}/visits', { params: at(id) }));
export const visitsPath = (id: string) => `/api/v1/projects/${encodeURIComponent(id)}/visits`;
export const enterVisit = (id: string, body: Of<'NewProjectVisit'>, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/visits', { params: at(id), body, headers: writing(null, key) }));

export const listPhotos = (id: string) => answer(http.GET('/api/v1/projects/{id}/photos', { params: at(id) }));
export const photoAddress = (id: string, sequence: number) =>
  `/api/v1/projects/${encodeURIComponent(id)}/photos/${sequence}`;
export const photosPath = (id: string) => `/api/v1/projects/${encodeURIComponent(id)}/photos`;
export const addPhoto = (id: string, form: Blob, key: string) =>
  answer(
    http.POST('/api/v1/projects/{id}/photos', {
      params: at(id),
      body: { file: '' },
      bodySerializer: () => form,
      headers: { ...writing(null, key), 'Content-Type': form.type },
    }),
  );
export const withdrawPhoto = (id: string, photo: ProjectPhoto, reason: string) =>
  answer(
    http.DELETE('/api/v1/projects/{id}/photos/{sequence}', {
      params: part(id, photo.sequence),
      body: { reason },
      headers: writing(photo.version),
    }),
  );

export const listAdjustments = (id: string) =>
  answer(http.GET('/api/v1/projects/{id}/adjustments', { params: at(id) }));
export const askAdjustment = (id: string, body: Of<'NewAdjustment'>, key: string) =>
  answer(http.POST('/api/v1/projects/{id}/adjustments', { params: at(id), body, headers: writing(null, key) }));
export const decideAdjustment = (
  id: string,
  sequence: number,
  body: Of<'AdjustmentDecision'>,
  version: Version,
  key: string,
) =>
  answer(
    http.POST('/api/v1/projects/{id}/adjustments/{sequence}/decision', {
      params: part(id, sequence),
      body,
      headers: writing(version, key),
    }),
  );
export const projectHistory = (id: string) => answer(http.GET('/api/v1/projects/{id}/history', { params: at(id) }));

// Words for filters (sectors, clusters, leaders), and what the lights mean.
export const loadChart = () => answer(http.GET('/api/v1/wall-chart', { params: { query: {} } }));
