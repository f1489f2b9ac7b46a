/** The text of a literal, as in `CIMWIRE_STR("urn:fans")`. */
#ifdef __cplusplus
#define CIMWIRE_STR(literal) (cimwire_str{literal, sizeof(literal) - 1})
#else
#define CIMWIRE_STR(literal) ((cimwire_str){literal, sizeof(literal) - 1})
#endif

/** So many bytes of text. */
static inline cimwire_str cimwire_str_of(const char *data, size_t length) {
  cimwire_str str;
  str.data = data;
  str.length = length;
  return str;
}

/** The text of a value. */
static inline cimwire_value cimwire_text(cimwire_str text) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_TEXT;
  value.text = text;
  value.view.owner = NULL;
  value.view.place = 0;
  return value;
}

/** An element, with what is in it. */
static inline cimwire_value cimwire_element(cimwire_view view) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_ELEMENT;
  value.text = cimwire_str_of(NULL, 0);
  value.view = view;
  return value;
}

/** What is in an element, without the element. */
static inline cimwire_value cimwire_inside(cimwire_view view) {
  cimwire_value value = cimwire_element(view);
  value.kind = CIMWIRE_VALUE_KIND_INSIDE;
  return value;
}
