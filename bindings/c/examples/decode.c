/* Shows the items of an answer: cc decode.c -lcimwire; ./a.out answer.xml */
#include <cimwire.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  char *bytes = NULL;
  long size;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0 &&
      (bytes = malloc((size_t)size + 1)) != NULL)
    *length = fread(bytes, 1, (size_t)size, file);
  fclose(file);
  return bytes;
}

static int fail(const char *path, cimwire_error *error) {
  cimwire_error_details it;
  if (cimwire_error_read(error, &it) == CIMWIRE_OK)
    fprintf(stderr, "%s:%lu:%lu: %.*s (%d): %.*s\n", path, (unsigned long)it.line,
            (unsigned long)it.column, (int)it.kind.length, it.kind.data, (int)it.code,
            (int)it.text.length, it.text.data);
  cimwire_error_free(error);
  return 1;
}

static void show(cimwire_view item) {
  cimwire_view property;
  cimwire_str name, text;
  cimwire_code code;
  cimwire_view_name(item, &name);
  printf("%.*s\n", (int)name.length, name.data);
  for (code = cimwire_view_first_child(item, &property); code == CIMWIRE_OK;
       code = cimwire_view_next_child(item, property, &property)) {
    bool is_nil = false;
    cimwire_view_name(property, &name);
    cimwire_view_text(property, &text);
    cimwire_view_is_nil(property, &is_nil);
    printf("  %.*s = %.*s\n", (int)name.length, name.data, is_nil ? 4 : (int)text.length,
           is_nil ? "null" : text.data);
  }
}

int main(int count, char **arguments) {
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  cimwire_error *error = NULL;
  cimwire_view items, item;
  cimwire_code code;
  size_t length = 0;
  char *bytes = count == 2 ? read_file(arguments[1], &length) : NULL;
  int status = 0;
  if (bytes == NULL) {
    fprintf(stderr, "usage: decode FILE\n");
    return 2;
  }
  if (cimwire_decoder_new(NULL, &decoder, &error) != CIMWIRE_OK ||
      cimwire_decoder_message_in_place(decoder, bytes, length, &message, &error) != CIMWIRE_OK)
    status = fail(arguments[1], error);
  else if (cimwire_message_items(message, &items) == CIMWIRE_OK)
    for (code = cimwire_view_first_child(items, &item); code == CIMWIRE_OK;
         code = cimwire_view_next_child(items, item, &item))
      show(item);
  cimwire_message_free(message);
  cimwire_decoder_free(decoder);
  free(bytes);
  return status;
}
