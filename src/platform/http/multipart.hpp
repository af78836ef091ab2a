// SPDX-License-Identifier: Apache-2.0
// multipart/form-data (表单与上传文件, RFC 7578): the parts of a body that was read whole, as views into it. Refuses
// http.not_multipart, http.multipart_malformed, http.multipart_too_many_parts, http.file_name_malformed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guatu::http {

struct Part {
  std::string name;
  std::optional<std::string> file_name;  // without folders; empty when no file was chosen
  std::string content_type;
  std::string_view content;  // in the body
};

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace guatu::http
