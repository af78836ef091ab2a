// SPDX-License-Identifier: Apache-2.0
// A second, simple opinion on the loop for tests: the table written state by state, and a model that keeps only what
// the rules of the loop speak of, in plain maps. It shares requests and the calendar with the engine, and no other
// code.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "engine/loop/course.hpp"
#include "engine/loop/kind.hpp"

namespace guatu::loop {

// state: act/roles>target …; o office, l lead, a assisting, v verifier, b leader (boss), s signer; no target: it stays.
inline constexpr std::string_view kModelTable = R"(
draft: draft/o register/o>registered withdraw/o
registered: split/o assign/o>assigned instruct/ob suspend/o resume/o withdraw/o merge/o put_on_list/o take_off_list/o
registered: escalate/ol
assigned: split/o accept/l>accepted accept/a ask_reassignment/l>reassignment_asked report/a ask_extension/l
assigned: decide_extension/o instruct/ob suspend/o resume/o withdraw/o merge/o put_on_list/o take_off_list/o remind/o
assigned: escalate/ol sign/s hold_back/sla
accepted: split/o accept/a work/l>working report/l>reported report/a merge_replies/l ask_extension/l decide_extension/o
accepted: instruct/ob suspend/o resume/o withdraw/o merge/o put_on_list/o take_off_list/o remind/o escalate/ol sign/s
accepted: hold_back/sla
reassignment_asked: settle_reassignment/o>assigned decide_extension/o instruct/ob suspend/o resume/o withdraw/o merge/o
reassignment_asked: put_on_list/o take_off_list/o remind/o escalate/ol hold_back/sla
working: split/o accept/a report/l>reported report/a merge_replies/l ask_extension/l decide_extension/o
working: request_completion/l>completion_requested instruct/ob suspend/o resume/o withdraw/o merge/o put_on_list/o
working: take_off_list/o remind/o escalate/ol sign/s hold_back/sla
reported: split/o accept/a work/l>working report/l>reported report/a merge_replies/l ask_extension/l decide_extension/o
reported: request_completion/l>completion_requested instruct/ob suspend/o resume/o withdraw/o merge/o put_on_list/o
reported: take_off_list/o remind/o escalate/ol sign/s hold_back/sla
completion_requested: decide_extension/o verify/v>verifying instruct/ob suspend/o resume/o withdraw/o merge/o
completion_requested: put_on_list/o take_off_list/o remind/o escalate/ol hold_back/sla
verifying: decide_extension/o send_back/v>returned confirm/v>done instruct/ob suspend/o resume/o withdraw/o merge/o
verifying: put_on_list/o take_off_list/o remind/o escalate/ol hold_back/sla
returned: split/o accept/a work/l>working report/a merge_replies/l ask_extension/l decide_extension/o instruct/ob
returned: suspend/o resume/o withdraw/o merge/o put_on_list/o take_off_list/o remind/o escalate/ol sign/s hold_back/sla
done: report_up/o instruct/ob>assigned publicise/o>publicised call_back/o close/o>closed relapse/ov>registered
done: take_off_list/o
publicised: instruct/ob>assigned call_back/o close/o>closed relapse/ov>registered take_off_list/o
closed: archive/o>archived relapse/ov>registered
archived: relapse/ov>registered
)";

struct ModelRow {
  std::string act;
  std::string roles;
  std::string target;
};

inline const std::map<std::string, std::vector<ModelRow>, std::less<>>& model_rows() {
  static const auto kRows = [] {
    std::map<std::string, std::vector<ModelRow>, std::less<>> rows;
    for (const auto& line : split(kModelTable, "\n")) {
      const auto words = split(line, " ");
      const std::string state = words[0].substr(0, words[0].size() - 1);
      for (std::size_t i = 1; i < words.size(); ++i) {
        const auto slash = words[i].find('/');
        const auto arrow = words[i].find('>');
        const std::string roles = words[i].substr(slash + 1, arrow == std::string::npos ? arrow : arrow - slash - 1);
        rows[state].push_back(
            {words[i].substr(0, slash), roles, arrow == std::string::npos ? state : words[i].substr(arrow + 1)});
      }
    }
    return rows;
  }();
  return kRows;
}

// Where the act leads; empty when this role cannot do it in this state.
inline std::string model_target(std::string_view state, std::string_view act, std::string_view role) {
  const char letter = role == "leader" ? 'b' : role.front();
  for (const auto& row : model_rows().find(state)->second)
    if (row.act == act && row.roles.find(letter) != std::string::npos) return row.target;
  return "";
}

class Model {
 public:
  struct Assist {
    bool accepted = false;
    bool replied = false;
    bool merged = false;
  };
  struct Waiting {
    Request request;
    std::vector<SignLevel> left;
    std::set<std::string> persons;
  };

  std::string state = "draft";
  std::string grade;
  std::string lead;
  std::map<std::string, Assist> assists;
  std::string verifying_unit;
  std::set<std::string> persons;  // who worked on it
  std::set<std::string> units;
  std::map<std::string, Waiting> waiting;
  std::optional<Date> original, due, asked, step_since, round_began, assigned_on, suspended_since, last;
  std::set<int> quarters;
  std::string verified_by;
  bool over = false, listed = false, reported_up = false, called_back = false;
  int level = 0, granted = 0, parts = 0;

  // Whether the request is legal; when it is, it has been done.
  bool step(const Request& request, const Kind& kind, const calendar::Calendar& calendar, Date today,
            const std::vector<SignLevel>& chain, std::size_t parts_open) {
    Model after = *this;
    if (!after.try_step(request, kind, calendar, today, chain, parts_open)) return false;
    *this = std::move(after);
    last = today;
    return true;
  }

 private:
  static std::string unit_of(const Actor& actor) { return actor.unit ? actor.unit->value : ""; }

  std::string roles_of(const Actor& actor) const {
    std::string roles;
    const std::string unit = unit_of(actor);
    const bool leads = !unit.empty() && unit == lead;
    const bool assists_it = assists.contains(unit);
    if (leads) roles += 'l';
    if (assists_it) roles += 'a';
    if (actor.sign_level && (leads || assists_it)) roles += 's';
    if (actor.is_office) roles += 'o';
    if (actor.is_verifier && (verifying_unit.empty() || verifying_unit == unit)) roles += 'v';
    if (actor.is_leader) roles += 'b';
    return roles;
  }

  bool try_step(const Request& request, const Kind& kind, const calendar::Calendar& calendar, Date today,
                const std::vector<SignLevel>& chain, std::size_t parts_open) {
    if (last && today < *last) return false;
    const std::string act{code_of(request.act)};
    static const std::set<std::string> kOutgoing{"report", "ask_reassignment", "ask_extension", "request_completion"};
    const std::string unit = unit_of(request.actor);
    if (kOutgoing.contains(act) && waiting.contains(unit)) return false;
    if (kOutgoing.contains(act) && !chain.empty()) {
      Model released = *this;
      if (!released.perform(request, act, kind, calendar, today, parts_open)) return false;
      waiting[unit] = {request, chain, {request.actor.person.value}};
      persons = released.persons;
      units = released.units;
      return true;
    }
    return perform(request, act, kind, calendar, today, parts_open);
  }

  bool perform(const Request& request, const std::string& act, const Kind& kind, const calendar::Calendar& calendar,
               Date today, std::size_t parts_open) {
    if (over) return false;
    static const std::set<std::string> kWhileSuspended{"resume", "withdraw", "merge", "take_off_list"};
    if (suspended_since && !kWhileSuspended.contains(act)) return false;
    if (!suspended_since && act == "resume") return false;
    const ModelRow* found = nullptr;
    std::string role;
    for (const auto& row : model_rows().find(state)->second)
      for (const char mine : roles_of(request.actor))
        if (found == nullptr && row.act == act && row.roles.find(mine) != std::string::npos) {
          found = &row;
          role = mine;
        }
    if (found == nullptr || !has_fields(request, act) || !may_judge(request.actor, act)) return false;
    if (role == "l" || role == "a" || role == "s") {
      persons.insert(request.actor.person.value);
      if (request.actor.on_behalf_of) persons.insert(request.actor.on_behalf_of->value);
      units.insert(unit_of(request.actor));
    }
    const std::string before = state;
    const bool moves = found->target != before || act == "report";
    if (!change(request, act, role, kind, calendar, today, parts_open)) return false;
    if (act == "sign") return true;  // has its own end
    state = found->target;
    if ((moves && !(act == "report" && role == "a")) || !step_since) step_since = today;
    return true;
  }

  static bool has_fields(const Request& request, const std::string& act) {
    static const std::set<std::string> kText{"report",    "merge_replies", "request_completion", "confirm", "instruct",
                                             "call_back", "remind"};
    static const std::set<std::string> kReason{"ask_reassignment", "ask_extension", "send_back", "relapse",
                                               "suspend",          "withdraw",      "merge",     "put_on_list",
                                               "take_off_list",    "escalate",      "hold_back"};
    if (kText.contains(act) && request.text.empty()) return false;
    if (kReason.contains(act) && request.reason.empty()) return false;
    if (act == "ask_extension" && !request.date) return false;
    if (act == "assign" && !request.lead) return false;
    if (act == "merge" && !request.target) return false;
    return (act != "settle_reassignment" && act != "decide_extension") || request.verdict;
  }

  bool may_judge(const Actor& actor, const std::string& act) const {
    static const std::set<std::string> kJudging{"verify", "send_back", "confirm", "decide_extension",
                                                "settle_reassignment"};
    if (!kJudging.contains(act)) return true;
    if (persons.contains(actor.person.value)) return false;
    if (actor.on_behalf_of && persons.contains(actor.on_behalf_of->value)) return false;
    const std::string unit = unit_of(actor);
    return unit.empty() || (unit != lead && !assists.contains(unit) && !units.contains(unit));
  }

  static Date workday_from(const calendar::Calendar& calendar, Date date) {
    while (!calendar.is_workday(date)) date += std::chrono::days(1);
    return date;
  }
  // Empty: rests on a day without a notice, for a legal term.
  static std::optional<Date> end_of_limit(const Limit& limit, Date from, const Kind& kind,
                                          const calendar::Calendar& calendar, bool may_stay) {
    Date end = from;
    bool sure = true;
    if (limit.term.unit == calendar::TermUnit::workdays) {
      for (int n = 0; n < limit.term.length; ++n) end = workday_from(calendar, end + std::chrono::days(1));
      sure = calendar.certainty_of(end) == calendar::Certainty::published;
    } else if (limit.term.unit == calendar::TermUnit::calendar_days) {
      end += std::chrono::days(limit.term.length);
    } else {
      end = add_months(end, limit.term.length);
    }
    const Date unrolled = end;
    if (kind.end == calendar::EndRule::roll_to_workday) {
      end = workday_from(calendar, end);
      sure = sure && calendar.certainty_of(end) == calendar::Certainty::published;
    }
    if (kind.standing == calendar::Standing::internal || sure) return end;
    return may_stay && limit.term.unit != calendar::TermUnit::workdays ? std::optional(unrolled) : std::nullopt;
  }

  bool set_duty(const std::string& new_lead, const std::vector<UnitId>& assisting) {
    lead = new_lead;
    assists.clear();
    waiting.clear();
    for (const auto& unit : assisting)
      if (unit.value == lead || !assists.emplace(unit.value, Assist{}).second) return false;
    return verifying_unit.empty() ||
           (verifying_unit != lead && !assists.contains(verifying_unit) && !units.contains(verifying_unit));
  }

  Date counts_from(const Kind& kind) const {
    return kind.count_from == CountFrom::registered ? *round_began : *assigned_on;
  }

  bool set_due(const Request& request, const Kind& kind, const calendar::Calendar& calendar, Date today) {
    std::optional<Limit> limit = kind.done;
    for (const auto& one : kind.grades)
      if (one.code == grade) limit = one.done;
    if (request.date) {
      if (*request.date < today) return false;
      if (limit && kind.standing == calendar::Standing::legal) {
        const auto end = end_of_limit(*limit, counts_from(kind), kind, calendar, true);
        if (!end || *request.date > *end) return false;
      }
      if (!within_longest(*request.date, kind, calendar)) return false;
      due = request.date;
    } else {
      if (!limit) return false;
      due = end_of_limit(*limit, counts_from(kind), kind, calendar, false);
      if (!due) return false;
    }
    if (!original) original = due;
    return true;
  }

  bool within_longest(Date date, const Kind& kind, const calendar::Calendar& calendar) const {
    if (!kind.extension.longest) return true;
    const auto end = end_of_limit(*kind.extension.longest, counts_from(kind), kind, calendar, true);
    return end && date <= *end;
  }

  void new_round(const Kind& kind, Date today) {
    listed = listed || kind.is_listed;
    due.reset();
    asked.reset();
    granted = 0;
    verified_by.clear();
    waiting.clear();
    reported_up = called_back = false;
    round_began = today;
  }

  bool change(const Request& request, const std::string& act, const std::string& role, const Kind& kind,
              const calendar::Calendar& calendar, Date today, std::size_t parts_open) {
    if (act == "draft" || act == "register") return change_draft(request, act, kind, today);
    if (act == "split") return change_parts(request);
    if (act == "assign") {
      if (request.verifier) verifying_unit = request.verifier->value;
      assigned_on = today;
      return set_duty(request.lead->value, request.assisting) && set_due(request, kind, calendar, today);
    }
    if (act == "ask_reassignment") {
      const auto end = kind.object ? end_of_limit(*kind.object, *step_since, kind, calendar, false) : today;
      return end && today <= *end;
    }
    if (act == "settle_reassignment") return settle(request);
    if (act == "accept" && role == "a") return !std::exchange(assists[unit_of(request.actor)].accepted, true);
    if (act == "report") return change_report(request, role);
    if (act == "merge_replies") return merge_all();
    if (act == "ask_extension") return ask(request, kind, calendar, today);
    if (act == "decide_extension") return decide_asked(request);
    if (act == "request_completion") return parts_open == 0 && (!kind.merges_replies || all_merged());
    if (act == "confirm") {
      asked.reset();
      waiting.clear();
      verified_by = request.actor.person.value;
      return parts_open == 0;
    }
    if (act == "instruct" && (state == "done" || state == "publicised")) {
      std::vector<UnitId> same;
      for (const auto& [unit, one] : assists) same.push_back({unit});
      new_round(kind, today);
      assigned_on = today;
      return set_duty(request.lead ? request.lead->value : lead, request.lead ? request.assisting : same) &&
             set_due(request, kind, calendar, today);
    }
    if (act == "sign" || act == "hold_back") return change_waiting(request, act, kind, calendar, today, parts_open);
    return change_beside(request, act, kind, calendar, today);
  }

  bool change_draft(const Request& request, const std::string& act, const Kind& kind, Date today) {
    const auto known = [&](const std::string& code) {
      for (const auto& one : kind.grades)
        if (one.code == code) return true;
      return kind.grades.empty() && code.empty();
    };
    if (act == "draft" || !request.grade.empty()) grade = request.grade;
    if ((act == "register" || !grade.empty()) && !known(grade)) return false;
    if (act == "draft" || request.verifier) verifying_unit = request.verifier ? request.verifier->value : "";
    if (kind.has_quarters && (act == "draft" || !request.quarters.empty())) {
      quarters.clear();
      for (const auto& target : request.quarters) quarters.insert(target.quarter);
    }
    if (act == "register") {
      round_began = today;
      listed = kind.is_listed;
    }
    return true;
  }

  bool change_parts(const Request& request) {
    std::set<std::string> leads;
    for (const auto& part : request.parts) {
      if (!leads.insert(part.lead.value).second) return false;
      if (part.due && due && *part.due > *due) return false;
    }
    parts += static_cast<int>(leads.size());
    return !leads.empty();
  }

  bool settle(const Request& request) {
    if (*request.verdict == Verdict::refused) return !request.reason.empty();
    if (!request.lead || request.lead->value == lead) return false;
    std::vector<UnitId> assisting = request.assisting;
    if (assisting.empty())
      for (const auto& [unit, one] : assists)
        if (unit != request.lead->value) assisting.push_back({unit});
    return set_duty(request.lead->value, assisting);
  }

  bool change_report(const Request& request, const std::string& role) {
    if (role == "a") {
      auto& one = assists[unit_of(request.actor)];
      one.replied = true;
      one.merged = false;
      return true;
    }
    return !request.quarter || quarters.contains(*request.quarter);
  }

  bool merge_all() {
    bool any = false;
    for (auto& [unit, one] : assists)
      if (one.replied && !one.merged) any = one.merged = true;
    return any;
  }
  bool all_merged() const {
    return std::ranges::all_of(assists, [](const auto& one) { return one.second.merged; });
  }

  bool ask(const Request& request, const Kind& kind, const calendar::Calendar& calendar, Date today) {
    if (asked || (kind.extension.times && granted >= *kind.extension.times) || today >= *due) return false;
    int ahead = 0;
    for (Date date = today + std::chrono::days(1); date <= *due; date += std::chrono::days(1))
      ahead += calendar.is_workday(date) ? 1 : 0;
    if (ahead < kind.extension.ask_ahead_workdays || *request.date <= *due) return false;
    if (!within_longest(*request.date, kind, calendar)) return false;
    asked = request.date;
    return true;
  }

  bool decide_asked(const Request& request) {
    if (!asked) return false;
    if (*request.verdict == Verdict::granted) {
      const Date date = request.date ? *request.date : *asked;
      if (date > *asked || date <= *due) return false;
      due = date;
      ++granted;
    } else if (request.reason.empty()) {
      return false;
    }
    asked.reset();
    return true;
  }

  bool change_waiting(const Request& request, const std::string& act, const Kind& kind,
                      const calendar::Calendar& calendar, Date today, std::size_t parts_open) {
    const auto found = waiting.find(unit_of(request.actor));
    if (found == waiting.end()) return false;
    if (act == "hold_back") {
      waiting.erase(found);
      return true;
    }
    auto& one = found->second;
    if (one.left.front() != request.actor.sign_level) return false;
    if (!one.persons.insert(request.actor.person.value).second) return false;
    one.left.erase(one.left.begin());
    if (!one.left.empty()) return true;
    const Request inner = one.request;
    waiting.erase(found);
    return perform(inner, std::string(code_of(inner.act)), kind, calendar, today, parts_open);
  }

  bool change_beside(const Request& request, const std::string& act, const Kind& kind,
                     const calendar::Calendar& calendar, Date today) {
    if (act == "report_up") reported_up = true;
    if (act == "call_back") called_back = true;
    if (act == "publicise") return kind.needs_publicity;
    if (act == "close")
      return (state == "publicised" || !kind.needs_publicity) && (reported_up || !kind.needs_report_up) &&
             (called_back || !kind.needs_call_back);
    if (act == "relapse") new_round(kind, today);
    if (act == "suspend") suspended_since = today;
    if (act == "resume") {
      const auto days = today - *suspended_since;
      suspended_since.reset();
      if (kind.suspended_time == SuspendedTime::moves_due && due && days.count() > 0) {
        *due += days;
        if (kind.end == calendar::EndRule::roll_to_workday) due = workday_from(calendar, *due);
      }
    }
    if (act == "withdraw" || act == "merge") {
      over = true;
      suspended_since.reset();
      asked.reset();
      waiting.clear();
      return act == "withdraw" || request.target->value != "M1";
    }
    if (act == "put_on_list") return !std::exchange(listed, true);
    if (act == "take_off_list") {
      static const std::set<std::string> kDone{"done", "publicised"};
      return std::exchange(listed, false) && (!kind.is_listed || kDone.contains(state));
    }
    if (act == "escalate") return static_cast<std::size_t>(++level) < kind.levels.size();
    return true;
  }
};

}  // namespace guatu::loop
