// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../words';
import account from './account';
import chart from './chart';
import project from './project';
import register from './register';
import rule from './rule';
import shell from './shell';
import system from './system';

export default { ...shell, ...account, ...chart, ...project, ...register, ...rule, ...system } satisfies Words;
