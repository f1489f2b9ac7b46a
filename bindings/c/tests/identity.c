/*
 * What this library says of many inputs: one more language for tests/suite/identity.rs.
 * `identity TASK [PACK...]`; docs/bindings.md says what it is asked and how it answers.
 */
#include <cimwire.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static cimwire_decoder *decoder;
static cimwire_schema *schema;
static cimwire_cim_rs *form;

/* Bytes that grow. */
typedef struct text {
  char *data;
  size_t length, room;
} text;

static void must(int holds) {
  if (!holds) abort();
}

static void append(text *to, const char *data, size_t length) {
  if (to->length + length > to->room) {
    to->room = 2 * to->room + length;
    must((to->data = realloc(to->data, to->room)) != NULL);
  }
  if (length > 0) memcpy(to->data + to->length, data, length);
  to->length += length;
}

/* A text, and what is between it and the next. */
static void cell(text *to, cimwire_str it, char after) {
  append(to, it.data, it.length);
  append(to, &after, 1);
}

static void number(text *to, size_t it) {
  char digits[24];
  append(to, digits, (size_t)sprintf(digits, "%lu\t", (unsigned long)it));
}

/* Takes the bytes of a buffer, and frees it. */
static void take(text *answer, cimwire_buffer *buffer) {
  cimwire_str bytes;
  must(cimwire_buffer_bytes(buffer, &bytes) == CIMWIRE_OK);
  append(answer, bytes.data, bytes.length);
  cimwire_buffer_free(buffer);
}

static void tell_error(text *answer, cimwire_error *error) {
  cimwire_error_details it;
  must(cimwire_error_read(error, &it) == CIMWIRE_OK);
  answer->length = 0;
  append(answer, "error\t", 6);
  number(answer, (size_t)it.code);
  number(answer, it.offset);
  number(answer, it.line);
  number(answer, it.column);
  cell(answer, it.path, '\t');
  append(answer, it.text.data, it.text.length);
  cimwire_error_free(error);
}

/* The tasks of a message. */
static cimwire_code in_json(const cimwire_message *message, int32_t integers, text *answer,
                            cimwire_error **error) {
  cimwire_buffer *json;
  cimwire_code code =
      schema == NULL ? cimwire_message_json(message, &json, error)
                     : cimwire_message_typed_json(message, schema, integers, &json, error);
  if (code == CIMWIRE_OK) take(answer, json);
  return code;
}

static cimwire_code in_cim_rs(const cimwire_message *message, text *answer, cimwire_error **error) {
  cimwire_buffer *json;
  cimwire_code code = cimwire_cim_rs_message(form, message, &json, error);
  if (code == CIMWIRE_OK) take(answer, json);
  return code;
}

static void tell_deviations(const cimwire_message *message, text *answer) {
  static const char *const levels[] = {"note\t", "may\t", "should\t", "shall\t"};
  cimwire_deviations *deviations;
  cimwire_deviation it;
  size_t i;
  must(cimwire_message_deviations(message, &deviations) == CIMWIRE_OK);
  for (i = 0; cimwire_deviations_at(deviations, i, &it) == CIMWIRE_OK; i++) {
    cell(answer, it.rule, '\t');
    cell(answer, it.kind, '\t');
    append(answer, levels[it.level], strlen(levels[it.level]));
    number(answer, it.offset);
    number(answer, it.line);
    number(answer, it.column);
    cell(answer, it.path, '\t');
    cell(answer, it.text, '\n');
  }
  cimwire_deviations_free(deviations);
}

static cimwire_code in_check(const cimwire_message *message, text *answer, cimwire_error **error) {
  cimwire_reply *refusal;
  cimwire_reply_details it;
  cimwire_code code;
  tell_deviations(message, answer);
  code = cimwire_message_refusal(message, &refusal, error);
  if (code != CIMWIRE_OK) return code == CIMWIRE_NONE ? CIMWIRE_OK : code;
  must(cimwire_reply_read(refusal, &it) == CIMWIRE_OK);
  append(answer, "refused\t", 8);
  number(answer, it.status);
  append(answer, it.bytes.data, it.bytes.length);
  return cimwire_reply_free(refusal);
}

static void tell_misfits(cimwire_instance *instance, text *answer) {
  cimwire_misfits *misfits;
  cimwire_misfit it;
  size_t i;
  must(cimwire_instance_misfits(instance, &misfits) == CIMWIRE_OK);
  for (i = 0; cimwire_misfits_at(misfits, i, &it) == CIMWIRE_OK; i++) {
    cell(answer, it.kind, '\t');
    number(answer, it.offset);
    cell(answer, it.property, '\t');
    cell(answer, it.expected, '\n');
  }
  cimwire_misfits_free(misfits);
  cimwire_instance_free(instance);
}

static void in_misfits(const cimwire_message *message, text *answer) {
  cimwire_items *items;
  cimwire_instance *instance;
  size_t i, count;
  must(cimwire_message_typed_items(message, schema, &items) == CIMWIRE_OK);
  must(cimwire_items_count(items, &count) == CIMWIRE_OK);
  for (i = 0; i < count; i++) {
    if (cimwire_items_instance(items, i, &instance) == CIMWIRE_OK) tell_misfits(instance, answer);
  }
  cimwire_items_free(items);
}

static int32_t integers_of(const char *task) {
  if (strcmp(task, "json-strings") == 0) return CIMWIRE_INTEGERS_STRINGS;
  if (strcmp(task, "json-numbers") == 0) return CIMWIRE_INTEGERS_NUMBERS;
  must(strcmp(task, "json") == 0);
  return CIMWIRE_INTEGERS_EXACT;
}

static cimwire_code of_message(const char *task, char *input, size_t length, text *answer,
                               cimwire_error **error) {
  cimwire_message *message;
  cimwire_code code = cimwire_decoder_message_in_place(decoder, input, length, &message, error);
  if (code != CIMWIRE_OK) return code;
  if (strcmp(task, "check") == 0) code = in_check(message, answer, error);
  else if (strcmp(task, "misfits") == 0) in_misfits(message, answer);
  else if (strcmp(task, "cim-rs") == 0) code = in_cim_rs(message, answer, error);
  else code = in_json(message, integers_of(task), answer, error);
  cimwire_message_free(message);
  return code;
}

/* The other tasks. */
static cimwire_code of_document(const char *input, size_t length, text *answer,
                                cimwire_error **error) {
  cimwire_document *document;
  cimwire_buffer *json;
  cimwire_code code = cimwire_decoder_document(decoder, input, length, &document, error);
  if (code != CIMWIRE_OK) return code;
  code = cimwire_document_json(document, &json, error);
  if (code == CIMWIRE_OK) take(answer, json);
  cimwire_document_free(document);
  return code;
}

static cimwire_code in_xml(const char *task, const char *json, size_t length, text *answer,
                           cimwire_error **error) {
  cimwire_buffer *xml;
  cimwire_code code;
  if (strcmp(task, "from-cim-rs") == 0)
    code = cimwire_cim_rs_encode(form, json, length, NULL, &xml, error);
  else if (schema == NULL) code = cimwire_encode(json, length, NULL, &xml, error);
  else code = cimwire_encode_typed(json, length, NULL, schema, &xml, error);
  if (code == CIMWIRE_OK) take(answer, xml);
  return code;
}

static cimwire_code of_pack(const char *pack, size_t length, text *answer, cimwire_error **error) {
  cimwire_schema *opened;
  cimwire_names *names;
  cimwire_str name;
  size_t i;
  cimwire_code code = cimwire_schema_open(pack, length, &opened, error);
  if (code != CIMWIRE_OK) return code;
  must(cimwire_schema_classes(opened, &names) == CIMWIRE_OK);
  for (i = 0; cimwire_names_at(names, i, &name) == CIMWIRE_OK; i++) {
    if (i > 0) append(answer, "\n", 1);
    append(answer, name.data, name.length);
  }
  cimwire_names_free(names);
  return cimwire_schema_free(opened);
}

static cimwire_code say(const char *task, char *input, size_t length, text *answer,
                        cimwire_error **error) {
  if (strcmp(task, "document") == 0) return of_document(input, length, answer, error);
  if (strcmp(task, "pack") == 0) return of_pack(input, length, answer, error);
  if (strcmp(task, "xml") == 0 || strcmp(task, "from-cim-rs") == 0)
    return in_xml(task, input, length, answer, error);
  return of_message(task, input, length, answer, error);
}

/* The bytes of a file. */
static text file(const char *path) {
  text content = {NULL, 0, 0};
  char part[4096];
  size_t length;
  FILE *opened = fopen(path, "rb");
  must(opened != NULL);
  while ((length = fread(part, 1, sizeof part, opened)) > 0) append(&content, part, length);
  fclose(opened);
  return content;
}

/* Adds the classes that an argument names. */
static void know(const char *name) {
  cimwire_schema *both = NULL;
  text pack;
  if (strcmp(name, "cim") == 0) {
    must(cimwire_schema_cim(&schema) == CIMWIRE_OK);
    return;
  }
  pack = file(name);
  if (schema == NULL) must(cimwire_schema_open(pack.data, pack.length, &both, NULL) == CIMWIRE_OK);
  else must(cimwire_schema_with(schema, pack.data, pack.length, &both, NULL) == CIMWIRE_OK);
  cimwire_schema_free(schema);
  schema = both;
  free(pack.data);
}

/* The next length, or -1 where the input ends. */
static long read_length(void) {
  unsigned char bytes[4];
  if (fread(bytes, 1, 4, stdin) != 4) return -1;
  return (long)bytes[0] | (long)bytes[1] << 8 | (long)bytes[2] << 16 | (long)bytes[3] << 24;
}

static void write_frame(const text *answer) {
  unsigned char bytes[4];
  int i;
  for (i = 0; i < 4; i++) bytes[i] = (unsigned char)(answer->length >> (8 * i));
  fwrite(bytes, 1, 4, stdout);
  fwrite(answer->data, 1, answer->length, stdout);
}

int main(int count, char **arguments) {
  const cimwire_str root = CIMWIRE_STR("/ns"), at = CIMWIRE_STR("acme/plant"), none = {NULL, 0};
  text answer = {NULL, 0, 0};
  long length;
  int i;
  must(count > 1 && cimwire_decoder_new(NULL, &decoder, NULL) == CIMWIRE_OK);
  for (i = 2; i < count; i++) know(arguments[i]);
  if (schema != NULL) must(cimwire_cim_rs_new(schema, root, at, none, &form) == CIMWIRE_OK);
  while ((length = read_length()) >= 0) {
    cimwire_error *error = NULL;
    char *input = malloc((size_t)length + 1);
    must(input != NULL && fread(input, 1, (size_t)length, stdin) == (size_t)length);
    answer.length = 0;
    if (say(arguments[1], input, (size_t)length, &answer, &error) != CIMWIRE_OK)
      tell_error(&answer, error);
    write_frame(&answer);
    free(input);
  }
  free(answer.data);
  cimwire_cim_rs_free(form);
  cimwire_schema_free(schema);
  return cimwire_decoder_free(decoder);
}
