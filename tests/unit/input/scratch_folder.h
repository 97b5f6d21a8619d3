// A folder of a test's own, removed at its end.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::input {

class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::string& path() const { return path_; }
  // Writes a file, making the folders on the way; returns its whole path.
  [[nodiscard]] std::string file(std::string_view name, std::string_view text = "") const;

 private:
  std::string path_;
};

}  // namespace trace_cost::input
