// SPDX-License-Identifier: Apache-2.0
#include "feature/enterprise/enterprise_sheet_actions.hpp"

#include "base/list_out.hpp"
#include "feature/unit/unit_list_actions.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::enterprise {

Result<std::string> write_enterprise_sheet(const db::Reader& reader, const db::Page<Enterprise>& page,
                                           const sheet_out::Mark& mark) {
  sheet_out::ListOut list{"企业清单",
                          {{"统一社会信用代码", 22},
                           {"企业名称", 36},
                           {"行业", 20},
                           {"主要产品", 28},
                           {"所在镇街园区", 18},
                           {"规上（限上）", 12},
                           {"联系领导", 12},
                           {"备注", 28}},
                          {},
                          2,
                          mark};
  const unit::ShownUnits names(reader);
  for (const auto& [row, version] : page.rows)
    list.rows.push_back({row.id.value, row.name, row.industry, row.product, names.of(row.location), row.above_scale,
                         row.contact_leader, row.note});
  return xlsx::write_xlsx(sheet_out::list_workbook(std::move(list)), mark.taken_at);
}

}  // namespace guatu::enterprise
