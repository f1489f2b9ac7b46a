/* Reading messages, and writing what is given as JSON. */
#ifndef CIMWIRE_DECODER_HPP
#define CIMWIRE_DECODER_HPP

#include "document.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace cimwire {

/* Reads messages; keep it, for it learns from each. One thread uses it at a time. */
class Decoder : public detail::Handle<cimwire_decoder, cimwire_decoder_free> {
 public:
  Decoder() { detail::asked(cimwire_decoder_new(nullptr, out(), nullptr)); }
  explicit Decoder(const Options &options) {
    detail::asked(cimwire_decoder_new(options.raw(), out(), nullptr));
  }

  /* Reads a message; the bytes are copied. */
  Result<Message> message(std::string_view input) {
    return read<Message>(cimwire_decoder_message, input);
  }
  /* Reads a message where it stands; the bytes must stay for as long as the message. */
  Result<Message> message_in_place(std::string_view input) {
    return read<Message>(cimwire_decoder_message_in_place, input);
  }
  /* Reads a message where it stands, in the place of another, with its memory. */
  Done refill(Message &message, std::string_view input) {
    cimwire_error *error = nullptr;
    const auto code =
        cimwire_decoder_refill(raw(), message.raw(), input.data(), input.size(), &error);
    return detail::done(code, error);
  }
  Result<Head> head(std::string_view input) { return read<Head>(cimwire_decoder_head, input); }
  Result<Document> document(std::string_view input) {
    return read<Document>(cimwire_decoder_document, input);
  }
  /* Reads an element to put into a body, from XML or JSON. */
  Result<Document> element(std::string_view input) {
    return read<Document>(cimwire_decoder_element, input);
  }

 private:
  template <typename T, typename Raw>
  Result<T> read(cimwire_code (*with)(cimwire_decoder *, const void *, std::size_t, Raw **,
                                      cimwire_error **),
                 std::string_view input) {
    T read;
    cimwire_error *error = nullptr;
    const auto code = with(raw(), input.data(), input.size(), read.out(), &error);
    return detail::give(code, error, std::move(read));
  }
};

/* The XML of a message, document or element that is given as JSON. */
inline Result<Buffer> encode(std::string_view json) {
  Buffer xml;
  cimwire_error *error = nullptr;
  const auto code = cimwire_encode(json.data(), json.size(), nullptr, xml.out(), &error);
  return detail::give(code, error, std::move(xml));
}

/* The same; numbers and booleans in instances have to be of the types of a schema. */
inline Result<Buffer> encode(std::string_view json, const Schema &schema) {
  Buffer xml;
  cimwire_error *error = nullptr;
  const auto code = cimwire_encode_typed(json.data(), json.size(), nullptr, schema.raw(),
                                         xml.out(), &error);
  return detail::give(code, error, std::move(xml));
}

}  // namespace cimwire

#endif
