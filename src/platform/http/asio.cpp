// SPDX-License-Identifier: Apache-2.0
// The bodies of Asio, compiled once (BOOST_ASIO_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
