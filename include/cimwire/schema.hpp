/* Classes of CIM. */
#ifndef CIMWIRE_SCHEMA_HPP
#define CIMWIRE_SCHEMA_HPP

#include "class.hpp"
#include "error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* Where a text is found in a schema. */
struct Found {
  /* The class, and its property or method: empty where the class itself is called so. */
  std::string class_name, member;
};

/* Classes of CIM. */
class Schema : public detail::Handle<cimwire_schema, cimwire_schema_free> {
 public:
  /* The classes of CIM 2.49.0, which come with the library. */
  static Result<Schema> cim() {
    Schema schema;
    const auto code = cimwire_schema_cim(schema.out());
    return detail::give(code, nullptr, std::move(schema));
  }
  /* The classes of a pack. */
  static Result<Schema> open(std::string_view pack) {
    Schema schema;
    cimwire_error *error = nullptr;
    const auto code = cimwire_schema_open(pack.data(), pack.size(), schema.out(), &error);
    return detail::give(code, error, std::move(schema));
  }
  /* The schema with the classes of one more pack. */
  Result<Schema> with(std::string_view pack) const {
    Schema schema;
    cimwire_error *error = nullptr;
    const auto code = cimwire_schema_with(raw(), pack.data(), pack.size(), schema.out(), &error);
    return detail::give(code, error, std::move(schema));
  }
  /* The class of a name, in any case. */
  std::optional<Class> class_of(std::string_view name) const {
    Class found;
    const bool has = detail::asked(cimwire_schema_class(raw(), detail::str(name), found.out()));
    return has ? std::optional<Class>(std::move(found)) : std::nullopt;
  }
  /* The names of all classes. */
  std::vector<std::string> classes() const { return names(cimwire_schema_classes); }
  /* Where its classes are from, as in "CIM 2.49.0". */
  std::vector<std::string> sources() const { return names(cimwire_schema_sources); }
  /* Classes, properties and methods with a text in their names. */
  std::vector<Found> find(std::string_view text) const {
    detail::Handle<cimwire_finds, cimwire_finds_free> list;
    detail::asked(cimwire_schema_find(raw(), detail::str(text), list.out()));
    std::vector<Found> found;
    cimwire_find at;
    for (std::size_t i = 0; detail::asked(cimwire_finds_at(list.raw(), i, &at)); i++)
      found.push_back({std::string(detail::view(at.class_name)), std::string(detail::view(at.member))});
    return found;
  }
  /* What a value of a property means by its class. */
  std::optional<std::string_view> meaning(std::string_view class_name, std::string_view property,
                                          std::string_view value) const {
    cimwire_str meaning = {nullptr, 0};
    detail::asked(cimwire_schema_meaning(raw(), detail::str(class_name), detail::str(property),
                           detail::str(value), &meaning));
    return detail::optional(meaning);
  }

 private:
  std::vector<std::string> names(cimwire_code (*which)(const cimwire_schema *,
                                                       cimwire_names **)) const {
    detail::Handle<cimwire_names, cimwire_names_free> list;
    detail::asked(which(raw(), list.out()));
    std::vector<std::string> names;
    cimwire_str at;
    for (std::size_t i = 0; detail::asked(cimwire_names_at(list.raw(), i, &at)); i++)
      names.emplace_back(detail::view(at));
    return names;
  }
};

}  // namespace cimwire

#endif
