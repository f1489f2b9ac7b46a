#include <cimwire.h>
#include <string.h>

int main(void) {
  static const char xml[] = "<f:Fan xmlns:f='urn:fans'/>";
  cimwire_decoder *decoder = NULL;
  cimwire_document *fan = NULL;
  cimwire_view root;
  cimwire_str name;
  const int is_fan = cimwire_decoder_new(NULL, &decoder, NULL) == CIMWIRE_OK &&
                     cimwire_decoder_document(decoder, xml, sizeof xml - 1, &fan, NULL) == CIMWIRE_OK &&
                     cimwire_document_root(fan, &root) == CIMWIRE_OK &&
                     cimwire_view_name(root, &name) == CIMWIRE_OK && name.length == 3 &&
                     memcmp(name.data, "Fan", 3) == 0;
  cimwire_document_free(fan);
  cimwire_decoder_free(decoder);
  return is_fan ? 0 : 1;
}
