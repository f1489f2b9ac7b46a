/* What is known about classes. */
#ifndef CIMWIRE_CLASS_HPP
#define CIMWIRE_CLASS_HPP

#include "error.hpp"
#include "walk.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace cimwire {

namespace detail {

/* A list that the library keeps, whose members are shown as `T`. */
template <typename T, typename Raw>
class List {
 public:
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = Arrow<T>;
    using reference = T;

    iterator() = default;
    explicit iterator(const Raw *at) : at_(at) {}
    T operator*() const { return T(*at_); }
    pointer operator->() const { return pointer(**this); }
    iterator &operator++() {
      at_++;
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(const iterator &other) const { return at_ == other.at_; }
    bool operator!=(const iterator &other) const { return at_ != other.at_; }

   private:
    const Raw *at_ = nullptr;
  };

  List(const Raw *first, std::size_t size) : first_(first), size_(size) {}
  std::size_t size() const { return size_; }
  T operator[](std::size_t index) const { return T(first_[index]); }
  iterator begin() const { return iterator(first_); }
  iterator end() const { return iterator(size_ == 0 ? first_ : first_ + size_); }

 private:
  const Raw *first_;
  std::size_t size_;
};

inline std::optional<std::int64_t> number_if(bool has, std::int64_t number) {
  return has ? std::optional<std::int64_t>(number) : std::nullopt;
}

}  // namespace detail

/* A value, and what it means. */
class Meaning {
 public:
  explicit Meaning(const cimwire_meaning &meaning) : meaning_(meaning) {}
  /* A number or text, or a range as in "0x8000.."; ".." for all that is left. */
  std::string_view value() const { return detail::view(meaning_.value); }
  std::optional<std::string_view> meaning() const { return detail::optional(meaning_.meaning); }

 private:
  cimwire_meaning meaning_;
};

using Meanings = detail::List<Meaning, cimwire_meaning>;

/* What a class says of a property, or a method of a parameter; the class has to outlive it. */
class DeclaredProperty {
 public:
  explicit DeclaredProperty(const cimwire_declared_property &property) : property_(property) {}
  std::string_view name() const { return detail::view(property_.name); }
  /* The class that declares it, or the last one to override it. */
  std::string_view class_name() const { return detail::view(property_.class_name); }
  /* Its type as MOF has it. */
  std::string_view type_name() const { return detail::view(property_.type_name); }
  /* The class that it refers to, or whose instance a string holds. */
  std::optional<std::string_view> of_class() const { return detail::optional(property_.of_class); }
  std::optional<std::string_view> units() const { return detail::optional(property_.units); }
  /* Which values there are, and what they mean. */
  Meanings values() const { return Meanings(property_.values, property_.value_count); }
  /* Which bits there are, and what they mean. */
  Meanings bits() const { return Meanings(property_.bits, property_.bit_count); }
  std::optional<std::int64_t> max_len() const {
    return detail::number_if(property_.has_max_len, property_.max_len);
  }
  std::optional<std::int64_t> min_value() const {
    return detail::number_if(property_.has_min_value, property_.min_value);
  }
  std::optional<std::int64_t> max_value() const {
    return detail::number_if(property_.has_max_value, property_.max_value);
  }
  /* Whether it is an array, a key, and what else is yes or no. */
  const cimwire_declared_property &raw() const { return property_; }

 private:
  cimwire_declared_property property_;
};

using DeclaredProperties = detail::List<DeclaredProperty, cimwire_declared_property>;

/* What a method is called with and answers; the class has to outlive it. */
class DeclaredMethod {
 public:
  explicit DeclaredMethod(const cimwire_declared_method &method) : method_(method) {}
  std::string_view name() const { return detail::view(method_.name); }
  /* The class that declares it, or the last one to override it. */
  std::string_view class_name() const { return detail::view(method_.class_name); }
  /* The type of its return value; none for `void`. */
  std::optional<std::string_view> type_name() const { return detail::optional(method_.type_name); }
  bool is_static() const { return method_.is_static; }
  DeclaredProperties parameters() const {
    return DeclaredProperties(method_.parameters, method_.parameter_count);
  }
  /* Which values it returns, and what they mean. */
  Meanings values() const { return Meanings(method_.values, method_.value_count); }

 private:
  cimwire_declared_method method_;
};

using DeclaredMethods = detail::List<DeclaredMethod, cimwire_declared_method>;

/* What a schema says of a class, with all that it inherits. */
class Class : public detail::Handle<cimwire_class, cimwire_class_free> {
 public:
  std::string_view name() const { return detail::view(read().name); }
  std::optional<std::string_view> superclass() const { return detail::optional(read().superclass); }
  /* The namespace of its elements, which is its resource URI. */
  std::string_view namespace_() const { return detail::view(read().namespace_); }
  std::optional<std::string_view> version() const { return detail::optional(read().version); }
  bool is_abstract() const { return read().is_abstract; }
  bool is_association() const { return read().is_association; }
  bool is_indication() const { return read().is_indication; }
  /* Its properties and references, in the order of the elements of an instance. */
  DeclaredProperties properties() const {
    const auto it = read();
    return DeclaredProperties(it.properties, it.property_count);
  }
  /* Its methods, by name. */
  DeclaredMethods methods() const {
    const auto it = read();
    return DeclaredMethods(it.methods, it.method_count);
  }
  /* The property of a name, in any case. */
  std::optional<DeclaredProperty> property(std::string_view name) const {
    cimwire_declared_property found;
    const bool has = detail::asked(cimwire_class_property(raw(), detail::str(name), &found));
    if (!has) return std::nullopt;
    return DeclaredProperty(found);
  }
  /* The method of a name, in any case. */
  std::optional<DeclaredMethod> method(std::string_view name) const {
    cimwire_declared_method found;
    const bool has = detail::asked(cimwire_class_method(raw(), detail::str(name), &found));
    if (!has) return std::nullopt;
    return DeclaredMethod(found);
  }

 private:
  cimwire_class_details read() const {
    cimwire_class_details details = {};
    detail::asked(cimwire_class_read(raw(), &details));
    return details;
  }
};

}  // namespace cimwire

#endif
