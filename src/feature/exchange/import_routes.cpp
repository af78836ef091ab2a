// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_routes.hpp"

#include <algorithm>
#include <memory>

#include "feature/exchange/import_access_routes.hpp"
#include "feature/exchange/import_upload_routes.hpp"
#include "feature/exchange/import_view_routes.hpp"
#include "feature/exchange/preview_cache_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"

namespace guatu::exchange {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::uint64_t kUploadMax = 64U << 20;

const api::ListColumns kColumns{{"uploaded_at", "id", "files", "state"}, {"state", "uploaded_by", "form"}, {"files"}};

std::string id_in_path(const Call& call) { return std::string(call.parameter("id")); }

class ImportHandlers {
 public:
  explicit ImportHandlers(const std::vector<Layout>& layouts) : layouts_(layouts) {}

  static Result<Reply> list(Call& call) {
    api::ListShape shape = api::shape_of(kColumns);
    shape.direction = api::Direction::descending;
    GUATU_TRY(const auto query, api::parse_list_query(call.request(), shape));
    db::PageQuery wanted = api::page_query_of(query, kColumns);
    if (!api::may(call.caller(), kImportRight)) wanted.scope.push_back({"uploaded_by", {call.caller().actor.name}});
    const auto page = load_import_page(call.reader(), wanted);
    return api::list_reply(page.rows, page.total, query, [&](JsonWriter& json, const auto& one) {
      const auto parts = load_parts(call.reader(), one.row.id.value);
      write_summary(json, {&one.row, one.version, &parts, nullptr});
    });
  }

  Result<Reply> upload(Call& call) { return upload_imports(call, layouts_); }

  // ---- one import ----

  Result<Reply> get(Call& call) {
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    const auto parts = load_parts(call.reader(), found.row.id.value);
    SharedPreview shown;
    if (found.row.state != ImportState::reading) {
      GUATU_TRY(shown, preview_of(call, found));
    }
    JsonWriter json;
    write_import(json,
                 {&found.row, found.version, &parts, shown ? &shown->preview : nullptr, samples_for(call, found.row)},
                 call.language());
    return http::json_reply(200, json.take());
  }

  Result<Reply> rows(Call& call) {
    GUATU_TRY(const auto query,
              api::parse_list_query(call.request(), {.sorts = {"id"}, .filters = {"entity", "change"}}));
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    SharedPreview shown;
    std::vector<PreviewRow> done;
    if (is_open(found.row.state)) {
      GUATU_TRY(shown, preview_of(call, found));
    } else {
      done = load_applied_rows(call.reader(), found.row);
    }
    std::vector<const PreviewRow*> wanted;
    for (const PreviewRow& row : shown ? shown->preview.rows : done) {
      const bool is_default = !query.filter("change").empty() || row.change != Change::unchanged;
      const bool is_found =
          query.q.empty() || row.id.find(query.q) != std::string::npos || row.after.find(query.q) != std::string::npos;
      if (is_default && is_found && query.admits("change", code_of(row.change)) && query.admits("entity", row.entity))
        wanted.push_back(&row);
    }
    return api::cut_list_reply(wanted, query, [](JsonWriter& json, const PreviewRow* row) { write_row(json, *row); });
  }

  Result<Reply> cells(Call& call) {
    GUATU_TRY(const auto query,
              api::parse_list_query(call.request(), {.sorts = {"severity"}, .filters = {"severity"}}));
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    GUATU_TRY(const SharedPreview shown, preview_of(call, found));
    std::vector<const PreviewCell*> wanted;
    for (const PreviewCell& cell : shown->preview.cells)
      if (query.admits("severity", code_of(cell.mark)) &&
          (query.q.empty() || cell.value.find(query.q) != std::string::npos))
        wanted.push_back(&cell);
    return api::cut_list_reply(wanted, query, [&](JsonWriter& json, const PreviewCell* cell) {
      write_cell(json, *cell, shown->import.parts, call.language());
    });
  }

  Result<Reply> put_cells(Call& call) {
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    std::vector<CellChoice> choices;
    const auto objects = fields.objects("cells");
    for (std::size_t i = 0; i < objects.size(); ++i) {
      api::Fields one(objects[i], "cells[" + std::to_string(i) + "]");
      CellChoice choice;
      one.optional_text("file", choice.file, 200);
      one.required_text("sheet", choice.sheet, 100);
      one.required_text("cell", choice.cell, 20);
      const auto value = objects[i].find("value");
      std::string text;
      one.optional_text("value", text, api::kTextMax);
      if (value && !value->is_null()) choice.value = text;
      fields.add(one.finish());
      choices.push_back(std::move(choice));
    }
    if (objects.empty()) fields.refuse("cells", "api.field_missing");
    GUATU_CHECK(fields.finish());
    return change(call, "exchange.corrected",
                  [&](OpenedImport& import) { return correct_cells(import, choices, call.caller().actor.name); });
  }

  Result<Reply> put_mapping(Call& call) {
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    std::int64_t table = 0;
    std::vector<ColumnChoice> choices;
    fields.required("table", table);
    const auto objects = fields.objects("columns");
    for (std::size_t i = 0; i < objects.size(); ++i) {
      api::Fields one(objects[i], "columns[" + std::to_string(i) + "]");
      ColumnChoice choice;
      std::string field;
      one.required_text("column", choice.column, 5);
      one.optional_text("field", field, 60);
      const auto given = objects[i].find("field");
      if (given && !given->is_null()) choice.field = field;
      fields.add(one.finish());
      choices.push_back(std::move(choice));
    }
    GUATU_CHECK(fields.finish());
    return change(call, "exchange.mapped", [&](OpenedImport& import) -> Result<void> {
      const Preview preview = preview_import(call.reader(), import, {&layouts_, {}, call.now()});
      return name_columns(import, preview, table, choices, layouts_);
    });
  }

  Result<Reply> apply(Call& call) {
    Applying applying;
    GUATU_TRY(applying.expected_version, call.expected_version());
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    fields.required_text("effect", applying.effect, 64);
    fields.optional_text("secrecy_reason", applying.secrecy_reason, 400);
    fields.optional_text("reason", applying.reason, 400);
    GUATU_CHECK(fields.finish());
    GUATU_TRY(auto earlier, call.earlier_reply());
    if (earlier) return std::move(*earlier);
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    const PreviewOptions options{&layouts_, applying.secrecy_reason, call.now()};
    SharedPreview shown;
    if (applying.secrecy_reason.empty()) {
      GUATU_TRY(shown, preview_of(call, found));
    } else {
      GUATU_TRY(shown, new_preview(call, found.row.id.value, options));
    }
    GUATU_CHECK(check_may_bring(call, shown->import, shown->preview));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      if (is_open(found.row.state)) GUATU_CHECK(check_forms(tx, place_of(call, layouts_), shown->import));
      GUATU_TRY(const auto applied, apply_import(tx, shown->import, shown->preview, options, applying));
      return reply_with(
          call, {&applied.row, applied.version, &shown->import.parts, &shown->preview, samples_for(call, applied.row)});
    });
  }

  Result<Reply> undo(Call& call) {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    std::string reason;
    fields.required_text("reason", reason, 400);
    GUATU_CHECK(fields.finish());
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_CHECK(undo_import_run(tx, found.row.id.value, reason, expected));
      GUATU_TRY(const auto undone, find_import(tx, found.row.id.value));
      const auto parts = load_parts(tx, found.row.id.value);
      return reply_with(call, {&undone.row, undone.version, &parts, nullptr});
    });
  }

  static Result<Reply> drop(Call& call) {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_CHECK(drop_import(tx, id_in_path(call), expected));
      return api::no_content();
    });
  }

  Result<Reply> errors(Call& call) {
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    // The whole workbook as it came: with figures that no layout has read, whose hour nobody knows.
    GUATU_CHECK(check_own(call, found.row));
    GUATU_TRY(const SharedPreview shown, preview_of(call, found));
    std::vector<std::string> sentences;
    for (const PreviewCell& cell : shown->preview.cells)
      sentences.push_back(cell.problem.code.empty()
                              ? std::string()
                              : message::sentence_for(cell.problem.code, cell.problem.args, call.language()));
    GUATU_TRY(std::string bytes, make_error_workbook(shown->import, shown->preview, sentences, call.now()));
    return workbook_reply(std::move(bytes), "import-" + found.row.id.value + "-errors.xlsx");
  }

  Result<Reply> show_layouts(Call&) {
    JsonWriter json;
    write_layouts(json, layouts_);
    return http::json_reply(200, json.take());
  }

 private:
  blob::BlobStore blobs_of(Call& call) const { return blob::BlobStore(call.database().directory()); }

  Result<SharedPreview> new_preview(Call& call, const std::string& id, const PreviewOptions& options) const {
    GUATU_TRY(OpenedImport import, open_import(call.reader(), blobs_of(call), id));
    auto made = std::make_shared<PreviewedImport>();
    made->preview = preview_import(call.reader(), import, options);
    made->import = std::move(import);
    return SharedPreview(std::move(made));
  }

  Result<SharedPreview> preview_of(Call& call, const db::Versioned<ImportRun>& run) {
    if (auto known = cache_.find(run.row.id.value, run.version, call.reader().position())) return known;
    GUATU_TRY(SharedPreview made, new_preview(call, run.row.id.value, {&layouts_, {}, call.now()}));
    cache_.keep(made);
    return made;
  }

  static Reply reply_with(const Call& call, const ShownImport& shown) {
    JsonWriter json;
    write_import(json, shown, call.language());
    return api::entity_reply(200, json, shown.version);
  }

  // What people say of an import: decided and previewed outside of the transaction, saved inside.
  Result<Reply> change(Call& call, const char* kind, const std::function<Result<void>(OpenedImport&)>& decide) {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    GUATU_TRY(auto earlier, call.earlier_reply());
    if (earlier) return std::move(*earlier);
    GUATU_TRY(OpenedImport import, open_import(call.reader(), blobs_of(call), id_in_path(call)));
    GUATU_CHECK(check_sees(call, import.run));
    GUATU_CHECK(check_open(import.run));
    GUATU_CHECK(decide(import));
    const Preview preview = preview_import(call.reader(), import, {&layouts_, {}, call.now()});
    GUATU_CHECK(check_may_bring(call, import, preview));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_CHECK(save_import(tx, import, preview, expected, kind));
      return reply_with(call, {&import.run, import.version, &import.parts, &preview, samples_for(call, import.run)});
    });
  }

  std::vector<Layout> layouts_;
  PreviewCache cache_;
};

}  // namespace

std::vector<api::Route> import_routes(const std::vector<Layout>& layouts) {
  const auto handlers = std::make_shared<ImportHandlers>(layouts);
  using Handle = Result<Reply> (ImportHandlers::*)(Call&);
  const auto route = [&](Method method, std::string_view pattern, std::string_view summary, Handle handle) {
    return api::Route{.method = method,
                      .pattern = pattern,
                      .right = kImportRight,
                      .summary = summary,
                      .handle = [handlers, handle](Call& call) { return (*handlers.*handle)(call); },
                      .reach = api::Reach::part};
  };
  std::vector<api::Route> routes{
      route(Method::post, "/api/v1/imports", "Upload workbooks and preview them", &ImportHandlers::upload),
      route(Method::get, "/api/v1/imports/{id}", "One import with its tables and proposed mapping",
            &ImportHandlers::get),
      route(Method::get, "/api/v1/imports/{id}/rows", "What an import would do, or did, row by row",
            &ImportHandlers::rows),
      route(Method::get, "/api/v1/imports/{id}/cells", "Wrong and doubtful cells of an import, and corrected ones",
            &ImportHandlers::cells),
      route(Method::put, "/api/v1/imports/{id}/cells", "Correct cells of an import; the file stays as it came",
            &ImportHandlers::put_cells),
      route(Method::put, "/api/v1/imports/{id}/mapping",
            "Say which column is which field; remembered for the form once applied", &ImportHandlers::put_mapping),
      route(Method::post, "/api/v1/imports/{id}/apply", "Apply an import, all of it or nothing",
            &ImportHandlers::apply),
      route(Method::post, "/api/v1/imports/{id}/undo", "Take an applied import back", &ImportHandlers::undo),
      route(Method::get, "/api/v1/imports/{id}/errors.xlsx", "The workbook with its wrong cells marked",
            &ImportHandlers::errors),
      route(Method::get, "/api/v1/layouts", "Tables that an import knows, with their fields",
            &ImportHandlers::show_layouts),
      {.method = Method::get,
       .pattern = "/api/v1/imports",
       .right = kImportRight,
       .summary = "Imports, the latest first",
       .handle = ImportHandlers::list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::del,
       .pattern = "/api/v1/imports/{id}",
       .right = kImportRight,
       .summary = "Drop an import that was not applied",
       .handle = ImportHandlers::drop,
       .reach = api::Reach::part},
  };
  routes[0].body_bytes = kUploadMax;
  routes[1].freshness = api::Freshness::of_position;
  return routes;
}

}  // namespace guatu::exchange
