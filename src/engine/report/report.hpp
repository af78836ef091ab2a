// SPDX-License-Identifier: Apache-2.0
// Bound sentences (数据绑定的句子): a template with bindings becomes text, and every number in the text knows the fact
// it came from. Refuses, with line and column: report.unclosed, report.unknown_binding, report.unit_mismatch,
// report.not_a_value … and 增长 before a negative number, which no reader should see.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/document.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

// The grammar of a template:
//   {name}  {name:.2}  {name:亿元}  {name:万元.1}   a fact; a unit that follows is understood: {x}亿元, {p}%,
//   {d}个百分点 {up|down}{g}%   {ahead|behind}序时进度{d}个百分点   {高于|低于|等于}…{d}   the verb, by the sign of the
//   number after it {if name} … {else} … {end}   {if not name}      empty, zero and absent are no {each list} … {end}
//   {each list first 5 sep "、"}   records, their fields first; {index}, {index:一}; {list.count} {table name} a table,
//   alone on its line
//   {{ and }}                                       braces themselves
namespace guatu::report {

// A number with its unit of measure: how it may be shown follows from it.
enum class Dimension {
  plain,   // 85.2, shown with the scale it came with
  count,   // 31: whole
  share,   // 2/3, shown as 66.7%
  growth,  // 0.053: 增长5.3%, as a share
  points,  // 0.058: 5.8个百分点
  money,   // in 元
};

struct Number {
  Ratio exact;
  Dimension dimension = Dimension::plain;
  int scale = -1;  // places when shown without a format; −1: by dimension
};

Number count_of(std::int64_t number);
Number share_of(const Ratio& ratio);               // completion 0.972 → 97.2%
Number growth_of(const Ratio& ratio);              // 0.053 → 增长5.3%
Number growth_of_percent(const Decimal& percent);  // 5.3, as published, with its places
Number points_of(const Ratio& difference);         // 0.058 → 5.8个百分点
Number money_of(Money money);
Number plain_of(const Decimal& value);

struct Record;
using Records = std::vector<Record>;
using Value = std::variant<Number, std::string, Date, Month, Records, document::Table>;

struct Fact {
  std::string id;  // where it comes from: project/P-017/investment/2026-08, or a snapshot's path
  Value value;
};

struct Record {
  std::map<std::string, Fact, std::less<>> fields;
};

using Facts = Record;

// One place in the output that shows a fact. Bytes begin…end of Text::text.
struct Use {
  std::string fact;   // its id
  std::string exact;  // the value before rounding: 0.97158 or 1234567.00 or 2026-09-21
  std::string shown;  // 97.2
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Text {
  std::string text;
  std::vector<Use> uses;  // in order of place
};

class Template {
 public:
  struct Node;  // in template.cpp

  // `name` stands in the places of problems: notice.md:12:5.
  static Result<Template> parse(std::string_view text, std::string_view name);
  Result<Text> fill(const Facts& facts) const;

 private:
  std::string name_;
  std::string source_;  // for the places of problems
  std::shared_ptr<const std::vector<Node>> nodes_;
};

Result<Text> fill_template(std::string_view text, std::string_view name, const Facts& facts);

}  // namespace guatu::report
