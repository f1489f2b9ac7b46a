/* Instances to write. */
#ifndef CIMWIRE_DRAFT_HPP
#define CIMWIRE_DRAFT_HPP

#include "document.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* An instance to write: one that was read with changes over it, or a new one. */
class Draft : public detail::Handle<cimwire_draft, cimwire_draft_free> {
 public:
  /* An instance that was read, to be changed. */
  explicit Draft(const Instance &instance) {
    detail::asked(cimwire_draft_of_instance(instance.raw(), out()));
  }
  /* A method call or answer that was read, to be changed. */
  explicit Draft(const Method &method) {
    detail::asked(cimwire_draft_of_method(method.raw(), out()));
  }
  /* A new instance of a class, whose elements are of a namespace. */
  static Result<Draft> of(std::string_view namespace_, std::string_view name) {
    return make(cimwire_draft_new, namespace_, name, nullptr);
  }
  static Result<Draft> of(std::string_view namespace_, std::string_view name,
                          const Schema &schema) {
    return make(cimwire_draft_new, namespace_, name, schema.raw());
  }
  /* What a method is called with, in the namespace of its class, for `Request::input`. */
  static Result<Draft> input(std::string_view namespace_, std::string_view method) {
    return make(cimwire_draft_input, namespace_, method, nullptr);
  }
  static Result<Draft> input(std::string_view namespace_, std::string_view method,
                             const Schema &schema) {
    return make(cimwire_draft_input, namespace_, method, schema.raw());
  }
  /* What a method answers: its parameters, and `ReturnValue`. */
  static Result<Draft> output(std::string_view namespace_, std::string_view method) {
    return make(cimwire_draft_output, namespace_, method, nullptr);
  }
  static Result<Draft> output(std::string_view namespace_, std::string_view method,
                              const Schema &schema) {
    return make(cimwire_draft_output, namespace_, method, schema.raw());
  }
  /* A new instance of a class; `Error` with CIMWIRE_NONE where the schema does not have it. */
  static Result<Draft> of_class(const Schema &schema, std::string_view name) {
    Draft draft;
    const auto code = cimwire_draft_of_class(schema.raw(), detail::str(name), draft.out());
    return detail::give(code, nullptr, std::move(draft));
  }

  Done set(std::string_view name, const cimwire_datum &value) {
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_set(raw(), detail::str(name), value, &error);
    return detail::done(code, error);
  }
  Done set(std::string_view name, std::string_view text) {
    return set(name, cimwire_datum_text(detail::str(text)));
  }
  Done set(std::string_view name, const char *text) { return set(name, std::string_view(text)); }
  Done set(std::string_view name, const std::vector<cimwire_datum> &values) {
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_draft_set_array(raw(), detail::str(name), values.data(), values.size(), &error);
    return detail::done(code, error);
  }
  /* Gives a property an embedded instance, which is copied. */
  Done set(std::string_view name, const Instance &instance) {
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_draft_set_instance(raw(), detail::str(name), instance.raw(), &error);
    return detail::done(code, error);
  }
  /* Leaves out what the schema has as read-only, but for keys and for what was changed. */
  Done leave_out_read_only() {
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_leave_out_read_only(raw(), &error);
    return detail::done(code, error);
  }
  /* Leaves out what was not changed, but for keys. */
  Done leave_out_unchanged() {
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_leave_out_unchanged(raw(), &error);
    return detail::done(code, error);
  }
  /* Leaves a property out; of a new instance, it leaves a key to the service. */
  Done remove(std::string_view name) {
    return detail::done(cimwire_draft_remove(raw(), detail::str(name)));
  }
  /* The element, as the root of a document. */
  Result<Document> build() const {
    Document document;
    cimwire_error *error = nullptr;
    const auto code = cimwire_draft_build(raw(), document.out(), &error);
    return detail::give(code, error, std::move(document));
  }

 private:
  Draft() = default;
  static Result<Draft> make(cimwire_code (*with)(cimwire_str, cimwire_str, const cimwire_schema *,
                                                 cimwire_draft **),
                            std::string_view namespace_, std::string_view name,
                            const cimwire_schema *schema) {
    Draft draft;
    const auto code = with(detail::str(namespace_), detail::str(name), schema, draft.out());
    return detail::give(code, nullptr, std::move(draft));
  }
};

}  // namespace cimwire

#endif
