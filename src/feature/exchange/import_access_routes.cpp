// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_access_routes.hpp"

#include <algorithm>

#include "platform/api/exporting.hpp"

namespace guatu::exchange {

Result<void> check_sees(const api::Call& call, const ImportRun& run) {
  const api::Caller& caller = call.caller();
  if (run.uploaded_by == caller.actor.name) return {};
  const auto of_his = [&](std::string_view right) {
    return run.figures_of && !run.figures_of->empty() &&
           std::ranges::all_of(*run.figures_of, [&](const std::string& source) {
             return api::may(caller, right, {{"source", source}});
           });
  };
  const bool may_import = api::may(caller, kImportRight) || of_his(kImportRight);
  if (!may_import) return refuse(ErrorKind::forbidden, "", "api.no_right", {{"right", std::string(kImportRight)}});
  if (of_his("statistics.embargoed")) return {};
  return check_out(run, call.now());
}

Result<void> check_own(const api::Call& call, const ImportRun& run) {
  if (run.uploaded_by == call.caller().actor.name) return {};
  return refuse(ErrorKind::forbidden, "", "exchange.not_the_uploader", {{"id", run.id.value}});
}

Samples samples_for(const api::Call& call, const ImportRun& run) {
  return run.uploaded_by == call.caller().actor.name ? Samples::all : Samples::of_known_tables;
}

Result<void> check_may_bring(api::Call& call, const OpenedImport& import, const Preview& preview) {
  const api::Caller& caller = call.caller();
  if (api::may(caller, kImportRight)) return {};
  if (!import.run.unit.empty() && api::may(caller, kImportRight, {{"responsible", import.run.unit}})) return {};
  const auto sources = statistics_sources(call.reader(), preview);
  const bool all_own = sources && std::ranges::all_of(*sources, [&](const std::string& unit) {
                         return api::may(caller, kImportRight, {{"source", unit}});
                       });
  if (all_own) return {};
  return refuse(ErrorKind::forbidden, "", "exchange.not_yours", {{"file", import.run.files.front()}});
}

TemplatePlace place_of(api::Call& call, const std::vector<Layout>& layouts) {
  return {call.database().directory(), &layouts, call.today(), api::mark_of(call)};
}

}  // namespace guatu::exchange
