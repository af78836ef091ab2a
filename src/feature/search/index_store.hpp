// SPDX-License-Identifier: Apache-2.0
// The index of the search (检索索引): an SQLite file beside the store, whichever database holds that, with what a
// search asks most often in memory. It is made from the versions of rows and from nothing else, so it may be deleted at
// any time: it is made again. Nobody waits for it who writes: it follows what is committed, and whoever searches brings
// it up first when little is missing (docs/adr/0021, 0028).
//
// Any number of threads may search; one at a time brings it up.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "feature/search/search.hpp"
#include "platform/db/database.hpp"
#include "platform/db/shape.hpp"

namespace guatu::search {

enum class Effort {
  little,  // only when few rows are missing
  all,     // whatever it takes
};

class Index {
 public:
  // In this folder, or when another program has its index there in a folder of it. `shapes` are those of the sources'
  // tables, and may be more. An index of another store, of other sources or of another program is made anew. Refuses
  // store.not_readable, store.not_writable, store.locked, store.full.
  static Result<std::unique_ptr<Index>> open(const std::filesystem::path& folder, std::vector<Source> sources,
                                             const std::vector<db::TableShape>& shapes);
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;
  ~Index();

  // Whether it holds all that the reader sees. Another who is at it already is not waited for with Effort::little.
  bool bring_up(const db::Reader& reader, Effort effort);
  Found find(const Question& question);

  db::Position position();  // up to and with this entry
  std::int64_t documents();

 private:
  struct State;
  explicit Index(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace guatu::search
