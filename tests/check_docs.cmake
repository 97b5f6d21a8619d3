# Fails when README.md or a page of docs/ says what is not so.
#
#   cmake -D ROOT=repository -P check_docs.cmake
#   cmake -D ROOT=repository -D UPDATE=ON -P check_docs.cmake   takes over the output that is shown
#
# What they name in backticks must be there. Taken for a file: what starts with a folder of the
# repository or of src/ and a slash, or is called like a file at the top. <word> in it stands for any
# name, and at least one file must fit. Taken for a symbol: `name()` and `Scope::name`; every part must
# stand somewhere in src/ or tests/. Fenced blocks are left out.
#
# What the code defines must be there: see check_words_are_in().
#
# Output that they show must be what comes out. A fenced block behind a line
#   <!-- output of tests/golden/COMMAND/CASE -->   is the whole of that case's stdout
#   <!-- lines of tests/golden/COMMAND/CASE -->    stands in it as it is
cmake_minimum_required(VERSION 3.25)

set(top_files CMakeLists.txt CMakePresets.json README.md CHANGELOG.md setup.sh .clang-format
    .clang-tidy)

file(GLOB folders RELATIVE ${ROOT}/src ${ROOT}/src/*)
list(FILTER folders EXCLUDE REGEX "\\.")
list(JOIN folders "|" folders)

set(code "")
file(GLOB_RECURSE sources ${ROOT}/src/*.h ${ROOT}/src/*.cpp ${ROOT}/tests/*.cpp ${ROOT}/tests/*.cmake)
foreach(source IN LISTS sources)
  file(READ ${source} text)
  string(APPEND code "${text}\n")
endforeach()

# Sets `fault` in the caller when there is no file like `word`.
function(check_path word)
  string(REGEX REPLACE "<[^>]*>" "*" pattern "${word}")
  string(REGEX REPLACE "/$" "" pattern "${pattern}")
  if(pattern MATCHES "^(${folders})/")
    set(pattern "src/${pattern}")
  endif()
  file(GLOB found "${ROOT}/${pattern}")
  if(NOT found)
    set(fault "no such file" PARENT_SCOPE)
  endif()
endfunction()

# Sets `fault` in the caller when a part of `word` is not in the code.
function(check_symbol word)
  string(REGEX MATCHALL "[A-Za-z0-9_]+" parts "${word}")
  foreach(part IN LISTS parts)
    if(NOT code MATCHES "[^A-Za-z0-9_]${part}[^A-Za-z0-9_]")
      set(fault "'${part}' is not in src/ or tests/" PARENT_SCOPE)
    endif()
  endforeach()
endfunction()

# Takes what stands between two lines that start with ``` out of the variable.
function(drop_fenced_blocks variable)
  set(rest "${${variable}}")
  set(kept "")
  set(inside FALSE)
  while(TRUE)
    string(FIND "${rest}" "\n```" fence)
    if(NOT inside)
      string(SUBSTRING "${rest}" 0 ${fence} before)  # fence = -1: all that is left
      string(APPEND kept "${before}\n")
    endif()
    if(fence EQUAL -1)
      break()
    endif()
    math(EXPR fence "${fence} + 4")
    string(SUBSTRING "${rest}" ${fence} -1 rest)
    if(inside)
      set(inside FALSE)
    else()
      set(inside TRUE)
    endif()
  endwhile()
  set(${variable} "${kept}" PARENT_SCOPE)
endfunction()

set(faults "")
file(GLOB_RECURSE pages RELATIVE ${ROOT} ${ROOT}/docs/*.md)
list(PREPEND pages README.md)
foreach(page IN LISTS pages)
  file(READ ${ROOT}/${page} text)
  string(REGEX REPLACE "[][;]" "," text "\n${text}")  # would confuse CMake's lists
  drop_fenced_blocks(text)
  string(REGEX MATCHALL "`[^`\n]+`" words "${text}")
  list(REMOVE_DUPLICATES words)
  foreach(word IN LISTS words)
    string(REPLACE "`" "" word "${word}")
    set(fault "")
    if(word MATCHES "^(src|tests|testdata|docs|cmake|\\.ci|${folders})/[^ {}]*$" OR word IN_LIST top_files)
      check_path("${word}")
    elseif(word MATCHES "^[A-Za-z_][A-Za-z0-9_:]*\\(\\)$" OR
           word MATCHES "^[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)+$")
      if(NOT word MATCHES "^std::")
        check_symbol("${word}")
      endif()
    endif()
    if(fault)
      list(APPEND faults "${page}: `${word}`: ${fault}")
    endif()
  endforeach()
endforeach()

# Reports every word that `pattern` (one group) finds in `files` and that does not stand in `page`
# between `before` and `after`.
function(check_words_are_in page before after pattern files)
  set(text "")
  if(EXISTS ${ROOT}/${page})
    file(READ ${ROOT}/${page} text)
  endif()
  set(words "")
  foreach(file IN LISTS files)
    file(READ ${file} code)
    string(REPLACE ";" "," code "${code}")
    string(REGEX MATCHALL "${pattern}" found "${code}")
    list(TRANSFORM found REPLACE "${pattern}" "\\1")
    list(APPEND words ${found})
  endforeach()
  list(REMOVE_DUPLICATES words)
  foreach(word IN LISTS words)
    string(FIND "\n${text}\n" "${before}${word}${after}" at)
    if(at EQUAL -1)
      list(APPEND faults "${page}: nothing about ${word}")
    endif()
  endforeach()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE sources ${ROOT}/src/*.h ${ROOT}/src/*.cpp)
file(GLOB formats ${ROOT}/src/input/*.cpp)
file(GLOB conventions ${ROOT}/src/cost/conventions.cpp)
file(GLOB commands ${ROOT}/src/cli/commands.cpp)
check_words_are_in(docs/rules.md "\n## " " " "(TC-[A-Z][0-9][0-9][0-9])" "${sources}")
check_words_are_in(docs/formats.md "\n## " "\n" "const Format k[A-Za-z]+{[ \n]*\"([a-z0-9-]+)\"" "${formats}")
check_words_are_in(docs/cost.md "`" "`" "Convention{Field::[A-Za-z]+, \"([^\"]+)\"" "${conventions}")
check_words_are_in(README.md "`trace-cost " "" "Command{\"([a-z]+)\"" "${commands}")

# Compares the blocks behind the lines "<!-- KIND of CASE -->" of a page with the cases; with UPDATE, puts
# the right output into the page where the block is all of it.
function(check_shown_output page kind)
  file(READ ${ROOT}/${page} rest)
  set(mark "\n<!-- ${kind} of ")
  set(kept "")
  while(TRUE)
    string(FIND "${rest}" "${mark}" at)
    if(at EQUAL -1)
      break()
    endif()
    string(LENGTH "${mark}" length)
    math(EXPR length "${at} + ${length}")
    take_from(rest ${length} passed)
    string(FIND "${rest}" " -->" end)
    string(SUBSTRING "${rest}" 0 ${end} case)
    string(FIND "${rest}" "\n```" fence)
    math(EXPR fence "${fence} + 1")
    take_from(rest ${fence} to_fence)
    string(FIND "${rest}" "\n" line_end)
    take_from(rest ${line_end} fence_line)
    string(FIND "${rest}" "\n```" length)  # an empty block's line breaks are one and the same
    take_from(rest 1 line_break)
    take_from(rest ${length} shown)
    set(right "")
    if(EXISTS ${ROOT}/${case}/stdout)
      file(READ ${ROOT}/${case}/stdout right)
    endif()
    string(FIND "${right}" "${shown}" found)
    if(right STREQUAL "")
      list(APPEND faults "${page}: ${case} has no stdout")
    elseif(kind STREQUAL "output" AND NOT shown STREQUAL right)
      if(UPDATE)
        set(shown "${right}")
      else()
        list(APPEND faults "${page}: this is not the output of ${case} (-D UPDATE=ON takes it over)")
      endif()
    elseif(found EQUAL -1)
      list(APPEND faults "${page}: these lines are not in the output of ${case}: ${shown}")
    endif()
    string(APPEND kept "${passed}${to_fence}${fence_line}${line_break}${shown}")
  endwhile()
  if(UPDATE)
    file(WRITE ${ROOT}/${page} "${kept}${rest}")
  endif()
  set(faults "${faults}" PARENT_SCOPE)
endfunction()

# Moves the first `count` bytes of the variable `from` to the variable `to`.
function(take_from from count to)
  string(SUBSTRING "${${from}}" 0 ${count} taken)
  string(SUBSTRING "${${from}}" ${count} -1 left)
  set(${to} "${taken}" PARENT_SCOPE)
  set(${from} "${left}" PARENT_SCOPE)
endfunction()

foreach(page IN LISTS pages)
  check_shown_output(${page} output)
  check_shown_output(${page} lines)
endforeach()

if(faults)
  list(JOIN faults "\n  " faults)
  message(FATAL_ERROR "The docs say what is not so:\n  ${faults}")
endif()
