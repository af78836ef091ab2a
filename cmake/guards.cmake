# SPDX-License-Identifier: Apache-2.0
# The guards and their self tests count as tests, so that one run and one summary tell everything.
add_test(NAME guard_layers COMMAND ${Python3_EXECUTABLE} tools/check_layers.py)
add_test(NAME guard_tidy COMMAND ${Python3_EXECUTABLE} tools/tidy.py)
add_test(NAME guard_self_tests COMMAND ${Python3_EXECUTABLE} -m unittest discover -s tools/tests)
add_test(NAME guard_example COMMAND ${Python3_EXECUTABLE} tools/example/generate.py --check)
set_tests_properties(guard_layers guard_tidy guard_self_tests guard_example PROPERTIES
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
