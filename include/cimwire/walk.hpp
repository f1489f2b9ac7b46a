/* Walking what the library tells many of with one call. */
#ifndef CIMWIRE_WALK_HPP
#define CIMWIRE_WALK_HPP

#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

namespace cimwire {

namespace detail {

/* What an iterator that hands out values has for `->`. */
template <typename T>
class Arrow {
 public:
  explicit Arrow(T item) : item_(std::move(item)) {}
  T *operator->() { return &item_; }

 private:
  T item_;
};

/*
 * An input iterator. The source has the types `Raw` and `Item`, and two functions: `fill` writes what
 * comes behind so many, of which the last is passed, and `item` makes of one what is handed out.
 */
template <typename Source>
class Walk {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = typename Source::Item;
  using difference_type = std::ptrdiff_t;
  using pointer = Arrow<value_type>;
  using reference = value_type;

  /* The end of any walk. */
  Walk() = default;
  explicit Walk(const Source &source) : source_(source) {
    count_ = source_.fill(0, nullptr, batch_.data(), batch_.size());
  }

  value_type operator*() const { return source_.item(passed_, batch_[at_]); }
  pointer operator->() const { return pointer(**this); }
  Walk &operator++() {
    passed_++;
    if (++at_ == count_) {
      const bool is_full = count_ == batch_.size();
      count_ = is_full ? source_.fill(passed_, &batch_[at_ - 1], batch_.data(), count_) : 0;
      at_ = 0;
    }
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(const Walk &other) const {
    if (count_ == 0 || other.count_ == 0) return count_ == other.count_;
    return passed_ == other.passed_;
  }
  bool operator!=(const Walk &other) const { return !(*this == other); }

 private:
  Source source_ = {};
  std::array<typename Source::Raw, 16> batch_ = {};
  std::size_t count_ = 0, at_ = 0, passed_ = 0;
};

}  // namespace detail

}  // namespace cimwire

#endif
