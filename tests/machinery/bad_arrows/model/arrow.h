// Every include below breaks a rule of check_layering.cmake.
#include <simdjson.h>

#include "arrow.h"
#include "report/document.h"
