// SPDX-License-Identifier: Apache-2.0
// Sheets out of a few lines of text (测试用表), for the tests of this folder: cells split at commas, no quotes. And a
// computation from the texts of a scheme and its figures. Refuses nothing itself.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>

#include "base/text.hpp"
#include "engine/score/compute.hpp"
#include "engine/score/scheme_reader.hpp"

namespace guatu::score {

class SmallSheet {
 public:
  explicit SmallSheet(std::string_view text, std::string name = "d.csv") : name_(std::move(name)) {
    for (const auto& line : split(text, "\n")) {
      std::size_t columns = 0;
      std::size_t at = 0;
      for (;;) {
        const auto comma = line.find(',', at);
        cells_.push_back(line.substr(at, comma - at));
        ++columns;
        if (comma == std::string::npos) break;
        at = comma + 1;
      }
      if (columns_ == 0) columns_ = columns;
    }
    for (const auto& cell : cells_) views_.push_back(cell);
  }
  SheetText text() const { return {name_, columns_, views_, {}}; }

 private:
  std::string name_;
  std::size_t columns_ = 0;
  std::deque<std::string> cells_;
  std::vector<std::string_view> views_;
};

struct SmallComputation {
  Scheme scheme;
  std::unique_ptr<SmallSheet> sheet;
  Table table;
  std::vector<Event> events;
  std::vector<Ballot> ballots;
  Computed computed;

  ComputeInput input() const { return {scheme, table, events, ballots}; }
};

inline Result<std::unique_ptr<SmallComputation>> compute_small(std::string_view scheme, std::string_view figures,
                                                               std::string_view events = {},
                                                               std::string_view ballots = {}) {
  auto small = std::make_unique<SmallComputation>();
  GUATU_TRY(small->scheme, read_scheme(scheme));
  small->sheet = std::make_unique<SmallSheet>(figures);
  const Marks marks{small->scheme.missing_marks, small->scheme.not_applicable_marks};
  GUATU_TRY(small->table, Table::make(small->sheet->text(), small->scheme.columns, marks, small->scheme.period));
  if (!events.empty()) {
    GUATU_TRY(small->events, read_events(SmallSheet(events, "e.csv").text(), small->scheme, small->table));
  }
  if (!ballots.empty()) {
    GUATU_TRY(small->ballots, read_ballots(SmallSheet(ballots, "b.csv").text(), small->scheme, small->table));
  }
  GUATU_TRY(small->computed, compute(small->input()));
  return small;
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "accepted" : result.error().problems.front().code;
}

}  // namespace guatu::score
