// SPDX-License-Identifier: Apache-2.0
#include "feature/chain/chain_store.hpp"

#include <tuple>

namespace guatu::chain {
namespace {

// A row is of one of these kinds, and its columns mean:
//   indicator  a id, b name, c responsible, h source
//   project    a id, b name, c stage, d responsible, e project lead, f owner, g department, h contact leader,
//              m year plan, n actual
//   link       a indicator, b project, c expected share
//   milestone  a project, b name, c baseline, d entered, m sequence
//   matter     a id, b kind, c text, d state, e lead, f verifier, g project, h indicator, i original due, j due,
//              k side state, r assisting, m milestone or -1
//   duty       a matter, b due, c audience, d unit, e since
//   person     a unit, b name, c role, d id
//   signing    a unit, b section, c deputy, d head
constexpr std::string_view kLinks =
    "SELECT project, indicator, expected_share FROM contribution "
    "WHERE ended_on IS NULL OR ended_on >= :today";

std::string open_states() {
  std::string list;
  for (const auto& state : matter::kStates)
    if (matter::is_open(state.value)) list.append(list.empty() ? "'" : ", '").append(state.code).append("'");
  return list;
}

std::string open_matter() { return "m.state IN (" + open_states() + ") AND m.side_state NOT IN ('撤销', '合并')"; }

// The three sets a way begins from and reaches; each name is a parameter that is empty when not asked for.
std::string sets_of(Way way) {
  const std::string link = "link AS (" + std::string(kLinks) + ")";
  if (way == Way::down)
    return "WITH " + link +
           ", i AS (SELECT id FROM indicator WHERE id = :indicator OR responsible = :unit)"
           ", p AS (SELECT id FROM project WHERE id = :project OR responsible = :unit"
           " UNION SELECT link.project FROM link JOIN i ON i.id = link.indicator)"
           ", ms AS (SELECT m.id FROM matter m WHERE m.id = :matter"
           " UNION SELECT m.id FROM matter m JOIN p ON p.id = m.project WHERE " +
           open_matter() + " UNION SELECT m.id FROM matter m JOIN i ON i.id = m.indicator WHERE " + open_matter() + ")";
  return "WITH " + link + ", ms AS (SELECT m.id FROM matter m WHERE m.id = :matter OR (m.lead = :unit AND " +
         open_matter() + ") OR (:unit <> '' AND replace(m.assisting, '\"' || :unit || '\"', '') <> m.assisting AND " +
         open_matter() +
         "))"
         ", p AS (SELECT id FROM project WHERE id = :project OR responsible = :unit"
         " UNION SELECT m.project FROM matter m JOIN ms ON ms.id = m.id WHERE m.project IS NOT NULL)"
         ", i AS (SELECT id FROM indicator WHERE id = :indicator"
         " UNION SELECT link.indicator FROM link JOIN p ON p.id = link.project"
         " UNION SELECT m.indicator FROM matter m JOIN ms ON ms.id = m.id WHERE m.indicator IS NOT NULL)";
}

std::string actual_sum() {
  std::string sum;
  for (int month = 1; month <= 12; ++month)
    sum.append(sum.empty() ? "coalesce(y.actual_" : " + coalesce(y.actual_")
        .append(month < 10 ? "0" : "")
        .append(std::to_string(month))
        .append(", 0)");
  return sum;
}

std::string statement_of(Way way) {
  const std::string actual = actual_sum();
  return sets_of(way) +
         " SELECT 'indicator' AS kind, x.sequence AS place, x.id AS a, x.name AS b, x.responsible AS c, NULL AS d,"
         " NULL AS e, NULL AS f, NULL AS g, x.source AS h, NULL AS i, NULL AS j, NULL AS k, NULL AS l,"
         " NULL AS o, NULL AS p, NULL AS q, NULL AS r, 0 AS m, 0 AS n"
         " FROM indicator x JOIN i ON i.id = x.id"
         " UNION ALL SELECT 'project', x.sequence, x.id, x.name, x.stage, x.responsible, x.project_lead, x.owner,"
         " x.department, x.contact_leader, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
         " CASE WHEN y.project IS NULL THEN NULL ELSE 'year' END, coalesce(y.year_plan, 0), " +
         actual +
         " FROM project x JOIN p ON p.id = x.id LEFT JOIN project_year y ON y.project = x.id AND y.year = :year"
         " UNION ALL SELECT 'link', 0, link.indicator, link.project, link.expected_share, NULL, NULL, NULL, NULL, NULL,"
         " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0"
         " FROM link JOIN i ON i.id = link.indicator JOIN p ON p.id = link.project"
         " UNION ALL SELECT 'milestone', x.sequence, x.project, x.name, x.baseline, x.entered, NULL, NULL, NULL, NULL,"
         " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, x.sequence, 0"
         " FROM milestone x JOIN p ON p.id = x.project WHERE x.actual IS NULL"
         " UNION ALL SELECT 'matter', 0, m.id, m.kind, m.text, m.state, m.lead, m.verifier, m.project, m.indicator,"
         " m.original_due, m.due, m.side_state, NULL, NULL, NULL, NULL, m.assisting, coalesce(m.milestone, -1), 0"
         " FROM matter m JOIN ms ON ms.id = m.id"
         " UNION ALL SELECT 'duty', 0, d.matter, d.due, d.audience, d.unit, d.since, NULL, NULL, NULL, NULL, NULL,"
         " NULL, NULL, NULL, NULL, NULL, NULL, 0, 0 FROM matter_duty d JOIN ms ON ms.id = d.matter"
         " WHERE d.act IS NOT NULL"
         " UNION ALL SELECT 'person', w.sequence, w.unit, w.name, w.role, w.id, NULL, NULL, NULL, NULL, NULL, NULL, "
         "NULL,"
         " NULL, NULL, NULL, NULL, NULL, 0, 0 FROM person w WHERE w.unit IN"
         " (SELECT d.unit FROM matter_duty d JOIN ms ON ms.id = d.matter WHERE d.act IS NOT NULL)"
         " UNION ALL SELECT 'signing', 0, g.unit, g.section, g.deputy, g.head, NULL, NULL, NULL, NULL, NULL, NULL, "
         "NULL,"
         " NULL, NULL, NULL, NULL, NULL, 0, 0 FROM unit_signing g WHERE g.unit IN"
         " (SELECT d.unit FROM matter_duty d JOIN ms ON ms.id = d.matter WHERE d.act IS NOT NULL)"
         " ORDER BY 1, 2, 3, 4";
}

template <class Entity>
Id<Entity> id_in(const db::Cell& cell) {
  return db::Codec<Id<Entity>>::decode(cell);
}
template <class T>
std::optional<T> maybe(const db::Cell& cell) {
  return db::Codec<std::optional<T>>::decode(cell);
}
std::string text_of(const db::Cell& cell) { return cell.is_null() ? std::string() : std::string(db::text_in(cell)); }

enum Column { kKind, kPlace, kA, kB, kC, kD, kE, kF, kG, kH, kI, kJ, kK, kL, kO, kP, kQ, kR, kM, kN };

ChainProject project_of(const db::Cursor& row) {
  ChainProject one;
  one.project.id = id_in<project::Project>(row.cell(kA));
  one.project.name = text_of(row.cell(kB));
  one.project.stage = db::Codec<project::Stage>::decode(row.cell(kC));
  one.project.responsible = maybe<Id<unit::Unit>>(row.cell(kD));
  one.project.project_lead = text_of(row.cell(kE));
  one.project.owner = text_of(row.cell(kF));
  one.project.department = maybe<Id<unit::Unit>>(row.cell(kG));
  one.project.contact_leader = text_of(row.cell(kH));
  if (!row.cell(kR).is_null()) {
    one.year_plan = Money::of_fen(db::integer_in(row.cell(kM)));
    one.actual = Money::of_fen(db::integer_in(row.cell(kN)));
  }
  return one;
}

ChainMatter matter_of(const db::Cursor& row) {
  ChainMatter one;
  matter::Matter& matter = one.matter;
  matter.id = id_in<matter::Matter>(row.cell(kA));
  matter.kind = text_of(row.cell(kB));
  matter.text = text_of(row.cell(kC));
  matter.state = db::Codec<matter::State>::decode(row.cell(kD));
  matter.lead = maybe<Id<unit::Unit>>(row.cell(kE));
  matter.verifier = maybe<Id<unit::Unit>>(row.cell(kF));
  matter.project = maybe<Id<project::Project>>(row.cell(kG));
  matter.indicator = maybe<Id<indicator::Indicator>>(row.cell(kH));
  matter.original_due = maybe<Date>(row.cell(kI));
  matter.due = maybe<Date>(row.cell(kJ));
  matter.side_state = text_of(row.cell(kK));
  if (const std::int64_t milestone = db::integer_in(row.cell(kM)); milestone >= 0) matter.milestone = milestone;
  matter.assisting = db::Codec<std::vector<Id<unit::Unit>>>::decode(row.cell(kR));
  return one;
}

using Names = db::Codec<std::vector<std::string>>;

void take_desk(const std::string& kind, const db::Cursor& row, Found& found) {
  if (kind == "duty") {
    found.duties.push_back({id_in<matter::Matter>(row.cell(kA)), text_of(row.cell(kC)),
                            maybe<Id<unit::Unit>>(row.cell(kD)), maybe<Date>(row.cell(kE))});
  } else if (kind == "person") {
    unit::Person person;
    person.unit = id_in<unit::Unit>(row.cell(kA));
    person.name = text_of(row.cell(kB));
    person.role = text_of(row.cell(kC));
    person.id = id_in<unit::Person>(row.cell(kD));
    found.people.push_back(std::move(person));
  } else {
    found.signings.push_back({id_in<unit::Unit>(row.cell(kA)), Names::decode(row.cell(kB)), Names::decode(row.cell(kC)),
                              Names::decode(row.cell(kD))});
  }
}

void take(const db::Cursor& row, Found& found) {
  const std::string kind = text_of(row.cell(kKind));
  if (kind == "indicator") {
    indicator::Indicator one;
    one.id = id_in<indicator::Indicator>(row.cell(kA));
    one.name = text_of(row.cell(kB));
    one.responsible = maybe<Id<unit::Unit>>(row.cell(kC));
    one.source = text_of(row.cell(kH));
    found.indicators.push_back(std::move(one));
  } else if (kind == "project") {
    found.projects.push_back(project_of(row));
  } else if (kind == "link") {
    found.links.push_back({id_in<indicator::Indicator>(row.cell(kA)), id_in<project::Project>(row.cell(kB)),
                           maybe<Decimal>(row.cell(kC))});
  } else if (kind == "milestone") {
    found.milestones.push_back({id_in<project::Project>(row.cell(kA)), db::integer_in(row.cell(kM)),
                                text_of(row.cell(kB)), maybe<Date>(row.cell(kC)), maybe<Date>(row.cell(kD))});
  } else if (kind == "matter") {
    found.matters.push_back(matter_of(row));
  } else {
    take_desk(kind, row, found);
  }
}

}  // namespace

const db::Table<Contribution>& contribution_table() {
  using C = Contribution;
  static const auto kTable =
      db::table<C>("contribution", db::key("project", &C::project), db::key("indicator", &C::indicator),
                   db::column("expected_share", &C::expected_share), db::column("note", &C::note),
                   db::column("ended_on", &C::ended_on));
  return kTable;
}

std::vector<NamedContribution> load_contributions(const db::Reader& reader) {
  std::vector<NamedContribution> all;
  for (auto& [project, indicator, share, note, ended_on, version, project_name, indicator_name] :
       reader.query<Id<project::Project>, Id<indicator::Indicator>, std::optional<Decimal>, std::string,
                    std::optional<Date>, std::int64_t, std::string, std::string>(
           "SELECT c.project, c.indicator, c.expected_share, c.note, c.ended_on, c.version, p.name, i.name"
           " FROM contribution c JOIN project p ON p.id = c.project JOIN indicator i ON i.id = c.indicator"
           " ORDER BY i.sequence, i.id, p.sequence, p.id"))
    all.push_back({{std::move(project), std::move(indicator), share, std::move(note), ended_on},
                   std::move(project_name),
                   std::move(indicator_name),
                   version});
  return all;
}

Found walk(const db::Reader& reader, const Question& question) {
  static const std::string kDown = statement_of(Way::down);
  static const std::string kUp = statement_of(Way::up);
  const auto when = [&](Start start) { return question.start == start ? question.id : std::string(); };
  Found found;
  reader.rows(question.way == Way::down ? kDown : kUp,
              {{"indicator", when(Start::indicator)},
               {"project", when(Start::project)},
               {"matter", when(Start::matter)},
               {"unit", when(Start::unit)},
               {"today", question.today},
               {"year", std::int64_t{year_of(question.today)}}},
              [&](const db::Cursor& row) { take(row, found); });
  return found;
}

}  // namespace guatu::chain
