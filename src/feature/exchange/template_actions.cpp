// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/template_actions.hpp"

#include <algorithm>

#include "base/marked_copy.hpp"
#include "base/text.hpp"
#include "feature/enterprise/enterprise_actions.hpp"
#include "feature/exchange/draft.hpp"
#include "feature/exchange/export_mark.hpp"
#include "feature/exchange/out_rows.hpp"
#include "feature/exchange/template_mark.hpp"
#include "feature/exchange/template_sheet.hpp"
#include "feature/form/form_period.hpp"
#include "feature/indicator/indicator_actions.hpp"
#include "feature/matter/matter_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "format/xlsx/xlsx_reader.hpp"
#include "format/xlsx/xlsx_writer.hpp"
#include "platform/crypto/mac.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/store_key.hpp"

namespace guatu::exchange {
namespace {

constexpr std::string_view kHint = "只有白色格可填；空白表示没有或未报，不适用填“不适用”；不要增删行列";

const Layout* find_layout(const std::vector<Layout>& layouts, std::string_view id) {
  const auto found = std::ranges::find(layouts, id, &Layout::id);
  return found == layouts.end() ? nullptr : &*found;
}

OutPeriod columns_of(const form::FormPeriod& period) {
  if (period.months() == 12) return {period.first.year()};
  return {period.last.year(), period.last.number(), period.first.number()};
}

std::string told(const form::FormPeriod& period) {
  const std::string year = std::to_string(period.first.year()) + "年";
  if (period.months() == 12) return year;
  if (period.months() == 3) return year + std::to_string(period.last.number() / 3) + "季度";
  const std::string month = year + std::to_string(period.last.number()) + "月";
  return period.text.size() == 7 ? month : month + std::to_string(day_of(period.begins)) + "日起";
}

// The key of the seal is made from the store's own, which never leaves its directory.
Result<crypto::Digest> seal_with(const std::filesystem::path& store, const TemplateMark& mark) {
  GUATU_TRY(const journal::Signer signer, db::load_or_make_signer(store));
  const crypto::Digest key = crypto::sha256("guatu form seal\n" + signer.text());
  return crypto::hmac_sha256(key.view(), sealed_text(mark));
}

std::string digest_of(const OutRecord& record) {
  std::string text = record.key;
  for (const auto& value : record.cells) text += "\t" + sheet_out::shown_text(value);
  return crypto::to_hex(crypto::sha256(text)).substr(0, 32);
}

// A form of one unit and period as it stands now.
struct Made {
  FilledSheet filled;
  TemplateMark mark;  // without digest of locked cells and seal
};

std::vector<std::string> shown_fields(const Layout& layout, const form::Form& form) {
  std::vector<std::string> fields = layout.required;
  fields.emplace_back("name");
  if (layout.id == "project_year") fields.emplace_back("year_plan");
  if (layout.id == "milestone") fields.emplace_back("baseline");
  if (layout.id == "matter_change") fields.emplace_back("due");
  fields.insert(fields.end(), form.fields.begin(), form.fields.end());
  return fields;
}

OutSource asked_rows(const db::Reader& reader, const form::Form& form, const Id<unit::Unit>& unit, Date today) {
  OutSource source;
  source.units = unit::load_units(reader);
  if (form.layout == "matter_change") {
    source.matters = form::asked_matters(matter::load_matters(reader), unit);
    return source;
  }
  source.projects = form::asked_projects(project::load_projects(reader),
                                         project::Reporting(project::load_adjustments(reader), today), unit);
  if (form.layout == "milestone")
    source.milestones = form::asked_milestones(project::load_milestones(reader), source.projects);
  else
    source.project_years = project::load_project_years(reader);
  return source;
}

std::string unit_name(const OutSource& source, const Id<unit::Unit>& id) {
  const auto known = std::ranges::find(source.units, id, &unit::Unit::id);
  return known == source.units.end() ? id.value : known->shown_name();
}

Made make(const db::Reader& reader, const Layout& layout, const db::Versioned<form::Form>& form,
          const TemplateWish& wish, const form::FormPeriod& asked, Date today) {
  const Id<unit::Unit> unit{wish.unit};
  const OutPeriod period = columns_of(asked);
  const OutSource source = asked_rows(reader, form.row, unit, today);
  Made made;
  FilledSheet& filled = made.filled;
  filled.columns = out_columns(layout, period, shown_fields(layout, form.row));
  filled.records = out_records(layout, filled.columns, source, period);
  filled.open_fields = form.row.fields;
  filled.name = layout.title;
  filled.title = told(asked) + form.row.name + "（" + unit_name(source, unit) + "）";
  filled.hint = kHint;
  TemplateMark& mark = made.mark;
  mark.form = form.row.id.value;
  mark.version = form.row.edition;
  mark.unit = wish.unit;
  mark.period = wish.period;
  mark.sheet = filled.name;
  mark.first_row = first_record_row(filled.columns);
  for (std::size_t i = 0; i < filled.columns.size(); ++i)
    if (std::ranges::find(form.row.fields, filled.columns[i].field) != form.row.fields.end())
      mark.columns.push_back(sheet::column_name(static_cast<std::uint16_t>(i)));
  for (const OutRecord& record : filled.records) mark.rows.push_back({record.key, digest_of(record)});
  return made;
}

// As a reader will see it.
Result<sheet::Workbook> read_back(const sheet_out::Sheet& sheet, std::string_view file) {
  sheet_out::Workbook book;
  book.sheets = {sheet};
  GUATU_TRY(const std::string bytes, xlsx::write_xlsx(book, Instant(date_of(2026, 1, 1))));
  return xlsx::read_xlsx(bytes, file);
}

struct Wanted {
  db::Versioned<form::Form> form;
  const Layout* layout = nullptr;
  form::FormPeriod period;
};

Result<Wanted> find_wanted(const db::Reader& reader, const TemplatePlace& place, const TemplateWish& wish) {
  GUATU_TRY(db::Versioned<form::Form> form, form::find_form(reader, {wish.form}));
  const ProblemArgs args{{"form", wish.form}, {"unit", wish.unit}, {"period", wish.period}};
  const Layout* layout = find_layout(*place.layouts, form.row.layout);
  if (layout == nullptr) return refuse(ErrorKind::conflict, "", "template.on_paper", args);
  if (!form.row.asks({wish.unit})) return refuse(ErrorKind::conflict, "unit", "template.not_asked", args);
  if (!form.row.is_running(place.today)) return refuse(ErrorKind::conflict, "", "template.form_not_open", args);
  auto period = form::find_period(form.row, wish.period);
  if (!period)
    return refuse(ErrorKind::invalid, "period", "template.bad_period",
                  {{"value", wish.period}, {"accepted", join(form::open_periods(form.row, place.today), "、")}});
  if (!form::is_period_open(form.row, period->due))
    return refuse(ErrorKind::conflict, "period", "template.period_closed", args);
  return Wanted{std::move(form), layout, std::move(*period)};
}

std::unexpected<Error> not_good(const sheet::Workbook& workbook, const char* code, ProblemArgs args,
                                std::string_view cell = {}) {
  std::string place = workbook.file_name;
  if (!cell.empty()) place.append("!").append(cell);
  return refuse(ErrorKind::conflict, std::move(place), code, std::move(args));
}

Result<void> check_rows(const sheet::Workbook& workbook, const TemplateMark& mark, const Made& now) {
  const auto cell_of = [&](std::size_t i) {
    return mark.sheet + "!" + sheet::cell_name({mark.first_row + static_cast<std::uint32_t>(i), 0});
  };
  for (std::size_t i = 0; i < std::max(mark.rows.size(), now.mark.rows.size()); ++i) {
    if (i < mark.rows.size() && i < now.mark.rows.size() && mark.rows[i] == now.mark.rows[i]) continue;
    const std::string key = i < mark.rows.size() ? mark.rows[i].key : now.mark.rows[i].key;
    return not_good(workbook, "template.row_changed", {{"key", key}, {"made_on", mark.made_on}}, cell_of(i));
  }
  return {};
}

Result<void> check_locked(const sheet::Workbook& workbook, const TemplateMark& mark, const Made& now) {
  for (const auto& sheet : workbook.sheets)
    if (sheet.name != mark.sheet && sheet.name != kMarkSheet && sheet.name != kExportSheet &&
        sheet.name != sheet_out::kErrorListName && !sheet.cells.empty())
      return not_good(workbook, "template.other_sheet", {{"value", sheet.name}}, sheet.name);
  const sheet::Sheet* came = workbook.find_sheet(mark.sheet);
  if (came == nullptr) return not_good(workbook, "template.sheet_missing", {{"value", mark.sheet}});
  if (crypto::to_hex(crypto::sha256(locked_text(*came, mark))) == mark.locked) return {};
  GUATU_TRY(const sheet::Workbook sent, read_back(make_filled_sheet(now.filled), workbook.file_name));
  const sheet::Sheet& before = sent.sheets.front();
  const auto at = first_altered(*came, before, mark).value_or(sheet::Position{});
  const auto text = [&](const sheet::Sheet& sheet) {
    const auto* cell = sheet.find(at);
    return cell == nullptr ? std::string() : sheet::shown_text(*cell);
  };
  return not_good(workbook, has_moved_columns(*came, before, mark) ? "template.columns_moved" : "template.locked_cell",
                  {{"value", text(*came)}, {"expected", text(before)}}, mark.sheet + "!" + sheet::cell_name(at));
}

}  // namespace

Result<std::string> make_form_template(const db::Reader& reader, const TemplatePlace& place, const TemplateWish& wish) {
  GUATU_TRY(const Wanted wanted, find_wanted(reader, place, wish));
  Made made = make(reader, *wanted.layout, wanted.form, wish, wanted.period, place.today);
  const sheet_out::Sheet sheet = make_filled_sheet(made.filled);
  GUATU_TRY(const sheet::Workbook as_read, read_back(sheet, wish.form));
  made.mark.made_on = format_date(place.today);
  made.mark.locked = crypto::to_hex(crypto::sha256(locked_text(as_read.sheets.front(), made.mark)));
  GUATU_TRY(const crypto::Digest seal, seal_with(place.store, made.mark));
  made.mark.seal = crypto::to_hex(seal);
  sheet_out::Workbook book;
  book.title = wanted.form.row.name;
  book.sheets = {sheet, mark_sheet(made.mark),
                 export_mark_sheet(*wanted.layout, made.filled.columns, made.filled.records)};
  return xlsx::write_xlsx(book, Instant(place.today));
}

Result<std::optional<TemplateWish>> check_filled_template(const db::Reader& reader, const TemplatePlace& place,
                                                          const sheet::Workbook& workbook) {
  GUATU_TRY(const auto mark, read_mark(workbook));
  if (!mark) return std::optional<TemplateWish>();
  GUATU_TRY(const crypto::Digest seal, seal_with(place.store, *mark));
  if (!crypto::is_same_secret(mark->seal, crypto::to_hex(seal)))
    return not_good(workbook, "template.seal_broken", {}, kMarkSheet);
  TemplateWish wish{mark->form, mark->unit, mark->period};
  auto wanted = find_wanted(reader, place, wish);
  if (!wanted) {
    Error error = std::move(wanted).error();
    for (Problem& problem : error.problems) problem.place = workbook.file_name;
    return refuse(std::move(error));
  }
  if (wanted->form.row.edition != mark->version)
    return not_good(workbook, "template.form_changed",
                    {{"form", wish.form},
                     {"version", std::to_string(mark->version)},
                     {"now", std::to_string(wanted->form.row.edition)}},
                    kMarkSheet);
  const Made now = make(reader, *wanted->layout, wanted->form, wish, wanted->period, place.today);
  GUATU_CHECK(check_rows(workbook, *mark, now));
  GUATU_CHECK(check_locked(workbook, *mark, now));
  return std::optional(std::move(wish));
}

Result<std::string> make_export(const db::Reader& reader, const TemplatePlace& place, const ExportWish& wish) {
  const Layout* layout = find_layout(*place.layouts, wish.layout);
  if (layout == nullptr || !can_go_out(wish.layout) || wish.layout == "matter_change")
    return refuse(ErrorKind::not_found, "", "exchange.unknown_register",
                  {{"value", wish.layout},
                   {"accepted", "unit, enterprise, indicator, target, project, project_year, milestone, matter"}});
  const OutPeriod period{static_cast<int>(wish.year.value_or(year_of(place.today))), 0};
  OutSource source;
  source.units = unit::load_units(reader);
  if (wish.layout == "enterprise") source.enterprises = enterprise::load_enterprises(reader);
  if (wish.layout == "indicator" || wish.layout == "target") source.indicators = indicator::load_indicators(reader);
  if (wish.layout.starts_with("project")) {
    source.projects = project::load_projects(reader);
    source.project_years = project::load_project_years(reader);
  }
  if (wish.layout == "milestone") source.milestones = project::load_milestones(reader);
  if (wish.layout == "matter") source.matters = matter::load_matters(reader);
  if (wish.layout == "target") {
    Draft draft;
    draft.units.load(source.units);
    const auto home = draft.home();
    for (auto& target : indicator::load_targets(reader))
      if (target.unit == home && target.year == period.year) source.targets.push_back(std::move(target));
  }
  FilledSheet filled;
  filled.columns = out_columns(*layout, period);
  filled.records = out_records(*layout, filled.columns, source, period);
  filled.name = layout->title;
  filled.title = std::to_string(period.year) + "年" + layout->title;
  filled.hint = "只改需要改的格；清空的格导入时逐一确认";
  sheet_out::Workbook book;
  book.title = layout->title;
  book.sheets = {make_filled_sheet(filled), export_mark_sheet(*layout, filled.columns, filled.records)};
  return xlsx::write_xlsx(book, Instant(place.today));
}

namespace {

// As templates are really made.
form::FieldColumns columns_for(const Layout& layout, const Field& field) {
  const std::size_t columns = out_columns(layout, {2026}, {field.name}).size();
  return columns == 0   ? form::FieldColumns::none
         : columns == 1 ? form::FieldColumns::one
                        : form::FieldColumns::by_month;
}

}  // namespace

form::FieldCatalog field_catalog(const std::vector<Layout>& layouts) {
  form::FieldCatalog catalog;
  for (const Layout& layout : layouts)
    for (const Field& field : layout.fields)
      catalog.push_back({layout.id, layout.title, field.name, field.synonyms, columns_for(layout, field)});
  return catalog;
}

}  // namespace guatu::exchange
