# SPDX-License-Identifier: Apache-2.0
# Tests of the web client: its own, and the browser stories against this build's program. ./dev has fetched what they
# need. One at a time: they share web/node_modules.
if(EXISTS ${CMAKE_SOURCE_DIR}/web/node_modules/.guatu)
  add_test(NAME web_check COMMAND tools/web.sh check)
  add_test(NAME web_stories COMMAND tools/web.sh stories $<TARGET_FILE:guatu>)
  add_test(NAME web_old_browsers COMMAND tools/web.sh browsers $<TARGET_FILE:guatu>)
  set_tests_properties(web_check web_stories web_old_browsers PROPERTIES WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    RESOURCE_LOCK web TIMEOUT 1200)
  set_tests_properties(web_old_browsers PROPERTIES LABELS slow)
  # The longest test by far begins first, and the others run beside it.
  set_tests_properties(web_stories PROPERTIES COST 1000)
endif()
