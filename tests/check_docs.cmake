# Fails when README.md or a page of docs/ names, in backticks, a file or a symbol that is not there.
#
#   cmake -D ROOT=repository -P check_docs.cmake
#
# Taken for a file: what starts with a folder of the repository or of src/ and a slash, or is called
# like a file at the top. <word> in it stands for any name, and at least one file must fit.
# Taken for a symbol: `name()` and `Scope::name`; every part must stand somewhere in src/ or tests/.
# Fenced blocks are left out.
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

if(faults)
  list(JOIN faults "\n  " faults)
  message(FATAL_ERROR "The docs name what is not there:\n  ${faults}")
endif()
