// SPDX-License-Identifier: Apache-2.0
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type RuleSet = Of<'RuleSet'>;
export type RuleSetDetail = Of<'RuleSetDetail'>;
export type RuleSetChecked = Of<'RuleSetChecked'>;
export type RulePreset = Of<'RulePreset'>;
export type RuleReplay = Of<'RuleReplay'>;

export const listRuleSets = (query: object) => answer(http.GET('/api/v1/rule-sets', { params: { query } }));
export const loadRuleSet = (id: string) => answer(http.GET('/api/v1/rule-sets/{id}', { params: { path: { id } } }));
export const listPresets = () => answer(http.GET('/api/v1/rule-presets'));
export const loadPreset = (name: string) =>
  answer(http.GET('/api/v1/rule-presets/{name}', { params: { path: { name } } }));
export const checkRuleSet = (text: string) =>
  answer(http.POST('/api/v1/rule-sets/check', { body: { text }, headers: writing() }));
export const replayRuleSet = (text: string) =>
  answer(http.POST('/api/v1/rule-sets/replay', { body: { text }, headers: writing() }));
export const proposeRuleSet = (body: Of<'RuleSetProposal'>, key: string) =>
  answer(http.POST('/api/v1/rule-sets', { body, headers: writing(null, key) }));
export const confirmRuleSet = (id: string, version: Version) =>
  answer(http.POST('/api/v1/rule-sets/{id}/confirm', { params: { path: { id } }, headers: writing(version) }));
