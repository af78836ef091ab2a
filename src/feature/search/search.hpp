// SPDX-License-Identifier: Apache-2.0
// What is searched (检索): which registers' columns, who a row concerns, what is asked, and what was found. A row is
// found by who may read it, through the same relations as in its list; what belongs to another record (a feedback of a
// matter) is read by whoever may read that one.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "feature/search/token.hpp"

namespace guatu::search {

using DocumentNumber = std::int64_t;  // the larger the newer; never given twice

struct RelationColumn {
  std::string relation;  // lead
  std::string column;    // of one unit or person, or a list of them
};

// A register whose rows are found.
struct Source {
  std::string entity;                  // its table
  std::string kind;                    // as the API calls it; also of the rows that belong to it
  std::string right;                   // to read it
  std::string title{};                 // column; empty: that of the record it belongs to
  std::vector<std::string> columns{};  // searched, beside the title
  std::vector<RelationColumn> relations{};
  std::string parent{};         // entity of the record it belongs to; empty: it is one itself
  std::string parent_column{};  // with the id of that record
};

struct Concern {
  std::string relation;
  std::string of;  // id of a unit, or name of a person

  friend auto operator<=>(const Concern&, const Concern&) = default;
};

// One searched row.
struct Document {
  std::string entity;
  std::string row;                                         // its id
  std::string record;                                      // what it belongs to; its own id when it is a record
  std::string title{};                                     // empty: the record's
  std::vector<std::pair<std::string, std::string>> texts;  // field and text, empty ones left out

  friend bool operator==(const Document&, const Document&) = default;
};

// What somebody may read by one right.
struct Access {
  std::string right;
  bool is_whole = false;
  std::vector<Concern> concerns;  // of rows he may read, when it is not the whole
};

struct Question {
  std::vector<std::u32string> words;  // all of them
  std::vector<std::string> kinds;     // any of them; none: all
  std::vector<Access> access;
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

struct Hit {
  std::string kind;
  std::string id;    // of the record
  std::string part;  // the row inside it; empty: the record itself
  std::string title;
  std::string field;  // of the first text with a word, else of the first one
  std::string text;
};

inline constexpr std::int64_t kCountedMax = 1'000;  // of short words; with a longer one only to the end of the page

struct Found {
  std::vector<Hit> hits;  // the last changed first
  std::int64_t total = 0;
  bool is_total_exact = true;  // false: there are more
  bool is_current = true;      // false: the index is being made, and what is new may be missing
};

}  // namespace guatu::search
