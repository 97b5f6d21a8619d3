# Runs one golden case and compares what comes out byte for byte.
#
#   cmake -D PROGRAM=trace-cost -D CASE=tests/golden/costs/by-user -D SCRATCH=folder -P run_golden.cmake
#
# A case is a folder with these files:
#   args     one argument a line, taken as it stands; may be empty
#   stdin    what the program reads there; without this file it gets /dev/null, which is no input
#   env      NAME=VALUE a line, set for the program
#   stdout, stderr   what must come out; without the file: nothing
#   exit     the exit code; without the file: 0
#   files/   what the program must write: @SCRATCH@ in args and env stands for the folder where it is
#            looked for, and is what stdout and stderr have in its place. What lies in given/ is there
#            before the program starts
# The program runs in testdata/, so paths in args and in what it prints start there.
#
# TRACE_COST_UPDATE_GOLDEN=1 in the environment rewrites stdout, stderr and exit: review the diff.
cmake_minimum_required(VERSION 3.25)

# Texts are cut by hand and arguments are passed as [==[ ]==], because CMake's lists would take ';'
# and '[' in them as their own.
function(first_line text_variable line_variable)
  string(FIND "${${text_variable}}\n" "\n" end)
  string(SUBSTRING "${${text_variable}}" 0 ${end} line)
  math(EXPR next "${end} + 1")
  string(LENGTH "${${text_variable}}" length)
  set(rest "")
  if(next LESS length)
    string(SUBSTRING "${${text_variable}}" ${next} -1 rest)
  endif()
  set(${line_variable} "${line}" PARENT_SCOPE)
  set(${text_variable} "${rest}" PARENT_SCOPE)
endfunction()

# What the caller's terminal and language happen to be must not show in the output.
foreach(name NO_COLOR CLICOLOR CLICOLOR_FORCE FORCE_COLOR COLUMNS LINES TERM COLORTERM
             LANG LANGUAGE LC_ALL LC_CTYPE TZ
             GITHUB_ACTIONS GITHUB_STEP_SUMMARY GITHUB_WORKSPACE CI_PROJECT_DIR)
  unset(ENV{${name}})
endforeach()
set(written ${SCRATCH}/files)
file(REMOVE_RECURSE ${written})
file(MAKE_DIRECTORY ${written})
if(EXISTS ${CASE}/given)
  file(COPY ${CASE}/given/ DESTINATION ${written})
endif()

if(EXISTS ${CASE}/env)
  file(READ ${CASE}/env text)
  while(NOT text STREQUAL "")
    first_line(text line)
    string(FIND "${line}" "=" equals)
    string(SUBSTRING "${line}" 0 ${equals} name)
    math(EXPR equals "${equals} + 1")
    string(SUBSTRING "${line}" ${equals} -1 value)
    string(REPLACE "@SCRATCH@" "${written}" value "${value}")
    set(ENV{${name}} "${value}")
  endwhile()
endif()

set(args "")
file(READ ${CASE}/args text)
while(NOT text STREQUAL "")
  first_line(text line)
  string(REPLACE "@SCRATCH@" "${written}" line "${line}")
  string(APPEND args " [==[${line}]==]")
endwhile()

set(stdin /dev/null)
if(EXISTS ${CASE}/stdin)
  set(stdin ${CASE}/stdin)
endif()
file(MAKE_DIRECTORY ${SCRATCH})
cmake_language(EVAL CODE "
  execute_process(COMMAND [==[${PROGRAM}]==] ${args} INPUT_FILE [==[${stdin}]==] RESULT_VARIABLE exit
    OUTPUT_FILE [==[${SCRATCH}/stdout]==] ERROR_FILE [==[${SCRATCH}/stderr]==])")
file(WRITE ${SCRATCH}/exit "${exit}\n")
foreach(part stdout stderr)
  file(READ ${SCRATCH}/${part} text)
  string(FIND "${text}" "${written}" found)
  if(NOT found EQUAL -1)
    string(REPLACE "${written}" "@SCRATCH@" text "${text}")
    file(WRITE ${SCRATCH}/${part} "${text}")
  endif()
endforeach()

if("$ENV{TRACE_COST_UPDATE_GOLDEN}" STREQUAL "1")
  foreach(part stdout stderr exit)
    file(READ ${SCRATCH}/${part} text LIMIT 4)
    if(text STREQUAL "" OR (part STREQUAL "exit" AND text STREQUAL "0\n"))
      file(REMOVE ${CASE}/${part})
    else()
      file(COPY_FILE ${SCRATCH}/${part} ${CASE}/${part} ONLY_IF_DIFFERENT)
    endif()
  endforeach()
  file(GLOB files RELATIVE ${written} ${written}/*)
  if(files OR EXISTS ${CASE}/files)
    file(REMOVE_RECURSE ${CASE}/files)
    file(COPY ${written}/ DESTINATION ${CASE}/files)
  endif()
  return()
endif()

set(differences "")
# Files: those of the case must be written, and no others.
file(GLOB files RELATIVE ${written} ${written}/*)
file(GLOB wanted_files RELATIVE ${CASE}/files ${CASE}/files/*)
list(APPEND files ${wanted_files})
list(REMOVE_DUPLICATES files)
foreach(file IN LISTS files)
  execute_process(COMMAND diff -u -N --label "${file}: expected" --label "${file}: got"
                    ${CASE}/files/${file} ${written}/${file} OUTPUT_VARIABLE difference)
  string(APPEND differences "${difference}")
endforeach()
foreach(part exit stderr stdout)
  set(expected ${CASE}/${part})
  if(NOT EXISTS ${expected})
    set(expected ${SCRATCH}/no-${part})
    file(WRITE ${expected} "")
    if(part STREQUAL "exit")
      file(WRITE ${expected} "0\n")
    endif()
  endif()
  file(SHA256 ${expected} wanted_sum)
  file(SHA256 ${SCRATCH}/${part} got_sum)
  if(NOT wanted_sum STREQUAL got_sum)
    execute_process(COMMAND diff -u --label "${part}: expected" --label "${part}: got"
                      ${expected} ${SCRATCH}/${part} OUTPUT_VARIABLE difference)
    string(APPEND differences "${difference}")
  endif()
endforeach()
if(NOT differences STREQUAL "")
  # message(FATAL_ERROR) would wrap and indent the lines.
  message("${differences}")
  message(FATAL_ERROR "${CASE} differs; TRACE_COST_UPDATE_GOLDEN=1 takes what came out as expected")
endif()
