// SPDX-License-Identifier: Apache-2.0
#include "engine/score/bundle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace guatu::score {
namespace {

constexpr std::string_view kHead = "guatu-score-bundle 1\n";

std::unexpected<Error> broken(std::size_t at) {
  return refuse(ErrorKind::invalid, fmt::format("byte {}", at), "score.bundle_broken");
}

std::string_view word_of(std::string_view& line) {
  const auto space = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, space);
  line.remove_prefix(std::min(space + 1, line.size()));
  return word;
}

}  // namespace

const BundlePart* Bundle::find(std::string_view kind) const {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const BundlePart& part) { return part.kind == kind; });
  return found == parts.end() ? nullptr : &*found;
}

std::string write_bundle(const Bundle& bundle) {
  std::string out(kHead);
  for (const BundlePart& part : bundle.parts) {
    std::string name = part.name;
    std::replace(name.begin(), name.end(), '\n', ' ');
    out += fmt::format("part {} {} {}\n", part.kind, part.bytes.size(), name);
    out += part.bytes;
    out += '\n';
  }
  return out;
}

Result<Bundle> read_bundle(std::string_view bytes) {
  Bundle bundle;
  if (!bytes.starts_with(kHead)) return broken(0);
  for (std::size_t at = kHead.size(); at < bytes.size();) {
    const auto end = bytes.find('\n', at);
    if (end == std::string_view::npos || bundle.parts.size() > 16) return broken(at);
    std::string_view line = bytes.substr(at, end - at);
    if (word_of(line) != "part") return broken(at);
    BundlePart part{std::string(word_of(line)), {}, {}};
    const std::string_view size_text = word_of(line);
    std::size_t size = 0;
    const auto [rest, error] = std::from_chars(size_text.data(), size_text.data() + size_text.size(), size);
    if (error != std::errc() || rest != size_text.data() + size_text.size() || size >= bytes.size() - end - 1 ||
        bytes[end + 1 + size] != '\n')
      return broken(at);
    part.name = line;
    part.bytes = bytes.substr(end + 1, size);
    bundle.parts.push_back(std::move(part));
    at = end + 1 + size + 1;
  }
  for (const char* kind : {"scheme", "data", "result"})
    if (bundle.find(kind) == nullptr)
      return refuse(ErrorKind::invalid, "", "score.bundle_part_needed", {{"part", kind}});
  return bundle;
}

std::string first_difference(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  const auto same = static_cast<std::size_t>(
      std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end()).first - expected.begin());
  const auto context = [&](std::string_view text) { return std::string(text.substr(same > 30 ? same - 30 : 0, 60)); };
  return fmt::format("byte {}: {} | {}", same, context(expected), context(actual));
}

}  // namespace guatu::score
