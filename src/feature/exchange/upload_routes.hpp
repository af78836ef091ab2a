// SPDX-License-Identifier: Apache-2.0
// Uploaded files out of a request (上传): a browser's form with several files, or JSON with texts and base64. Refuses
// exchange.no_files, exchange.too_many_files, exchange.bad_base64 and what reading a form or fields refuses.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "feature/exchange/import_run_actions.hpp"
#include "platform/api/call.hpp"

namespace guatu::exchange {

inline constexpr std::size_t kFilesMax = 100;

struct Uploads {
  std::vector<FileBytes> files;  // views into the request, or into `decoded`
  std::deque<std::string> decoded;
};

Result<Uploads> read_uploads(api::Call& call);

}  // namespace guatu::exchange
