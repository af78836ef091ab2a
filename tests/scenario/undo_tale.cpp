// SPDX-License-Identifier: Apache-2.0
#include "tests/scenario/undo_tale.hpp"

#include <stdexcept>

#include "feature/cycle/cycle_actions.hpp"
#include "feature/cycle/missing_actions.hpp"
#include "feature/project/project_actions.hpp"
#include "feature/unit/unit_actions.hpp"
#include "main/preset_texts.hpp"
#include "tests/support/image_maker.hpp"

namespace guatu::testing {
namespace {

db::Position position_of(const http::Reply& reply) {
  if (reply.status >= 300) throw std::runtime_error(reply.body);
  return std::stoll(std::string(reply.header("X-Journal-Position")));
}

}  // namespace

void fill_undo_tale(World& world) {
  world.set_today(date_of(2026, 9, 18));
  world.open_account("linyan", {{"clerk", ""}});
  world.open_account("zhouheng", {{"contact", "U18"}});
  auto tx = *world.open_store().begin({"test", ""}, Instant(date_of(2026, 9, 1)));
  unit::Unit street;
  street.id.value = "U18";
  street.name = "听澜街道办事处";
  unit::save(tx, std::vector{street});
  project::Project project;
  project.id.value = "P-1";
  project.name = "滨河路改造";
  project.stage = project::Stage::continuing;
  project.responsible = street.id;
  project::save(tx, std::vector{project});
  project::ProjectYear year;
  year.project = project.id;
  year.year = 2026;
  year.year_plan = Money::of_fen(1'000'000'00);
  year.plan[7] = Money::of_fen(1'000'000'00);
  project::save(tx, std::vector{year});
  cycle::Cycle cycle;
  cycle.id.value = "W2026-39";
  cycle.planned_on = date_of(2026, 9, 21);
  cycle.cut_off = date_of(2026, 9, 20);
  cycle.state = cycle::CycleState::open;
  cycle::save(tx, std::vector{cycle});
  tx.journal({"test.filled", "", "{}"});
  tx.commit();
}

db::Position add_photo_of_tale(World& world) {
  world.become("zhouheng");
  const std::string body = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n" +
                           jpeg_with_position() +
                           "\r\n--XX\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n二层\r\n--XX--\r\n";
  return position_of(
      world.ask("POST", "/api/v1/projects/P-1/photos", {{"Content-Type", "multipart/form-data; boundary=XX"}}, body));
}

db::Position withdraw_photo_of_tale(World& world, const std::string& version) {
  world.become("zhouheng");
  return position_of(world.ask("DELETE", "/api/v1/projects/P-1/photos/1", {{"If-Match", "\"" + version + "\""}},
                               R"({"reason": "照到了人脸"})"));
}

db::Position remind_in_tale(World& world) {
  world.write_by_itself([](db::Tx& tx) {
    const auto made = cycle::remind(tx, preset_years());
    if (!made || *made == 0) throw std::runtime_error("nobody is reminded");
  });
  return world.position();
}

}  // namespace guatu::testing
