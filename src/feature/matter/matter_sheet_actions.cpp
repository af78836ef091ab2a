// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/matter_sheet_actions.hpp"

#include "base/list_out.hpp"
#include "base/text.hpp"
#include "feature/unit/unit_list_actions.hpp"
#include "format/xlsx/xlsx_writer.hpp"

namespace guatu::matter {
namespace {

using sheet_out::value_or_blank;

std::vector<sheet_out::ListColumn> columns() {
  return {{"督办编号", 16}, {"事项内容", 44}, {"事项类型", 14}, {"来源类别", 12}, {"来源", 24}, {"牵头单位", 16},
          {"协办单位", 20}, {"登记日期"},     {"交办日期"},     {"原定期限"},     {"现定期限"}, {"状态", 10},
          {"特殊状态", 10}, {"超期天数", 10}, {"最新进展", 44}, {"反馈日期"},     {"办结日期"}, {"验收单位", 16},
          {"退回次数", 10}, {"关联项目", 16}, {"关联指标", 16}, {"上级事项", 16}, {"备注", 28}};
}

template <class Entity>
std::string text_of(const std::optional<Id<Entity>>& id) {
  return id ? id->value : std::string();
}

std::vector<sheet_out::Value> cells_of(const Matter& row, const unit::ShownUnits& names, Date today) {
  std::vector<std::string> assisting;
  for (const auto& unit : row.assisting) assisting.push_back(names.of(unit));
  sheet_out::Value late = std::monostate{};
  if (is_overdue(row, today)) late = std::int64_t{(today - *row.due).count()};
  return {row.id.value,
          row.text,
          row.kind,
          row.source_kind,
          row.source,
          names.of(row.lead),
          join(assisting, "、"),
          value_or_blank(row.registered_on),
          value_or_blank(row.assigned_on),
          value_or_blank(row.original_due),
          value_or_blank(row.due),
          std::string(chinese_of(row.state)),
          row.side_state,
          std::move(late),
          row.latest_report,
          value_or_blank(row.reported_on),
          value_or_blank(row.done_on),
          names.of(row.verifier),
          row.return_count,
          text_of(row.project),
          text_of(row.indicator),
          text_of(row.parent),
          row.note};
}

}  // namespace

Result<std::string> write_matter_sheet(const db::Reader& reader, const db::Page<Matter>& page, Date today,
                                       const sheet_out::Mark& mark) {
  sheet_out::ListOut list{"事项清单", columns(), {}, 2, mark};
  const unit::ShownUnits names(reader);
  for (const auto& [row, version] : page.rows) list.rows.push_back(cells_of(row, names, today));
  return xlsx::write_xlsx(sheet_out::list_workbook(std::move(list)), mark.taken_at);
}

}  // namespace guatu::matter
