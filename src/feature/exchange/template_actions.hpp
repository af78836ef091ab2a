// SPDX-License-Identifier: Apache-2.0
// Forms as workbooks (表样) out of the store and back: made for one unit and period with what is stored, protected and
// sealed; and recognised when they come back. Refuses template.on_paper, template.not_asked, template.form_not_open,
// template.bad_period, template.period_closed; coming back also template.seal_broken,
// template.form_changed, template.row_changed, template.columns_moved, template.locked_cell, template.sheet_missing,
// template.other_sheet. Export refuses exchange.unknown_register.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.hpp"
#include "base/sheet_out.hpp"
#include "feature/exchange/layout.hpp"
#include "feature/form/form_actions.hpp"

namespace guatu::exchange {

struct TemplateWish {
  std::string form;
  std::string unit;
  std::string period;  // YYYY-MM, YYYY
};

struct TemplatePlace {
  std::filesystem::path store;  // whose key seals
  const std::vector<Layout>* layouts = nullptr;
  Date today{};
};

// The bytes of an xlsx file.
Result<std::string> make_form_template(const db::Reader& reader, const TemplatePlace& place, const TemplateWish& wish);

// Whose form a workbook is; nothing for a workbook without a mark.
Result<std::optional<TemplateWish>> check_filled_template(const db::Reader& reader, const TemplatePlace& place,
                                                          const sheet::Workbook& workbook);

struct ExportWish {
  std::string layout;
  std::optional<std::int64_t> year;
};
Result<std::string> make_export(const db::Reader& reader, const TemplatePlace& place, const ExportWish& wish);

// What the layouts' registers hold, for the register of forms.
form::FieldCatalog field_catalog(const std::vector<Layout>& layouts);

}  // namespace guatu::exchange
