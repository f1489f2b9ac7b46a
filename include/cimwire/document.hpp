/* Documents of any root. */
#ifndef CIMWIRE_DOCUMENT_HPP
#define CIMWIRE_DOCUMENT_HPP

#include "message.hpp"
#include "options.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cimwire {

/* Something that XML cannot hold and that salvage replaced. */
struct Repair {
  /* What stood there, in words, and what stands in the document instead. */
  std::string found, replacement;
  /* Bytes from the start of the input. */
  std::size_t offset;
};

/* An XML document of any root. */
class Document : public detail::Handle<cimwire_document, cimwire_document_free> {
 public:
  View root() const {
    cimwire_view view = {nullptr, 0};
    detail::asked(cimwire_document_root(raw(), &view));
    return View(view);
  }
  Result<Message> message() const {
    Message message;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_message(raw(), message.out(), &error);
    return detail::give(code, error, std::move(message));
  }
  /* The element at a place, as `Entry::place` tells it. */
  std::optional<View> at(std::size_t place) const {
    cimwire_view view;
    const bool has = detail::asked(cimwire_document_at(raw(), place, &view));
    return has ? std::optional<View>(View(view)) : std::nullopt;
  }
  /* The departures from XML that were read all the same. */
  std::vector<Deviation> deviations() const {
    detail::RawDeviations list;
    detail::asked(cimwire_document_deviations(raw(), list.out()));
    return detail::deviations(list);
  }
  /* What salvage replaced. */
  std::vector<Repair> repairs() const {
    detail::Handle<cimwire_repairs, cimwire_repairs_free> list;
    detail::asked(cimwire_document_repairs(raw(), list.out()));
    std::vector<Repair> repairs;
    cimwire_repair at;
    for (std::size_t i = 0; detail::asked(cimwire_repairs_at(list.raw(), i, &at)); i++)
      repairs.push_back({std::string(detail::view(at.found)),
                         std::string(detail::view(at.replacement)), at.offset});
    return repairs;
  }
  /* What is not as the classes of a schema have it, in instances and in the call of a method. */
  std::vector<Deviation> misfits(const Schema &schema) const {
    detail::RawDeviations list;
    detail::asked(cimwire_document_misfits(raw(), schema.raw(), list.out()));
    return detail::deviations(list);
  }
  Result<Buffer> json() const {
    Buffer json;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_json(raw(), json.out(), &error);
    return detail::give(code, error, std::move(json));
  }
  /* The document with `***` for passwords, tokens, keys and the like. */
  Result<Document> redacted() const { return redacted_within(nullptr); }
  /* The same, within the limits of options. */
  Result<Document> redacted(const Options &options) const { return redacted_within(options.raw()); }
  /* Where two documents do not say the same, in document order. */
  std::vector<std::string> diff(const Document &right) const {
    detail::Handle<cimwire_differences, cimwire_differences_free> list;
    detail::asked(cimwire_document_diff(raw(), right.raw(), list.out()));
    std::vector<std::string> differences;
    cimwire_str at;
    for (std::size_t i = 0; detail::asked(cimwire_differences_at(list.raw(), i, &at)); i++)
      differences.emplace_back(detail::view(at));
    return differences;
  }
  /* The XML that is the same for all documents of the same infoset. */
  Result<Buffer> canon() const {
    Buffer xml;
    const auto code = cimwire_document_canon(raw(), xml.out());
    return detail::give(code, nullptr, std::move(xml));
  }

 private:
  Result<Document> redacted_within(const cimwire_options *options) const {
    Document redacted;
    cimwire_error *error = nullptr;
    const auto code = cimwire_document_redacted(raw(), options, redacted.out(), &error);
    return detail::give(code, error, std::move(redacted));
  }
};

inline Result<Document> Message::document() const {
  Document document;
  const auto code = cimwire_message_document(raw(), document.out());
  return detail::give(code, nullptr, std::move(document));
}

}  // namespace cimwire

#endif
