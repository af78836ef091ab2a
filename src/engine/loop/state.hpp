// SPDX-License-Identifier: Apache-2.0
// States and acts of the closed loop (闭环): what a matter may be in, and what somebody may do to it. What stands
// beside the steps (挂牌 listed, 中止 suspended, 撤销 withdrawn, 合并 merged, 延期 extension asked) is no state: a
// suspended matter is still being worked on, and goes on there.
#pragma once

#include <compare>
#include <span>

#include "base/named.hpp"

namespace guatu::loop {

enum class State {
  draft,
  registered,
  assigned,
  accepted,
  reassignment_asked,
  working,
  reported,
  completion_requested,
  verifying,
  returned,
  done,
  publicised,
  closed,
  archived,
};
inline constexpr Named<State> kStates[] = {
    {State::draft, "draft", "拟办"},
    {State::registered, "registered", "立项"},
    {State::assigned, "assigned", "交办"},
    {State::accepted, "accepted", "签收"},
    {State::reassignment_asked, "reassignment_asked", "申请改派"},
    {State::working, "working", "办理"},
    {State::reported, "reported", "反馈"},
    {State::completion_requested, "completion_requested", "申请办结"},
    {State::verifying, "verifying", "审核"},
    {State::returned, "returned", "退回重办"},
    {State::done, "done", "办结"},
    {State::publicised, "publicised", "公示"},
    {State::closed, "closed", "销号"},
    {State::archived, "archived", "归档"},
};
constexpr std::span<const Named<State>> names_of(State) { return kStates; }
constexpr bool is_open(State state) { return state < State::done; }

enum class Act {
  draft,
  enter,  // code “register”, which the language keeps for itself
  split,
  assign,
  accept,
  ask_reassignment,
  settle_reassignment,
  work,
  report,
  merge_replies,
  ask_extension,
  decide_extension,
  request_completion,
  verify,
  send_back,
  confirm,
  report_up,
  instruct,
  publicise,
  call_back,
  close,
  archive,
  suspend,
  resume,
  withdraw,
  merge,
  relapse,
  put_on_list,
  take_off_list,
  remind,
  escalate,
  sign,
  hold_back,
};
inline constexpr Named<Act> kActs[] = {
    {Act::draft, "draft", "拟办"},
    {Act::enter, "register", "立项"},
    {Act::split, "split", "分解"},
    {Act::assign, "assign", "交办"},
    {Act::accept, "accept", "签收"},
    {Act::ask_reassignment, "ask_reassignment", "申请改派"},
    {Act::settle_reassignment, "settle_reassignment", "改派审定"},
    {Act::work, "work", "办理"},
    {Act::report, "report", "反馈"},
    {Act::merge_replies, "merge_replies", "汇总"},
    {Act::ask_extension, "ask_extension", "申请延期"},
    {Act::decide_extension, "decide_extension", "延期审定"},
    {Act::request_completion, "request_completion", "申请办结"},
    {Act::verify, "verify", "审核"},
    {Act::send_back, "send_back", "退回"},
    {Act::confirm, "confirm", "办结"},
    {Act::report_up, "report_up", "报批示"},
    {Act::instruct, "instruct", "批示"},
    {Act::publicise, "publicise", "公示"},
    {Act::call_back, "call_back", "回访"},
    {Act::close, "close", "销号"},
    {Act::archive, "archive", "归档"},
    {Act::suspend, "suspend", "中止"},
    {Act::resume, "resume", "恢复"},
    {Act::withdraw, "withdraw", "撤销"},
    {Act::merge, "merge", "合并"},
    {Act::relapse, "relapse", "反弹"},
    {Act::put_on_list, "put_on_list", "挂牌"},
    {Act::take_off_list, "take_off_list", "摘牌"},
    {Act::remind, "remind", "催办"},
    {Act::escalate, "escalate", "升级"},
    {Act::sign, "sign", "签批"},
    {Act::hold_back, "hold_back", "退回修改"},
};
constexpr std::span<const Named<Act>> names_of(Act) { return kActs; }

// What somebody is to a matter. Lead and assisting follow from the unit they act for; the others are given by
// rights.
enum class Role : unsigned {
  office,     // 调度办、督查室
  lead,       // 牵头单位
  assisting,  // 配合单位
  verifier,   // 审核人
  leader,     // 批示领导
  signer,     // 科室、分管、主要领导 of a unit on duty
};
inline constexpr Named<Role> kRoles[] = {
    {Role::office, "office", "调度督查部门"},   {Role::lead, "lead", "牵头单位"},
    {Role::assisting, "assisting", "配合单位"}, {Role::verifier, "verifier", "审核人"},
    {Role::leader, "leader", "批示领导"},       {Role::signer, "signer", "本单位签批人"},
};
constexpr std::span<const Named<Role>> names_of(Role) { return kRoles; }

// Who signs inside a unit before anything leaves it, lowest first (单位内部签批).
enum class SignLevel { section, deputy, head };
inline constexpr Named<SignLevel> kSignLevels[] = {{SignLevel::section, "section", "科室"},
                                                   {SignLevel::deputy, "deputy", "分管领导"},
                                                   {SignLevel::head, "head", "主要领导"}};
constexpr std::span<const Named<SignLevel>> names_of(SignLevel) { return kSignLevels; }

}  // namespace guatu::loop
