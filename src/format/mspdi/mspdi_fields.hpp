// SPDX-License-Identifier: Apache-2.0
// Which element of which record goes where: one table a record, so that reading a field is one line here.
// An unknown element or malformed text changes nothing.
#pragma once

#include <string_view>
#include <variant>

#include "format/mspdi/mspdi.hpp"

namespace guatu::mspdi {

template <class Record>
using Member = std::variant<std::int64_t Record::*, double Record::*, std::string Record::*, Time Record::*>;

enum class Kind : std::uint8_t { plain, duration };

template <class Record>
struct Field {
  std::string_view name;
  Member<Record> member;
  Kind kind = Kind::plain;
};

// Sets the field of this name from its text; an unknown name or malformed text changes nothing.
bool set_field(Project& record, std::string_view name, std::string_view text);
bool set_field(Task& record, std::string_view name, std::string_view text);
bool set_field(PredecessorLink& record, std::string_view name, std::string_view text);
bool set_field(Baseline& record, std::string_view name, std::string_view text);
bool set_field(Resource& record, std::string_view name, std::string_view text);
bool set_field(Assignment& record, std::string_view name, std::string_view text);
bool set_field(Calendar& record, std::string_view name, std::string_view text);
bool set_field(WeekDay& record, std::string_view name, std::string_view text);
bool set_field(Exception& record, std::string_view name, std::string_view text);
bool set_field(WorkWeek& record, std::string_view name, std::string_view text);

// Minutes of the day of "08:00:00"; 00:00 is 0.
std::optional<std::int32_t> parse_minute(std::string_view text);

}  // namespace guatu::mspdi
