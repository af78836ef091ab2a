// SPDX-License-Identifier: Apache-2.0
#include "feature/unit/unit_sheet_actions.hpp"

#include "base/list_out.hpp"
#include "base/text.hpp"
#include "feature/unit/unit_list_actions.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::unit {

using sheet_out::value_or_blank;

Result<std::string> write_unit_sheet(const db::Reader& reader, const db::Page<Unit>& page,
                                     const sheet_out::Mark& mark) {
  sheet_out::ListOut list{"单位清单",
                          {{"单位编号", 12},
                           {"单位名称", 32},
                           {"简称", 14},
                           {"别名", 24},
                           {"单位类别", 12},
                           {"上级单位", 18},
                           {"分组", 14},
                           {"排序", 8},
                           {"启用日期"},
                           {"停用日期"},
                           {"备注", 28}},
                          {},
                          2,
                          mark};
  const ShownUnits names(reader);
  for (const auto& [row, version] : page.rows)
    list.rows.push_back({row.id.value, row.name, row.short_name, join(row.aliases, "、"),
                         std::string(chinese_of(row.kind)), names.of(row.parent), row.group, row.sequence,
                         value_or_blank(row.valid_from), value_or_blank(row.valid_until), row.note});
  return xlsx::write_xlsx(sheet_out::list_workbook(std::move(list)), mark.taken_at);
}

Result<std::string> write_person_sheet(const db::Reader& reader, const db::Page<Person>& page,
                                       const sheet_out::Mark& mark) {
  sheet_out::ListOut list{
      "人员清单",
      {{"单位", 18}, {"姓名"}, {"职务", 22}, {"分工", 14}, {"排序", 8}, {"任职日期"}, {"离任日期"}, {"备注", 28}},
      {},
      2,
      mark};
  const ShownUnits names(reader);
  for (const auto& [row, version] : page.rows)
    list.rows.push_back({names.of(row.unit), row.name, row.post, row.role, row.sequence, value_or_blank(row.valid_from),
                         value_or_blank(row.valid_until), row.note});
  return xlsx::write_xlsx(sheet_out::list_workbook(std::move(list)), mark.taken_at);
}

}  // namespace guatu::unit
