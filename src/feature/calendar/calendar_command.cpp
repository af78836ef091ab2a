// SPDX-License-Identifier: Apache-2.0
#include "feature/calendar/calendar_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "engine/calendar/cadence.hpp"
#include "engine/calendar/deadline.hpp"
#include "feature/calendar/calendar_actions.hpp"
#include "feature/calendar/calendar_presets.hpp"
#include "platform/resource/resource.hpp"
#include "platform/ui/answer.hpp"

namespace guatu::calendar {
namespace {

using ui::Answer;

// The published years, and over them the notices that the office loaded into its store; no store: the former only.
Result<Calendar> calendar_of(const std::string& store) {
  std::vector<YearText> texts;
  for (const auto name : resource::names_under("data/calendar")) texts.push_back({name, *resource::find(name)});
  if (store.empty()) return calendar_from(texts);
  GUATU_TRY(const db::Database database, db::Database::open(store, db::Access::read));
  return load_calendar(database.reader(), texts);
}

using Store = std::shared_ptr<std::string>;  // directory, filled by the option --data

std::string_view json_of(Certainty certainty) { return certainty == Certainty::provisional ? "true" : "false"; }

// “2026-02-28”, or “2027-01-05 暂定” where no notice covers it.
std::string marked(std::string text, Certainty certainty, const ui::Shell& shell) {
  if (certainty == Certainty::provisional) text += shell.say(" 暂定", " provisional");
  return text;
}

std::string weekday_word(Date date, const ui::Shell& shell) {
  constexpr std::string_view chinese[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  constexpr std::string_view english[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const auto index = static_cast<std::size_t>(weekday_of(date) - 1);
  return std::string(shell.say(chinese[index], english[index]));
}

struct AddOptions {
  std::string date;
  int workdays = 0;
};

Result<std::string> add_days(const AddOptions& options, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const Date from, parse_date(options.date));
  GUATU_TRY(const FoundDay found, calendar.add_workdays(from, options.workdays));
  if (!shell.is_json()) return marked(format_date(found.date), found.certainty, shell);
  JsonWriter json;
  json.begin_object().member("from", format_date(from)).member("workdays", options.workdays);
  json.member("date", format_date(found.date)).key("provisional").raw(json_of(found.certainty)).end_object();
  return json.take();
}

void add_add(CLI::App& workday, const Store& store, ui::Shell& shell) {
  auto* command = workday.add_subcommand("add", "the N-th workday after a date (before it, for a negative N)");
  auto options = std::make_shared<AddOptions>();
  command->add_option("DATE", options->date, "YYYY-MM-DD; this day itself is not counted")->required();
  command->add_option("N", options->workdays, "workdays")->required();
  command->callback([options, store, &shell] { shell.finish(add_days(*options, *store, shell)); });
}

struct CountOptions {
  std::string first;
  std::string last;
};

Result<std::string> count_days(const CountOptions& options, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const Date first, parse_date(options.first));
  GUATU_TRY(const Date last, parse_date(options.last));
  GUATU_TRY(const Workdays found, calendar.count_workdays(first, last));
  if (!shell.is_json()) return marked(std::to_string(found.count), found.certainty, shell);
  JsonWriter json;
  json.begin_object().member("after", format_date(first)).member("until", format_date(last));
  json.member("workdays", found.count).key("provisional").raw(json_of(found.certainty)).end_object();
  return json.take();
}

void add_count(CLI::App& workday, const Store& store, ui::Shell& shell) {
  auto* command = workday.add_subcommand("count", "workdays after A up to and with B");
  auto options = std::make_shared<CountOptions>();
  command->add_option("A", options->first, "YYYY-MM-DD; not counted")->required();
  command->add_option("B", options->last, "YYYY-MM-DD; counted")->required();
  command->callback([options, store, &shell] { shell.finish(count_days(*options, *store, shell)); });
}

struct DueOptions {
  std::string event;
  std::optional<int> days, workdays, months;
  EndRule end = EndRule::roll_to_workday;
  Standing standing = Standing::legal;
};

Result<Term> term_of(const DueOptions& options) {
  const int given = (options.days ? 1 : 0) + (options.workdays ? 1 : 0) + (options.months ? 1 : 0);
  if (given != 1) return refuse(ErrorKind::invalid, "", "calendar.one_term_only");
  if (options.days) return Term{*options.days, TermUnit::calendar_days};
  if (options.workdays) return Term{*options.workdays, TermUnit::workdays};
  return Term{*options.months, TermUnit::months};
}

Result<std::string> find_due(const DueOptions& options, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const Date event, parse_date(options.event));
  GUATU_TRY(const Term term, term_of(options));
  GUATU_TRY(const Deadline found, find_deadline(calendar, event, term, options.end, options.standing));
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("event", format_date(event)).member("due", format_date(found.due));
    json.member("before_roll", format_date(found.before_roll)).key("provisional").raw(json_of(found.certainty));
    return json.end_object().take();
  }
  std::string text = marked(format_date(found.due), found.certainty, shell);
  if (found.due != found.before_roll)
    text += fmt::format(fmt::runtime(shell.say("（{} 为休息日，顺延）", " ({} is off, moved on)")),
                        format_date(found.before_roll));
  return text;
}

void add_due(CLI::App& workday, const Store& store, ui::Shell& shell) {
  auto* command = workday.add_subcommand("due", "the last day of a term; the day of the event is not counted");
  auto options = std::make_shared<DueOptions>();
  command->add_option("DATE", options->event, "day of the event, YYYY-MM-DD")->required();
  command->add_option("--days", options->days, "calendar days");
  command->add_option("--workdays", options->workdays, "workdays");
  command->add_option("--months", options->months, "months: the corresponding day, else the month's last");
  command->add_flag_callback(
      "--roll", [options] { options->end = EndRule::roll_to_workday; },
      "an end on a day off moves to the next workday (default)");
  command->add_flag_callback(
      "--no-roll", [options] { options->end = EndRule::stay; }, "the end stays where it falls");
  command->add_flag_callback(
      "--internal", [options] { options->standing = Standing::internal; },
      "not a legal term: a provisional answer is accepted");
  command->callback([options, store, &shell] { shell.finish(find_due(*options, *store, shell)); });
}

Result<std::vector<Month>> months_of(const std::string& span) {
  if (span.size() == 4) {
    GUATU_TRY(const Month january, parse_month(span + "-01"));
    std::vector<Month> months;
    for (int m = 0; m < 12; ++m) months.push_back(january + m);
    return months;
  }
  GUATU_TRY(const Month month, parse_month(span));
  return std::vector{month};
}

Result<std::string> list_months(const std::string& span, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const auto months, months_of(span));
  Answer answer;
  int sum = 0;
  Certainty certainty = Certainty::published;
  for (const Month month : months) {
    GUATU_TRY(const Workdays found, calendar.workdays_in(month));
    sum += found.count;
    certainty = found.certainty;
    JsonWriter json;
    json.begin_object().member("month", format_month(month)).member("workdays", found.count).end_object();
    answer.row("months", format_month(month) + "  " + std::to_string(found.count), json.take());
  }
  answer.say(marked(fmt::format(fmt::runtime(shell.say("合计     {}", "total    {}")), sum), certainty, shell));
  answer.flag("workdays", std::to_string(sum)).flag("provisional", json_of(certainty));
  return answer.render(shell);
}

void add_month(CLI::App& workday, const Store& store, ui::Shell& shell) {
  auto* command = workday.add_subcommand("month", "workdays by month");
  auto span = std::make_shared<std::string>();
  command->add_option("SPAN", *span, "a year (2026) or a month (2026-09)")->required();
  command->callback([span, store, &shell] { shell.finish(list_months(*span, *store, shell)); });
}

Result<std::string> check_day(const std::string& text, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const Date date, parse_date(text));
  const DayKind kind = calendar.kind_of(date);
  const NamedDay* named = calendar.named_day(date);
  if (shell.is_json()) {
    JsonWriter json;
    json.begin_object().member("date", format_date(date)).member("kind", code_of(kind));
    json.member("name", named == nullptr ? "" : named->name).member("notice", named == nullptr ? "" : named->notice);
    return json.key("provisional").raw(json_of(calendar.certainty_of(date))).end_object().take();
  }
  std::string line =
      fmt::format("{} {} {}", format_date(date), weekday_word(date, shell), shell.say(chinese_of(kind), code_of(kind)));
  if (named != nullptr && kind == DayKind::workday) line += shell.say("（调休上班）", " (make-up)");
  if (named != nullptr) line += " " + named->name + " " + named->notice;
  return marked(std::move(line), calendar.certainty_of(date), shell);
}

void add_check(CLI::App& workday, const Store& store, ui::Shell& shell) {
  auto* command = workday.add_subcommand("check", "what a day is, and by which notice");
  auto date = std::make_shared<std::string>();
  command->add_option("DATE", *date, "YYYY-MM-DD")->required();
  command->callback([date, store, &shell] { shell.finish(check_day(*date, *store, shell)); });
}

struct MeetingOptions {
  Cadence cadence;
  std::string first;
  std::string last;
};

Result<std::string> list_meetings(const MeetingOptions& options, const std::string& store, const ui::Shell& shell) {
  GUATU_TRY(const Calendar calendar, calendar_of(store));
  GUATU_TRY(const Date first, parse_date(options.first));
  GUATU_TRY(const Date last, parse_date(options.last));
  GUATU_TRY(const auto meetings, find_meetings(calendar, options.cadence, first, last));
  Answer answer;
  for (const auto& meeting : meetings) {
    std::vector<std::string> names;
    for (const auto& period : meeting.periods) names.push_back(period.name);
    const std::string covered = join(names, "+");
    std::string line = fmt::format("{} {} {}", format_date(meeting.date), weekday_word(meeting.date, shell), covered);
    JsonWriter json;
    json.begin_object().member("date", format_date(meeting.date)).member("planned", format_date(meeting.planned));
    json.member("periods", covered).key("provisional").raw(json_of(meeting.certainty)).end_object();
    answer.row("meetings", marked(std::move(line), meeting.certainty, shell), json.take());
  }
  return answer.render(shell);
}

void add_meetings(CLI::App& workday, const Store& store, ui::Shell& shell) {
  static const std::map<std::string, Rhythm> rhythms{{"week", Rhythm::weekly},
                                                     {"half-month", Rhythm::half_monthly},
                                                     {"month", Rhythm::monthly},
                                                     {"quarter", Rhythm::quarterly}};
  static const std::map<std::string, OffDayRule> rules{
      {"next", OffDayRule::next_workday}, {"previous", OffDayRule::previous_workday}, {"stay", OffDayRule::stay}};
  auto* command = workday.add_subcommand("meetings", "the meeting days of a cadence");
  auto options = std::make_shared<MeetingOptions>();
  command->add_option("FROM", options->first, "YYYY-MM-DD")->required();
  command->add_option("TO", options->last, "YYYY-MM-DD")->required();
  command->add_option("--every", options->cadence.rhythm, "week | half-month | month | quarter")
      ->transform(CLI::CheckedTransformer(rhythms))
      ->type_name("");
  command->add_option("--on", options->cadence.anchor, "weekday 1-7 of a week, else the n-th day; 0 is the last");
  command->add_option("--off-day", options->cadence.off_day, "next | previous | stay")
      ->transform(CLI::CheckedTransformer(rules))
      ->type_name("");
  command->callback([options, store, &shell] { shell.finish(list_meetings(*options, *store, shell)); });
}

}  // namespace

void add_calendar_command(CLI::App& app, ui::Shell& shell) {
  auto* workday = app.add_subcommand("workday", "workday arithmetic by the published calendar");
  workday->require_subcommand(1);
  const auto store = std::make_shared<std::string>();
  workday->add_option("--data", *store, "store whose loaded holiday notices count too");
  add_add(*workday, store, shell);
  add_count(*workday, store, shell);
  add_due(*workday, store, shell);
  add_month(*workday, store, shell);
  add_check(*workday, store, shell);
  add_meetings(*workday, store, shell);
}

}  // namespace guatu::calendar
