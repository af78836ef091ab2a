// SPDX-License-Identifier: Apache-2.0
// Answering an upload (上传导入): every file read and kept, one import each or one of all, previewed before the writing
// transaction. Of several files the good ones are kept; when none is good the upload is refused with all reasons.
#pragma once

#include <vector>

#include "feature/exchange/layout.hpp"
#include "platform/api/call.hpp"

namespace guatu::exchange {

Result<http::Reply> upload_imports(api::Call& call, const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
