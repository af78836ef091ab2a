// SPDX-License-Identifier: Apache-2.0
// Who may find a document (知悉范围): the register it is of, and whom its record concerns. Many documents share one
// audience, so that a search judges each of these once, and a document by a look into an array.
//
// One writes; what others took before, they read meanwhile: only the audience of a document may change under them.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "feature/search/search.hpp"

namespace guatu::search {

using AudienceNumber = std::uint32_t;  // 0: there is no such document

struct Audience {
  std::size_t source = 0;  // its place among the sources
  std::vector<Concern> concerns;
};

// As it was when it was taken.
class AudienceView {
 public:
  AudienceNumber of(DocumentNumber document) const;
  const Audience& at(AudienceNumber number) const { return *(*list_)[number]; }
  std::size_t size() const { return list_->size(); }  // all numbers are below

 private:
  friend class Audiences;
  static constexpr DocumentNumber kBlock = 65536;
  using Block = std::vector<std::atomic<AudienceNumber>>;
  using Blocks = std::vector<std::shared_ptr<Block>>;
  using List = std::vector<std::shared_ptr<const Audience>>;

  std::shared_ptr<Blocks> blocks_ = std::make_shared<Blocks>();
  std::shared_ptr<List> list_ = std::make_shared<List>(1);  // 0 is nobody's
};

class Audiences {
 public:
  AudienceNumber add(Audience audience);
  void set(DocumentNumber document, AudienceNumber number);
  const AudienceView& now() const { return now_; }  // for who writes
  AudienceView take();                              // for who reads while others write

  std::int64_t documents() const { return documents_; }

 private:
  void part();  // from what somebody took

  AudienceView now_;
  bool is_taken_ = false;
  std::int64_t documents_ = 0;
};

}  // namespace guatu::search
