// SPDX-License-Identifier: Apache-2.0
// The official document (公文) as values, laid out by GB/T 9704-2012 when it is rendered. It says what a
// document contains, never how it looks: no fonts, no sizes, no colours. There is no field for a secrecy
// grade and none for a seal: Guatu handles no classified text and makes no seals. A sealed document only
// leaves the room that the office's own seal needs.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace guatu::document {

// What the standard prescribes, and the house templates beside it (简报: outside the standard).
enum class Layout { paper, order, letter, minutes, bulletin };  // 文件, 命令, 信函, 纪要, 简报
enum class Urgency { none, urgent, most_urgent };               // –, 加急, 特急
enum class Direction { downward, upward };                      // upward documents carry 签发人
enum class Face { body, kai, black };  // 仿宋, 楷体, 黑体; bold does not exist in a 公文
enum class Alignment { left, centre, right };
enum class Orientation { portrait, landscape };
enum class Sealing { unsealed, sealed };  // decides where 署名 and 成文日期 stand

struct Run {
  std::string text = {};
  Face face = Face::body;
};

struct Paragraph {
  std::vector<Run> runs = {};
};

// Levels 1…4 are numbered 一、 （一） 1. （1） by the renderer, each level from one within its parent.
enum class Numbering { automatic, none };
struct Heading {
  int level = 1;
  std::string text = {};
  std::vector<Run> run_in = {};  // body text that goes on in the same paragraph: （一）压实责任。各单位要……
  Numbering numbering = Numbering::automatic;
};

struct List {  // 一是…；二是… or plain items, each a paragraph of its own
  std::vector<std::vector<Run>> items = {};
};

struct Column {
  std::string header = {};
  Alignment alignment = Alignment::left;
  int width_share = 0;  // of the sum of all; 0: by what the cells hold
};

enum class RowKind { ordinary, group, total };  // group: one cell over the whole width
struct Row {
  std::vector<std::string> cells = {};
  RowKind kind = RowKind::ordinary;
};

struct Table {
  std::string caption = {};  // above, centred; may be empty
  std::string unit = {};     // 单位：亿元, right above the table; may be empty
  std::vector<Column> columns = {};
  std::vector<Row> rows = {};
  std::string source = {};  // 注：…, below; may be empty
};

using Block = std::variant<Paragraph, Heading, List, Table>;

struct Annex {  // 附件; numbered in order when there are several
  std::string title = {};
  Orientation orientation = Orientation::portrait;
  std::vector<Block> blocks = {};
};

struct Imprint {                            // 版记
  std::vector<std::string> copies_to = {};  // 抄送
  std::string printed_by = {};              // 印发机关
  std::optional<Date> printed_on = {};      // 印发日期
};

// Where the document came from; kept in its properties, never printed on the page.
struct Provenance {
  std::string snapshot_digest = {};
  std::string program_version = {};
  Instant made_at{};  // the freeze time: it is also the time of every part in the file
};

struct Official {
  Layout layout = Layout::paper;
  Direction direction = Direction::downward;
  std::string copy_number = {};  // 份号, six digits, or empty
  Urgency urgency = Urgency::none;
  std::vector<std::string> issuers = {};  // 发文机关标志; the first is the lead
  std::string number = {};                // 发文字号 云汀发改〔2026〕38号, entered by the office, or empty
  std::string signer = {};                // 签发人, upward documents only
  std::string title = {};                 // broken at words by the renderer; a line break in it is kept
  std::string addressees = {};            // 主送, without the colon; may be empty
  std::vector<Block> body = {};
  std::vector<std::string> signatures = {};  // 署名; empty: the issuers
  std::optional<Date> dated = {};            // 成文日期
  Sealing sealing = Sealing::sealed;
  std::string note = {};  // 附注, without its brackets
  std::vector<Annex> annexes = {};
  std::optional<Imprint> imprint = {};
  Provenance provenance;
};

}  // namespace guatu::document
