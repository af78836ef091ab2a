// SPDX-License-Identifier: Apache-2.0
// Waiting (等待): a job says that it is about to wait for something other than a processor (its turn to write, a disk,
// another machine), and whoever runs it lets another job run in its place. Saying it twice, or where nobody listens,
// does nothing.
#pragma once

#include <functional>

namespace guatu::thread {

void about_to_wait();

// What the calling thread does when its job says so; replaces what was set before.
void on_waiting(std::function<void()> listener);

}  // namespace guatu::thread
