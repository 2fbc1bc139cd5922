#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sextant {

// Something outside the program failed: a file, the machine, a malformed batch. `message` is one
// sentence for a person, `hint` (may be empty) says what to do about it.
struct Error {
  std::string message;
  std::string hint;
};

// Either a value or the Error that prevented it. Mistakes of a strategy's author travel as
// diagnostics and faults of one record as fault bits, never as a Result (docs/architecture.md).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return std::get<0>(state_); }
  const T& value() const { return std::get<0>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// A Result without a value: success, or the Error.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace sextant
