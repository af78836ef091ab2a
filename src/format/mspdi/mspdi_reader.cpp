// SPDX-License-Identifier: Apache-2.0
// One walk through the XML with expat. A stack of record kinds says what an element belongs to; only leaves carry text.
#include <expat.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "format/mspdi/mspdi_fields.hpp"

namespace guatu::mspdi {
namespace {

constexpr std::size_t kDepthMax = 64;
constexpr std::size_t kTextMax = 1024 * 1024;
constexpr std::size_t kRecordsMax = 2'000'000;

enum class Level : std::uint8_t {
  other,
  project,
  calendar,
  week_day,
  work_week,
  exception,
  working_time,
  task,
  link,
  baseline,
  resource,
  assignment
};

struct Reading {
  Project project;
  XML_Parser parser = nullptr;
  std::vector<Level> levels;
  std::string text;
  std::size_t records = 0;
  std::optional<Error> error;
  WorkingTime time;
  std::vector<WorkingTime>* times = nullptr;  // of the day or exception that is open

  void stop(const char* code, ProblemArgs args = {}) {
    if (!error)
      error = Error{ErrorKind::invalid,
                    {{"line " + std::to_string(XML_GetCurrentLineNumber(parser)), code, std::move(args)}}};
    XML_StopParser(parser, XML_FALSE);
  }
};

std::string_view local_name(std::string_view name) {
  const auto colon = name.rfind('|');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

WeekDay& add_week_day(Reading& reading) {
  Calendar& calendar = reading.project.calendars.back();
  const bool in_work_week =
      std::find(reading.levels.begin(), reading.levels.end(), Level::work_week) != reading.levels.end();
  return in_work_week ? calendar.weeks.back().days.emplace_back() : calendar.days.emplace_back();
}

WeekDay& open_week_day(Reading& reading) {
  Calendar& calendar = reading.project.calendars.back();
  const bool in_work_week =
      std::find(reading.levels.begin(), reading.levels.end(), Level::work_week) != reading.levels.end();
  return in_work_week ? calendar.weeks.back().days.back() : calendar.days.back();
}

Level inside(const Reading& reading) {
  for (std::size_t i = reading.levels.size(); i-- > 0;)
    if (reading.levels[i] != Level::other) return reading.levels[i];
  return Level::other;
}

Level opened_level(const Reading& reading, std::string_view name) {
  if (reading.levels.empty()) return name == "Project" ? Level::project : Level::other;
  const Level parent = inside(reading);
  if (parent == Level::project) {
    const bool in_list = reading.levels.back() == Level::other;
    if (in_list && name == "Calendar") return Level::calendar;
    if (in_list && name == "Task") return Level::task;
    if (in_list && name == "Resource") return Level::resource;
    if (in_list && name == "Assignment") return Level::assignment;
  }
  if ((parent == Level::calendar || parent == Level::work_week) && name == "WeekDay") return Level::week_day;
  if (parent == Level::calendar && name == "Exception") return Level::exception;
  if (parent == Level::calendar && name == "WorkWeek") return Level::work_week;
  if ((parent == Level::week_day || parent == Level::exception) && name == "WorkingTime") return Level::working_time;
  if (parent == Level::task && name == "PredecessorLink") return Level::link;
  if (parent == Level::task && name == "Baseline") return Level::baseline;
  return Level::other;
}

void add_record(Reading& reading, Level level) {
  if (level != Level::other && ++reading.records > kRecordsMax)
    return reading.stop("mspdi.too_many", {{"records_max", std::to_string(kRecordsMax)}});
  Project& project = reading.project;
  switch (level) {
    case Level::calendar:
      project.calendars.emplace_back();
      break;
    case Level::week_day:
      reading.times = &add_week_day(reading).times;
      break;
    case Level::exception:
      reading.times = &project.calendars.back().exceptions.emplace_back().times;
      break;
    case Level::work_week:
      project.calendars.back().weeks.emplace_back();
      break;
    case Level::working_time:
      reading.time = {-1, -1};
      break;
    case Level::task:
      project.tasks.emplace_back();
      break;
    case Level::link:
      project.tasks.back().links.emplace_back();
      break;
    case Level::baseline:
      project.tasks.back().baselines.emplace_back();
      break;
    case Level::resource:
      project.resources.emplace_back();
      break;
    case Level::assignment:
      project.assignments.emplace_back();
      break;
    case Level::project:
    case Level::other:
      break;
  }
}

void XMLCALL on_start(void* user, const XML_Char* raw, const XML_Char**) {
  Reading& reading = *static_cast<Reading*>(user);
  if (reading.error) return;
  if (reading.levels.size() >= kDepthMax)
    return reading.stop("mspdi.too_deep", {{"depth_max", std::to_string(kDepthMax)}});
  const std::string_view name = local_name(raw);
  if (reading.levels.empty() && name != "Project")
    return reading.stop("mspdi.not_a_project", {{"element", std::string(name)}});
  const Level level = opened_level(reading, name);
  add_record(reading, level);
  reading.levels.push_back(level);
  reading.text.clear();
}

void add_working_time(Reading& reading) {
  if (reading.times == nullptr || reading.time.from < 0 || reading.time.to < 0) return;
  if (reading.time.to == 0) reading.time.to = 1440;  // midnight at the end of the day
  reading.times->push_back(reading.time);
}

void set_text(Reading& reading, std::string_view name) {
  const std::string_view text = trim(reading.text);
  Project& project = reading.project;
  switch (inside(reading)) {
    case Level::project:
      if (reading.levels.size() == 1) set_field(project, name, text);
      break;
    case Level::calendar:
      set_field(project.calendars.back(), name, text);
      break;
    case Level::week_day:
      set_field(open_week_day(reading), name, text);
      break;
    case Level::work_week:
      set_field(project.calendars.back().weeks.back(), name, text);
      break;
    case Level::exception:
      set_field(project.calendars.back().exceptions.back(), name, text);
      break;
    case Level::working_time:
      if (name == "FromTime") reading.time.from = parse_minute(text).value_or(-1);
      if (name == "ToTime") reading.time.to = parse_minute(text).value_or(-1);
      break;
    case Level::task:
      if (reading.levels.back() == Level::task) set_field(project.tasks.back(), name, text);
      break;
    case Level::link:
      set_field(project.tasks.back().links.back(), name, text);
      break;
    case Level::baseline:
      set_field(project.tasks.back().baselines.back(), name, text);
      break;
    case Level::resource:
      if (reading.levels.back() == Level::resource) set_field(project.resources.back(), name, text);
      break;
    case Level::assignment:
      if (reading.levels.back() == Level::assignment) set_field(project.assignments.back(), name, text);
      break;
    case Level::other:
      break;
  }
}

void XMLCALL on_end(void* user, const XML_Char* raw) {
  Reading& reading = *static_cast<Reading*>(user);
  if (reading.error || reading.levels.empty()) return;
  const Level closed = reading.levels.back();
  reading.levels.pop_back();
  if (closed == Level::working_time)
    add_working_time(reading);
  else if (closed == Level::other && !reading.levels.empty())
    set_text(reading, local_name(raw));
  reading.text.clear();
}

void XMLCALL on_text(void* user, const XML_Char* text, int length) {
  Reading& reading = *static_cast<Reading*>(user);
  if (reading.error) return;
  if (reading.text.size() + static_cast<std::size_t>(length) > kTextMax)
    return reading.stop("mspdi.text_too_long", {{"bytes_max", std::to_string(kTextMax)}});
  reading.text.append(text, static_cast<std::size_t>(length));
}

void XMLCALL on_document_type(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  static_cast<Reading*>(user)->stop("mspdi.document_type");
}

}  // namespace

Result<Project> read_mspdi(std::string_view bytes) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreateNS(nullptr, '|'),
                                                                       XML_ParserFree);
  Reading reading;
  reading.parser = parser.get();
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);
  constexpr std::size_t kChunk = std::size_t{1} << 24;
  do {
    const std::string_view chunk = bytes.substr(0, kChunk);
    bytes.remove_prefix(chunk.size());
    const auto status = XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), bytes.empty() ? 1 : 0);
    if (reading.error) return std::unexpected(std::move(*reading.error));
    if (status != XML_STATUS_OK)
      return refuse(ErrorKind::invalid, "line " + std::to_string(XML_GetCurrentLineNumber(parser.get())),
                    "mspdi.not_xml", {{"reason", XML_ErrorString(XML_GetErrorCode(parser.get()))}});
  } while (!bytes.empty());
  return std::move(reading.project);
}

}  // namespace guatu::mspdi
