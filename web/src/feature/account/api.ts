// SPDX-License-Identifier: Apache-2.0
// What the account pages ask of the server. Halves of codes and screen tokens are shown once and kept nowhere.
import { answer, http, writing } from '@/shared/http/client';
import type { Of, Version } from '@/shared/http/contract';

export type Account = Of<'Account'>;
export type Post = Of<'Post'>;
export type Role = Post['role'];
export type OwnSession = Of<'OwnSession'>;
export type Roles = Of<'Roles'>;
export type Grant = Of<'Grant'>;
export type Screen = Of<'Screen'>;

const at = (id: string) => ({ path: { id } });

// Session and own account
export const logIn = (body: Of<'LogIn'>) => answer(http.POST('/api/v1/session', { body }));
export const ownSessions = () => answer(http.GET('/api/v1/sessions'));
export const endSession = (id: string) =>
  answer(http.DELETE('/api/v1/sessions/{id}', { params: at(id), headers: writing() }));
export const changePassword = (body: Of<'PasswordChange'>, key: string) =>
  answer(http.PUT('/api/v1/session/password', { body, headers: writing(null, key) }));
export const beginTotp = () => answer(http.POST('/api/v1/session/totp', { headers: writing() }));
export const confirmTotp = (code: string) =>
  answer(http.PUT('/api/v1/session/totp', { body: { code }, headers: writing() }));
export const endTotp = (code: string) =>
  answer(http.DELETE('/api/v1/session/totp', { body: { code }, headers: writing() }));
export const actFor = (grant: string) =>
  answer(http.POST('/api/v1/session/acting', { body: { grant }, headers: writing() }));
export const actAsOneself = () => answer(http.DELETE('/api/v1/session/acting', { headers: writing() }));

// Before the log-in
export const setUpState = (token: string) => answer(http.GET('/api/v1/setup', { params: { query: { token } } }));
export const setUp = (body: Of<'Setup'>, key: string) =>
  answer(http.POST('/api/v1/setup', { body, headers: writing(null, key) }));
export const activate = (body: Of<'Activation'>, key: string) =>
  answer(http.POST('/api/v1/activation', { body, headers: writing(null, key) }));

// Accounts of others
export const listAccounts = (query: object) => answer(http.GET('/api/v1/accounts', { params: { query } }));
export const loadAccount = (id: string) => answer(http.GET('/api/v1/accounts/{id}', { params: at(id) }));
export const createAccount = (body: Of<'NewAccount'>, key: string) =>
  answer(http.POST('/api/v1/accounts', { body, headers: writing(null, key) }));
export const editAccount = (id: string, body: Of<'AccountFields'>, version: Version, key: string) =>
  answer(http.PUT('/api/v1/accounts/{id}', { params: at(id), body, headers: writing(version, key) }));
export type Step = 'lock' | 'unlock' | 'close';
export const stepAccount = (id: string, step: Step) =>
  answer(http.POST(`/api/v1/accounts/{id}/${step}`, { params: at(id), headers: writing() }));
export const resetAccount = (id: string) =>
  answer(http.POST('/api/v1/accounts/{id}/reset', { params: at(id), headers: writing() }));
export const releaseAccount = (id: string) =>
  answer(http.POST('/api/v1/accounts/{id}/release', { params: at(id), headers: writing() }));
export const setPosts = (id: string, posts: Post[], person: string | null, version: Version, key: string) =>
  answer(
    http.PUT('/api/v1/accounts/{id}/roles', {
      params: at(id),
      body: { posts, person },
      headers: writing(version, key),
    }),
  );
export const listRoles = () => answer(http.GET('/api/v1/roles'));

// Grants and screens
export const listGrants = () => answer(http.GET('/api/v1/grants'));
export const createGrant = (body: Of<'NewGrant'>, key: string) =>
  answer(http.POST('/api/v1/grants', { body, headers: writing(null, key) }));
export const endGrant = (id: string) =>
  answer(http.DELETE('/api/v1/grants/{id}', { params: at(id), headers: writing() }));
export const listScreens = () => answer(http.GET('/api/v1/screens'));
export const createScreen = (body: Of<'NewScreen'>, key: string) =>
  answer(http.POST('/api/v1/screens', { body, headers: writing(null, key) }));
export const endScreen = (id: string) =>
  answer(http.DELETE('/api/v1/screens/{id}', { params: at(id), headers: writing() }));
