#pragma once
/// What every call of the HDF5 library needs: handles that close, return values that are checked. Only hdf5_*.cpp
/// include this file.
#include <hdf5.h>

#include <mutex>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include "output/error.hpp"
#include "output/memory_left.hpp"

namespace salus::output::hdf5 {

/// What the library says of its last failure.
struct LibraryError {
  std::string message;
  bool of_memory = false;  ///< it got no memory
};

inline herr_t take_error(unsigned, const H5E_error2_t* entry, void* into) {
  auto& error = *static_cast<LibraryError*>(into);
  if (error.message.empty() && entry->desc != nullptr) error.message = entry->desc;
  if (entry->maj_num == H5E_RESOURCE && (entry->min_num == H5E_NOSPACE || entry->min_num == H5E_CANTALLOC))
    error.of_memory = true;
  return 0;
}

inline LibraryError last_error() {
  LibraryError error;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_error, &error);
  H5Eclear2(H5E_DEFAULT);
  return error;
}

/// The result of a call. @throws Failure where it is negative; std::bad_alloc where that was for lack of memory, which
/// says nothing of what was read, and for which the library does not always find room to say so
template <class Failure = IoError, class Result>
Result checked(Result result, const std::string& what) {
  if (result >= 0) return result;
  const LibraryError error = last_error();
  if (error.of_memory || error.message.empty() || !memory_is_left()) throw std::bad_alloc();
  throw Failure("HDF5 could not " + what + ": " + error.message);
}

/// The same of a call that reads what was kept.
template <class Result>
Result valid(Result result, const std::string& what) {
  return checked<CorruptStore>(result, what);
}

using Closer = herr_t (*)(hid_t);

/// An open object of the library. `close` is checked; the destructor is for unwinding only.
class Handle {
 public:
  Handle() = default;
  Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), closer_(other.closer_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) closer_(id_);
  }
  hid_t get() const { return id_; }
  template <class Failure = IoError>
  void close() {
    if (id_ >= 0) checked<Failure>(closer_(std::exchange(id_, -1)), "close an object");
  }

 private:
  hid_t id_ = -1;
  Closer closer_ = nullptr;
};

/// Once a process: no messages to standard error, no plugins from the environment.
inline void prepare_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    checked(H5open(), "start");
    checked(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "silence its messages");
    checked(H5PLset_loading_state(0), "switch plugins off");
  });
}

template <class T>
hid_t file_type() {
  if constexpr (std::is_same_v<T, float>) return H5T_IEEE_F32LE;
  else if constexpr (std::is_same_v<T, double>) return H5T_IEEE_F64LE;
  else return H5T_STD_I64LE;
}

inline Handle string_type() {
  Handle type(checked(H5Tcopy(H5T_C_S1), "make a string type"), H5Tclose);
  checked(H5Tset_size(type.get(), H5T_VARIABLE), "make a string type");
  checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "make a string type");
  return type;
}

}  // namespace salus::output::hdf5
