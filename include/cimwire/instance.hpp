/* Instances of classes. */
#ifndef CIMWIRE_INSTANCE_HPP
#define CIMWIRE_INSTANCE_HPP

#include "misfit.hpp"
#include "property.hpp"
#include "schema.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* An instance of a class, with the types of a schema where that knows the class. */
class Instance : public detail::Handle<cimwire_instance, cimwire_instance_free> {
 public:
  Instance() = default;
  /* The instance that an element is. */
  explicit Instance(View view) { detail::asked(cimwire_instance_of(view.raw(), nullptr, out())); }
  Instance(View view, const Schema &schema) {
    detail::asked(cimwire_instance_of(view.raw(), schema.raw(), out()));
  }

  std::string_view class_name() const { return detail::view(read().class_name); }
  std::string_view namespace_() const { return detail::view(read().namespace_); }
  View view() const { return View(read().view); }
  bool is_typed() const { return read().is_typed; }
  Properties properties() const {
    Properties properties;
    detail::asked(cimwire_instance_properties(raw(), properties.out()));
    return properties;
  }
  /* The property of a name, in any case: a list of one, or of none. */
  Properties property(std::string_view name) const {
    Properties property;
    detail::asked(cimwire_instance_property(raw(), detail::str(name), property.out()));
    return property;
  }
  /* What the value of a property means by its class. */
  std::optional<std::string_view> meaning(std::string_view property) const {
    cimwire_str meaning = {nullptr, 0};
    detail::asked(cimwire_instance_meaning(raw(), detail::str(property), &meaning));
    return detail::optional(meaning);
  }
  /* What is not as its class has it. */
  std::vector<Misfit> misfits() const {
    detail::RawMisfits list;
    detail::asked(cimwire_instance_misfits(raw(), list.out()));
    return detail::misfits(list);
  }

 private:
  cimwire_instance_details read() const {
    cimwire_instance_details details = {};
    detail::asked(cimwire_instance_read(raw(), &details));
    return details;
  }
};

inline std::optional<Instance> Property::instance(std::size_t item) const {
  Instance instance;
  const bool has = detail::asked(cimwire_properties_instance(list_, index_, item, instance.out()));
  return has ? std::optional<Instance>(std::move(instance)) : std::nullopt;
}

}  // namespace cimwire

#endif
