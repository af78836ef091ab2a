// SPDX-License-Identifier: Apache-2.0
#include "base/sheet_out.hpp"

#include <fmt/format.h>

namespace guatu::sheet_out {
namespace {

struct Shown {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const Decimal& number) const { return format_decimal(number); }
  std::string operator()(const Percent& percent) const { return format_decimal(percent.value) + "%"; }
  std::string operator()(Date date) const { return format_date(date); }
  std::string operator()(Month month) const { return format_month(month); }
  std::string operator()(const Moment& moment) const {
    return fmt::format("{} {:02}:{:02}", format_date(moment.date), moment.minutes / 60, moment.minutes % 60);
  }
};

}  // namespace

std::string shown_text(const Value& value) { return std::visit(Shown{}, value); }

}  // namespace guatu::sheet_out
