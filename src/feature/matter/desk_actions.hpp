// SPDX-License-Identifier: Apache-2.0
// The desk (经办) at which acts on matters are done: decides one, notes it, and afterwards writes row, course, duties,
// and the parts a matter was split into. Inside of a transaction whose entry the caller journals. Refuses what
// loop::decide refuses.
#pragma once

#include <optional>
#include <vector>

#include "feature/matter/course_actions.hpp"

namespace guatu::matter {

struct Case {  // a matter while it is being acted on
  Matter row;
  loop::Course course;
  const loop::Kind* kind;
};

class Desk {
 public:
  Desk(db::Tx& tx, const Rulebook& rules, const Party& party) : tx_(tx), rules_(rules), party_(party) {}

  // Decides and notes the act; the row and the course are written by save().
  Result<void> step(Case& matter, const Wish& wish);
  // The version of the row. No expected version: it must be new.
  Result<std::int64_t> save(const Case& matter, std::optional<std::int64_t> expected_version);

 private:
  Result<loop::Event> decide(const Case& matter, const Wish& wish, loop::Request& asked) const;
  void note(const Case& matter, const loop::Course& before, const loop::Event& event);
  void note_report(const Case& matter, const loop::Request& request);
  void note_extension(const loop::Course& before, const loop::Event& event);
  Result<void> make_parts(const Case& whole, const Wish& wish, int first);

  db::Tx& tx_;
  const Rulebook& rules_;
  const Party& party_;
};

void replace_duties(db::Tx& tx, const Matter& row, const std::vector<Ask>& asks);

}  // namespace guatu::matter
