// SPDX-License-Identifier: Apache-2.0
// Enterprises (企业): owners of projects and subjects of care, keyed by the unified social credit code
// (统一社会信用代码). A wrong check digit is a finding, not a refusal: real early codes fail it.
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "feature/unit/unit.hpp"

namespace guatu::enterprise {

struct Enterprise {
  Id<Enterprise> id;  // credit code
  std::string name;
  std::string industry;
  std::string product;
  std::optional<Id<unit::Unit>> location;  // 所在镇街园区
  std::string above_scale;                 // 是 | 否 | empty: 规上（限上）
  std::string contact_leader;
  std::string phone;
  std::string note;
};

}  // namespace guatu::enterprise
