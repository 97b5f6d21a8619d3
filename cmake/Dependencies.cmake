# Finds every library, and names all that are missing in one message. Nothing is downloaded: any
# package manager that CMake's find_package can see will do.
function(trace_cost_find_dependencies)
  set(packages CLI11 nlohmann_json fmt simdjson utf8proc isal zstd tomlplusplus)
  if(TRACE_COST_TESTS)
    list(APPEND packages doctest)
  endif()

  set(missing "")
  foreach(package IN LISTS packages)
    if(EXISTS ${PROJECT_SOURCE_DIR}/cmake/Find${package}.cmake)
      find_package(${package} QUIET MODULE)
    else()
      find_package(${package} QUIET CONFIG)
    endif()
    if(NOT ${package}_FOUND)
      list(APPEND missing ${package})
    endif()
  endforeach()

  find_package(Threads REQUIRED)
  if(missing)
    list(JOIN missing ", " missing)
    message(FATAL_ERROR
      "Libraries not found: ${missing}.\n"
      "On Debian and Ubuntu: apt-get install libcli11-dev nlohmann-json3-dev libfmt-dev "
      "libsimdjson-dev libutf8proc-dev libisal-dev libzstd-dev libtomlplusplus-dev doctest-dev\n"
      "(doctest is for the tests only; -DTRACE_COST_TESTS=OFF does without.) If they are installed "
      "elsewhere, point CMAKE_PREFIX_PATH there.")
  endif()
endfunction()

trace_cost_find_dependencies()
