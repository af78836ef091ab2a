// SPDX-License-Identifier: Apache-2.0
// Previews that were just shown (预览缓存): the next page of the same one need not read the files again. A preview of
// an older version or journal position is never given out.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "feature/exchange/import_preview_actions.hpp"

namespace guatu::exchange {

struct PreviewedImport {
  OpenedImport import;
  Preview preview;
};
using SharedPreview = std::shared_ptr<const PreviewedImport>;

class PreviewCache {
 public:
  SharedPreview find(const std::string& id, std::int64_t version, db::Position position);
  void keep(SharedPreview preview);

 private:
  std::mutex mutex_;
  std::deque<SharedPreview> kept_;  // the latest first
};

}  // namespace guatu::exchange
