// SPDX-License-Identifier: Apache-2.0
#include "platform/service/service.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "platform/db/store_test.hpp"

namespace guatu::service {
namespace {

TEST(ServiceTest, a_held_signal_is_a_value) {
  hold_signals();
  ::kill(::getpid(), SIGHUP);
  EXPECT_EQ(wait_for_signal(), Signal::reload);
  ::kill(::getpid(), SIGTERM);
  EXPECT_EQ(wait_for_signal(), Signal::stop);
  ::kill(::getpid(), SIGINT);
  EXPECT_EQ(wait_for_signal(), Signal::stop);
}

TEST(ServiceTest, the_supervisor_hears_that_it_is_ready) {
  const db::testing::TemporaryDirectory folder;
  const std::string path = (folder.path() / "notify").string();
  const int listener = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.c_str(), path.size());
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  tell_supervisor("READY=1");
  char text[64]{};
  EXPECT_EQ(::recv(listener, text, sizeof text, MSG_DONTWAIT), 7);
  EXPECT_STREQ(text, "READY=1");
  ::close(listener);
  ::unlink(path.c_str());
  tell_supervisor("STOPPING=1");  // nobody listens any more
  ::unsetenv("NOTIFY_SOCKET");
  tell_supervisor("STOPPING=1");
}

}  // namespace
}  // namespace guatu::service
