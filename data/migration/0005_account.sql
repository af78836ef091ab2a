-- SPDX-License-Identifier: Apache-2.0
-- Accounts, what they may, and how their people log in. The first four are registers with history; the others are
-- secrets and operation: they have no history and never reach the journal.

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, person TEXT, posts TEXT NOT NULL, state TEXT NOT NULL,
  created_on TEXT NOT NULL, note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE account_policy (
  id TEXT NOT NULL PRIMARY KEY, profile TEXT NOT NULL, office TEXT NOT NULL,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

CREATE TABLE acting_grant (
  id TEXT NOT NULL PRIMARY KEY, secretary TEXT NOT NULL, leader TEXT NOT NULL, first TEXT NOT NULL,
  last TEXT NOT NULL, granted_by TEXT NOT NULL, ended_on TEXT, note TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX acting_grant_secretary ON acting_grant (secretary);

CREATE TABLE screen (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, created_on TEXT NOT NULL, created_by TEXT NOT NULL,
  valid_until TEXT, ended_on TEXT,
  version BIGINT NOT NULL, digest TEXT NOT NULL);

-- argon2id strings; `earlier` the last few of them, as a list.
CREATE TABLE account_secret (
  account TEXT NOT NULL PRIMARY KEY, password TEXT NOT NULL, changed_on TEXT NOT NULL, earlier TEXT NOT NULL,
  totp TEXT NOT NULL, totp_offered TEXT NOT NULL, totp_used BIGINT NOT NULL);

-- The two halves by which a person takes an account, as digests, with who saw which.
CREATE TABLE account_code (
  account TEXT NOT NULL PRIMARY KEY, first TEXT NOT NULL, first_by TEXT NOT NULL, second TEXT NOT NULL,
  second_by TEXT NOT NULL, valid_until TEXT NOT NULL);

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, begun_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
  source TEXT NOT NULL, acting TEXT NOT NULL);
CREATE INDEX session_account ON session (account, begun_at);

CREATE TABLE screen_secret (digest TEXT NOT NULL PRIMARY KEY, screen TEXT NOT NULL);

CREATE TABLE setup_link (id TEXT NOT NULL PRIMARY KEY, digest TEXT NOT NULL);

-- One random key, for the tokens of people who have not logged in yet.
CREATE TABLE account_key (id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL);
