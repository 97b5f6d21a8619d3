// Who sells models, under the names that instrumentations and price lists give them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace trace_cost::cost {

struct Provider {
  std::string_view id;                       // "aws"
  std::span<const std::string_view> names;   // lower case: "aws.bedrock", "bedrock", ...
  std::span<const std::string_view> models;  // how the names of its own models begin
  // Whose list prices it takes for models that its own list lacks.
  std::span<const std::string_view> resells;
  // Its name tells no more than which client library was used, or it passes calls on: what it does
  // not list may be anybody's.
  bool passes_on = false;
};

// Lower case, ASCII only, without blanks around it: names of providers and models are compared so.
std::string lower_name(std::string_view name);

// By id or one of the names; null when nobody is called so.
const Provider* find_provider(std::string_view name);

// The id of find_provider(), else the name itself in lower case.
std::string provider_id(std::string_view name);

// Whose model it is by the beginning of its name; null when that does not tell.
const Provider* maker_of(std::string_view model);

}  // namespace trace_cost::cost
