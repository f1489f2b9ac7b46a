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

enum { MANY = 32 };

/* A call tells many elements: it goes on behind the last of the call before. */
static void show(cimwire_view item) {
  cimwire_entry properties[MANY];
  cimwire_view behind = item;
  size_t count = 0, i;
  while (cimwire_view_children(item, behind, properties, MANY, &count) == CIMWIRE_OK) {
    for (i = 0; i < count; i++) {
      const cimwire_entry *it = &properties[i];
      if (it->is_nil || it->text.data == NULL)
        printf("  %.*s = %s\n", (int)it->name.length, it->name.data, it->is_nil ? "null" : "...");
      else
        printf("  %.*s = %.*s\n", (int)it->name.length, it->name.data, (int)it->text.length,
               it->text.data);
    }
    behind = properties[count - 1].view;
  }
}

static void show_all(cimwire_view items) {
  cimwire_entry found[MANY];
  cimwire_view behind = items;
  size_t count = 0, i;
  while (cimwire_view_children(items, behind, found, MANY, &count) == CIMWIRE_OK) {
    for (i = 0; i < count; i++) {
      printf("%.*s\n", (int)found[i].name.length, found[i].name.data);
      show(found[i].view);
    }
    behind = found[count - 1].view;
  }
}

int main(int count, char **arguments) {
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  cimwire_error *error = NULL;
  cimwire_view items;
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
    show_all(items);
  cimwire_message_free(message);
  cimwire_decoder_free(decoder);
  free(bytes);
  return status;
}
