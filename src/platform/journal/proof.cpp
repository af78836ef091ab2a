// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/proof.hpp"

#include <optional>

#include "base/json_writer.hpp"
#include "platform/json/json.hpp"

namespace guatu::journal {
namespace {

constexpr std::string_view kInclusion = "guatu inclusion proof 1";
constexpr std::string_view kConsistency = "guatu consistency proof 1";

std::unexpected<Error> no_such_position(std::int64_t position, std::size_t size) {
  return refuse(ErrorKind::not_found, std::to_string(position), "journal.no_such_position",
                {{"size", std::to_string(size)}});
}

void write_path(JsonWriter& json, const std::vector<Digest>& path) {
  json.key("path").begin_array();
  for (const Digest& digest : path) json.text(crypto::to_hex(digest));
  json.end_array();
}

std::optional<std::vector<Digest>> read_path(const json::Value& proof) {
  constexpr std::size_t longest = 128;  // two for each level of a tree of 2^64 leaves
  const auto list = proof.find("path");
  if (!list || !list->is_array() || list->size() > longest) return std::nullopt;
  std::vector<Digest> path;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto digest = crypto::parse_hex_digest(list->at(i).as_text().value_or(""));
    if (!digest) return std::nullopt;
    path.push_back(*digest);
  }
  return path;
}

}  // namespace

Result<std::string> make_inclusion_proof(const std::vector<Digest>& leaves, std::int64_t position,
                                         std::string_view entry, std::string_view note) {
  if (position < 1 || static_cast<std::size_t>(position) > leaves.size())
    return no_such_position(position, leaves.size());
  JsonWriter json;
  json.begin_object().member("kind", kInclusion).member("position", position).member("entry", entry);
  write_path(json, inclusion_proof(Algorithm::sha256, leaves, static_cast<std::size_t>(position) - 1));
  return json.member("checkpoint", note).end_object().take();
}

Result<std::string> make_consistency_proof(const std::vector<Digest>& leaves, std::int64_t old_size,
                                           std::string_view note) {
  if (old_size < 1 || static_cast<std::size_t>(old_size) > leaves.size())
    return no_such_position(old_size, leaves.size());
  const auto count = static_cast<std::size_t>(old_size);
  const std::vector<Digest> older(leaves.begin(), leaves.begin() + old_size);
  JsonWriter json;
  json.begin_object().member("kind", kConsistency).member("position", old_size);
  json.member("old_root", crypto::to_hex(root_of(Algorithm::sha256, older)));
  write_path(json, consistency_proof(Algorithm::sha256, leaves, count));
  return json.member("checkpoint", note).end_object().take();
}

Result<Proven> verify_proof(std::string_view proof, const Verifier& verifier) {
  const auto bad = refuse(ErrorKind::invalid, "", "journal.bad_proof");
  const auto document = json::parse(proof);
  if (!document) return bad;
  const json::Value root = document->root();
  const auto kind = root.text("kind");
  const auto position = root.integer("position");
  const auto note = root.text("checkpoint");
  const auto path = read_path(root);
  if (!kind || !position || *position < 1 || !note || !path) return bad;
  GUATU_TRY(const Checkpoint checkpoint, open_checkpoint(*note, verifier));
  Proven proven{checkpoint, *position, {}, {}};
  const auto place = static_cast<std::uint64_t>(*position);
  bool holds = false;
  if (const auto entry = root.text("entry"); kind == kInclusion && entry) {
    proven.entry = *entry;
    holds = is_included(Algorithm::sha256, leaf_hash(Algorithm::sha256, *entry), place - 1, checkpoint.size, *path,
                        checkpoint.root);
  } else if (const auto old_root = crypto::parse_hex_digest(root.text("old_root").value_or(""));
             kind == kConsistency && old_root) {
    proven.old_root = *old_root;
    holds = is_consistent(Algorithm::sha256, place, checkpoint.size, *path, *old_root, checkpoint.root);
  } else {
    return bad;
  }
  if (!holds) return refuse(ErrorKind::conflict, "", "journal.proof_fails");
  return proven;
}

}  // namespace guatu::journal
