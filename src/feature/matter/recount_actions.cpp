// SPDX-License-Identifier: Apache-2.0
#include "feature/matter/recount_actions.hpp"

#include "engine/loop/recount.hpp"
#include "feature/matter/course_store.hpp"
#include "feature/matter/desk_actions.hpp"
#include "feature/matter/matter_store.hpp"

namespace guatu::matter {
namespace {

constexpr std::int64_t kCoursesAtOnce = 1'000;

// Courses that somebody may still be asked about by a provisional date, their own or that of a line, by number. The
// writers wait meanwhile, so the others are not read.
std::vector<loop::Course> next_courses(const db::Reader& reader, const loop::MatterId& after) {
  return db::load(reader, course_table(),
                  "WHERE id > :after AND state <> 'closed' AND state <> 'archived' AND "
                  "(due_certainty = 'provisional' OR EXISTS (SELECT 1 FROM matter_duty WHERE "
                  "matter_duty.matter = matter_course.id AND matter_duty.certainty = 'provisional')) "
                  "ORDER BY id LIMIT :most",
                  {{"after", after}, {"most", kCoursesAtOnce}});
}

}  // namespace

Result<std::vector<calendar::MovedDue>> recount_dues(db::Tx& tx, const Rulebook& rules) {
  std::vector<calendar::MovedDue> moved;
  loop::MatterId last;
  for (auto courses = next_courses(tx, last); !courses.empty(); courses = next_courses(tx, last)) {
    last = courses.back().id;
    for (loop::Course& course : courses) {
      auto row = db::find(tx, matter_table(), register_id(course.id));
      const loop::Kind* kind = row ? loop::find_kind(rules.kinds, row->kind) : nullptr;
      if (kind == nullptr || course.ending) continue;
      const std::optional<Date> before = course.due;
      GUATU_TRY(const bool is_changed, loop::recount_due(course, *kind, rules.calendar));
      if (is_changed) db::put(tx, course_table(), course);
      if (course.due != before) {
        show(*row, course, *kind);
        db::put(tx, matter_table(), *row);
        moved.push_back({row->id.value, *before, *course.due});
      }
      GUATU_TRY(const auto asks, asks_of(course, kind, rules.calendar));
      replace_duties(tx, *row, asks);
    }
  }
  return moved;
}

}  // namespace guatu::matter
