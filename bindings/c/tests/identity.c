/*
 * A runner of the identity test (tests/suite/identity.rs): messages on standard input, their JSON
 * or errors on standard output, each with its length before it in four bytes, low one first.
 */
#include <cimwire.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next length, or -1 where the input ends. */
static long read_length(void) {
  unsigned char bytes[4];
  if (fread(bytes, 1, 4, stdin) != 4) return -1;
  return (long)bytes[0] | (long)bytes[1] << 8 | (long)bytes[2] << 16 | (long)bytes[3] << 24;
}

static void write_frame(const char *data, size_t length) {
  unsigned char bytes[4];
  int i;
  for (i = 0; i < 4; i++) bytes[i] = (unsigned char)(length >> (8 * i));
  fwrite(bytes, 1, 4, stdout);
  fwrite(data, 1, length, stdout);
}

static void append(char *line, size_t *length, cimwire_str text) {
  memcpy(line + *length, text.data, text.length);
  *length += text.length;
}

static void write_error(cimwire_error *error) {
  cimwire_error_details details;
  char *line;
  size_t length;
  if (cimwire_error_read(error, &details) != CIMWIRE_OK) abort();
  line = malloc(details.path.length + details.text.length + 128);
  if (line == NULL) abort();
  length = (size_t)sprintf(line, "error\t%d\t%lu\t%lu\t%lu\t", (int)details.code,
                           (unsigned long)details.offset, (unsigned long)details.line,
                           (unsigned long)details.column);
  append(line, &length, details.path);
  line[length++] = '\t';
  append(line, &length, details.text);
  write_frame(line, length);
  free(line);
  cimwire_error_free(error);
}

static void answer(cimwire_decoder *decoder, const char *input, size_t length) {
  cimwire_message *message = NULL;
  cimwire_buffer *json = NULL;
  cimwire_error *error = NULL;
  cimwire_str text;
  if (cimwire_decoder_message_in_place(decoder, input, length, &message, &error) != CIMWIRE_OK ||
      cimwire_message_json(message, &json, &error) != CIMWIRE_OK) {
    write_error(error);
  } else {
    if (cimwire_buffer_bytes(json, &text) != CIMWIRE_OK) abort();
    write_frame(text.data, text.length);
  }
  cimwire_buffer_free(json);
  cimwire_message_free(message);
}

int main(void) {
  cimwire_decoder *decoder = NULL;
  long length;
  if (cimwire_decoder_new(NULL, &decoder, NULL) != CIMWIRE_OK) return 1;
  while ((length = read_length()) >= 0) {
    char *input = malloc((size_t)length + 1);
    if (input == NULL || fread(input, 1, (size_t)length, stdin) != (size_t)length) return 1;
    answer(decoder, input, (size_t)length);
    free(input);
  }
  cimwire_decoder_free(decoder);
  return 0;
}
