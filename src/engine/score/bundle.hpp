// SPDX-License-Identifier: Apache-2.0
// A bundle (成套材料) holds a computation with everything it was made from: scheme, data, events, ballots, options and
// the result. Whoever has it can compute again on another machine and compare the bytes. The text is
// "guatu-score-bundle 1", then for each part "part KIND BYTES NAME" on a line, its bytes and a line break.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::score {

struct BundlePart {
  std::string kind;  // scheme, data, events, ballots, result
  std::string name;  // of the file it came from
  std::string bytes;
};

struct Bundle {
  std::vector<BundlePart> parts;
  const BundlePart* find(std::string_view kind) const;
};

std::string write_bundle(const Bundle& bundle);
Result<Bundle> read_bundle(std::string_view bytes);

// Where two results part: line and column of the first different byte; empty when they are the same.
std::string first_difference(std::string_view expected, std::string_view actual);

}  // namespace guatu::score
