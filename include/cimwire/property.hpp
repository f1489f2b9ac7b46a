/* Properties of instances, and parameters of methods. */
#ifndef CIMWIRE_PROPERTY_HPP
#define CIMWIRE_PROPERTY_HPP

#include "moment.hpp"
#include "view.hpp"
#include "walk.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace cimwire {

class Instance;

/* A property of an instance, or a parameter; of the list that it was asked of. */
class Property {
 public:
  Property(const cimwire_properties *list, std::size_t index, const cimwire_property &property)
      : list_(list), index_(index), property_(property) {}

  std::string_view name() const { return detail::view(property_.name); }
  /* Its type as MOF has it, where a class says. */
  std::optional<std::string_view> type_name() const {
    return detail::optional(property_.type_name);
  }
  bool is_array() const { return property_.is_array; }
  bool is_key() const { return property_.is_key; }
  /* Its first element, which has its exact text. */
  View element() const { return View(property_.element); }
  /* Its value: `kind` says which member has it. */
  const cimwire_datum &value() const { return property_.value; }
  bool is_null() const { return value().kind == CIMWIRE_DATUM_KIND_NULL; }
  std::optional<bool> boolean() const { return as(CIMWIRE_DATUM_KIND_BOOLEAN, value().boolean); }
  std::optional<std::uint64_t> unsigned_() const {
    return as(CIMWIRE_DATUM_KIND_UNSIGNED, value().unsigned_);
  }
  std::optional<std::int64_t> signed_() const {
    return as(CIMWIRE_DATUM_KIND_SIGNED, value().signed_);
  }
  std::optional<double> real() const { return as(CIMWIRE_DATUM_KIND_REAL, value().real); }
  /* A string, a date-time or an octet string. */
  std::optional<std::string_view> text() const { return detail::optional(value().text); }
  /* The values of an array. */
  std::vector<cimwire_datum> items() const {
    std::vector<cimwire_datum> items;
    cimwire_datum at;
    if (value().kind != CIMWIRE_DATUM_KIND_ARRAY) return items;
    for (std::size_t i = 0; detail::asked(cimwire_properties_item(list_, index_, i, &at)); i++)
      items.push_back(at);
    return items;
  }
  /* What a date-time stands for, or the one of a number in an array of them. */
  std::optional<Moment> moment(std::size_t item = 0) const {
    Moment moment = {};
    const bool has = detail::asked(cimwire_properties_moment(list_, index_, item, &moment));
    return has ? std::optional<Moment>(moment) : std::nullopt;
  }
  /* The embedded instance, or the one of a number in an array of them. */
  std::optional<Instance> instance(std::size_t item = 0) const;

 private:
  template <typename T>
  std::optional<T> as(cimwire_datum_kind kind, T held) const {
    return value().kind == kind ? std::optional<T>(held) : std::nullopt;
  }

  const cimwire_properties *list_;
  std::size_t index_;
  cimwire_property property_;
};

namespace detail {

/* The call that tells properties. */
struct PropertyList {
  using Raw = cimwire_property;
  using Item = Property;

  std::size_t fill(std::size_t passed, const Raw *, Raw *properties, std::size_t capacity) const {
    std::size_t count = 0;
    if (list == nullptr) return 0;
    asked(cimwire_properties_from(list, passed, properties, capacity, &count));
    return count;
  }
  Item item(std::size_t passed, const Raw &property) const {
    return Property(list, passed, property);
  }

  const cimwire_properties *list = nullptr;
};

}  // namespace detail

/* Properties, or parameters: `for (cimwire::Property property : fan.properties())`. */
class Properties : public detail::Handle<cimwire_properties, cimwire_properties_free> {
 public:
  using iterator = detail::Walk<detail::PropertyList>;

  std::size_t size() const {
    std::size_t size = 0;
    if (raw() != nullptr) detail::asked(cimwire_properties_count(raw(), &size));
    return size;
  }
  Property operator[](std::size_t index) const {
    cimwire_property at = {};
    if (raw() != nullptr) detail::asked(cimwire_properties_at(raw(), index, &at));
    return Property(raw(), index, at);
  }
  iterator begin() const { return iterator(detail::PropertyList{raw()}); }
  iterator end() const { return iterator(); }
};

}  // namespace cimwire

#endif
