#include <cimwire.hpp>

int main() {
  cimwire::Decoder decoder;
  const cimwire::Document fan = decoder.document("<f:Fan xmlns:f='urn:fans'/>");
  return fan.root().namespace_() == "urn:fans" ? 0 : 1;
}
