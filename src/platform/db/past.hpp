// SPDX-License-Identifier: Apache-2.0
// Past (旧貌): a register as it was known at a journal position, laid out as a table of its own, so that it is
// filtered, searched, sorted and counted just as the present one is. What was known then does not change: a past that
// was laid out once holds for ever, and the next reader only reads. It stands in a temporary SQLite file that has no
// name, whichever database holds the store; the past that was used longest ago gives way.
#pragma once

#include <list>
#include <memory>
#include <mutex>

#include "platform/db/database.hpp"
#include "platform/db/shape.hpp"

namespace guatu::db {

class PastTables {
 public:
  // A reader whose only table is that of `shape`; it is for one thread at a time, others wait for it.
  Reader open(const Reader& now, const TableShape& shape, Position position);

 private:
  struct Past;
  struct Turn;
  std::shared_ptr<Past> find(const std::string& entity, Position changed_last);

  std::mutex guard_;
  std::list<std::shared_ptr<Past>> recent_;  // the one that was used last is the first
};

}  // namespace guatu::db
