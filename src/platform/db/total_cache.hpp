// SPDX-License-Identifier: Apache-2.0
// TotalCache (总数缓存): how many rows a list has, remembered from one reader to the next. A count holds as long as no
// entry has changed a row of its table; the history says so, whoever wrote it, so a remembered count is never wrong.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace guatu::db {

class Reader;

class TotalCache {
 public:
  // The count kept under `question` (which begins with the entity, so that tables stay apart), if it holds for what
  // `reader` sees.
  std::optional<std::int64_t> find(const Reader& reader, const std::string& entity, const std::string& question);
  void keep(const Reader& reader, const std::string& question, std::int64_t total);

 private:
  struct Known {
    std::int64_t position = 0;  // the last one at which it is known to hold
    std::int64_t total = 0;
  };
  std::mutex guard_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace guatu::db
