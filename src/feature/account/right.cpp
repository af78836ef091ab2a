// SPDX-License-Identifier: Apache-2.0
#include "feature/account/right.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace guatu::account {
namespace {

constexpr std::string_view kEverybody =
    "clerk supervisor contact lead source evaluator leader secretary system security audit";
constexpr std::string_view kBusiness = "clerk supervisor contact lead source evaluator leader secretary";

// docs/adr/0017. One row a right; the order is that of the screens.
constexpr Right kRights[] = {
    {"unit.read", "查看单位和人员", "see units and people, phones masked", kEverybody},
    {"unit.edit", "维护单位", "edit units", "clerk"},
    {"person.edit", "维护人员", "edit people", "clerk"},
    {"person.phone", "查看完整电话（留痕）", "see a phone number in full; recorded", "clerk supervisor"},
    {"register.read", "查看登记数据", "see projects, enterprises, indicators and matters",
     "clerk supervisor evaluator contact(owner,responsible,lead,assisting,verifier) lead(project_lead) source(source) "
     "leader(contact,owner,responsible,lead,assisting)"},
    {"enterprise.edit", "维护企业", "edit enterprises", "clerk"},
    {"project.edit", "维护重点项目", "edit projects", "clerk"},
    {"cycle.read", "查看调度周期和已发布的材料", "see cycles and what they published", kBusiness},
    {"cycle.papers", "查看未发布的调度材料和快照", "see previews, snapshots and papers that are not published",
     "clerk supervisor evaluator"},
    {"cycle.edit", "安排调度周期和议程", "plan cycles, edit them and their agendas", "clerk"},
    {"project.report", "报送项目月报", "report months of projects", "contact(responsible) lead(project_lead)"},
    {"project.milestone", "填报项目节点", "enter milestones of projects",
     "clerk contact(responsible) lead(project_lead)"},
    {"project.adjust", "申请增补、调出、停工、缓建", "ask for adjustments of the ledger",
     "clerk contact(responsible) lead(project_lead)"},
    {"project.decide", "审批他人申请的项目调整", "decide an adjustment that another person asked for",
     "clerk leader(contact)"},
    {"project.note", "写项目批示、人工定灯", "write notes on projects and set lights by hand",
     "clerk leader(contact,responsible)"},
    {"project.visit", "登记领导联系和调研", "enter visits to projects",
     "clerk contact(responsible) lead(project_lead) leader(contact)"},
    {"project.photo", "上传和撤回项目照片", "add photos of projects and withdraw them",
     "clerk contact(responsible) lead(project_lead)"},
    {"import.run", "导入工作簿、撤销导入", "import workbooks and take an import back",
     "clerk source(source) contact(responsible)"},
    {"template.read", "下载填报表样", "download forms to be filled in", "clerk supervisor contact(responsible)"},
    {"form.read", "查看报表登记和填报负担", "see the register of forms and what is asked of units",
     "clerk supervisor evaluator contact(responsible) leader(responsible)"},
    {"form.edit", "登记、修改、停用报表", "register, edit and close forms", "clerk"},
    {"form.approve", "审批他人登记的报表", "approve a form that another person registered", "clerk leader"},
    {"undo.own", "撤销本人的一次改动", "take one own change back", kBusiness},
    {"undo.any", "撤销他人的一次改动", "take back one change of anybody", "clerk"},
    {"indicator.edit", "维护指标和对比单位", "edit indicators, and whom units are compared with", "clerk"},
    {"target.edit", "设定和调整目标", "set and adjust targets", "clerk"},
    {"estimate.enter", "填报预计数", "enter estimates", "clerk contact(responsible)"},
    {"statistics.transcribe", "双人录入统计数", "type statistics from paper, as one of two", "clerk source(source)"},
    {"statistics.confirm", "提出和确认统计数更正", "propose corrections of statistics and confirm those of others",
     "clerk source(source)"},
    {"statistics.embargoed", "查看未到发布时间的统计数", "see statistics before their release", "source(source)"},
    {"chain.edit", "维护项目对指标的贡献", "say which project contributes to which indicator", "clerk"},
    {"matter.edit", "登记和修改督办事项", "register and edit matters", "clerk supervisor"},
    {"matter.act", "办理督办事项", "act on matters, each by his part in them",
     "clerk supervisor contact(lead,assisting,verifier) leader(lead,assisting)"},
    {"matter.work", "代表单位办理事项", "act for a unit that leads or assists", "contact(lead,assisting)"},
    {"matter.office", "交办、催办、审定、销号", "assign, remind, settle and close matters", "clerk supervisor"},
    {"matter.verify", "审核他人办理的事项", "verify matters that one has not worked on",
     "clerk supervisor contact(verifier)"},
    {"matter.instruct", "批示", "write instructions on matters", "leader(lead,assisting)"},
    {"matter.sign", "在单位内签批", "sign what leaves the own unit", "contact(lead,assisting) leader(lead,assisting)"},
    {"cycle.step", "推进调度周期", "open, collect, freeze and publish cycles", "clerk"},
    {"trial.see", "查看试运行的榜、图、灯", "see lists that are on trial", "clerk supervisor evaluator"},
    {"trial.edit", "设置和取消试运行", "put lists on trial, and trust them", "clerk"},
    {"rule.read", "查看亮灯规则", "see rule sets", kBusiness},
    {"rule.propose", "提出亮灯规则", "propose rule sets", "clerk"},
    {"rule.confirm", "确认他人提出的亮灯规则", "confirm a rule set that another person proposed", "clerk"},
    {"calendar.read", "查看工作日历", "see calendars of workdays", kEverybody},
    {"calendar.load", "载入放假通知", "load a holiday notice", "clerk"},
    {"system.read", "查看系统状态和定时任务", "see the state of the system and its timed jobs", "system"},
    {"job.run", "立即运行定时任务", "run a timed job now", "system"},
    {"backup.run", "备份数据", "back the store up", "system"},
    {"account.read", "查看账号", "see accounts", "system security audit"},
    {"account.edit", "建立、修改、注销、重置账号", "create, edit, close and reset accounts", "system"},
    {"account.lock", "锁定和解锁账号", "lock and unlock accounts", "system security"},
    {"account.roles", "授予角色、放行账号", "grant roles, release accounts", "security"},
    {"grant.read", "查看秘书代办授权", "see who may act for a leader", "security audit"},
    {"grant.edit", "授予和撤销秘书代办", "let a secretary act for a leader, and end it", "security"},
    {"screen.read", "查看大屏令牌", "see screen tokens", "security audit"},
    {"screen.edit", "发放和撤销大屏令牌", "issue and revoke screen tokens", "security"},
    {"journal.read", "查看日志", "read the journal", "audit"},
    {"journal.verify", "校验日志", "verify the journal", "audit"},
    {"journal.checkpoint", "签发检查点", "issue a checkpoint of the journal", "audit"},
};

constexpr std::string_view kScreenRights[] = {"unit.read", "register.read", "cycle.read", "rule.read", "calendar.read"};

using RoleTable = std::array<std::vector<RoleRight>, std::size(kRoles)>;

RoleTable build_table() {
  RoleTable table;
  for (const Right& right : kRights)
    for (const std::string& holder : split(right.holders, " ")) {
      const auto parts = split(holder, "()");
      const auto role = from_code<Role>(parts.front());
      GUATU_ASSERT(role.has_value());
      table[static_cast<std::size_t>(*role)].push_back(
          {right.code, parts.size() > 1 ? split(parts[1], ",") : std::vector<std::string>{}});
    }
  return table;
}

}  // namespace

std::span<const Right> all_rights() { return kRights; }

bool is_right(std::string_view code) {
  return std::ranges::any_of(kRights, [&](const Right& right) { return right.code == code; });
}

const std::vector<RoleRight>& rights_of(Role role) {
  static const RoleTable kTable = build_table();
  return kTable[static_cast<std::size_t>(role)];
}

bool needs_unit(Role role) {
  return std::ranges::any_of(rights_of(role), [](const RoleRight& right) { return !right.relations.empty(); });
}

std::vector<std::string_view> screen_rights() { return {std::begin(kScreenRights), std::end(kScreenRights)}; }

std::vector<Holding> holdings_of(const std::vector<Post>& posts, const std::vector<std::string>& person,
                                 const std::vector<unit::Unit>& units) {
  std::vector<Holding> holdings;
  for (const Post& post : posts) {
    std::set<std::string, std::less<>> scope;
    if (needs_unit(post.role)) {
      scope.insert(person.begin(), person.end());
      for (const auto& id : unit::subtree(units, post.unit)) scope.insert(id.value);
    }
    for (const RoleRight& right : rights_of(post.role))
      holdings.push_back({right.right, right.relations, right.relations.empty() ? decltype(scope){} : scope});
  }
  return holdings;
}

bool holds(const std::vector<Holding>& holdings, std::string_view right) {
  return std::ranges::any_of(
      holdings, [&](const Holding& holding) { return holding.right == right && holding.relations.empty(); });
}

}  // namespace guatu::account
