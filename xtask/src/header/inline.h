/** The text of a literal, as in `CIMWIRE_STR("urn:fans")`. */
#ifdef __cplusplus
#define CIMWIRE_STR(literal) (cimwire_str{literal, sizeof(literal) - 1})
#else
#define CIMWIRE_STR(literal) ((cimwire_str){literal, sizeof(literal) - 1})
#endif

/**
 * So many bytes of text, which are not copied and have to live as long as the text is used. NULL for
 * `data` means no text. Threads: any, at any time.
 */
static inline cimwire_str cimwire_str_of(const char *data, size_t length) {
  cimwire_str str;
  str.data = data;
  str.length = length;
  return str;
}

/**
 * A value that is text, which is not copied and has to live until the value is used. A text without
 * data, NULL, is empty. Threads: any, at any time.
 */
static inline cimwire_value cimwire_text(cimwire_str text) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_TEXT;
  value.text = text;
  value.view.owner = NULL;
  value.view.place = 0;
  return value;
}

/**
 * A value that is an element, with what is in it; what the view is of has to live until the value is
 * used. Threads: any, at any time.
 */
static inline cimwire_value cimwire_element(cimwire_view view) {
  cimwire_value value;
  value.kind = CIMWIRE_VALUE_KIND_ELEMENT;
  value.text = cimwire_str_of(NULL, 0);
  value.view = view;
  return value;
}

/**
 * A value that is what is in an element, without the element; what the view is of has to live until
 * the value is used. Threads: any, at any time.
 */
static inline cimwire_value cimwire_inside(cimwire_view view) {
  cimwire_value value = cimwire_element(view);
  value.kind = CIMWIRE_VALUE_KIND_INSIDE;
  return value;
}

/** A value without any. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_null(void) {
  cimwire_datum datum;
  datum.kind = CIMWIRE_DATUM_KIND_NULL;
  datum.boolean = false;
  datum.unsigned_ = 0;
  datum.signed_ = 0;
  datum.real = 0;
  datum.count = 0;
  datum.text = cimwire_str_of(NULL, 0);
  datum.view.owner = NULL;
  datum.view.place = 0;
  return datum;
}

/** A boolean. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_boolean(bool boolean) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_BOOLEAN;
  datum.boolean = boolean;
  return datum;
}

/** A number without a sign. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_unsigned(uint64_t number) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_UNSIGNED;
  datum.unsigned_ = number;
  return datum;
}

/** A number with a sign. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_signed(int64_t number) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_SIGNED;
  datum.signed_ = number;
  return datum;
}

/** A real number. Threads: any, at any time. */
static inline cimwire_datum cimwire_datum_real(double real) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_REAL;
  datum.real = real;
  return datum;
}

/**
 * A string, which is not copied and has to live until the value is used. A text without data, NULL, is
 * empty. Threads: any, at any time.
 */
static inline cimwire_datum cimwire_datum_text(cimwire_str text) {
  cimwire_datum datum = cimwire_datum_null();
  datum.kind = CIMWIRE_DATUM_KIND_TEXT;
  datum.text = text;
  return datum;
}
