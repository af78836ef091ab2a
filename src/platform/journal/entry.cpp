// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/entry.hpp"

#include <algorithm>
#include <utility>

#include "base/json_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::journal {

struct RowsDigest::State {
  crypto::Hasher hasher{crypto::Algorithm::sha256};
  std::string line;
};

RowsDigest::RowsDigest() : state_(std::make_unique<State>()) {}
RowsDigest::~RowsDigest() = default;

RowsDigest::RowsDigest(RowsDigest&&) noexcept = default;

void RowsDigest::add(std::string_view entity_and_id, std::int64_t version, std::string_view digest_hex) {
  std::string& line = state_->line;
  line = entity_and_id;
  line.push_back('\0');
  line += std::to_string(version);
  line.push_back('\0');
  line += digest_hex;
  line.push_back('\n');
  state_->hasher.update(line);
  ++count_;
}

RowsDigest rows_digest_of(std::vector<RowStamp>& stamps, std::string_view names) {
  const auto name_of = [&](const RowStamp& stamp) { return names.substr(stamp.name_begin, stamp.name_length); };
  const auto before = [&](const RowStamp& a, const RowStamp& b) {
    return std::pair(name_of(a), a.version) < std::pair(name_of(b), b.version);
  };
  if (!std::ranges::is_sorted(stamps, before)) std::ranges::sort(stamps, before);
  RowsDigest rows;
  std::string hex;
  for (const RowStamp& stamp : stamps) {
    hex.clear();
    crypto::append_hex(hex, stamp.digest);
    rows.add(name_of(stamp), stamp.version, hex);
  }
  return rows;
}

std::string RowsDigest::finish() {
  count_ = 0;
  return crypto::to_hex(state_->hasher.finish());
}

std::string entry_bytes(const Entry& entry) {
  JsonWriter json;
  json.begin_object().member("position", entry.position).member("recorded_at", format_instant(entry.recorded_at));
  json.member("actor", entry.actor);
  if (!entry.on_behalf_of.empty()) json.member("on_behalf_of", entry.on_behalf_of);
  json.member("kind", entry.kind).member("subject", entry.subject).member("rows", entry.rows);
  json.member("rows_digest", entry.rows_digest).key("content").raw(entry.content);
  return json.end_object().take();
}

std::optional<Entry> parse_entry(std::string_view bytes) {
  const auto document = json::parse(bytes);
  if (!document) return std::nullopt;
  const json::Value object = document->root();
  const auto position = object.integer("position");
  const auto recorded_at = object.text("recorded_at");
  const auto rows = object.integer("rows");
  const auto instant =
      recorded_at ? parse_instant(*recorded_at) : refuse(ErrorKind::invalid, "", "date.not_an_instant");
  if (!position || !instant || !rows || !object.text("actor") || !object.text("kind") || !object.text("subject") ||
      !object.text("rows_digest"))
    return std::nullopt;
  Entry entry;
  entry.position = *position;
  entry.recorded_at = *instant;
  entry.actor = *object.text("actor");
  entry.on_behalf_of = object.text("on_behalf_of").value_or("");
  entry.kind = *object.text("kind");
  entry.subject = *object.text("subject");
  entry.rows = *rows;
  entry.rows_digest = *object.text("rows_digest");
  return entry;
}

bool is_entry_content(std::string_view content) {
  if (content.find_first_of("\n\r") != std::string_view::npos) return false;
  const auto document = json::parse(content);
  return document && document->root().is_object();
}

}  // namespace guatu::journal
