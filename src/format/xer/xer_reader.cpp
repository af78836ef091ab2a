// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "format/xer/xer.hpp"

namespace guatu::xer {
namespace {

constexpr std::size_t kRowsMax = 5'000'000;
constexpr std::size_t kColumnsMax = 4'000;
constexpr double kNumberMax = 1.0e9;

// One row under the names of its table's fields.
class Row {
 public:
  Row(const std::vector<std::string_view>& fields, const std::vector<std::string_view>& cells)
      : fields_(fields), cells_(cells) {}

  std::string_view text(std::string_view field) const {
    const auto at = std::find(fields_.begin(), fields_.end(), field);
    const auto column = static_cast<std::size_t>(at - fields_.begin());
    return column < cells_.size() && at != fields_.end() ? cells_[column] : std::string_view{};
  }
  std::string name(std::string_view field) const { return std::string(trim(text(field))); }
  Key key(std::string_view field) const {
    const std::string_view cell = text(field);
    Key value = -1;
    if (std::from_chars(cell.data(), cell.data() + cell.size(), value).ec != std::errc{}) return -1;
    return value;
  }
  std::optional<double> number(std::string_view field) const {
    std::string cell(text(field));
    // Some regional settings write a decimal comma.
    if (cell.find('.') == std::string::npos) std::replace(cell.begin(), cell.end(), ',', '.');
    double value = 0;
    if (std::from_chars(cell.data(), cell.data() + cell.size(), value).ec != std::errc{}) return std::nullopt;
    if (!std::isfinite(value) || std::abs(value) > kNumberMax) return std::nullopt;
    return value;
  }
  Time time(std::string_view field) const { return parse_time(text(field)); }
  bool flag(std::string_view field, std::string_view when_missing = "N") const {
    const std::string_view cell = text(field);
    return (cell.empty() ? when_missing : cell) == "Y";
  }

 private:
  const std::vector<std::string_view>& fields_;
  const std::vector<std::string_view>& cells_;
};

void add_project(File& file, const Row& row) {
  Project project;
  project.id = row.key("proj_id");
  project.name = row.name("proj_short_name");
  project.calendar_id = row.key("clndr_id");
  project.data_date = row.time("last_recalc_date");
  project.plan_start = row.time("plan_start_date");
  project.must_finish = row.time("plan_end_date");
  project.scheduled_finish = row.time("scd_end_date");
  project.critical_hours = row.number("critical_drtn_hr_cnt").value_or(0);
  project.critical_type = row.name("critical_path_type");
  file.projects.push_back(std::move(project));
}

void add_options(File& file, const Row& row) {
  Options options;
  options.project_id = row.key("proj_id");
  options.lag_calendar = row.name("sched_calendar_on_relationship_lag");
  options.float_type = row.name("sched_float_type");
  options.outer_depend = row.name("sched_outer_depend_type");
  options.open_ends_critical = row.flag("sched_open_critical_flag");
  options.start_lag_from_early = row.flag("sched_lag_early_start_flag", "Y");
  options.retained_logic = row.flag("sched_retained_logic", "Y");
  options.progress_override = row.flag("sched_progress_override");
  options.use_expected_finish = row.flag("sched_use_expect_end_flag", "Y");
  options.project_end_for_float = row.flag("sched_use_project_end_date_for_float", "Y");
  file.options.push_back(std::move(options));
}

void add_calendar(File& file, const Row& row) {
  Calendar calendar;
  calendar.id = row.key("clndr_id");
  calendar.base_id = row.key("base_clndr_id");
  calendar.name = row.name("clndr_name");
  calendar.is_default = row.flag("default_flag");
  read_calendar_text(row.text("clndr_data"), calendar);
  file.calendars.push_back(std::move(calendar));
}

void add_task(File& file, const Row& row) {
  Task task;
  task.id = row.key("task_id");
  task.project_id = row.key("proj_id");
  task.wbs_id = row.key("wbs_id");
  task.calendar_id = row.key("clndr_id");
  task.resource_id = row.key("rsrc_id");
  task.type = row.name("task_type");
  task.status = row.name("status_code");
  task.code = row.name("task_code");
  task.name = row.name("task_name");
  task.remaining_hours = row.number("remain_drtn_hr_cnt");
  task.target_hours = row.number("target_drtn_hr_cnt");
  task.total_float_hours = row.number("total_float_hr_cnt");
  task.free_float_hours = row.number("free_float_hr_cnt");
  task.actual_start = row.time("act_start_date");
  task.actual_finish = row.time("act_end_date");
  task.early_start = row.time("early_start_date");
  task.early_finish = row.time("early_end_date");
  task.late_start = row.time("late_start_date");
  task.late_finish = row.time("late_end_date");
  task.restart = row.time("restart_date");
  task.reend = row.time("reend_date");
  task.expected_finish = row.time("expect_end_date");
  task.suspend = row.time("suspend_date");
  task.resume = row.time("resume_date");
  task.external_early_start = row.time("external_early_start_date");
  task.external_late_finish = row.time("external_late_end_date");
  task.target_start = row.time("target_start_date");
  task.target_finish = row.time("target_end_date");
  task.constraint = row.name("cstr_type");
  task.constraint_date = row.time("cstr_date");
  task.constraint2 = row.name("cstr_type2");
  task.constraint_date2 = row.time("cstr_date2");
  task.on_driving_path = row.flag("driving_path_flag");
  file.tasks.push_back(std::move(task));
}

void add_relationship(File& file, const Row& row) {
  file.relationships.push_back(
      {row.key("task_id"), row.key("pred_task_id"), row.name("pred_type"), row.number("lag_hr_cnt").value_or(0)});
}

void add_assignment(File& file, const Row& row) {
  file.assignments.push_back({row.key("task_id"), row.key("rsrc_id"), row.name("rsrc_type"), row.number("remain_qty"),
                              row.number("target_qty"), row.number("remain_qty_per_hr"),
                              row.number("target_qty_per_hr"), row.number("target_lag_drtn_hr_cnt")});
}

void add_row(File& file, std::string_view table, const Row& row) {
  if (table == "TASK")
    add_task(file, row);
  else if (table == "TASKPRED")
    add_relationship(file, row);
  else if (table == "PROJECT")
    add_project(file, row);
  else if (table == "CALENDAR")
    add_calendar(file, row);
  else if (table == "SCHEDOPTIONS")
    add_options(file, row);
  else if (table == "RSRC")
    file.resources.push_back({row.key("rsrc_id"), row.key("clndr_id"), row.name("rsrc_type")});
  else if (table == "TASKRSRC")
    add_assignment(file, row);
  else if (table == "PROJWBS")
    file.wbs.push_back({row.key("wbs_id"), row.key("parent_wbs_id"), row.name("wbs_name")});
}

void split_cells(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  while (cells.size() < kColumnsMax) {
    const auto tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::unexpected<Error> refused(std::size_t line, const char* code, ProblemArgs args = {}) {
  return refuse(ErrorKind::invalid, "line " + std::to_string(line), code, std::move(args));
}

}  // namespace

Result<File> read_xer(std::string_view bytes) {
  const std::string whole = to_utf8(bytes);
  std::string_view text = whole;
  File file;
  std::size_t number = 1;
  std::string_view line = take_line(text);
  if (!line.starts_with("ERMHDR")) return refused(number, "xer.not_xer");
  std::vector<std::string_view> cells;
  split_cells(line, cells);
  if (cells.size() > 1) file.version = cells[1];
  std::string_view table;
  std::vector<std::string_view> fields;
  std::size_t rows = 0;
  while (!text.empty()) {
    line = take_line(text);
    ++number;
    if (line.starts_with("%E")) return file;
    if (line.starts_with("%T")) {
      table = trim(line.substr(2));
      fields.clear();
    } else if (line.starts_with("%F")) {
      split_cells(line, fields);
      for (auto& field : fields) field = trim(field);
    } else if (line.starts_with("%R")) {
      if (fields.empty()) return refused(number, "xer.row_without_fields", {{"table", std::string(table)}});
      if (++rows > kRowsMax) return refused(number, "xer.too_many", {{"rows_max", std::to_string(kRowsMax)}});
      split_cells(line, cells);
      add_row(file, table, Row(fields, cells));
    }
  }
  return refused(number, "xer.truncated");
}

}  // namespace guatu::xer
