// SPDX-License-Identifier: Apache-2.0
// LockHeld (写锁被占): another process writes to the same tables on the server, and did not end in time. Nothing was
// done; the store refuses with store.locked.
#pragma once

#include "platform/db/cell.hpp"

namespace guatu::db {

class LockHeld : public Failure {
 public:
  using Failure::Failure;
};

}  // namespace guatu::db
