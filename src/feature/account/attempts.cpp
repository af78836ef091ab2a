// SPDX-License-Identifier: Apache-2.0
#include "feature/account/attempts.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace guatu::account {
namespace {

constexpr std::size_t kKeyBytesMax = 64;
constexpr std::size_t kGroups = 8;
constexpr std::size_t kPrefixGroups = 4;

std::string key_of(std::string_view account, std::string_view source) {
  return std::string(account.substr(0, kKeyBytesMax)) + '\n' + std::string(source.substr(0, kKeyBytesMax));
}

// Leading zeros off, so that 0db8 and db8 are one group.
std::string group_of(std::string_view text) {
  while (text.size() > 1 && text.front() == '0') text.remove_prefix(1);
  return std::string(text);
}

}  // namespace

std::string source_of(std::string_view address) {
  constexpr std::string_view kMapped = "::ffff:";
  if (address.starts_with(kMapped) && address.find('.') != std::string_view::npos)
    address.remove_prefix(kMapped.size());
  if (address.find(':') == std::string_view::npos) return std::string(address.substr(0, kKeyBytesMax));
  const auto gap = address.find("::");
  std::vector<std::string> groups = split(address.substr(0, gap), ":");
  if (gap != std::string_view::npos) {
    const auto after = split(address.substr(gap + 2), ":");
    while (groups.size() + after.size() < kGroups) groups.emplace_back("0");
    groups.insert(groups.end(), after.begin(), after.end());
  }
  std::string prefix;
  for (std::size_t i = 0; i < std::min(kPrefixGroups, groups.size()); ++i) prefix += group_of(groups[i]) + ":";
  return prefix.substr(0, kKeyBytesMax) + ":/64";
}

Attempts::Attempts(AttemptLimits limits) : limits_(limits), failures_(limits.entries), sources_(limits.entries) {}

Attempts::Source& Attempts::refill(std::string_view source, Instant now) {
  Source& entry = sources_.use(std::string(source.substr(0, kKeyBytesMax)));
  if (entry.used == 0 || now < entry.refilled) entry.refilled = now;
  const auto back = (now - entry.refilled) / limits_.chance_every;
  entry.used = static_cast<int>(std::max<std::int64_t>(0, entry.used - back));
  entry.refilled += back * limits_.chance_every;
  return entry;
}

bool Attempts::is_locked(const Failures& failures, Instant now) const {
  return failures.count >= limits_.failures && now < failures.last + limits_.lock;
}

Verdict Attempts::begin(std::string_view account, std::string_view source, Instant now) {
  Failures& failures = failures_.use(key_of(account, source));
  if (is_locked(failures, now)) return Verdict::locked_out;
  if (now >= failures.last + limits_.lock) failures.count = 0;  // long ago, or never
  Source& chances = refill(source, now);
  // Tries on their way count as failures until they are decided: many at once are not more than one by one.
  if (chances.used >= limits_.chances || chances.pending >= limits_.pending ||
      failures.count + failures.pending >= limits_.failures)
    return Verdict::too_many;
  if (chances.used > chances.pending) {  // one of them was wrong
    if (suspects_ >= limits_.suspects) return Verdict::too_many;
    ++suspects_;
    ++chances.suspects;
  }
  ++chances.used;
  ++chances.pending;
  ++failures.pending;
  return Verdict::allowed;
}

// One try less is on its way; none when the source has been forgotten.
Attempts::Source* Attempts::decided(std::string_view account, std::string_view source) {
  if (Failures* failures = failures_.find(key_of(account, source)))
    failures->pending = std::max(0, failures->pending - 1);
  Source* chances = sources_.find(std::string(source.substr(0, kKeyBytesMax)));
  if (chances != nullptr) {
    chances->pending = std::max(0, chances->pending - 1);
    if (chances->suspects > 0) --chances->suspects, --suspects_;
  }
  return chances;
}

void Attempts::succeeded(std::string_view account, std::string_view source) {
  abandoned(account, source);
  if (Failures* failures = failures_.find(key_of(account, source))) failures->count = 0;
}

bool Attempts::failed(std::string_view account, std::string_view source, Instant now) {
  decided(account, source);
  Failures& failures = failures_.use(key_of(account, source));
  failures.last = now;
  return ++failures.count == limits_.failures;
}

void Attempts::abandoned(std::string_view account, std::string_view source) {
  Source* chances = decided(account, source);
  if (chances != nullptr) chances->used = std::max(0, chances->used - 1);
}

Instant Attempts::free_at(std::string_view account, std::string_view source, Instant now) {
  const Failures* failures = failures_.find(key_of(account, source));
  if (failures != nullptr && is_locked(*failures, now)) return failures->last + limits_.lock;
  const Source& chances = refill(source, now);
  return chances.used < limits_.chances ? now : chances.refilled + limits_.chance_every;
}

}  // namespace guatu::account
