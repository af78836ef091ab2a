// SPDX-License-Identifier: Apache-2.0
// Acting on matters (办理): creating, editing, and every act of the loop, each in one transaction that writes the row,
// its course, the act, what waits for whom, and the journal entry. Refuses what loop::decide refuses, and
// matter.unknown_kind, matter.unknown_unit, matter.unknown_project, matter.unknown_milestone,
// matter.unknown_indicator, matter.unknown_target, matter.target_over, matter.target_is_part, matter.no_due,
// matter.number_taken, store.version_conflict, api.no_such_record.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feature/calendar/calendar_presets.hpp"
#include "feature/matter/ask.hpp"
#include "feature/matter/party.hpp"
#include "feature/matter/rulebook.hpp"
#include "platform/db/history.hpp"
#include "platform/db/versioned.hpp"

namespace guatu::matter {

struct Handled {
  db::Versioned<Matter> matter;
  loop::Course course;
};

Result<Rulebook> load_rulebook(const db::Reader& reader, const std::vector<loop::Kind>& kinds,
                               std::span<const calendar::YearText> years);
Result<db::Versioned<Matter>> find_matter(const db::Reader& reader, const Id<Matter>& id);
// Its course as stored; made from the row when nobody acted on it here.
Result<Handled> load_handled(const db::Reader& reader, const Id<Matter>& id, const std::vector<loop::Kind>& kinds,
                             Date today);

// Whom an account acts for by its person; none: it has no person.
std::optional<Id<unit::Unit>> unit_of_account(const db::Reader& reader, const std::string& account);

struct Wish {  // what is asked for; the actor of the request is the party's
  loop::Request request;
  std::optional<loop::UnitId> unit;     // acted for
  std::vector<std::string> part_texts;  // as many as parts
};
Result<Handled> act_on(db::Tx& tx, const Rulebook& rules, const Party& party, const Id<Matter>& id, const Wish& wish,
                       std::int64_t expected_version);

// `matter` with its texts and kind; an empty number takes the next one. The first wish drafts or registers it, the
// others follow at once.
Result<Handled> create_matter(db::Tx& tx, const Rulebook& rules, const Party& party, Matter matter,
                              const std::vector<Wish>& wishes);

// Texts, source, project, indicator and note; nothing that the loop decides.
struct MatterText {
  std::string text;
  std::string source_kind;
  std::string source;
  std::optional<Id<project::Project>> project;
  std::optional<Id<indicator::Indicator>> indicator;
  std::string note;
  std::optional<std::int64_t> milestone{};
};
Result<Handled> edit_matter(db::Tx& tx, const Rulebook& rules, const Id<Matter>& id, const MatterText& text,
                            std::int64_t expected_version);

}  // namespace guatu::matter
