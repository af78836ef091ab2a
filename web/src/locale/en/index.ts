// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../words';
import account from './account';
import chart from './chart';
import cycle from './cycle';
import exchange from './exchange';
import indicator from './indicator';
import matter from './matter';
import project from './project';
import record from './record';
import register from './register';
import rule from './rule';
import shell from './shell';
import system from './system';

export default {
  ...shell,
  ...account,
  ...chart,
  ...cycle,
  ...exchange,
  ...indicator,
  ...matter,
  ...project,
  ...record,
  ...register,
  ...rule,
  ...system,
} satisfies Words;
