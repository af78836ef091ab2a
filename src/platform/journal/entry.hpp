// SPDX-License-Identifier: Apache-2.0
// Entry: one journal line (日志条目), who did what when, with the digest of the row versions it wrote. Its bytes
// are one line of JSON with the members in a fixed order; they are what the tree hashes, so they are stored
// and never made again. docs/format/journal.md says them for somebody who writes another verifier.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "platform/crypto/digest.hpp"

namespace guatu::journal {

// A row version as an entry commits to it. `name` is entity \0 id, a piece of a text that holds many.
struct RowStamp {
  std::uint32_t name_begin = 0;
  std::uint32_t name_length = 0;
  std::int64_t version = 0;
  crypto::Digest digest;
};

// SHA-256 over entity \0 id \0 version \0 digest \n of every row version, in the order (entity, id, version).
class RowsDigest {
 public:
  RowsDigest();
  ~RowsDigest();
  RowsDigest(RowsDigest&&) noexcept;
  void add(std::string_view entity_and_id, std::int64_t version, std::string_view digest_hex);  // in order
  std::int64_t count() const { return count_; }
  std::string finish();  // hex; and starts again

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::int64_t count_ = 0;
};

// Of stamps in any order, which it sorts.
RowsDigest rows_digest_of(std::vector<RowStamp>& stamps, std::string_view names);

struct Entry {
  std::int64_t position = 0;  // from 1
  Instant recorded_at{};
  std::string actor;
  std::string on_behalf_of;
  std::string kind;
  std::string subject;
  std::int64_t rows = 0;
  std::string rows_digest;
  std::string content;  // a JSON object, one line
};

std::string entry_bytes(const Entry& entry);
// Of stored bytes; empty when they are not an entry. `content` is left out.
std::optional<Entry> parse_entry(std::string_view bytes);
bool is_entry_content(std::string_view content);  // a JSON object on one line

}  // namespace guatu::journal
