// SPDX-License-Identifier: Apache-2.0
// What a cycle shows (调度看板): from its snapshot when it is frozen, else as it would be frozen now, and its papers as
// they were stored or rendered on demand. Refuses api.no_such_record, cycle.not_frozen, trial.hidden,
// light.no_rule_in_force, blob.*, and what the renderers refuse.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "feature/bulletin/comparison.hpp"
#include "feature/calendar/calendar_presets.hpp"
#include "feature/cycle/paper.hpp"
#include "feature/trial/trial.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::bulletin {

// When it is asked, and where the files of the store are.
struct Asking {
  std::filesystem::path store;
  std::span<const calendar::YearText> presets;
  Date today{};
  Instant now{};
};

struct Shown {
  cycle::Snapshot snapshot;
  std::int64_t version = 0;  // of the cycle
  std::optional<Date> remind_on;
  bool is_final = false;
};

// Of a cycle that is not frozen; also of one that is, as it would be now.
Result<Shown> load_preview(const db::Reader& reader, const Id<cycle::Cycle>& id, const Asking& asking);
Result<Shown> load_view(const db::Reader& reader, const Id<cycle::Cycle>& id, const Asking& asking);

struct Compared {
  std::unique_ptr<Shown> now;
  std::unique_ptr<cycle::Snapshot> before;  // nullptr: none was frozen
  Comparison comparison;
};
Result<Compared> load_comparison(const db::Reader& reader, const Id<cycle::Cycle>& id, const Asking& asking);

// A published cycle is everybody's, a frozen one the office's; both only when nothing in it is on trial. Refuses
// cycle.not_published, cycle.not_frozen, trial.hidden.
Result<void> check_readable(const db::Reader& reader, const Id<cycle::Cycle>& id, trial::Audience audience);
bool is_light_hidden(const db::Reader& reader, trial::Audience audience);

struct Pack {
  cycle::Cycle cycle;
  bool is_stored = false;
  std::vector<cycle::StoredPaper> papers;
};
Result<Pack> load_pack(const db::Reader& reader, const Id<cycle::Cycle>& id, const Asking& asking,
                       const cycle::RenderPapers& render);
struct PaperBytes {
  cycle::StoredPaper paper;
  std::string bytes;
};
Result<PaperBytes> load_paper(const db::Reader& reader, const Id<cycle::Cycle>& id, const std::string& file,
                              const Asking& asking, const cycle::RenderPapers& render);

}  // namespace guatu::bulletin
