// SPDX-License-Identifier: Apache-2.0
#include "feature/form/form_routes.hpp"

#include <algorithm>
#include <memory>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "feature/form/form_actions.hpp"
#include "platform/api/call.hpp"
#include "platform/api/fields.hpp"
#include "platform/api/listing.hpp"
#include "platform/api/reply.hpp"
#include "platform/message/problem_json.hpp"

namespace guatu::form {
namespace {

using api::Call;
using http::Method;
using http::Reply;
using Catalog = std::shared_ptr<const FieldCatalog>;

std::vector<api::Relation> relations_in(const Form& form) {
  std::vector<api::Relation> relations;
  for (const auto& unit : form.units) relations.push_back({"responsible", unit.value});
  return relations;
}

Id<Form> id_in_path(const Call& call) { return {std::string(call.parameter("id"))}; }

Result<std::vector<api::Relation>> relations_of(Call& call) {
  GUATU_TRY(const auto found, find_form(call.reader(), id_in_path(call)));
  return relations_in(found.row);
}

void write_terms(JsonWriter& json, const Form& form) {
  json.member("id", form.id.value).member("name", form.name).member("approver", form.approver);
  json.member("basis", form.basis).member("frequency", code_of(form.frequency));
  api::member(json, "starts_on", form.starts_on);
  json.member("ends_on", format_date(form.ends_on)).member("layout", form.layout);
  api::member(json, "fields", form.fields);
  json.key("units").begin_array();
  for (const auto& unit : form.units) json.text(unit.value);
  json.end_array().member("note", form.note);
}

void write_life(JsonWriter& json, const Form& form) {
  json.member("state", code_of(form.state)).member("proposed_by", form.proposed_by);
  json.member("proposed_on", format_date(form.proposed_on)).member("approved_by", form.approved_by);
  api::member(json, "approved_on", form.approved_on);
  json.member("closed_by", form.closed_by);
  api::member(json, "closed_on", form.closed_on);
  json.member("close_reason", form.close_reason);
  json.member("closed_through",
              form.closed_through ? std::optional(format_month(*form.closed_through)) : std::optional<std::string>());
}

class FormHandlers {
 public:
  explicit FormHandlers(FieldCatalog catalog) : catalog_(std::make_shared<const FieldCatalog>(std::move(catalog))) {}

  void write(JsonWriter& json, const db::Versioned<Form>& form, const AskedRows& rows, const Call& call,
             const db::Reader& reader) const {
    json.begin_object();
    write_terms(json, form.row);
    write_life(json, form.row);
    std::int64_t total = 0;
    json.key("cells").begin_array();
    for (const auto& unit : form.row.units) {
      const std::int64_t cells = count_cells(form.row, *catalog_, rows, unit);
      total += cells;
      json.begin_object().member("unit", unit.value).member("cells", cells).end_object();
    }
    json.end_array().member("cells_total", total).key("findings");
    message::write_problems(json, load_held(reader, form.row, *catalog_, call.today()), call.language());
    json.member("version", form.version).end_object();
  }

  Reply reply_with(int status, const db::Versioned<Form>& form, const Call& call, const db::Reader& reader) const {
    JsonWriter json;
    write(json, form, load_asked_rows(reader, call.today()), call, reader);
    return api::entity_reply(status, json, form.version);
  }

  Result<Reply> list(Call& call) const {
    GUATU_TRY(const auto query, api::parse_list_query(call.request(), {.sorts = {"ends_on", "id", "name"},
                                                                       .filters = {"state", "layout"},
                                                                       .direction = api::Direction::descending}));
    auto forms = load_forms(call.reader());
    std::erase_if(forms, [&](const db::Versioned<Form>& form) {
      return !api::may(call.caller(), "form.read", relations_in(form.row)) ||
             !query.admits("state", code_of(form.row.state)) || !query.admits("layout", form.row.layout) ||
             form.row.name.find(query.q) == std::string::npos;
    });
    std::ranges::stable_sort(forms, {}, [&](const db::Versioned<Form>& form) {
      const std::string& id = form.row.id.value;
      return query.sort == "id" ? id : (query.sort == "name" ? form.row.name : format_date(form.row.ends_on)) + id;
    });
    if (query.direction == api::Direction::descending) std::ranges::reverse(forms);
    const AskedRows rows = load_asked_rows(call.reader(), call.today());
    return api::cut_list_reply(
        forms, query, [&](JsonWriter& json, const auto& form) { write(json, form, rows, call, call.reader()); });
  }

  Result<Reply> get(Call& call) const {
    GUATU_TRY(const auto found, find_form(call.reader(), id_in_path(call)));
    return reply_with(200, found, call, call.reader());
  }

  static void read(api::Fields& fields, Form& form) {
    fields.required_text("name", form.name, 100);
    fields.required_text("approver", form.approver, 100);
    fields.required_text("basis", form.basis, 400);
    fields.required("frequency", form.frequency);
    fields.optional("starts_on", form.starts_on);
    fields.required("ends_on", form.ends_on);
    fields.optional_text("layout", form.layout, 40);
    fields.required("fields", form.fields);
    fields.required("units", form.units);
    fields.optional_text("note", form.note, api::kTextMax);
  }

  Result<Reply> post(Call& call) const {
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    Form form;
    fields.required("id", form.id);
    read(fields, form);
    GUATU_CHECK(fields.finish());
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_TRY(const auto made, propose_form(tx, form, *catalog_));
      return std::move(reply_with(201, made, call, tx).with("Location", "/api/v1/forms/" + form.id.value));
    });
  }

  Result<Reply> put(Call& call) const {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    Form form;
    form.id = id_in_path(call);
    read(fields, form);
    GUATU_CHECK(fields.finish());
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_TRY(const auto edited, edit_form(tx, form, *catalog_, expected));
      return reply_with(200, edited, call, tx);
    });
  }

  Result<Reply> approve(Call& call) const {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_TRY(const auto approved, approve_form(tx, id_in_path(call), expected));
      return reply_with(200, approved, call, tx);
    });
  }

  Result<Reply> close(Call& call) const {
    GUATU_TRY(const std::int64_t expected, call.expected_version());
    GUATU_TRY(const json::Value body, call.body());
    api::Fields fields(body);
    Closing closing;
    fields.required_text("reason", closing.reason, 400);
    fields.optional("through", closing.through);
    GUATU_CHECK(fields.finish());
    return call.write([&](db::Tx& tx) -> Result<Reply> {
      GUATU_TRY(const auto closed, close_form(tx, id_in_path(call), closing, expected));
      return reply_with(200, closed, call, tx);
    });
  }

 private:
  Catalog catalog_;
};

void write_asked(JsonWriter& json, const AskedForm& asked) {
  json.begin_object().member("form", asked.form.id.value).member("name", asked.form.name);
  json.member("frequency", code_of(asked.form.frequency)).member("cells", asked.cells);
  json.member("cells_in_month", asked.cells_in_month).end_object();
}

Result<Reply> burden(const FieldCatalog& catalog, Call& call) {
  api::Parameters parameters(call.request());
  std::optional<Month> period;
  std::optional<std::string> units;  // several, by comma
  parameters.optional("period", period);
  parameters.optional("unit", units);
  GUATU_CHECK(parameters.finish());
  const Month month = period.value_or(Month::of(call.today()));
  const auto wanted = split(units.value_or(""), ",");
  JsonWriter json;
  json.begin_object().member("period", format_month(month)).key("items").begin_array();
  for (const UnitBurden& unit : load_burden(call.reader(), catalog, month, call.today())) {
    if (!wanted.empty() && std::ranges::find(wanted, unit.unit.value) == wanted.end()) continue;
    if (!api::may(call.caller(), "form.read", {{"responsible", unit.unit.value}})) continue;
    std::int64_t total = 0;
    for (const AskedForm& asked : unit.forms) total += asked.cells_in_month;
    json.begin_object().member("unit", unit.unit.value).member("cells_in_month", total).key("forms").begin_array();
    for (const AskedForm& asked : unit.forms) write_asked(json, asked);
    json.end_array().end_object();
  }
  return http::json_reply(200, json.end_array().end_object().take());
}

}  // namespace

std::vector<api::Route> form_routes(FieldCatalog catalog) {
  const auto shared = std::make_shared<const FieldCatalog>(catalog);
  const auto handlers = std::make_shared<const FormHandlers>(std::move(catalog));
  const auto with = [&](Result<Reply> (FormHandlers::*handle)(Call&) const) {
    return [handlers, handle](Call& call) { return (*handlers.*handle)(call); };
  };
  const auto route = [&](Method method, std::string_view pattern, std::string_view right, std::string_view summary,
                         Result<Reply> (FormHandlers::*handle)(Call&) const) {
    return api::Route{.method = method, .pattern = pattern, .right = right, .summary = summary, .handle = with(handle)};
  };
  std::vector<api::Route> routes{
      route(Method::get, "/api/v1/forms", "form.read", "Forms that lower units are asked to fill in",
            &FormHandlers::list),
      route(Method::post, "/api/v1/forms", "form.edit", "Register a form; another person approves it",
            &FormHandlers::post),
      route(Method::get, "/api/v1/forms/{id}", "form.read", "One form", &FormHandlers::get),
      route(Method::put, "/api/v1/forms/{id}", "form.edit", "Edit a form; it has to be approved again",
            &FormHandlers::put),
      route(Method::post, "/api/v1/forms/{id}/approve", "form.approve", "Approve a form that another person registered",
            &FormHandlers::approve),
      route(Method::post, "/api/v1/forms/{id}/close", "form.edit", "Close a form, or its periods up to one",
            &FormHandlers::close),
      {.method = Method::get,
       .pattern = "/api/v1/forms/burden",
       .right = "form.read",
       .summary = "Cells asked of each unit, by form",
       .handle = [shared](Call& call) { return burden(*shared, call); },
       .reach = api::Reach::part},
  };
  routes[0].reach = api::Reach::part;
  routes[0].freshness = api::Freshness::of_position;
  routes[2].reach = api::Reach::record;
  routes[2].relations = relations_of;
  return routes;
}

}  // namespace guatu::form
