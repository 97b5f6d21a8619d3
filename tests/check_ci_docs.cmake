# Runs what docs/ci.md shows, with a program and a capture; fails when a snippet does not do what the
# page says.
#
#   cmake -D ROOT=repository -D PROGRAM=trace-cost -D SCRATCH=folder [-D PYTHON=python3] -P check_ci_docs.cmake
#
# A fenced block behind a line <!-- run: NAME --> is a snippet. Shell runs as it is; of what a CI
# system reads, the lines that call trace-cost run. Each must pass on spans without a fault, fail on
# spans with some, and write the files that it names.
cmake_minimum_required(VERSION 3.25)

file(READ ${ROOT}/docs/ci.md page)

# Sets `snippet` to the block behind <!-- run: name -->.
function(find_snippet name)
  string(FIND "${page}" "<!-- run: ${name} -->" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "docs/ci.md has no snippet '${name}'")
  endif()
  string(SUBSTRING "${page}" ${at} -1 rest)
  string(FIND "${rest}" "\n```" fence)
  math(EXPR fence "${fence} + 4")
  string(SUBSTRING "${rest}" ${fence} -1 rest)
  string(FIND "${rest}" "\n" line_end)
  string(SUBSTRING "${rest}" ${line_end} -1 rest)
  string(FIND "${rest}" "\n```" length)
  string(SUBSTRING "${rest}" 0 ${length} rest)
  set(snippet "${rest}\n" PARENT_SCOPE)
endfunction()

# A working directory with spans/ of a capture and with trace-cost on the PATH.
function(prepare capture)
  file(REMOVE_RECURSE ${SCRATCH})
  file(MAKE_DIRECTORY ${SCRATCH}/bin)
  file(COPY ${ROOT}/testdata/${capture}/ DESTINATION ${SCRATCH}/spans)
  file(CREATE_LINK ${PROGRAM} ${SCRATCH}/bin/trace-cost SYMBOLIC)
  file(WRITE ${SCRATCH}/bin/make "#!/bin/sh\n")
  file(CHMOD ${SCRATCH}/bin/make PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  set(ENV{PATH} "${SCRATCH}/bin:$ENV{PATH}")
endfunction()

# Writes `script` to a file and runs it; as an argument, CMake would part it at its semicolons.
function(expect_script name wanted script)
  file(WRITE ${SCRATCH}/script.sh "${script}")
  expect(${name} ${wanted} sh script.sh)
endfunction()

# Runs a command in the scratch folder; `wanted` is its exit code.
function(expect name wanted)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${SCRATCH} RESULT_VARIABLE code
                  OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL wanted)
    message(FATAL_ERROR "docs/ci.md, ${name}: exit ${code}, expected ${wanted}:\n${output}")
  endif()
endfunction()

# The files were written.
function(expect_files name)
  foreach(file IN LISTS ARGN)
    if(NOT EXISTS ${SCRATCH}/${file})
      message(FATAL_ERROR "docs/ci.md, ${name}: ${file} was not written")
    endif()
  endforeach()
endfunction()

# The CI system is told to collect the file that the command writes.
function(expect_collected name file)
  string(REGEX MATCHALL "${file}" mentions "${snippet}")
  list(LENGTH mentions count)
  if(count LESS 2)
    message(FATAL_ERROR "docs/ci.md, ${name}: nothing collects ${file}")
  endif()
endfunction()

# The commands of a CI system's file: what stands behind "- ", "run: " or in sh '...'.
function(commands_of snippet)
  string(REGEX MATCHALL "trace-cost check [^\n']*" found "${snippet}")
  list(JOIN found "\n" script)
  set(script "${script}\n" PARENT_SCOPE)
endfunction()

foreach(case "no-faults 0" "four-services 1")
  string(REPLACE " " ";" case "${case}")
  list(GET case 0 capture)
  list(GET case 1 wanted)

  find_snippet(shell-codes)
  prepare(python-console/${capture})
  expect_script(shell-codes ${wanted} "${snippet}")
  find_snippet(shell)
  prepare(python-console/${capture})
  expect_script(shell ${wanted} "${snippet}")
  expect_files(shell trace-cost.xml trace-cost.md)

  foreach(name gitlab jenkins)
    find_snippet(${name})
    prepare(python-console/${capture})
    commands_of("${snippet}")
    expect_script(${name} ${wanted} "set -e\nmake integration-test\n${script}")
    expect_files(${name} trace-cost.xml)
    expect_collected(${name} trace-cost.xml)
  endforeach()
  find_snippet(gitlab)
  prepare(python-console/${capture})
  commands_of("${snippet}")
  expect_script(gitlab ${wanted} "${script}")
  expect_files(gitlab trace-cost-quality.json)
  expect_collected(gitlab trace-cost-quality.json)

  # The action gets its inputs as action.yml hands them on.
  find_snippet(github)
  prepare(python-console/${capture})
  set(ENV{TRACE_COST} ${SCRATCH}/bin/trace-cost)
  set(ENV{SPANS} spans/)
  set(ENV{SARIF} trace-cost.sarif)
  set(ENV{ARGUMENTS} "--min-priced 100%")
  expect(github ${wanted} sh ${ROOT}/docs/action/check.sh)
  expect_files(github trace-cost.sarif)
  expect_collected(github trace-cost.sarif)

  if(PYTHON)
    find_snippet(pytest)
    prepare(python-console/${capture})
    file(WRITE ${SCRATCH}/test_traces.py "${snippet}")
    expect(pytest ${wanted} ${PYTHON} -B -c "from test_traces import *\ntest_traces_are_as_agreed()")
  endif()
endforeach()

# Each input of the action is used, and the snippet gives none that it does not have.
file(READ ${ROOT}/docs/action/action.yml action)
file(READ ${ROOT}/docs/action/check.sh check)
find_snippet(github)
foreach(input spans policy baseline arguments sarif)
  string(TOUPPER ${input} variable)
  if(NOT action MATCHES "\n  ${input}:\n" OR NOT action MATCHES "${variable}: .{{ inputs.${input} }}"
     OR NOT check MATCHES "{${variable}:")
    message(FATAL_ERROR "docs/action: the input '${input}' is not there, or nothing uses it")
  endif()
endforeach()
