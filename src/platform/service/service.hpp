// SPDX-License-Identifier: Apache-2.0
// Service (系统服务): what the operating system wants of a program that stays: the signals that end or reload it, as
// values for one waiting thread, and word to systemd that it is ready (sd_notify(3), without its library).
#pragma once

#include <cstdint>
#include <string_view>

namespace guatu::service {

enum class Signal : std::uint8_t { stop, reload };

// Before the first thread is started: every thread inherits that these signals are left to wait_for_signal.
void hold_signals();
Signal wait_for_signal();  // SIGTERM, SIGINT: stop; SIGHUP: reload

// READY=1, RELOADING=1, STOPPING=1, STATUS=…; without $NOTIFY_SOCKET nobody wants to know.
void tell_supervisor(std::string_view state);

}  // namespace guatu::service
