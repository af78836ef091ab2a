// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/check_actions.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/matter_store.hpp"

namespace guatu::matter {
namespace {

constexpr std::int64_t kMattersAtOnce = 1'000;

template <class Row>
std::string differing_columns(const db::Table<Row>& table, const Row& one, const Row& other) {
  const std::size_t width = table.shape().columns.size();
  std::vector<db::Cell> cells[2] = {std::vector<db::Cell>(width), std::vector<db::Cell>(width)};
  std::vector<std::string> scratch[2] = {std::vector<std::string>(width), std::vector<std::string>(width)};
  table.encode(one, cells[0], scratch[0]);
  table.encode(other, cells[1], scratch[1]);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < width; ++i)
    if (cells[0][i] != cells[1][i]) names.push_back(table.shape().columns[i].name);
  return join(names, ", ");
}

// What two lists of duties have to share: not who had which line, nor since when, and of a date that is provisional
// not the day, which moves with the notice.
std::vector<DutyRow> comparable(std::vector<DutyRow> rows, const std::vector<DutyRow>& stored) {
  std::erase_if(rows, [](const DutyRow& row) { return row.audience.empty(); });
  for (DutyRow& row : rows) {
    row.since.reset();
    row.slot = 0;
    const auto kept = std::ranges::find(stored, row.audience, &DutyRow::audience);
    if (kept == stored.end() || kept->certainty != calendar::Certainty::provisional) continue;
    row.due = kNoDue;
    row.certainty = calendar::Certainty::provisional;
  }
  std::ranges::sort(rows, {}, &DutyRow::audience);
  return rows;
}

std::string audiences_of(const std::vector<DutyRow>& stored, const std::vector<DutyRow>& wanted) {
  std::vector<std::string> names;
  const auto add_missing = [&](const std::vector<DutyRow>& rows, const std::vector<DutyRow>& others) {
    for (const DutyRow& row : rows)
      if (std::ranges::find(others, row) == others.end() && std::ranges::find(names, row.audience) == names.end())
        names.push_back(row.audience);
  };
  add_missing(wanted, stored);
  add_missing(stored, wanted);
  return join(names, ", ");
}

class Check {
 public:
  Check(const db::Reader& reader, const Rulebook& rules, Date today) : reader_(reader), rules_(rules), today_(today) {}

  std::vector<Problem> all() && {
    for (auto rows = next(); !rows.empty(); rows = next()) {
      last_ = rows.back().id;
      for (const Matter& row : rows) look_at(row);
    }
    return std::move(problems_);
  }

 private:
  std::vector<Matter> next() const {
    return db::load(reader_, matter_table(), "WHERE id > :after ORDER BY id LIMIT :most",
                    {{"after", last_}, {"most", kMattersAtOnce}});
  }

  void report(const db::TableShape& table, const Matter& row, const char* code, ProblemArgs args = {}) {
    problems_.push_back({table.entity + "/" + row.id.value, code, std::move(args)});
  }

  void look_at(const Matter& row) {
    const auto* kind = loop::find_kind(rules_.kinds, row.kind);
    const auto course = db::find(reader_, course_table(), row.id);
    look_at_acts(row, course.has_value());
    if (course) look_at_course(row, *course, kind);
    look_at_duties(row, course, kind);
    if (row.acts) look_at_dates(row);
  }

  void look_at_acts(const Matter& row, bool has_course) {
    const std::int64_t acts = count_acts_on(reader_, row.id);
    if (has_course == row.acts.has_value() && acts == row.acts.value_or(0)) return;
    report(act_table().shape(), row, "check.matter_acts",
           {{"acts", std::to_string(acts)}, {"counted", std::to_string(row.acts.value_or(0))}});
  }

  void look_at_course(const Matter& row, const loop::Course& course, const loop::Kind* kind) {
    if (kind == nullptr) return report(matter_table().shape(), row, "check.matter_kind", {{"kind", row.kind}});
    Matter shown = row;
    show(shown, course, *kind);
    if (const auto columns = differing_columns(matter_table(), row, shown); !columns.empty())
      report(matter_table().shape(), row, "check.matter_course", {{"columns", columns}});
    const auto verified = course.verified_by;
    if (verified && std::ranges::find(course.hands, *verified, &loop::Hand::person) != course.hands.end())
      report(course_table().shape(), row, "check.matter_verified_by_hand", {{"person", verified->value}});
  }

  void look_at_duties(const Matter& row, const std::optional<loop::Course>& course, const loop::Kind* kind) {
    const auto asks = course ? asks_of(*course, kind, rules_.calendar)
                             : asks_of(course_of(row, {}, nullptr, today_), nullptr, rules_.calendar);
    const auto stored = load_duties_on(reader_, row.id);
    const auto have = comparable(stored, stored);
    const auto want = asks ? comparable(duty_rows(row, *asks), stored) : std::vector<DutyRow>{};
    if (!asks || have != want)
      report(duty_table().shape(), row, "check.matter_duties", {{"audiences", audiences_of(have, want)}});
  }

  // Told by the history alone, whatever the row says now.
  void look_at_dates(const Matter& row) {
    std::optional<Date> original;
    bool was_acted_on = false;
    for (const auto& version : db::load_history(reader_, matter_table(), row.id.value)) {
      if (!version.row) continue;
      if (was_acted_on && original && version.row->original_due != original)
        return report(matter_table().shape(), row, "check.matter_original_due",
                      {{"version", std::to_string(version.version)}, {"before", format_date(*original)}});
      original = version.row->original_due;
      was_acted_on = version.row->acts.has_value();
    }
  }

  const db::Reader& reader_;
  const Rulebook& rules_;
  Date today_;
  Id<Matter> last_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> find_disagreements(const db::Reader& reader, const Rulebook& rules, Date today) {
  return Check(reader, rules, today).all();
}

}  // namespace guatu::matter
