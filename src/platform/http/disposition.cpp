// SPDX-License-Identifier: Apache-2.0
#include "platform/http/disposition.hpp"

#include "platform/http/percent.hpp"

namespace guatu::http {

std::string disposition(Showing showing, std::string_view plain, std::string_view name) {
  std::string field(showing == Showing::in_the_page ? "inline" : "attachment");
  field += "; filename=\"";
  field += plain;
  field += "\"; filename*=UTF-8''";
  return field + encode_percent(name);
}

}  // namespace guatu::http
