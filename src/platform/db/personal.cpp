// SPDX-License-Identifier: Apache-2.0
#include "platform/db/personal.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/backend.hpp"
#include "platform/journal/entry.hpp"

namespace guatu::db {
namespace {

constexpr std::string_view kColumn = "phone";
// Where its text begins in a content. Inside of a text a quotation mark follows a backslash, so this stands nowhere
// else.
constexpr std::string_view kMember = "\"phone\":\"";
constexpr std::string_view kCommitted = "sha256:";
constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kErasingEntry = ".phone_erased";

std::string commitment_of(std::string_view salt, std::string_view value) {
  crypto::Hasher hasher(crypto::Algorithm::sha256);
  hasher.update(salt).update(value);
  return std::string(kCommitted) + crypto::to_hex(hasher.finish());
}

// The text of the member, as it is written; begin is npos when there is none.
struct Part {
  std::size_t begin = std::string_view::npos;
  std::size_t length = 0;
};

Part personal_part(std::string_view content) {
  const auto found = content.find(kMember);
  if (found == std::string_view::npos) return {};
  const std::size_t begin = found + kMember.size();
  std::size_t end = begin;
  while (end < content.size() && content[end] != '"') end += content[end] == '\\' ? 2U : 1U;
  return {begin, std::min(end, content.size()) - begin};
}

std::string with_value(std::string_view content, const Part& part, std::string_view value) {
  std::string text;
  append_json_text(text, value);  // with its quotation marks
  std::string out(content);
  return out.replace(part.begin - 1, part.length + 2, text);
}

struct StoredContent {
  std::int64_t version = 0;
  std::string content;
};

std::vector<StoredContent> contents_with_value(const Reader& reader, std::string_view entity, std::string_view id) {
  std::vector<StoredContent> found;
  reader.rows("SELECT version, content FROM row_version WHERE entity = :entity AND id = :id ORDER BY version",
              {{"entity", entity}, {"id", id}}, [&](const Cursor& cursor) {
                const auto content = text_in(cursor.cell(1));
                if (personal_part(content).length > 0)
                  found.push_back({integer_in(cursor.cell(0)), std::string(content)});
              });
  return found;
}

// SQLite leaves what is deleted in the file until its place is needed, unless it is told to write zeros there.
class Overwriting {
 public:
  explicit Overwriting(Connection& connection) : connection_(connection) { set("ON"); }
  Overwriting(const Overwriting&) = delete;
  Overwriting& operator=(const Overwriting&) = delete;
  ~Overwriting() {
    try {
      set("OFF");
    } catch (const Failure&) {
      // It stays on: slower, and nothing worse.
    }
  }

 private:
  void set(const char* state) {
    if (connection_.dialect().product == Product::sqlite)
      connection_.execute(std::string("PRAGMA secure_delete = ") + state);
  }
  Connection& connection_;
};

}  // namespace

std::optional<std::size_t> personal_column(const TableShape& shape) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.columns[i].name == kColumn) return i;
  return std::nullopt;
}

SealedValue seal_value(std::string_view value) {
  const std::string salt = crypto::to_base64_url(crypto::random_bytes(kSaltBytes));
  return {commitment_of(salt, value), salt, std::string(value)};
}

std::string_view commitment_in(std::string_view content) {
  const Part part = personal_part(content);
  if (part.length == 0) return {};
  const auto text = content.substr(part.begin, part.length);
  return text.starts_with(kCommitted) ? text : std::string_view();
}

std::optional<std::string> value_of_commitment(const Reader& reader, std::string_view commitment) {
  return reader.query_value<std::string>("SELECT value FROM personal_value WHERE commitment = :commitment",
                                         {{"commitment", commitment}});
}

std::string opened_content(const Reader& reader, std::string_view content) {
  const auto commitment = commitment_in(content);
  if (commitment.empty()) return std::string(content);
  return with_value(content, personal_part(content), value_of_commitment(reader, commitment).value_or(""));
}

Erased erase_personal(Tx& tx, std::string_view entity, std::string_view id) {
  Erased erased;
  const Overwriting overwriting(tx.connection());
  for (const auto& [version, content] : contents_with_value(tx, entity, id)) {
    std::string digest;
    if (const auto commitment = commitment_in(content); !commitment.empty()) {
      if (is_erased(tx, entity, id, version)) continue;
      tx.exec("DELETE FROM personal_value WHERE commitment = :commitment", {{"commitment", commitment}});
    } else {
      const std::string left = with_value(content, personal_part(content), "");
      digest = crypto::to_hex(crypto::sha256(left));
      tx.exec("UPDATE row_version SET content = :content WHERE entity = :entity AND id = :id AND version = :version",
              {{"content", left}, {"entity", entity}, {"id", id}, {"version", version}});
      erased.blanked.push_back(digest);
    }
    tx.exec(
        "INSERT INTO personal_erasure (entity, id, version, position, digest) "
        "VALUES (:entity, :id, :version, :position, :digest)",
        {{"entity", entity}, {"id", id}, {"version", version}, {"position", tx.entry_position()}, {"digest", digest}});
    erased.versions.push_back(version);
  }
  return erased;
}

std::string erasure_content(const Erased& erased, std::string_view reason) {
  JsonWriter json;
  json.begin_object().member("reason", reason).key("versions").begin_array();
  for (const auto version : erased.versions) json.integer(version);
  json.end_array().key("blanked").begin_array();
  for (const auto& digest : erased.blanked) json.text(digest);
  return json.end_array().end_object().take();
}

Position last_erasure(const Reader& reader) {
  return reader.query_value<Position>("SELECT position FROM personal_erasure ORDER BY position DESC LIMIT 1")
      .value_or(0);
}

bool is_erased(const Reader& reader, std::string_view entity, std::string_view id, std::int64_t version) {
  return reader
      .query_value<int>("SELECT 1 FROM personal_erasure WHERE entity = :entity AND id = :id AND version = :version",
                        {{"entity", entity}, {"id", id}, {"version", version}})
      .has_value();
}

bool is_blanked(const Reader& reader, std::string_view entity, std::string_view id, std::int64_t version,
                std::string_view content) {
  const std::string digest = crypto::to_hex(crypto::sha256(content));
  const auto bytes = reader.query_value<std::string>(
      "SELECT entry FROM journal WHERE position = (SELECT position FROM personal_erasure WHERE entity = :entity "
      "AND id = :id AND version = :version AND digest = :digest)",
      {{"entity", entity}, {"id", id}, {"version", version}, {"digest", digest}});
  const auto entry = bytes ? journal::parse_entry(*bytes) : std::nullopt;
  return entry && entry->kind.ends_with(kErasingEntry) && entry->subject == id &&
         bytes->find(digest) != std::string::npos;
}

std::vector<std::string> altered_commitments(const Reader& reader) {
  std::vector<std::string> altered;
  reader.rows("SELECT commitment, salt, value FROM personal_value ORDER BY commitment", {}, [&](const Cursor& cursor) {
    const Cell& commitment = cursor.cell(0);
    const Cell& salt = cursor.cell(1);
    const Cell& value = cursor.cell(2);
    const bool is_readable = salt.kind == CellKind::text && value.kind == CellKind::text;
    if (!is_readable || commitment.text != commitment_of(salt.text, value.text)) altered.emplace_back(commitment.text);
  });
  return altered;
}

}  // namespace guatu::db
