// SPDX-License-Identifier: Apache-2.0
#include "feature/search/audience.hpp"

#include "base/assert.hpp"

namespace guatu::search {

AudienceNumber AudienceView::of(DocumentNumber document) const {
  const auto block = static_cast<std::size_t>(document / kBlock);
  if (block >= blocks_->size()) return 0;
  const auto number = (*(*blocks_)[block])[static_cast<std::size_t>(document % kBlock)].load(std::memory_order_relaxed);
  return number < list_->size() ? number : 0;  // what came later is not judged yet
}

void Audiences::part() {
  if (!is_taken_) return;
  now_.blocks_ = std::make_shared<AudienceView::Blocks>(*now_.blocks_);
  now_.list_ = std::make_shared<AudienceView::List>(*now_.list_);
  is_taken_ = false;
}

AudienceView Audiences::take() {
  is_taken_ = true;
  return now_;
}

AudienceNumber Audiences::add(Audience audience) {
  part();
  now_.list_->push_back(std::make_shared<const Audience>(std::move(audience)));
  return static_cast<AudienceNumber>(now_.list_->size() - 1);
}

void Audiences::set(DocumentNumber document, AudienceNumber number) {
  GUATU_ASSERT(document >= 0 && number < now_.list_->size());
  const auto block = static_cast<std::size_t>(document / AudienceView::kBlock);
  if (block >= now_.blocks_->size()) {
    part();
    while (now_.blocks_->size() <= block)
      now_.blocks_->push_back(std::make_shared<AudienceView::Block>(static_cast<std::size_t>(AudienceView::kBlock)));
  }
  auto& entry = (*(*now_.blocks_)[block])[static_cast<std::size_t>(document % AudienceView::kBlock)];
  documents_ += static_cast<int>(number != 0) - static_cast<int>(entry.load(std::memory_order_relaxed) != 0);
  entry.store(number, std::memory_order_relaxed);
}

}  // namespace guatu::search
