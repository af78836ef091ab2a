// SPDX-License-Identifier: Apache-2.0
// The single-thread model (单线程模型) that judges what many writers did: each row's acknowledged operations, done one
// after the other in the order of their versions, must give the row, its history and its journal exactly. An
// operation that nobody knows the end of may be there once or not at all; nothing else may be there.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "tests/trust/writer.hpp"

namespace guatu::testing {

struct Judgement {
  std::vector<std::string> faults;
  std::int64_t effects = 0;  // versions that writers wrote
  std::int64_t open_but_done = 0;
};

Judgement judge(const db::Database& database, std::span<const Writer> writers);

}  // namespace guatu::testing
