// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/rulebook.hpp"

#include "engine/loop/kind_toml.hpp"

namespace guatu::matter {

Result<std::vector<loop::Kind>> read_kinds(std::string_view toml) { return loop::parse_kinds(toml, "kinds.toml"); }

Result<const loop::Kind*> known_kind(const std::vector<loop::Kind>& kinds, std::string_view name) {
  if (const loop::Kind* kind = loop::find_kind(kinds, name)) return kind;
  std::string accepted;
  for (const auto& kind : kinds) accepted += (accepted.empty() ? "" : "、") + kind.word + "（" + kind.code + "）";
  return refuse(ErrorKind::invalid, "kind", "matter.unknown_kind",
                {{"value", std::string(name)}, {"accepted", std::move(accepted)}});
}

std::string limit_text(const loop::Limit& limit) {
  if (limit.hours > 0) return std::to_string(limit.hours) + " hours";
  const std::string length = std::to_string(limit.term.length);
  switch (limit.term.unit) {
    case calendar::TermUnit::workdays:
      return length + " workdays";
    case calendar::TermUnit::months:
      return length + " months";
    case calendar::TermUnit::calendar_days:
      break;
  }
  return length + " days";
}

}  // namespace guatu::matter
