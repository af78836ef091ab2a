// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_run.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guatu::exchange {
namespace {

Result<void> check_state(const ImportRun& run, std::initializer_list<ImportState> fitting) {
  if (std::find(fitting.begin(), fitting.end(), run.state) != fitting.end()) return {};
  std::string accepted;
  for (const ImportState state : fitting) accepted.append(accepted.empty() ? "" : "、").append(chinese_of(state));
  return refuse(ErrorKind::conflict, "", "exchange.wrong_state",
                {{"id", run.id.value}, {"state", std::string(chinese_of(run.state))}, {"accepted", accepted}});
}

std::string prefix_of(std::string_view fingerprint, std::string_view label) {
  return std::string(fingerprint) + "\t" + std::string(label) + "\t";
}

}  // namespace

bool is_open(ImportState state) { return state <= ImportState::ready; }

Result<void> check_open(const ImportRun& run) {
  return check_state(run, {ImportState::reading, ImportState::faulty, ImportState::ready});
}

Result<void> check_ready(const ImportRun& run) { return check_open(run); }

Result<void> check_applied(const ImportRun& run) { return check_state(run, {ImportState::applied}); }

Result<void> check_out(const ImportRun& run, Instant now) {
  if (!run.figures_of) return {};
  const bool is_read = run.state != ImportState::faulty && run.figures_out;
  if (is_read && *run.figures_out <= format_local_time(now)) return {};
  return refuse(ErrorKind::forbidden, "", "exchange.held",
                {{"id", run.id.value}, {"until", is_read ? *run.figures_out : "?"}});
}

GivenNames given_for(const ImportRun& run, std::string_view fingerprint) {
  GivenNames names;
  const std::string prefix = std::string(fingerprint) + "\t";
  for (const std::string& given : run.given) {
    if (!given.starts_with(prefix)) continue;
    const auto tab = given.find('\t', prefix.size());
    if (tab != std::string::npos) names[given.substr(prefix.size(), tab - prefix.size())] = given.substr(tab + 1);
  }
  return names;
}

void give_name(ImportRun& run, const std::string& fingerprint, const std::string& label,
               const std::optional<std::string>& field) {
  const std::string prefix = prefix_of(fingerprint, label);
  std::erase_if(run.given, [&](const std::string& given) { return given.starts_with(prefix); });
  if (field) run.given.push_back(prefix + *field);
}

void correct(sheet::Workbook& workbook, const std::vector<Correction>& corrections) {
  for (auto& sheet : workbook.sheets) {
    bool touched = false;
    for (const Correction& correction : corrections) {
      const auto at = sheet::parse_cell_name(correction.cell);
      if (correction.sheet != sheet.name || !at) continue;
      touched = true;
      sheet::Cell cell;  // comes after the file's own cell, so it counts
      cell.text = workbook.texts.keep(correction.value);
      cell.row = at->row;
      cell.column = at->column;
      cell.kind = trim(correction.value).empty() ? sheet::CellKind::blank : sheet::CellKind::text;
      sheet.cells.push_back(cell);
    }
    if (touched) sheet::settle(sheet);
  }
}

Result<std::string> text_at(const sheet::Workbook& workbook, std::string_view name, std::string_view cell) {
  const sheet::Sheet* sheet = workbook.find_sheet(name);
  if (sheet == nullptr) return refuse(ErrorKind::invalid, "", "exchange.no_such_sheet", {{"value", std::string(name)}});
  const auto at = sheet::parse_cell_name(cell);
  if (!at) return refuse(ErrorKind::invalid, "", "exchange.no_such_cell", {{"value", std::string(cell)}});
  const sheet::Cell* found = sheet->find(*at);
  return found == nullptr ? std::string() : sheet::shown_text(*found);
}

}  // namespace guatu::exchange
