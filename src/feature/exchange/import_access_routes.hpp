// SPDX-License-Identifier: Apache-2.0
// Who may bring what into the registers (导入权限): the office anything, a unit's contact the filled-in form of his
// unit, a bureau the statistics it releases; the office sees every import, others their own. Statistics before their
// release are for the uploader and the bureau alone, and what no layout reads for the uploader. Refuses
// exchange.not_yours, exchange.not_the_uploader, and what check_out() refuses.
#pragma once

#include <string>

#include "feature/exchange/import_run_actions.hpp"
#include "feature/exchange/import_view_routes.hpp"
#include "platform/api/call.hpp"

namespace guatu::exchange {

inline constexpr std::string_view kImportRight = "import.run";

Result<void> check_sees(const api::Call& call, const ImportRun& run);
Result<void> check_own(const api::Call& call, const ImportRun& run);
Samples samples_for(const api::Call& call, const ImportRun& run);
Result<void> check_may_bring(api::Call& call, const OpenedImport& import, const Preview& preview);

TemplatePlace place_of(api::Call& call, const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
