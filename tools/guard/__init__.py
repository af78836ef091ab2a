# SPDX-License-Identifier: Apache-2.0
"""Shared parts of the guard tools: what a file is, what a finding is, how C++ text is read.

The tools beside this package (check_layers, tidy, new_feature, mutate) are the commands;
nothing here prints or exits, so that the self tests can call every piece.
"""
