#include <vector>

#include "base/result.h"
// #include "report/document.h"
