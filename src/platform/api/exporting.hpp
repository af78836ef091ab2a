// SPDX-License-Identifier: Apache-2.0
// What leaves as a workbook (导出): all that a list shows instead of a page of it, out of one view of the store, with
// the caller's watermark. Refuses api.too_many_to_export.
#pragma once

#include <string>

#include "base/sheet_out.hpp"
#include "platform/api/call.hpp"
#include "platform/db/page.hpp"

namespace guatu::api {

inline constexpr std::int64_t kExportedMax = 10'000;

// Who asks, and when.
sheet_out::Mark mark_of(const Call& call);
// All of a list instead of a page of it.
db::PageQuery whole_of(db::PageQuery page);
Result<void> check_exported(std::int64_t total);
// An xlsx to be saved under a name of ASCII letters.
http::Reply workbook_reply(std::string bytes, const std::string& name);

}  // namespace guatu::api
