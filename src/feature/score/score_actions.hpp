// SPDX-License-Identifier: Apache-2.0
// The way of a scoring request (考评计算) from the bytes of its files to a finished text: reads sheets, hands them to
// the score engine and returns JSON or csv. Nothing is stored here; boards that are kept come with the product.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/score/compute.hpp"

namespace guatu::score {

struct NamedBytes {
  std::string name;  // shown in source cells
  std::string bytes;
};

struct ScoreFiles {
  NamedBytes scheme;
  NamedBytes sheet;
  std::optional<NamedBytes> events;
  std::optional<NamedBytes> ballots;
};

// A sheet and the store of its texts.
class LoadedSheet {
 public:
  static Result<LoadedSheet> load(const NamedBytes& file);  // csv, or an xlsx whose first shown sheet is taken
  SheetText text() const;

 private:
  struct Store;
  std::shared_ptr<const Store> store_;
};

// A computation with all it refers to; not to be moved once made.
struct ScoreSession {
  ScoreFiles files;
  Scheme scheme;
  LoadedSheet sheet;
  Table table;
  std::vector<Event> events;
  std::vector<Ballot> ballots;
  Computed computed;

  ComputeInput input() const { return {scheme, table, events, ballots}; }
};

Result<std::unique_ptr<ScoreSession>> open_session(ScoreFiles files);
Result<std::size_t> find_unit(const ScoreSession& session, std::string_view code);

Result<std::string> bundle_of(const ScoreSession& session);

// The bytes of the result when the recomputed one is the same; refuses score.bundle_differs with the first difference.
Result<std::size_t> verify_bundle(std::string_view bundle);

}  // namespace guatu::score
