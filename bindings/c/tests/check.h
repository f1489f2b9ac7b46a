/* What the programs that test the door for C say when it does not hold what it should. */
#ifndef CHECK_H
#define CHECK_H

#include <cimwire.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                        \
    }                                                                 \
  } while (0)
#define OK(call) CHECK((call) == CIMWIRE_OK)

static inline int is(cimwire_str text, const char *expected) {
  return text.length == strlen(expected) && memcmp(text.data, expected, text.length) == 0;
}

static inline cimwire_decoder *decoder_of(cimwire_options *options) {
  cimwire_decoder *decoder = NULL;
  OK(cimwire_decoder_new(options, &decoder, NULL));
  return decoder;
}

#endif
