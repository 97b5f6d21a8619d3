#include "model/seal.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "base/parallel.h"
#include "model/partition_order.h"

namespace trace_cost::model {

// Partitions learn where they begin in their order; each waits for the one before it.
class Seal::Queue {
 public:
  // The place of `partition`, which takes up as much as `size` says.
  Place take(std::size_t partition, const Place& size) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [&] { return next_ == partition || is_closed_; });
    if (is_closed_) throw std::runtime_error("another partition could not be sealed");
    const Place place = end_;
    end_ = {place.span + size.span, place.attribute + size.attribute, place.trace + size.trace};
    ++next_;
    moved_.notify_all();
    return place;
  }

  // Nobody waits any more.
  void close() {
    const std::scoped_lock lock(mutex_);
    is_closed_ = true;
    moved_.notify_all();
  }

  [[nodiscard]] const Place& end() const { return end_; }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::size_t next_ = 0;
  Place end_;
  bool is_closed_ = false;
};

Seal::Seal(Capture& capture, const std::vector<SourceIndex>& moved_to)
    : capture_(capture), store_(capture.store_) {
  std::size_t spans = 0;
  std::size_t attributes = 0;
  for (CaptureShard& shard : capture.shards_) {
    merge(shard, moved_to);
    for (const SpanLog& log : shard.logs_) {
      spans += log.spans();
      attributes += log.attributes();
    }
  }
  std::vector<Origin> origins = std::move(store_.origins_);
  store_ = SpanStore(spans, attributes);
  store_.origins_ = std::move(origins);
  capture.duplicates_ = spans;  // less what is kept, at the end
}

// The first pool is taken as it is: with one shard no text is copied.
std::vector<StringId> Seal::merge_strings(CaptureShard& shard) {
  if (capture_.strings_.size() == 0) {
    capture_.strings_ = std::exchange(shard.strings_, StringPool{});
    return {};
  }
  std::vector<StringId> moved_to;
  moved_to.reserve(shard.strings_.size());
  for (std::size_t i = 0; i < shard.strings_.size(); ++i) {
    moved_to.push_back(capture_.strings_.intern(shard.strings_.text(StringId(i))));
  }
  shard.strings_ = StringPool{};
  return moved_to;
}

Attribute Seal::translated(const Attribute& attribute, const Translation& to) const {
  const Text text = attribute.text();
  if (text.is_number() || to.strings.empty()) return attribute;
  return {attribute.key(), Text(to.strings[text.interned().number()]), attribute.kind()};
}

void Seal::merge(CaptureShard& shard, const std::vector<SourceIndex>& moved_to) {
  Translation to;
  to.strings = merge_strings(shard);
  const auto string = [&](StringId id) {
    return to.strings.empty() ? id : to.strings[id.number()];
  };
  std::vector<ResourceIndex> resources;
  for (std::size_t i = 0; i < shard.resources_.size(); ++i) {
    const ResourceIndex index(i);
    std::vector<Attribute> attributes;
    for (const Attribute& attribute : shard.resources_.attributes(index)) {
      attributes.push_back(translated(attribute, to));
    }
    const Resource& resource = shard.resources_[index];
    resources.push_back(
        capture_.resources_.add(string(resource.service), string(resource.instance), attributes));
  }
  for (const Origin& origin : shard.origins_) {
    to.origins.emplace_back(store_.origins_.size());
    store_.origins_.push_back(
        {resources[origin.resource.number()], moved_to[origin.source.number()]});
  }
  translations_.push_back(std::move(to));
}

void Seal::translate(LoggedSpan& logged, const Translation& to) const {
  logged.packed.origin = to.origins[logged.packed.origin.number()];
  if (to.strings.empty()) return;
  if (logged.packed.name) logged.packed.name = to.strings[logged.packed.name.number()];
  for (Attribute& attribute : logged.attributes()) attribute = translated(attribute, to);
}

std::vector<LoggedSpan*> Seal::gather(std::size_t partition) {
  std::vector<LoggedSpan*> spans;
  std::size_t count = 0;
  for (const CaptureShard& shard : capture_.shards_) count += shard.logs_[partition].spans();
  spans.reserve(count);
  for (std::size_t i = 0; i < capture_.shards_.size(); ++i) {
    capture_.shards_[i].logs_[partition].for_each([&](LoggedSpan& logged) {
      translate(logged, translations_[i]);
      spans.push_back(&logged);
    });
  }
  return spans;
}

Seal::Sealed Seal::copy(const PartitionOrder& order, Place place) {
  Sealed sealed;
  sealed.traces.reserve(order.traces().size());
  std::size_t first = 0;
  for (const std::uint32_t count : order.traces()) {
    const TraceIndex trace(place.trace + sealed.traces.size());
    sealed.traces.push_back(
        {order.kept()[first]->trace, static_cast<std::uint32_t>(place.span + first), count});
    for (std::size_t i = first; i < first + count; ++i) {
      const LoggedSpan& logged = *order.kept()[i];
      const auto attributes = logged.attributes();
      if (logged.packed.is_wide()) {
        sealed.wide.push_back({SpanIndex(place.span + i), logged.wide()});
      }
      std::copy(attributes.begin(), attributes.end(), store_.attributes() + place.attribute);
      store_.spans()[place.span + i] = {logged.packed, static_cast<std::uint32_t>(place.attribute),
                                        trace};
      place.attribute += attributes.size();
    }
    first += count;
  }
  for (const std::uint32_t number : order.conflicts()) {
    sealed.conflicts.emplace_back(place.span + number);
  }
  return sealed;
}

Seal::Sealed Seal::seal_partition(std::size_t partition, Queue& queue) {
  try {
    PartitionOrder order(capture_, store_.origins_);
    order.arrange(gather(partition));
    const Place size{order.kept().size(), order.attributes(), order.traces().size()};
    Sealed sealed = copy(order, queue.take(partition, size));
    for (CaptureShard& shard : capture_.shards_) shard.logs_[partition].clear();
    return sealed;
  } catch (...) {
    queue.close();
    throw;
  }
}

void Seal::run(unsigned threads) {
  Queue queue;
  std::vector<Sealed> partitions(CaptureShard::kPartitions);
  base::parallel_for(partitions.size(), threads, [&](std::size_t partition) {
    partitions[partition] = seal_partition(partition, queue);
  });
  store_.size_ = queue.end().span;
  store_.traces_.reserve(queue.end().trace);
  for (const Sealed& sealed : partitions) append(sealed);
  capture_.duplicates_ -= store_.size_;
}

void Seal::append(const Sealed& sealed) {
  const auto append_to = [](auto& all, const auto& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  append_to(store_.traces_, sealed.traces);
  append_to(store_.wide_, sealed.wide);
  append_to(capture_.id_conflicts_, sealed.conflicts);
}

}  // namespace trace_cost::model
