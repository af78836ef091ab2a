// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/preview_cache_routes.hpp"

namespace guatu::exchange {
namespace {

constexpr std::size_t kKept = 3;  // large files are large previews

}  // namespace

SharedPreview PreviewCache::find(const std::string& id, std::int64_t version, db::Position position) {
  const std::scoped_lock lock(mutex_);
  for (const SharedPreview& one : kept_)
    if (one->import.run.id.value == id && one->import.version == version && one->preview.position == position)
      return one;
  return nullptr;
}

void PreviewCache::keep(SharedPreview preview) {
  const std::scoped_lock lock(mutex_);
  kept_.push_front(std::move(preview));
  if (kept_.size() > kKept) kept_.pop_back();
}

}  // namespace guatu::exchange
