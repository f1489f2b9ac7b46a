/*
 * Hooks that have no memory: wherever that happens, the call ends with CIMWIRE_NO_MEMORY, has done
 * nothing, and does it once there is memory again; what was lent goes back to the system, and the
 * rest to the hooks. An argument says how far it is from one place that fails to the next.
 */
#include "check.h"

#include <pthread.h>
#include <stdatomic.h>

/* Memory that can run out: at one call, from one call on, beyond so many bytes, every so often. */
static struct {
  atomic_size_t calls, refused, held;
  size_t at, most, every;
  bool is_for_good;
} memory;

static void *take(void *context, size_t size, size_t alignment) {
  const size_t rounded = (size + alignment - 1) / alignment * alignment;
  const size_t call = ++memory.calls;
  (void)context;
  if (call == memory.at || (memory.is_for_good && call > memory.at && memory.at > 0) ||
      (memory.most > 0 && memory.held + size > memory.most) ||
      (memory.every > 0 && call % memory.every == 0)) {
    memory.refused++;
    return NULL;
  }
  memory.held += size;
  return alignment <= sizeof(void *) * 2 ? malloc(size) : aligned_alloc(alignment, rounded);
}

static void give_back(void *context, void *block, size_t size, size_t alignment) {
  (void)context;
  (void)alignment;
  CHECK(memory.held >= size);
  memory.held -= size;
  free(block);
}

/* How a call ended: it lacks memory, or is given a handle that could not be made. */
static cimwire_error *error;
static bool is_lacking(cimwire_code code) {
  cimwire_error_details why;
  const bool is_none = code == CIMWIRE_NO_MEMORY;
  if (error != NULL) {
    OK(cimwire_error_read(error, &why));
    CHECK(why.code == code && why.text.length > 0);
    OK(cimwire_error_free(error));
    error = NULL;
  }
  if (!is_none && !(code == CIMWIRE_NULL && memory.refused > 0)) {
    if (code != CIMWIRE_OK) fprintf(stderr, "code %d\n", (int)code);
    CHECK(code == CIMWIRE_OK);
  }
  return code != CIMWIRE_OK;
}

/* A call that lacked memory once is made again, and then has to succeed. */
#define TRY(call)                                                 \
  do {                                                            \
    if (is_lacking(call) && !memory.is_for_good && !memory.most) { \
      CHECK(memory.refused == 1 && memory.calls >= memory.at);    \
      CHECK(!is_lacking(call));                                   \
    }                                                             \
  } while (0)

/* What a run says in the end, which is always the same where all succeeded. */
static struct {
  char text[1 << 16];
  size_t length;
} said, expected;

static void say(cimwire_str text) {
  CHECK(said.length + text.length < sizeof said.text);
  if (text.length > 0) memcpy(said.text + said.length, text.data, text.length);
  said.length += text.length;
}

static void say_buffer(cimwire_buffer *buffer) {
  cimwire_str text = {NULL, 0};
  if (buffer == NULL) return;
  OK(cimwire_buffer_bytes(buffer, &text));
  say(text);
  OK(cimwire_buffer_free(buffer));
}

#define FAN_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"
#define FAN                                                                              \
  "<f:CIM_Fan xmlns:f='" FAN_CLASS "'><f:SystemCreationClassName>CIM_ComputerSystem"     \
  "</f:SystemCreationClassName><f:SystemName>s</f:SystemName><f:CreationClassName>CIM_Fan" \
  "</f:CreationClassName><f:DeviceID>a &amp; b</f:DeviceID><f:DesiredSpeed>1"            \
  "</f:DesiredSpeed><f:OperationalStatus>2</f:OperationalStatus><f:OperationalStatus>3"  \
  "</f:OperationalStatus></f:CIM_Fan>"
static const char PULLED[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
    "xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' "
    "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Header><a:Action>"
    "http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse</a:Action></s:Header><s:Body>"
    "<n:PullResponse><n:EnumerationContext>1</n:EnumerationContext><n:Items>" FAN FAN FAN
    "</n:Items></n:PullResponse></s:Body></s:Envelope>";
static const char OTHER[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><o:x xmlns:o='urn:o'>"
    "&lt;</o:x></s:Body></s:Envelope>";

static void elements_are_read(const cimwire_message *message) {
  cimwire_view items = {NULL, 0};
  cimwire_entry entries[8];
  cimwire_nodes *nodes = NULL;
  cimwire_attributes *attributes = NULL;
  cimwire_buffer *xml = NULL, *json = NULL;
  cimwire_str text = {NULL, 0};
  size_t count = 0;
  if (message == NULL) return;
  TRY(cimwire_message_items(message, &items));
  TRY(cimwire_view_elements(items, items, entries, 8, &count));
  if (count > 4) TRY(cimwire_view_text(entries[4].view, &text));
  say(text);
  TRY(cimwire_view_nodes(items, &nodes));
  TRY(cimwire_view_attributes(items, &attributes));
  TRY(cimwire_view_xml(items, &xml));
  TRY(cimwire_view_json(items, &json, &error));
  say_buffer(xml);
  say_buffer(json);
  OK(cimwire_nodes_free(nodes));
  OK(cimwire_attributes_free(attributes));
}

static void items_have_types(const cimwire_message *message, const cimwire_schema *schema) {
  cimwire_items *items = NULL;
  cimwire_instance *fan = NULL;
  cimwire_properties *properties = NULL;
  cimwire_property told[4];
  cimwire_draft *draft = NULL;
  cimwire_document *document = NULL;
  cimwire_buffer *xml = NULL;
  cimwire_datum statuses[40];
  cimwire_view root = {NULL, 0};
  size_t count = 0, i;
  for (i = 0; i < 40; i++) statuses[i] = cimwire_datum_unsigned(i % 16);
  TRY(cimwire_message_typed_items(message, schema, &items));
  TRY(cimwire_items_instance(items, 1, &fan));
  TRY(cimwire_instance_properties(fan, &properties));
  TRY(cimwire_properties_from(properties, 0, told, 4, &count));
  TRY(cimwire_draft_of_instance(fan, &draft));
  TRY(cimwire_draft_set(draft, CIMWIRE_STR("ElementName"),
                        cimwire_datum_text(CIMWIRE_STR("a name")), &error));
  TRY(cimwire_draft_set_array(draft, CIMWIRE_STR("OperationalStatus"), statuses, 40, &error));
  TRY(cimwire_draft_build(draft, &document, &error));
  TRY(cimwire_document_canon(document, &xml));
  say_buffer(xml);
  if (document != NULL) TRY(cimwire_document_root(document, &root));
  OK(cimwire_document_free(document));
  OK(cimwire_draft_free(draft));
  OK(cimwire_properties_free(properties));
  OK(cimwire_instance_free(fan));
  OK(cimwire_items_free(items));
}

static void json_is_written_and_read(const cimwire_message *message, const cimwire_schema *schema) {
  const cimwire_str none = cimwire_str_of(NULL, 0);
  cimwire_buffer *json = NULL, *typed = NULL, *rest = NULL, *xml = NULL;
  cimwire_cim_rs *form = NULL;
  cimwire_str text = {NULL, 0};
  TRY(cimwire_message_json(message, &json, &error));
  TRY(cimwire_message_typed_json(message, schema, CIMWIRE_INTEGERS_EXACT, &typed, &error));
  TRY(cimwire_cim_rs_new(schema, CIMWIRE_STR("/cimrs"), CIMWIRE_STR("root/cimv2"), none, &form));
  TRY(cimwire_cim_rs_message(form, message, &rest, &error));
  if (json != NULL) {
    OK(cimwire_buffer_bytes(json, &text));
    TRY(cimwire_encode(text.data, text.length, NULL, &xml, &error));
  }
  say_buffer(xml);
  say_buffer(json);
  say_buffer(typed);
  say_buffer(rest);
  OK(cimwire_cim_rs_free(form));
}

static void messages_are_read(const cimwire_schema *schema) {
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  cimwire_head *head = NULL;
  cimwire_deviations *deviations = NULL;
  cimwire_str kind = {NULL, 0};
  TRY(cimwire_decoder_new(NULL, &decoder, &error));
  TRY(cimwire_decoder_head(decoder, PULLED, sizeof PULLED - 1, &head, &error));
  TRY(cimwire_decoder_message(decoder, OTHER, sizeof OTHER - 1, &message, &error));
  TRY(cimwire_decoder_refill(decoder, message, PULLED, sizeof PULLED - 1, &error));
  TRY(cimwire_message_kind(message, &kind));
  say(kind);
  TRY(cimwire_message_deviations(message, &deviations));
  elements_are_read(memory.is_for_good || memory.most > 0 ? NULL : message);
  items_have_types(message, schema);
  json_is_written_and_read(message, schema);
  OK(cimwire_deviations_free(deviations));
  OK(cimwire_head_free(head));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

static void other_encodings_are_read(void) {
  static const char wide[] = "\xff\xfe<\0a\0>\0\x31\0<\0/\0a\0>\0", broken[] = "<a>\x01\x02</a>";
  cimwire_options *options = NULL;
  cimwire_decoder *decoder = NULL;
  cimwire_document *left = NULL, *right = NULL, *hidden = NULL;
  cimwire_differences *differences = NULL;
  cimwire_buffer *xml = NULL;
  TRY(cimwire_options_new(&options));
  TRY(cimwire_options_salvage(options, true));
  TRY(cimwire_options_memory(options, 1 << 20));
  TRY(cimwire_decoder_new(options, &decoder, &error));
  TRY(cimwire_decoder_document(decoder, wide, sizeof wide - 1, &left, &error));
  if (options == NULL) goto end;
  TRY(cimwire_decoder_document(decoder, broken, sizeof broken - 1, &right, &error));
  TRY(cimwire_document_diff(left, right, &differences));
  TRY(cimwire_document_redacted(left, NULL, &hidden, &error));
  TRY(cimwire_document_canon(right, &xml));
  say_buffer(xml);
end:
  OK(cimwire_differences_free(differences));
  OK(cimwire_document_free(hidden));
  OK(cimwire_document_free(left));
  OK(cimwire_document_free(right));
  OK(cimwire_decoder_free(decoder));
  OK(cimwire_options_free(options));
}

static void requests_are_built(void) {
  cimwire_request *request = NULL;
  cimwire_buffer *asked = NULL;
  cimwire_reply *answered = NULL;
  cimwire_reply_details answer;
  cimwire_str text;
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  cimwire_response *response = NULL;
  int i;
  TRY(cimwire_request_get(CIMWIRE_STR(FAN_CLASS), &request, &error));
  TRY(cimwire_request_to(request, CIMWIRE_STR("http://server/wsman"), &error));
  TRY(cimwire_request_message_id(request, CIMWIRE_STR("urn:uuid:1"), &error));
  for (i = 0; i < 9; i++) {
    const cimwire_str name = cimwire_str_of("abcdefghi" + i, 1);
    TRY(cimwire_request_selector(request, name, cimwire_text(CIMWIRE_STR("a & b")), &error));
  }
  TRY(cimwire_request_option(request, CIMWIRE_STR("o"), CIMWIRE_STR("1"), &error));
  TRY(cimwire_request_timeout(request, CIMWIRE_STR("PT60S"), &error));
  TRY(cimwire_request_encode(request, &asked, &error));
  TRY(cimwire_decoder_new(NULL, &decoder, &error));
  if (asked != NULL) {
    OK(cimwire_buffer_bytes(asked, &text));
    TRY(cimwire_decoder_message(decoder, text.data, text.length, &message, &error));
  }
  TRY(cimwire_response_to(message, &response));
  TRY(cimwire_response_fault(response, CIMWIRE_STR("w:AccessDenied"), CIMWIRE_STR("no"), &error));
  TRY(cimwire_response_message_id(response, CIMWIRE_STR("urn:uuid:2")));
  TRY(cimwire_response_encode(response, &answered, &error));
  if (answered != NULL) {
    OK(cimwire_reply_read(answered, &answer));
    say(answer.bytes);
  }
  OK(cimwire_reply_free(answered));
  OK(cimwire_response_free(response));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
  say_buffer(asked);
  OK(cimwire_request_free(request));
}

/* All of it, with memory that runs out as it is told; whether it did. */
static bool run(size_t at, bool is_for_good, size_t most) {
  cimwire_schema *schema = NULL;
  memory.calls = memory.refused = said.length = 0;
  memory.at = at;
  memory.is_for_good = is_for_good;
  memory.most = most;
  TRY(cimwire_schema_cim(&schema));
  messages_are_read(schema);
  other_encodings_are_read();
  requests_are_built();
  OK(cimwire_schema_free(schema));
  return memory.refused > 0;
}

/* A message stays as it was where the next one cannot be read in its place. */
static void a_refill_is_whole(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  cimwire_view body = {NULL, 0}, child;
  cimwire_str name = {NULL, 0};
  char *large = malloc(sizeof PULLED * 64);
  size_t i, length = 0;
  CHECK(large != NULL);
  memcpy(large, PULLED, length = (size_t)(strstr(PULLED, "</n:Items>") - PULLED));
  for (i = 0; i < 60; i++, length += sizeof FAN - 1) memcpy(large + length, FAN, sizeof FAN - 1);
  strcpy(large + length, strstr(PULLED, "</n:Items>"));
  length = strlen(large);
  OK(cimwire_decoder_message_in_place(decoder, OTHER, sizeof OTHER - 1, &message, NULL));
  for (i = 0; i < 3; i++) {
    memory.most = memory.held + 2048;
    CHECK(cimwire_decoder_refill(decoder, message, large, length, &error) == CIMWIRE_NO_MEMORY);
    CHECK(is_lacking(CIMWIRE_NO_MEMORY) && memory.held <= memory.most);
    memory.most = 0;
    OK(cimwire_message_body(message, &body));
    OK(cimwire_view_first_child(body, &child));
    OK(cimwire_view_name(child, &name));
    CHECK(is(name, "x"));
  }
  OK(cimwire_decoder_refill(decoder, message, large, length, NULL));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
  free(large);
}

enum { THREADS = 4, MESSAGES = 50 };

static void *read_some(void *place) {
  cimwire_message **messages = place;
  cimwire_decoder *decoder = NULL;
  cimwire_code code;
  int i;
  while (cimwire_decoder_new(NULL, &decoder, NULL) == CIMWIRE_NO_MEMORY) {}
  for (i = 0; i < MESSAGES; i++) {
    do code = cimwire_decoder_message(decoder, PULLED, sizeof PULLED - 1, &messages[i], NULL);
    while (code == CIMWIRE_NO_MEMORY);
    CHECK(code == CIMWIRE_OK);
  }
  OK(cimwire_decoder_free(decoder));
  return NULL;
}

/* What one thread was lent, another gives back. */
static void loans_pass_threads(void) {
  static cimwire_message *messages[THREADS][MESSAGES];
  pthread_t threads[THREADS];
  int i, j;
  memory.every = 97;
  for (i = 0; i < THREADS; i++)
    CHECK(pthread_create(&threads[i], NULL, read_some, messages[i]) == 0);
  for (i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
  memory.every = 0;
  for (i = 0; i < THREADS; i++)
    for (j = 0; j < MESSAGES; j++) OK(cimwire_message_free(messages[i][j]));
}

int main(int count, char **arguments) {
  const size_t step = count > 1 ? strtoul(arguments[1], NULL, 10) : 1;
  const cimwire_allocator hooks = {NULL, take, give_back};
  size_t held, n, most;
  OK(cimwire_set_allocator(&hooks));
  CHECK(run(1, true, 0));
  CHECK(memory.held == 0);
  CHECK(!run(0, false, 0));
  held = memory.held;
  expected = said;
  for (n = 1; run(n, false, 0); n += step) {
    CHECK(memory.held == held);
    CHECK(said.length == expected.length && memcmp(said.text, expected.text, said.length) == 0);
  }
  CHECK(n > 500);
  for (n = 1; run(n, true, 0); n += 3 * step) CHECK(memory.held == held);
  for (most = held + 512; run(0, false, most); most += most / 4) CHECK(memory.held == held);
  a_refill_is_whole();
  CHECK(memory.held == held);
  loans_pass_threads();
  return 0;
}
