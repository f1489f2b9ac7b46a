/* Documents of any root. */
#ifndef CIMWIRE_DOCUMENT_HPP
#define CIMWIRE_DOCUMENT_HPP

#include "message.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* An XML document of any root. */
class Document : public detail::Handle<cimwire_document, cimwire_document_free> {
 public:
  View root() const {
    cimwire_view view = {nullptr, 0};
    cimwire_document_root(raw(), &view);
    return View(view);
  }
  Result<Message> message() const {
    Message message;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_message(raw(), message.out(), &error);
    return detail::give(code, error, std::move(message));
  }
  std::vector<Deviation> deviations() const {
    detail::RawDeviations list;
    cimwire_document_deviations(raw(), list.out());
    return detail::deviations(list);
  }
  /* What is not as the classes of a schema have it, in instances and in the call of a method. */
  std::vector<Deviation> misfits(const Schema &schema) const {
    detail::RawDeviations list;
    cimwire_document_misfits(raw(), schema.raw(), list.out());
    return detail::deviations(list);
  }
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_json(raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  Result<Buffer> canon() const {
    Buffer xml;
    const auto code = cimwire_document_canon(raw(), xml.out());
    return detail::give(code, nullptr, std::move(xml));
  }
};

}  // namespace cimwire

#endif
