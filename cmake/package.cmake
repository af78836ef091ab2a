# SPDX-License-Identifier: Apache-2.0
# The Debian package: `./dev deb`. What it installs and does stands in packaging/.
set(GUATU_MAINTAINER "Guatu maintainers <guatu@localhost>" CACHE STRING "who publishes the package")
set(paper_folder ${CMAKE_BINARY_DIR}/packaging)
configure_file(packaging/changelog.in ${paper_folder}/changelog @ONLY)
configure_file(packaging/guatu.1 ${paper_folder}/guatu.1 COPYONLY)
# As Debian wants them: compressed, and without the time at which that happened.
add_custom_command(OUTPUT ${paper_folder}/changelog.gz ${paper_folder}/guatu.1.gz
  COMMAND gzip -9nkf ${paper_folder}/changelog ${paper_folder}/guatu.1
  DEPENDS packaging/changelog.in packaging/guatu.1 VERBATIM)
add_custom_target(papers DEPENDS ${paper_folder}/changelog.gz ${paper_folder}/guatu.1.gz)

set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY TRUE)  # tests and benchmarks are not needed for it
install(TARGETS guatu DESTINATION /usr/bin)
install(FILES packaging/guatu.service DESTINATION /lib/systemd/system)
install(FILES packaging/guatu.toml DESTINATION /etc/guatu)
install(FILES ${paper_folder}/guatu.1.gz DESTINATION /usr/share/man/man1)
install(FILES packaging/copyright CHANGELOG.md ${paper_folder}/changelog.gz DESTINATION /usr/share/doc/guatu)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME guatu)
set(CPACK_PACKAGE_VENDOR "Guatu")
set(CPACK_PACKAGE_CONTACT "${GUATU_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "targets, key projects and weekly dispatch of a Chinese district")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "A server and command line on which a city, district or county runs its year:
registers of units, enterprises, indicators, projects and matters, lights that
explain themselves, the dispatch cycle and the papers of its meetings. One
program with one data folder; needs no internet.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${paper_folder}/conffiles "/etc/guatu/guatu.toml\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/packaging/postinst ${CMAKE_SOURCE_DIR}/packaging/prerm
  ${CMAKE_SOURCE_DIR}/packaging/postrm ${paper_folder}/conffiles)
include(CPack)
