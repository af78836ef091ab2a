// SPDX-License-Identifier: Apache-2.0
// Papers of a cycle (会议材料) as the cycle knows them: files with a name, made from its snapshot. Who makes them is
// given from outside (feature/bulletin); they are made when the cycle is published and kept by their content.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "feature/cycle/snapshot.hpp"

namespace guatu::cycle {

struct Paper {
  std::string file;  // last part of its address: notice.docx
  std::string name;  // under which it is saved: W2026-39-通报.docx
  std::string content_type;
  std::string bytes;
};

struct StoredPaper {
  Id<Cycle> cycle;
  std::string file;
  std::int64_t sequence = 0;
  std::string name;
  std::string content_type;
  std::int64_t bytes = 0;
  std::string digest;  // SHA-256 of the file
};

using RenderPapers = std::function<Result<std::vector<Paper>>(const Snapshot& snapshot, const std::string& digest)>;

}  // namespace guatu::cycle
