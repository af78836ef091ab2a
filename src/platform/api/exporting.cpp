// SPDX-License-Identifier: Apache-2.0
#include "platform/api/exporting.hpp"

namespace guatu::api {

sheet_out::Mark mark_of(const Call& call) {
  const Caller& caller = call.caller();
  return {caller.person.empty() ? caller.actor.name : caller.person, call.now()};
}

db::PageQuery whole_of(db::PageQuery page) {
  page.offset = 0;
  page.limit = kExportedMax;
  return page;
}

Result<void> check_exported(std::int64_t total) {
  if (total <= kExportedMax) return {};
  return refuse(ErrorKind::too_large, "", "api.too_many_to_export",
                {{"rows", std::to_string(total)}, {"max", std::to_string(kExportedMax)}});
}

http::Reply workbook_reply(std::string bytes, const std::string& name) {
  http::Reply reply;
  reply.body = std::move(bytes);
  reply.with("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  reply.with("Content-Disposition", "attachment; filename=\"" + name + "\"").with("Cache-Control", "no-store");
  return reply;
}

}  // namespace guatu::api
