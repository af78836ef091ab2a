// SPDX-License-Identifier: Apache-2.0
#include "platform/journal/checkpoint.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "platform/crypto/base64.hpp"

namespace guatu::journal {
namespace {

constexpr std::string_view kSecretPrefix = "PRIVATE+KEY+";
constexpr std::string_view kSignaturePrefix = "\u2014 ";  // an em dash
constexpr char kEd25519 = '\x01';
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kNoteBytesMax = 64 * 1024;

std::string_view view_of(const crypto::KeyBytes& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

// name+hex key id+base64(algorithm ‖ key), as Go's sumdb/note and C2SP signed-note have it.
std::string key_text(const Verifier& verifier, const crypto::KeyBytes& key) {
  return verifier.name() + '+' + to_hex(verifier.key_id()) + '+' +
         crypto::to_base64(kEd25519 + std::string(view_of(key)));
}

struct KeyParts {
  std::string name;
  std::string key_id_hex;
  crypto::KeyBytes key{};
};

Result<KeyParts> parse_key_text(std::string_view text) {
  const auto refusal = refuse(ErrorKind::invalid, "", "journal.bad_key");
  text = trim(text);
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return refusal;
  KeyParts parts{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)), {}};
  const auto bytes = crypto::parse_base64(text.substr(second + 1));
  if (parts.name.empty() || !bytes || bytes->size() != 1 + crypto::kKeyBytes || bytes->front() != kEd25519)
    return refusal;
  std::copy(bytes->begin() + 1, bytes->end(), parts.key.begin());
  return parts;
}

std::string body_of(const Checkpoint& checkpoint, std::string_view origin) {
  return std::string(origin) + '\n' + std::to_string(checkpoint.size) + '\n' +
         crypto::to_base64(checkpoint.root.view()) + "\nsm3 " + crypto::to_base64(checkpoint.sm3_root.view()) + '\n';
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool read_digest(std::string_view base64, crypto::Digest& digest) {
  const auto bytes = crypto::parse_base64(base64);
  if (!bytes || bytes->size() != crypto::kDigestBytes) return false;
  std::copy(bytes->begin(), bytes->end(), digest.bytes.begin());
  return true;
}

Result<Checkpoint> parse_body(std::string_view body) {
  const auto refusal = refuse(ErrorKind::invalid, "", "journal.bad_checkpoint");
  const auto lines = lines_of(body);
  if (lines.size() < 4 || lines[0].empty()) return refusal;
  Checkpoint checkpoint;
  checkpoint.origin = lines[0];
  const auto [end, error] = std::from_chars(lines[1].data(), lines[1].data() + lines[1].size(), checkpoint.size);
  if (error != std::errc() || end != lines[1].data() + lines[1].size()) return refusal;
  if (!read_digest(lines[2], checkpoint.root) || !lines[3].starts_with("sm3 ") ||
      !read_digest(lines[3].substr(4), checkpoint.sm3_root))
    return refusal;
  return checkpoint;
}

// Where the empty line between body and signatures is.
Result<std::size_t> gap_in(std::string_view note) {
  const auto gap = note.size() > kNoteBytesMax ? std::string_view::npos : note.rfind("\n\n");
  if (gap == std::string_view::npos) return refuse(ErrorKind::invalid, "", "journal.bad_checkpoint");
  return gap;
}

}  // namespace

Verifier::Verifier(std::string name, const crypto::KeyBytes& public_key)
    : name_(std::move(name)), public_key_(public_key) {}

std::string Verifier::key_id() const {
  const auto digest = crypto::sha256(name_ + '\n' + kEd25519 + std::string(view_of(public_key_)));
  return std::string(digest.view().substr(0, kKeyIdBytes));
}

std::string Verifier::text() const { return key_text(*this, public_key_); }

Result<Verifier> Verifier::parse(std::string_view text) {
  GUATU_TRY(const KeyParts parts, parse_key_text(text));
  Verifier verifier(parts.name, parts.key);
  if (to_hex(verifier.key_id()) != parts.key_id_hex) return refuse(ErrorKind::invalid, "", "journal.bad_key");
  return verifier;
}

Signer::Signer(std::string name, const crypto::KeyBytes& seed)
    : seed_(seed), verifier_(std::move(name), crypto::public_key_of(seed)) {}

Signer Signer::generate() {
  const auto seed = crypto::random_key();
  return {"guatu/" + crypto::to_hex(crypto::sha256(view_of(crypto::public_key_of(seed)))).substr(0, 16), seed};
}

Result<Signer> Signer::parse(std::string_view text) {
  text = trim(text);
  if (!text.starts_with(kSecretPrefix)) return refuse(ErrorKind::invalid, "", "journal.bad_key");
  GUATU_TRY(const KeyParts parts, parse_key_text(text.substr(kSecretPrefix.size())));
  Signer signer(parts.name, parts.key);
  if (to_hex(signer.verifier_.key_id()) != parts.key_id_hex) return refuse(ErrorKind::invalid, "", "journal.bad_key");
  return signer;
}

std::string Signer::text() const { return std::string(kSecretPrefix) + key_text(verifier_, seed_); }

std::string Signer::sign(const Checkpoint& checkpoint) const {
  const std::string body = body_of(checkpoint, verifier_.name());
  const std::string signature = crypto::to_base64(verifier_.key_id() + crypto::sign(seed_, body));
  return body + '\n' + std::string(kSignaturePrefix) + verifier_.name() + ' ' + signature + '\n';
}

Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier) {
  GUATU_TRY(const std::size_t gap, gap_in(note));
  const std::string_view body = note.substr(0, gap + 1);
  const std::string wanted = std::string(kSignaturePrefix) + verifier.name() + ' ';
  for (const std::string_view line : lines_of(note.substr(gap + 2))) {
    if (!line.starts_with(wanted)) continue;  // another signer's line is no concern of ours
    const auto signature = crypto::parse_base64(line.substr(wanted.size()));
    if (!signature || !signature->starts_with(verifier.key_id())) continue;
    if (!crypto::is_signed_by(verifier.public_key(), body, std::string_view(*signature).substr(kKeyIdBytes)))
      return refuse(ErrorKind::invalid, "", "journal.bad_signature");
    return parse_body(body);
  }
  return refuse(ErrorKind::invalid, "", "journal.foreign_checkpoint", {{"key", verifier.name()}});
}

Result<Checkpoint> read_checkpoint(std::string_view note) {
  GUATU_TRY(const std::size_t gap, gap_in(note));
  return parse_body(note.substr(0, gap + 1));
}

}  // namespace guatu::journal
