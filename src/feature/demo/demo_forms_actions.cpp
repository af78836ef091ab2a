// SPDX-License-Identifier: Apache-2.0
#include "feature/demo/demo_forms_actions.hpp"

#include "base/text.hpp"

namespace guatu::demo {
namespace {

using form::FormState;
using form::Frequency;

struct Wanted {
  const char* id;
  const char* name;
  const char* approver;
  const char* basis;
  Frequency frequency;
  Date first;
  Date last;
  const char* layout;  // empty: on paper
  const char* fields;
  const char* units;
  FormState state;
};
constexpr const char* kProjectUnits = "U09 U17 U18 U19 U20 U21 U22 U23 U24";
constexpr const char* kStreets = "U18 U19 U20 U21 U22 U23 U24";
constexpr const char* kBureaus = "U03 U08 U09 U10 U11 U12 U13 U14 U16 U17 U18 U19 U20 U21 U22 U23 U24";

// The last one asks for a field that a register holds, so that the warning is there to be seen.
const Wanted kForms[] = {
    {"B2026-01", "重点项目月度投资", "区政府办公室主任", "云政办〔2026〕3号", Frequency::month, date_of(2026, 1, 1),
     date_of(2026, 12, 31), "project_year", "actual progress_text", kProjectUnits, FormState::open},
    {"B2026-02", "重点项目节点进展", "区发改局局长", "云发改〔2026〕9号", Frequency::half_month, date_of(2026, 3, 1),
     date_of(2026, 12, 31), "milestone", "entered actual", kProjectUnits, FormState::open},
    {"B2026-03", "督办事项进展", "区政府督查室主任", "云政督〔2026〕2号", Frequency::week, date_of(2026, 1, 1),
     date_of(2026, 12, 31), "matter_change", "latest_report reported_on", kBureaus, FormState::open},
    {"B2026-04", "汛期值守情况", "区应急局局长", "云应急〔2026〕15号", Frequency::week, date_of(2026, 6, 1),
     date_of(2026, 10, 15), "", "值守人数 隐患点位数 已处置点位数", kStreets, FormState::open},
    {"B2025-07", "文旅活动周报", "区文旅局局长", "云文旅〔2025〕21号", Frequency::week, date_of(2025, 7, 1),
     date_of(2026, 12, 31), "", "活动场次 接待人次", kStreets, FormState::closed},
    {"B2026-05", "项目推进情况旬报", "区工信局局长", "云工信〔2026〕31号", Frequency::half_month, date_of(2026, 10, 1),
     date_of(2026, 12, 31), "", "完成投资 困难和建议", "U17 U18 U19", FormState::proposed},
};
constexpr const char* kWhyClosed = "与文旅部门直报系统重复，停报";

form::Form form_of(const Wanted& wanted) {
  form::Form made;
  made.id.value = wanted.id;
  made.name = wanted.name;
  made.approver = wanted.approver;
  made.basis = wanted.basis;
  made.frequency = wanted.frequency;
  made.starts_on = wanted.first;
  made.ends_on = wanted.last;
  made.layout = wanted.layout;
  made.fields = split(wanted.fields, " ");
  for (auto& unit : split(wanted.units, " ")) made.units.push_back({std::move(unit)});
  return made;
}

}  // namespace

Result<void> register_demo_forms(const BeginAs& begin, const form::FieldCatalog& catalog, const std::string& first,
                                 const std::string& second) {
  for (const Wanted& wanted : kForms) {
    GUATU_TRY(db::Tx proposing, begin(first));
    GUATU_TRY(const auto proposed, form::propose_form(proposing, form_of(wanted), catalog));
    proposing.commit();
    if (wanted.state == FormState::proposed) continue;
    GUATU_TRY(db::Tx approving, begin(second));
    GUATU_TRY(const auto approved, form::approve_form(approving, proposed.row.id, proposed.version));
    approving.commit();
    if (wanted.state == FormState::open) continue;
    GUATU_TRY(db::Tx closing, begin(second));
    GUATU_TRY([[maybe_unused]] const auto closed,
              form::close_form(closing, approved.row.id, {kWhyClosed, std::nullopt}, approved.version));
    closing.commit();
  }
  return {};
}

}  // namespace guatu::demo
