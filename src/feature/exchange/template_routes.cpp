// SPDX-License-Identifier: Apache-2.0
#include "feature/exchange/template_routes.hpp"

#include "base/json_writer.hpp"
#include "feature/exchange/import_access_routes.hpp"
#include "feature/exchange/template_actions.hpp"
#include "feature/form/form_period.hpp"
#include "platform/api/call.hpp"
#include "platform/api/list_query.hpp"

namespace guatu::exchange {
namespace {

using api::Call;
using http::Method;
using http::Reply;

constexpr std::string_view kRight = "template.read";
constexpr std::string_view kEnding = ".xlsx";

// The id before .xlsx.
Result<std::string> id_of_file(const Call& call) {
  const std::string_view file = call.parameter("file");
  if (!file.ends_with(kEnding) || file.size() == kEnding.size())
    return refuse(ErrorKind::not_found, "", "api.no_such_record", {{"id", std::string(file)}});
  return std::string(file.substr(0, file.size() - kEnding.size()));
}

class TemplateHandlers {
 public:
  explicit TemplateHandlers(const std::vector<Layout>& layouts) : layouts_(layouts) {}

  Result<Reply> list(Call& call) const {
    const form::AskedRows rows = form::load_asked_rows(call.reader(), call.today());
    const form::FieldCatalog catalog = field_catalog(layouts_);
    JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const auto& [form, version] : form::load_forms(call.reader())) {
      if (form.layout.empty() || !form.is_running(call.today())) continue;
      for (const auto& unit : form.units) {
        if (!api::may(call.caller(), kRight, {{"responsible", unit.value}})) continue;
        json.begin_object().member("form", form.id.value).member("name", form.name).member("layout", form.layout);
        json.member("version", form.edition).member("unit", unit.value);
        json.member("cells", form::count_cells(form, catalog, rows, unit)).key("periods").begin_array();
        for (const std::string& period : form::open_periods(form, call.today())) json.text(period);
        json.end_array().member("ends_on", format_date(form.ends_on)).end_object();
      }
    }
    return http::json_reply(200, json.end_array().end_object().take());
  }

  Result<Reply> get(Call& call) const {
    api::Parameters parameters(call.request());
    TemplateWish wish;
    parameters.required("unit", wish.unit);
    parameters.required("period", wish.period);
    GUATU_CHECK(parameters.finish());
    GUATU_TRY(wish.form, id_of_file(call));
    if (!api::may(call.caller(), kRight, {{"responsible", wish.unit}}))
      return refuse(ErrorKind::forbidden, "unit", "api.no_right", {{"right", std::string(kRight)}});
    GUATU_TRY(std::string bytes, make_form_template(call.reader(), place_of(call, layouts_), wish));
    return workbook_reply(std::move(bytes), wish.form + "-" + wish.period + ".xlsx");
  }

  Result<Reply> get_export(Call& call) const {
    api::Parameters parameters(call.request());
    ExportWish wish;
    parameters.optional("year", wish.year);
    GUATU_CHECK(parameters.finish());
    GUATU_TRY(wish.layout, id_of_file(call));
    GUATU_TRY(std::string bytes, make_export(call.reader(), place_of(call, layouts_), wish));
    return workbook_reply(std::move(bytes), wish.layout + ".xlsx");
  }

 private:
  std::vector<Layout> layouts_;
};

}  // namespace

std::vector<api::Route> template_routes(const std::vector<Layout>& layouts) {
  const auto handlers = std::make_shared<const TemplateHandlers>(layouts);
  return {
      {.method = Method::get,
       .pattern = "/api/v1/templates",
       .right = kRight,
       .summary = "Forms that can be filled in, for the caller's units",
       .handle = [handlers](Call& call) { return handlers->list(call); },
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/templates/{file}",
       .right = kRight,
       .summary = "A form as a protected workbook, filled in with what is stored",
       .handle = [handlers](Call& call) { return handlers->get(call); },
       .reach = api::Reach::part},
      {.method = Method::get,
       .pattern = "/api/v1/exports/{file}",
       .right = "register.read",
       .summary = "A register as a workbook that imports back as the edits made in it",
       .handle = [handlers](Call& call) { return handlers->get_export(call); }},
  };
}

}  // namespace guatu::exchange
