// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/import_routes.hpp"

#include <algorithm>
#include <memory>

#include "feature/exchange/import_view_routes.hpp"
#include "feature/exchange/preview_cache_routes.hpp"
#include "feature/exchange/upload_routes.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::exchange {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::string_view kRight = "import.run";
constexpr std::string_view kWorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t kLargeBytes = 512 * 1024;  // of one upload; beyond it others see that it is being read
constexpr std::uint64_t kUploadMax = 64U << 20;
constexpr std::size_t kChoicesMax = 1000;

const api::ListColumns kColumns{{"uploaded_at", "id", "files", "state"}, {"state", "uploaded_by", "form"}, {"files"}};

bool is_own(const Call& call, const ImportRun& run) { return run.uploaded_by == call.caller().actor.name; }

std::unexpected<Error> no_right() {
  return refuse(ErrorKind::forbidden, "", "api.no_right", {{"right", std::string(kRight)}});
}

// Who may see an import: the office, and who uploaded it.
Result<void> check_sees(const Call& call, const ImportRun& run) {
  if (api::may(call.caller(), kRight) || is_own(call, run)) return {};
  return no_right();
}

// Who may bring this into the registers: the office anything, a contact the form of his unit, a bureau its statistics.
Result<void> check_may_bring(Call& call, const OpenedImport& import, const Preview& preview) {
  if (api::may(call.caller(), kRight)) return {};
  if (!import.run.unit.empty() && api::may(call.caller(), kRight, {{"responsible", import.run.unit}})) return {};
  const auto sources = statistics_sources(call.reader(), preview);
  const bool all_own = sources && std::ranges::all_of(*sources, [&](const std::string& unit) {
                         return api::may(call.caller(), kRight, {{"source", unit}});
                       });
  if (all_own) return {};
  return refuse(ErrorKind::forbidden, "", "exchange.not_yours", {{"file", import.run.files.front()}});
}

Reply workbook_reply(std::string bytes, const std::string& name) {
  Reply reply;
  reply.body = std::move(bytes);
  reply.with("Content-Type", std::string(kWorkbookType))
      .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  reply.with("Cache-Control", "no-store");
  return reply;
}

std::string id_in_path(const Call& call) { return std::string(call.parameter("id")); }

template <class Item, class Write>
Reply page_of(const std::vector<const Item*>& items, const api::ListQuery& query, const Write& write) {
  const auto total = static_cast<std::int64_t>(items.size());
  const auto first = items.begin() + std::min(query.offset(), total);
  const std::vector<const Item*> page(first, first + std::min<std::int64_t>(query.page_size, items.end() - first));
  return api::list_reply(page, total, query, write);
}

bool fits(const api::ListQuery& query, std::string_view filter, std::string_view value) {
  const auto& wanted = query.filter(filter);
  return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

class ImportHandlers {
 public:
  explicit ImportHandlers(const std::vector<Layout>& layouts) : layouts_(layouts) {}

  static Result<Reply> list(Call& call) {
    api::ListShape shape = api::shape_of(kColumns);
    shape.direction = api::Direction::descending;
    GUATU_TRY(const auto query, api::parse_list_query(call.request(), shape));
    db::PageQuery wanted = api::page_query_of(query, kColumns);
    if (!api::may(call.caller(), kRight)) wanted.scope.push_back({"uploaded_by", {call.caller().actor.name}});
    const auto page = load_import_page(call.reader(), wanted);
    return api::list_reply(page.rows, page.total, query, [&](JsonWriter& json, const auto& one) {
      const auto parts = load_parts(call.reader(), one.row.id.value);
      write_summary(json, {&one.row, one.version, &parts, nullptr});
    });
  }

  // ---- upload ----

  struct Received {
    std::vector<OpenedImport> imports;
    std::vector<std::pair<std::string, Error>> refused;
  };

  Result<Reply> upload(Call& call) {
    GUATU_TRY(auto earlier, call.earlier_reply());
    if (earlier) return std::move(*earlier);
    api::Parameters parameters(call.request());
    std::optional<std::string> merge;
    parameters.optional("merge", merge);
    GUATU_CHECK(parameters.finish());
    GUATU_TRY(const Uploads uploads, read_uploads(call));
    Received received = receive(call, uploads, merge == "true");
    if (received.imports.empty()) return refuse(all_refusals(received));
    GUATU_CHECK(announce(call, uploads, received));
    std::vector<Preview> previews;
    for (OpenedImport& import : received.imports) {
      previews.push_back(preview_import(call.reader(), import, {&layouts_, {}}));
      GUATU_CHECK(check_may_bring(call, import, previews.back()));
      note_preview(import.run, previews.back());
    }
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      std::vector<const OpenedImport*> all;
      for (std::size_t i = 0; i < received.imports.size(); ++i) {
        put_import(tx, received.imports[i], received.imports.size() == 1 ? 0 : static_cast<int>(i) + 1);
        all.push_back(&received.imports[i]);
      }
      journal_upload(tx, all);
      return uploaded_reply(call, received, previews);
    });
  }

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
    write_import(json, {&found.row, found.version, &parts, shown ? &shown->preview : nullptr}, call.language());
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
      if (is_default && is_found && fits(query, "change", code_of(row.change)) && fits(query, "entity", row.entity))
        wanted.push_back(&row);
    }
    return page_of(wanted, query, [](JsonWriter& json, const PreviewRow* row) { write_row(json, *row); });
  }

  Result<Reply> cells(Call& call) {
    GUATU_TRY(const auto query,
              api::parse_list_query(call.request(), {.sorts = {"severity"}, .filters = {"severity"}}));
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    GUATU_TRY(const SharedPreview shown, preview_of(call, found));
    std::vector<const PreviewCell*> wanted;
    for (const PreviewCell& cell : shown->preview.cells)
      if (fits(query, "severity", code_of(cell.mark)) &&
          (query.q.empty() || cell.value.find(query.q) != std::string::npos))
        wanted.push_back(&cell);
    return page_of(wanted, query, [&](JsonWriter& json, const PreviewCell* cell) {
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
      const Preview preview = preview_import(call.reader(), import, {&layouts_, {}});
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
    GUATU_CHECK(fields.finish());
    GUATU_TRY(auto earlier, call.earlier_reply());
    if (earlier) return std::move(*earlier);
    GUATU_TRY(const auto found, find_import(call.reader(), id_in_path(call)));
    GUATU_CHECK(check_sees(call, found.row));
    const PreviewOptions options{&layouts_, applying.secrecy_reason};
    SharedPreview shown;
    if (applying.secrecy_reason.empty()) {
      GUATU_TRY(shown, preview_of(call, found));
    } else {
      GUATU_TRY(shown, new_preview(call, found.row.id.value, options));
    }
    GUATU_CHECK(check_may_bring(call, shown->import, shown->preview));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_TRY(const auto applied, apply_import(tx, shown->import, shown->preview, options, applying));
      return reply_with(call, {&applied.row, applied.version, &shown->import.parts, &shown->preview});
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
    GUATU_CHECK(check_sees(call, found.row));
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
  TemplatePlace place_of(Call& call) const { return {call.database().directory(), &layouts_, call.today()}; }
  blob::BlobStore blobs_of(Call& call) const { return blob::BlobStore(call.database().directory()); }

  // Reads every file; who is not the office may bring what he will be asked about later, but no foreign form.
  Received receive(Call& call, const Uploads& uploads, bool as_one) const {
    Received received;
    std::vector<TakenFile> together;
    for (const FileBytes& file : uploads.files) {
      auto taken = take_file(call.reader(), place_of(call), file);
      if (!taken) {
        received.refused.emplace_back(file.name, std::move(taken).error());
        continue;
      }
      if (as_one) {
        together.push_back(std::move(*taken));
        continue;
      }
      std::vector<TakenFile> alone;
      alone.push_back(std::move(*taken));
      received.imports.push_back(import_of(std::move(alone)));
    }
    if (!together.empty()) received.imports.push_back(import_of(std::move(together)));
    return received;
  }

  static Error all_refusals(const Received& received) {
    Error error{received.refused.front().second.kind, {}};
    for (const auto& [name, one] : received.refused)
      error.problems.insert(error.problems.end(), one.problems.begin(), one.problems.end());
    return error;
  }

  // A large upload is told to everybody while it is being read.
  Result<void> announce(Call& call, const Uploads& uploads, Received& received) const {
    std::size_t bytes = 0;
    for (const FileBytes& file : uploads.files) bytes += file.bytes.size();
    if (bytes < kLargeBytes) return {};
    bool is_known = true;
    for (OpenedImport& import : received.imports) {
      const auto reading = find_reading(call.reader(), call.caller().actor.name, import);
      is_known = is_known && reading.has_value();
      if (reading) import.run = reading->run;
    }
    if (is_known) return {};
    return call.write_ahead([&](db::Tx& tx) {
      std::vector<const OpenedImport*> all;
      for (std::size_t i = 0; i < received.imports.size(); ++i) {
        put_import(tx, received.imports[i], received.imports.size() == 1 ? 0 : static_cast<int>(i) + 1);
        all.push_back(&received.imports[i]);
      }
      journal_upload(tx, all);
    });
  }

  static Reply uploaded_reply(const Call& call, const Received& received, const std::vector<Preview>& previews) {
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

  Result<SharedPreview> new_preview(Call& call, const std::string& id, const PreviewOptions& options) const {
    GUATU_TRY(OpenedImport import, open_import(call.reader(), blobs_of(call), id));
    auto made = std::make_shared<PreviewedImport>();
    made->preview = preview_import(call.reader(), import, options);
    made->import = std::move(import);
    return SharedPreview(std::move(made));
  }

  Result<SharedPreview> preview_of(Call& call, const db::Versioned<ImportRun>& run) {
    if (auto known = cache_.find(run.row.id.value, run.version, call.reader().position())) return known;
    GUATU_TRY(SharedPreview made, new_preview(call, run.row.id.value, {&layouts_, {}}));
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
    const Preview preview = preview_import(call.reader(), import, {&layouts_, {}});
    GUATU_CHECK(check_may_bring(call, import, preview));
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_CHECK(save_import(tx, import, preview, expected, kind));
      return reply_with(call, {&import.run, import.version, &import.parts, &preview});
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
                      .right = kRight,
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
       .right = kRight,
       .summary = "Imports, the latest first",
       .handle = ImportHandlers::list,
       .reach = api::Reach::part,
       .freshness = api::Freshness::of_position},
      {.method = Method::del,
       .pattern = "/api/v1/imports/{id}",
       .right = kRight,
       .summary = "Drop an import that was not applied",
       .handle = ImportHandlers::drop,
       .reach = api::Reach::part},
  };
  routes[0].body_bytes = kUploadMax;
  routes[1].freshness = api::Freshness::of_position;
  return routes;
}

}  // namespace guatu::exchange
