// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_upload_routes.hpp"

#include <algorithm>

#include "feature/exchange/import_access_routes.hpp"
#include "feature/exchange/import_view_routes.hpp"
#include "feature/exchange/upload_routes.hpp"
#include "platform/api/list_query.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::exchange {
namespace {

using api::Call;
using http::Reply;

constexpr std::size_t kLargeBytes = 512 * 1024;  // of one upload; beyond it others see that it is being read

struct Received {
  std::vector<OpenedImport> imports;
  std::vector<std::pair<std::string, Error>> refused;
};

enum class Together { each_alone, as_one };

Received receive(Call& call, const Uploads& uploads, const std::vector<Layout>& layouts, Together together) {
  Received received;
  std::vector<TakenFile> all;
  for (const FileBytes& file : uploads.files) {
    auto taken = take_file(call.reader(), place_of(call, layouts), file);
    if (!taken) {
      received.refused.emplace_back(file.name, std::move(taken).error());
      continue;
    }
    all.push_back(std::move(*taken));
    if (together == Together::as_one) continue;
    received.imports.push_back(import_of(std::move(all)));
    all.clear();
  }
  if (!all.empty()) received.imports.push_back(import_of(std::move(all)));
  return received;
}

Error all_refusals(const Received& received) {
  Error error{received.refused.front().second.kind, {}};
  for (const auto& [name, one] : received.refused)
    error.problems.insert(error.problems.end(), one.problems.begin(), one.problems.end());
  return error;
}

void put_imports(db::Tx& tx, std::vector<OpenedImport>& imports) {
  std::vector<const OpenedImport*> all;
  for (std::size_t i = 0; i < imports.size(); ++i) {
    put_import(tx, imports[i], imports.size() == 1 ? 0 : static_cast<int>(i) + 1);
    all.push_back(&imports[i]);
  }
  journal_upload(tx, all);
}

// A large upload of the office is told to everybody while it is being read. Sent again after a time-out it is known.
Result<void> announce(Call& call, const Uploads& uploads, std::vector<OpenedImport>& imports) {
  std::size_t bytes = 0;
  for (const FileBytes& file : uploads.files) bytes += file.bytes.size();
  if (bytes < kLargeBytes || !api::may(call.caller(), kImportRight)) return {};
  bool are_known = true;
  for (OpenedImport& import : imports) {
    const auto reading = find_reading(call.reader(), call.caller().actor.name, import);
    are_known = are_known && reading.has_value();
    if (reading) import.run = reading->run;
  }
  if (are_known) return {};
  return call.write_ahead([&](db::Tx& tx) { put_imports(tx, imports); });
}

Reply uploaded_reply(const Call& call, const Received& received, const std::vector<Preview>& previews) {
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < received.imports.size(); ++i) {
    const OpenedImport& import = received.imports[i];
    write_import(json, {&import.run, import.version, &import.parts, &previews[i]}, call.language());
  }
  json.end_array().key("refused").begin_array();
  for (const auto& [name, error] : received.refused) {
    json.begin_object().member("file", name).key("problems");
    message::write_problems(json, error.problems, call.language());
    json.end_object();
  }
  json.end_array().end_object();
  Reply reply = http::json_reply(201, json.take());
  reply.with("Location", "/api/v1/imports/" + received.imports.front().run.id.value);
  return reply;
}

}  // namespace

Result<Reply> upload_imports(Call& call, const std::vector<Layout>& layouts) {
  GUATU_TRY(auto earlier, call.earlier_reply());
  if (earlier) return std::move(*earlier);
  api::Parameters parameters(call.request());
  std::optional<std::string> merge;
  parameters.optional("merge", merge);
  GUATU_CHECK(parameters.finish());
  GUATU_TRY(const Uploads uploads, read_uploads(call));
  const Together together = merge == "true" ? Together::as_one : Together::each_alone;
  Received received = receive(call, uploads, layouts, together);
  if (received.imports.empty()) return refuse(all_refusals(received));
  GUATU_CHECK(announce(call, uploads, received.imports));
  std::vector<Preview> previews;
  for (OpenedImport& import : received.imports) {
    previews.push_back(preview_import(call.reader(), import, {&layouts, {}, call.now()}));
    GUATU_CHECK(check_may_bring(call, import, previews.back()));
    note_preview(import.run, previews.back());
  }
  return call.write([&](db::Tx& tx) -> Result<Reply> {
    put_imports(tx, received.imports);
    return uploaded_reply(call, received, previews);
  });
}

}  // namespace guatu::exchange
