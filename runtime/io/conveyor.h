#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace sextant::io {

// Carries items past any number of workers to one consumer, who gets the results in the order of
// the items. Workers fetch the items themselves, one at a time, so that an item is worked on where
// it was fetched, and still in that processor's cache. At most `limit` items are on the way, so
// memory stays bounded however slow the consumer is. Stop makes every call return at once, but for
// a fetch.
template <class Item, class Output>
class Conveyor {
 public:
  explicit Conveyor(int64_t limit) : limit_(limit) {}

  // Worker: the next item with its number, from 0; nothing at the end, which is where `fetch()`
  // gives nothing, or when stopped. Only one thread fetches at a time.
  template <class Fetch>
  std::optional<std::pair<int64_t, Item>> Take(Fetch&& fetch) {
    const std::lock_guard turn(fetching_);
    if (!WaitForRoom()) {
      return std::nullopt;
    }
    std::optional<Item> item = fetch();
    const std::lock_guard lock(mutex_);
    if (!item) {
      ended_ = true;
      changed_.notify_all();
      return std::nullopt;
    }
    return std::pair(taken_++, std::move(*item));
  }
  void Finish(int64_t number, Output output) {
    const std::lock_guard lock(mutex_);
    finished_.emplace(number, std::move(output));
    changed_.notify_all();
  }

  // Consumer: the result of the next item in order; nothing at the end or when stopped.
  std::optional<Output> Next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] {
      return stopped_ || finished_.contains(handed_out_) || (ended_ && handed_out_ == taken_);
    });
    const auto found = finished_.find(handed_out_);
    if (stopped_ || found == finished_.end()) {
      return std::nullopt;
    }
    std::optional<Output> output(std::move(found->second));
    finished_.erase(found);
    ++handed_out_;
    changed_.notify_all();
    return output;
  }

  void Stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  bool WaitForRoom() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || ended_ || taken_ - handed_out_ < limit_; });
    return !stopped_ && !ended_;
  }

  const int64_t limit_;
  std::mutex fetching_;
  std::mutex mutex_;  // of what follows
  std::condition_variable changed_;
  std::map<int64_t, Output> finished_;
  int64_t taken_ = 0;
  int64_t handed_out_ = 0;
  bool ended_ = false;
  bool stopped_ = false;
};

// Numbers the records of items that are counted in any order: each worker tells how many its item
// has, and learns the number of the first. Items must be claimed in order, as Conveyor::Take does.
class RowLedger {
 public:
  // Waits for the items before; nothing when stopped.
  std::optional<int64_t> FirstRow(int64_t item, int64_t rows) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this, item] { return stopped_ || next_item_ == item; });
    if (stopped_) {
      return std::nullopt;
    }
    const int64_t first = first_row_;
    first_row_ += rows;
    ++next_item_;
    changed_.notify_all();
    return first;
  }
  void Stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t next_item_ = 0;
  int64_t first_row_ = 1;
  bool stopped_ = false;
};

}  // namespace sextant::io
