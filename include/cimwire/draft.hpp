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
  explicit Draft(const Instance &instance) { cimwire_draft_of_instance(instance.raw(), out()); }
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
};

}  // namespace cimwire

#endif
