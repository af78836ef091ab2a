// SPDX-License-Identifier: Apache-2.0
// Only here so that every test program can share one precompiled header.
