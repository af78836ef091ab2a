// SPDX-License-Identifier: Apache-2.0
#include "platform/thread/waiting.hpp"

#include <utility>

namespace guatu::thread {
namespace {

thread_local std::function<void()> listener_of_this_thread;

}  // namespace

void about_to_wait() {
  if (listener_of_this_thread) listener_of_this_thread();
}

void on_waiting(std::function<void()> listener) { listener_of_this_thread = std::move(listener); }

}  // namespace guatu::thread
