/* Calls of methods, and their answers. */
#ifndef CIMWIRE_METHOD_HPP
#define CIMWIRE_METHOD_HPP

#include "instance.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace cimwire {

/* The call of a method, or its answer. */
class Method : public detail::Handle<cimwire_method, cimwire_method_free> {
 public:
  std::string_view name() const { return detail::view(read().name); }
  std::string_view class_name() const { return detail::view(read().class_name); }
  /* The element that holds the parameters. */
  View view() const { return View(read().view); }
  /* Whether this is the answer, and not the call. */
  bool is_output() const { return read().is_output; }
  bool is_typed() const { return read().is_typed; }
  /* The parameters, without the return value. */
  Properties parameters() const {
    Properties parameters;
    detail::asked(cimwire_method_parameters(raw(), parameters.out()));
    return parameters;
  }
  /* What it returned: a list of one, or of none. */
  Properties return_value() const {
    Properties value;
    detail::asked(cimwire_method_return_value(raw(), value.out()));
    return value;
  }
  /* What a parameter, or without its name the returned value, means by the class. */
  std::optional<std::string_view> meaning(
      std::optional<std::string_view> parameter = std::nullopt) const {
    cimwire_str meaning = {nullptr, 0};
    const cimwire_str name = parameter ? detail::str(*parameter) : cimwire_str{nullptr, 0};
    detail::asked(cimwire_method_meaning(raw(), name, &meaning));
    return detail::optional(meaning);
  }
  /* What is not as the class has it. */
  std::vector<Misfit> misfits() const {
    detail::RawMisfits list;
    detail::asked(cimwire_method_misfits(raw(), list.out()));
    return detail::misfits(list);
  }

 private:
  cimwire_method_details read() const {
    cimwire_method_details details = {};
    detail::asked(cimwire_method_read(raw(), &details));
    return details;
  }
};

}  // namespace cimwire

#endif
