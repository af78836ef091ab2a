// SPDX-License-Identifier: Apache-2.0
// From mapped tables to register rows. Each layout has one reader; readers run in the order of the registers,
// so that a project may name a unit that stands in another sheet of the same file.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "feature/exchange/draft.hpp"
#include "feature/exchange/row_reader.hpp"

namespace guatu::exchange {

using TableReader = void (*)(const TableContext& context, Draft& draft);

struct LayoutReader {
  std::string_view layout;
  TableReader read;
  bool is_of_statistics = false;
};

// In the order in which tables must be read.
std::span<const LayoutReader> layout_readers();
bool brings_statistics(std::string_view layout);

// Calls `read` on every record; a key that came before in this table is a wrong cell (import.duplicate_key).
class Records {
 public:
  explicit Records(const TableContext& context) : context_(&context) {}
  void each(const std::function<void(const RowReader&)>& read) const;
  // Whether the key is new in this table; reports the second one.
  bool is_first(const RowReader& row, std::string_view field, const std::string& key);

 private:
  const TableContext* context_;
  std::map<std::string, std::uint32_t> row_of_key_;
};

// 区本级 in a table of units is what no unit below has; the district's whole figure stands elsewhere. Says so.
bool is_home_level(const RowReader& row);

Error wrong_cell(const char* code, ProblemArgs args);

void read_units(const TableContext& context, Draft& draft);
void read_people(const TableContext& context, Draft& draft);
void read_enterprises(const TableContext& context, Draft& draft);
void read_indicators(const TableContext& context, Draft& draft);
void read_targets(const TableContext& context, Draft& draft);
void read_month_shares(const TableContext& context, Draft& draft);
void read_unit_targets(const TableContext& context, Draft& draft);
void read_observations(const TableContext& context, Draft& draft);
void read_observation_list(const TableContext& context, Draft& draft);
void read_unit_observations(const TableContext& context, Draft& draft);
void read_unit_observation_matrix(const TableContext& context, Draft& draft);
void read_releases(const TableContext& context, Draft& draft);
void read_projects(const TableContext& context, Draft& draft);
void read_adjustments(const TableContext& context, Draft& draft);
void read_project_years(const TableContext& context, Draft& draft);
void read_milestones(const TableContext& context, Draft& draft);
void read_matters(const TableContext& context, Draft& draft);
void read_matter_reports(const TableContext& context, Draft& draft);
void read_extensions(const TableContext& context, Draft& draft);
void read_letters(const TableContext& context, Draft& draft);
void read_cycles(const TableContext& context, Draft& draft);
void read_agenda(const TableContext& context, Draft& draft);

// Figures of units are released with the district's own figure; what is left without a release day is doubtful,
// because it stays unseen until the day is known.
void settle_releases(Draft& draft, std::vector<CellProblem>& problems);
// A current due date differs from the original one, or from the stored one, only after an approved extension.
void settle_due_dates(const Draft& draft, const sheet::Workbook& workbook, const std::map<std::string, CellAt>& cells,
                      std::vector<CellProblem>& problems);
// A project stops by an approved adjustment, of this workbook or stored.
void settle_stages(const Draft& draft, const sheet::Workbook& workbook, const std::map<std::string, CellAt>& cells,
                   std::vector<CellProblem>& problems);
// 合计 and 小计 against the rows they stand for; a difference within rounding is doubtful,
// a larger one is wrong.
void check_totals(const TableContext& context);

}  // namespace guatu::exchange
