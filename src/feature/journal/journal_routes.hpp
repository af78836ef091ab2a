// SPDX-License-Identifier: Apache-2.0
// Routes of the journal (日志), for the audit administrator: entries, checkpoint, proof and verification. They only
// read; a checkpoint is evidence itself and has no entry.
#pragma once

#include <vector>

#include "platform/api/route.hpp"

namespace guatu::journal {

std::vector<api::Route> journal_routes();

}  // namespace guatu::journal
