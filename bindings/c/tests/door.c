/*
 * The door for C: what each part does, and what misuse gets. Compiled as C99, C11, C++17 and C++20,
 * linked to both libraries, and run plainly, under valgrind, and with ASan and UBSan.
 */
#include "check.h"

static const char *const FAN_URI = "http://x.org/CIM_Fan";
static const char FAN[] =
    "<f:CIM_Fan xmlns:f='http://x.org/CIM_Fan' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
    "f:n='1 &amp; 2'>\n <f:Name>Fan &lt;1&gt;</f:Name><!--c--><f:Speed>4200</f:Speed>"
    "<f:Since i:nil='true'/></f:CIM_Fan>";

static cimwire_str uri(void) { return cimwire_str_of(FAN_URI, strlen(FAN_URI)); }

static cimwire_message *read_buffer(cimwire_decoder *decoder, const cimwire_buffer *buffer) {
  cimwire_message *message = NULL;
  cimwire_str bytes;
  OK(cimwire_buffer_bytes(buffer, &bytes));
  OK(cimwire_decoder_message(decoder, bytes.data, bytes.length, &message, NULL));
  return message;
}

static void elements_are_walked(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL;
  cimwire_attributes *attributes = NULL;
  cimwire_attribute attribute;
  cimwire_nodes *nodes = NULL;
  cimwire_node node;
  cimwire_buffer *xml = NULL, *json = NULL;
  cimwire_view fan, child, at;
  cimwire_str text, again;
  bool is_nil = false;
  int count = 0;
  cimwire_code code;

  OK(cimwire_decoder_document(decoder, FAN, sizeof FAN - 1, &document, NULL));
  OK(cimwire_document_root(document, &fan));
  OK(cimwire_view_name(fan, &text));
  CHECK(is(text, "CIM_Fan"));
  OK(cimwire_view_namespace(fan, &text));
  CHECK(is(text, FAN_URI));
  OK(cimwire_view_prefix(fan, &text));
  CHECK(is(text, "f"));

  for (code = cimwire_view_first_child(fan, &child); code == CIMWIRE_OK;
       code = cimwire_view_next_child(fan, child, &child))
    count++;
  CHECK(code == CIMWIRE_NONE && count == 3);

  CHECK(cimwire_view_next_child(child, fan, &child) == CIMWIRE_ARGUMENT);

  OK(cimwire_view_child(fan, uri(), CIMWIRE_STR("Name"), &child));
  OK(cimwire_view_text(child, &text));
  OK(cimwire_view_text(child, &again));
  CHECK(is(text, "Fan <1>") && text.data == again.data);
  OK(cimwire_document_at(document, child.place, &at));
  CHECK(at.place == child.place);
  OK(cimwire_view_child(fan, uri(), CIMWIRE_STR("Since"), &child));
  OK(cimwire_view_is_nil(child, &is_nil));
  CHECK(is_nil);
  CHECK(cimwire_view_child(fan, CIMWIRE_STR(""), CIMWIRE_STR("Name"), &child) == CIMWIRE_NONE);
  OK(cimwire_view_attribute(fan, uri(), CIMWIRE_STR("n"), &text));
  CHECK(is(text, "1 & 2"));
  OK(cimwire_view_attributes(fan, &attributes));
  OK(cimwire_attributes_at(attributes, 0, &attribute));
  CHECK(is(attribute.value, "1 & 2") && is(attribute.prefix, "f"));
  CHECK(cimwire_attributes_at(attributes, 1, &attribute) == CIMWIRE_NONE);
  OK(cimwire_view_nodes(fan, &nodes));
  OK(cimwire_nodes_at(nodes, 1, &node));
  CHECK(node.kind == CIMWIRE_NODE_KIND_COMMENT && is(node.text, "c"));
  OK(cimwire_view_xml(fan, &xml));
  OK(cimwire_view_json(fan, &json, NULL));
  OK(cimwire_buffer_bytes(json, &text));
  CHECK(text.length > 0 && text.data[0] == '{');

  /* What was made of a document lives on; its views do not. */
  OK(cimwire_document_free(document));
  CHECK(cimwire_view_name(fan, &text) == CIMWIRE_CLOSED);
  OK(cimwire_nodes_at(nodes, 0, &node));
  OK(cimwire_nodes_free(nodes));
  OK(cimwire_attributes_free(attributes));
  OK(cimwire_buffer_free(xml));
  OK(cimwire_buffer_free(json));
  OK(cimwire_decoder_free(decoder));
}

/* The places and texts of all elements, told `capacity` at a time. */
static size_t walk(cimwire_view around, size_t capacity, char *names) {
  cimwire_view behind = around;
  cimwire_entry entries[8];
  size_t count = 0, calls = 0, i;
  cimwire_code code;
  *names = 0;
  while ((code = cimwire_view_elements(around, behind, entries, capacity, &count)) == CIMWIRE_OK) {
    CHECK(count > 0 && count <= capacity);
    for (i = 0; i < count; i++) {
      CHECK(entries[i].view.place > behind.place && entries[i].end > entries[i].view.place);
      behind = entries[i].view;
      strncat(names, entries[i].name.data, entries[i].name.length);
      strcat(names, entries[i].text.data == NULL ? "(" : entries[i].is_nil ? "-" : "=");
      if (entries[i].text.data != NULL)
        strncat(names, entries[i].text.data, entries[i].text.length);
    }
    calls++;
  }
  CHECK(code == CIMWIRE_NONE);
  return calls;
}

static void elements_are_told_many_at_a_time(void) {
  static const char tree[] =
      "<a xmlns='urn:a' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b x='1'>1<!--c--></b>"
      "<c><d>&lt;</d><e i:nil='1'/></c><f><![CDATA[&]]></f></a>";
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL, *other = NULL;
  cimwire_entry entries[8];
  cimwire_view root, stranger;
  char names[100];
  size_t count = 0;

  OK(cimwire_decoder_document(decoder, tree, sizeof tree - 1, &document, NULL));
  OK(cimwire_document_root(document, &root));
  CHECK(walk(root, 8, names) == 1 && strcmp(names, "b=1c(d=<e-f=&") == 0);
  CHECK(walk(root, 2, names) == 3 && strcmp(names, "b=1c(d=<e-f=&") == 0);
  CHECK(walk(root, 1, names) == 5 && strcmp(names, "b=1c(d=<e-f=&") == 0);

  OK(cimwire_view_children(root, root, entries, 2, &count));
  CHECK(count == 2 && is(entries[1].name, "c") && is(entries[1].namespace_, "urn:a"));
  CHECK(walk(entries[1].view, 8, names) == 1 && strcmp(names, "d=<e-") == 0);
  OK(cimwire_view_children(root, entries[1].view, entries, 8, &count));
  CHECK(count == 1 && is(entries[0].name, "f") && is(entries[0].text, "&"));
  CHECK(cimwire_view_children(root, entries[0].view, entries, 8, &count) == CIMWIRE_NONE);
  CHECK(count == 1);

  /* What is not inside, of another document, no place, too small, gone. */
  stranger = root;
  stranger.place = 2;
  CHECK(cimwire_view_children(root, stranger, entries, 8, &count) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_view_elements(entries[0].view, root, entries, 8, &count) == CIMWIRE_ARGUMENT);
  OK(cimwire_decoder_document(decoder, tree, sizeof tree - 1, &other, NULL));
  OK(cimwire_document_root(other, &stranger));
  CHECK(cimwire_view_elements(root, stranger, entries, 8, &count) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_view_elements(root, root, entries, 0, &count) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_view_elements(root, root, NULL, 8, &count) == CIMWIRE_NULL);
  CHECK(cimwire_view_elements(root, root, entries, 8, NULL) == CIMWIRE_NULL);
  OK(cimwire_document_free(document));
  CHECK(cimwire_view_elements(root, root, entries, 8, &count) == CIMWIRE_CLOSED);
  OK(cimwire_document_free(other));
  OK(cimwire_decoder_free(decoder));
}

static void a_request_gets_its_answer(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_request *get = NULL;
  cimwire_buffer *xml = NULL, *json = NULL, *back = NULL;
  cimwire_message *request, *answer = NULL;
  cimwire_document *fan = NULL;
  cimwire_response *response = NULL;
  cimwire_reply *reply = NULL;
  cimwire_reply_details sent;
  cimwire_fault *fault = NULL;
  cimwire_fault_details why;
  cimwire_head *head = NULL;
  cimwire_head_details where;
  cimwire_selector selector;
  cimwire_header block;
  cimwire_view view, root;
  cimwire_str text;
  cimwire_error *error = NULL;
  cimwire_error_details details;

  OK(cimwire_request_get(uri(), &get, NULL));
  OK(cimwire_request_to(get, CIMWIRE_STR("http://server/wsman"), NULL));
  OK(cimwire_request_selector(get, CIMWIRE_STR("Name"), cimwire_text(CIMWIRE_STR("Fan 1")), NULL));
  CHECK(cimwire_request_wql(get, CIMWIRE_STR("SELECT *"), &error) == CIMWIRE_MISFIT);
  OK(cimwire_error_read(error, &details));
  CHECK(details.code == CIMWIRE_MISFIT && is(details.kind, "Misfit") && details.text.length > 0);
  OK(cimwire_error_free(error));
  OK(cimwire_request_encode(get, &xml, NULL));
  request = read_buffer(decoder, xml);
  OK(cimwire_message_kind(request, &text));
  CHECK(is(text, "Get"));
  OK(cimwire_message_head(request, &head));
  OK(cimwire_head_read(head, &where));
  CHECK(is(where.to, "http://server/wsman") && is(where.resource_uri, FAN_URI));
  OK(cimwire_head_selector(head, 0, &selector));
  CHECK(is(selector.value, "Fan 1") && !selector.is_reference);
  CHECK(cimwire_head_selector(head, 1, &selector) == CIMWIRE_NONE);
  OK(cimwire_message_header_at(request, 0, &block));
  CHECK(cimwire_message_refusal(request, &reply, NULL) == CIMWIRE_NONE && reply == NULL);

  OK(cimwire_message_json(request, &json, NULL));
  OK(cimwire_buffer_bytes(json, &text));
  OK(cimwire_encode(text.data, text.length, NULL, &back, NULL));

  OK(cimwire_decoder_element(decoder, FAN, sizeof FAN - 1, &fan, NULL));
  OK(cimwire_document_root(fan, &root));
  OK(cimwire_response_to(request, &response));
  OK(cimwire_response_body(response, root, NULL));
  OK(cimwire_response_encode(response, &reply, NULL));
  OK(cimwire_reply_read(reply, &sent));
  CHECK(sent.status == 200 && is(sent.content_type, "application/soap+xml;charset=UTF-8"));
  OK(cimwire_decoder_message(decoder, sent.bytes.data, sent.bytes.length, &answer, NULL));
  OK(cimwire_message_body(answer, &view));
  OK(cimwire_view_child(view, uri(), CIMWIRE_STR("CIM_Fan"), &view));
  CHECK(cimwire_message_fault(answer, &fault) == CIMWIRE_NONE);
  OK(cimwire_reply_free(reply));

  OK(cimwire_response_fault(response, CIMWIRE_STR("w:AccessDenied"), cimwire_str_of(NULL, 0), NULL));
  OK(cimwire_response_encode(response, &reply, NULL));
  OK(cimwire_reply_read(reply, &sent));
  CHECK(sent.status == 400);
  OK(cimwire_decoder_refill(decoder, answer, sent.bytes.data, sent.bytes.length, NULL));
  OK(cimwire_message_fault(answer, &fault));
  OK(cimwire_fault_read(fault, &why));
  CHECK(is(why.code, "Sender") && is(why.short_subcode, "w:AccessDenied"));
  OK(cimwire_fault_reason(fault, CIMWIRE_STR("en"), &text));
  CHECK(text.length > 0);

  OK(cimwire_fault_free(fault));
  OK(cimwire_message_free(answer));
  OK(cimwire_message_free(request));
  OK(cimwire_reply_free(reply));
  OK(cimwire_response_free(response));
  OK(cimwire_document_free(fan));
  OK(cimwire_head_free(head));
  OK(cimwire_buffer_free(back));
  OK(cimwire_buffer_free(json));
  OK(cimwire_buffer_free(xml));
  OK(cimwire_request_free(get));
  OK(cimwire_decoder_free(decoder));
}

static void an_error_says_what_and_where(void) {
  static const char wrong[] = "<Fan>\n<Speed></Fan>";
  cimwire_options *options = NULL;
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL, *hidden = NULL;
  cimwire_deviations *deviations = NULL;
  cimwire_deviation deviation;
  cimwire_repairs *repairs = NULL;
  cimwire_repair repair;
  cimwire_error *error = NULL;
  cimwire_error_details details;
  cimwire_str name;

  CHECK(cimwire_decoder_document(decoder, wrong, sizeof wrong - 1, &document, &error) ==
        CIMWIRE_END_TAG);
  CHECK(document == NULL);
  OK(cimwire_error_read(error, &details));
  CHECK(details.code == CIMWIRE_END_TAG && is(details.kind, "EndTag"));
  CHECK(details.offset == 13 && details.line == 2 && details.column == 8);
  CHECK(is(details.path, "Fan/Speed"));
  OK(cimwire_error_free(error));
  OK(cimwire_code_name(CIMWIRE_END_TAG, &name));
  CHECK(is(name, "EndTag"));
  CHECK(cimwire_code_name(12345, &name) == CIMWIRE_NONE);

  OK(cimwire_options_new(&options));
  OK(cimwire_options_salvage(options, true));
  OK(cimwire_options_limit(options, CIMWIRE_LIMIT_DEPTH, 2));
  CHECK(cimwire_options_limit(options, 99, 2) == CIMWIRE_ARGUMENT);
  OK(cimwire_decoder_free(decoder));
  decoder = decoder_of(options);
  CHECK(cimwire_decoder_document(decoder, "<a><b><c/></b></a>", 18, &document, NULL) ==
        CIMWIRE_DEPTH_LIMIT);
  OK(cimwire_decoder_document(decoder, "\n<?xml version='1.0'?><a>\1</a>", 30, &document, NULL));
  OK(cimwire_document_deviations(document, &deviations));
  OK(cimwire_deviations_at(deviations, 0, &deviation));
  CHECK(is(deviation.kind, "BeforeDeclaration") && deviation.rule.data == NULL);
  OK(cimwire_document_repairs(document, &repairs));
  OK(cimwire_repairs_at(repairs, 0, &repair));
  CHECK(repair.offset == 25 && is(repair.replacement, "\xef\xbf\xbd"));
  OK(cimwire_document_redacted(document, NULL, &hidden, NULL));

  OK(cimwire_repairs_free(repairs));
  OK(cimwire_deviations_free(deviations));
  OK(cimwire_document_free(hidden));
  OK(cimwire_document_free(document));
  OK(cimwire_options_memory(options, 1));
  OK(cimwire_decoder_free(decoder));
  decoder = decoder_of(options);
  CHECK(cimwire_decoder_document(decoder, "<a/>", 4, &document, NULL) == CIMWIRE_MEMORY_LIMIT);
  OK(cimwire_decoder_free(decoder));
  OK(cimwire_options_free(options));
}

static void misuse_is_told(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_decoder *never = NULL;
  cimwire_document *document = NULL;
  cimwire_message *message = NULL;
  cimwire_error *error = NULL;
  cimwire_request *request = NULL;
  cimwire_error_details details;
  cimwire_view root;
  cimwire_str text;
  int turn;

  CHECK(cimwire_decoder_document(NULL, "<a/>", 4, &document, &error) == CIMWIRE_NULL);
  OK(cimwire_error_read(error, &details));
  CHECK(is(details.text, "expected a decoder, found NULL"));
  OK(cimwire_error_free(error));
  CHECK(cimwire_error_free(error) == CIMWIRE_CLOSED);
  CHECK(cimwire_decoder_document(decoder, NULL, 4, &document, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_decoder_document(decoder, "<a/>", 4, NULL, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_decoder_document(decoder, NULL, 0, &document, NULL) == CIMWIRE_NO_ROOT);
  OK(cimwire_decoder_document(decoder, "<a/>", 4, &document, NULL));
  OK(cimwire_document_root(document, &root));

  /* Of another type, made up, freed, freed and used again. */
  CHECK(cimwire_message_kind((cimwire_message *)(void *)document, &text) == CIMWIRE_CLOSED);
  memset(&never, 0x5a, sizeof never);
  CHECK(cimwire_decoder_document(never, "<a/>", 4, &document, NULL) == CIMWIRE_CLOSED);
  CHECK(cimwire_message_free((cimwire_message *)(void *)document) == CIMWIRE_CLOSED);
  OK(cimwire_document_free(document));
  for (turn = 0; turn < 100; turn++) {
    cimwire_document *other = NULL;
    OK(cimwire_decoder_document(decoder, "<b/>", 4, &other, NULL));
    CHECK(other != document);
    CHECK(cimwire_document_root(document, &root) == CIMWIRE_CLOSED);
    CHECK(cimwire_document_free(document) == CIMWIRE_CLOSED);
    OK(cimwire_document_free(other));
  }
  root.place = (size_t)-1;
  CHECK(cimwire_view_name(root, &text) == CIMWIRE_CLOSED);
  CHECK(cimwire_view_name(root, NULL) == CIMWIRE_CLOSED);

  CHECK(cimwire_request_get(cimwire_str_of("\xff", 1), &request, NULL) == CIMWIRE_ARGUMENT);
  CHECK(request == NULL);
  OK(cimwire_request_identify(&request, NULL));
  CHECK(cimwire_request_to(request, CIMWIRE_STR("urn:x"), NULL) == CIMWIRE_MISFIT);
  OK(cimwire_request_free(request));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
  CHECK(strcmp(cimwire_version(), CIMWIRE_VERSION) == 0);
}

static const char TYPED[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
    "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse><n:Items>"
    "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan' "
    "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><f:DesiredSpeed>18446744073709551615"
    "</f:DesiredSpeed><f:InstallDate i:nil='true'/><f:Name>Fan 1</f:Name><f:OperatingStatus>16"
    "</f:OperatingStatus><f:OperationalStatus>2</f:OperationalStatus><f:VariableSpeed>true"
    "</f:VariableSpeed></f:CIM_Fan></n:Items></n:PullResponse></s:Body></s:Envelope>";

static void instances_have_types(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  cimwire_schema *schema = NULL, *none = NULL;
  cimwire_items *items = NULL;
  cimwire_instance *fan = NULL;
  cimwire_instance_details what;
  cimwire_properties *properties = NULL, *status = NULL;
  cimwire_property property;
  cimwire_datum item;
  cimwire_method *method = NULL;
  cimwire_view reference;
  cimwire_str meaning;
  size_t count = 0, i;

  OK(cimwire_schema_cim(&schema));
  CHECK(cimwire_schema_open("no pack", 7, &none, NULL) == CIMWIRE_PACK);
  OK(cimwire_decoder_message_in_place(decoder, TYPED, sizeof TYPED - 1, &message, NULL));
  OK(cimwire_message_typed_items(message, schema, &items));
  OK(cimwire_items_count(items, &count));
  CHECK(count == 1);
  OK(cimwire_items_instance(items, 0, &fan));
  CHECK(cimwire_items_reference(items, 0, &reference) == CIMWIRE_NONE);
  CHECK(cimwire_items_reference(items, 1, &reference) == CIMWIRE_ARGUMENT);
  OK(cimwire_instance_read(fan, &what));
  CHECK(is(what.class_name, "CIM_Fan") && what.is_typed);
  OK(cimwire_instance_properties(fan, &properties));
  for (i = 0; cimwire_properties_at(properties, i, &property) == CIMWIRE_OK; i++) {
    if (is(property.name, "DesiredSpeed"))
      CHECK(property.value.kind == CIMWIRE_DATUM_KIND_UNSIGNED &&
            property.value.unsigned_ == 18446744073709551615u && is(property.type_name, "uint64"));
    if (is(property.name, "InstallDate")) CHECK(property.value.kind == CIMWIRE_DATUM_KIND_NULL);
    if (is(property.name, "Name")) CHECK(is(property.value.text, "Fan 1"));
    if (is(property.name, "VariableSpeed")) CHECK(property.value.boolean);
  }
  CHECK(i == 6);
  OK(cimwire_instance_property(fan, CIMWIRE_STR("operationalstatus"), &status));
  OK(cimwire_properties_at(status, 0, &property));
  CHECK(property.is_array && property.value.count == 1);
  OK(cimwire_properties_item(status, 0, 0, &item));
  CHECK(item.kind == CIMWIRE_DATUM_KIND_UNSIGNED && item.unsigned_ == 2);
  CHECK(cimwire_properties_item(status, 0, 1, &item) == CIMWIRE_NONE);
  OK(cimwire_instance_meaning(fan, CIMWIRE_STR("OperatingStatus"), &meaning));
  CHECK(is(meaning, "In Service"));
  CHECK(cimwire_message_method(message, schema, &method) == CIMWIRE_NONE);

  OK(cimwire_properties_free(status));
  OK(cimwire_properties_free(properties));
  OK(cimwire_instance_free(fan));
  OK(cimwire_items_free(items));
  OK(cimwire_schema_free(schema));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

static void paths_lead_to_instances(void) {
  cimwire_path *path = NULL, *back = NULL;
  cimwire_path_details what;
  cimwire_path_key key;
  cimwire_document *document = NULL;
  cimwire_request *get = NULL;
  cimwire_buffer *text = NULL, *wmi = NULL, *address = NULL;
  cimwire_view reference;
  cimwire_association by;
  cimwire_name_value wanted[1];
  cimwire_str bytes;

  OK(cimwire_path_parse(CIMWIRE_STR("root/cimv2:Win32_Service.Name=\"WinRM\""), &path, NULL));
  OK(cimwire_path_read(path, &what));
  CHECK(is(what.namespace_, "root/cimv2") && is(what.class_name, "Win32_Service"));
  CHECK(what.host.data == NULL && what.is_instance);
  OK(cimwire_path_key_at(path, 0, &key));
  CHECK(is(key.name, "Name") && is(key.text, "WinRM"));
  CHECK(cimwire_path_key_at(path, 1, &key) == CIMWIRE_NONE);
  CHECK(cimwire_path_parse(CIMWIRE_STR(""), &back, NULL) == CIMWIRE_MISFIT && back == NULL);
  OK(cimwire_path_set_base(path, CIMWIRE_STR("http://schemas.microsoft.com/wbem/wsman/1/wmi/")));
  OK(cimwire_path_resource_uri(path, &text, NULL));
  OK(cimwire_path_wmi(path, &wmi));
  OK(cimwire_path_reference(path, CIMWIRE_STR("http://server/wsman"), CIMWIRE_STR("2004"), &document,
                            NULL));
  OK(cimwire_document_root(document, &reference));
  OK(cimwire_path_of_reference(reference, &back, NULL));
  OK(cimwire_path_key_at(back, 0, &key));
  CHECK(is(key.text, "WinRM"));

  OK(cimwire_class_uri(CIMWIRE_STR("*"), CIMWIRE_STR("root/cimv2"), &address));
  OK(cimwire_buffer_bytes(address, &bytes));
  OK(cimwire_request_enumerate(bytes, &get, NULL));
  memset(&by, 0, sizeof by);
  by.result_class = CIMWIRE_STR("Win32_Service");
  OK(cimwire_request_associated(get, reference, by, NULL));
  wanted[0].name = CIMWIRE_STR("Name");
  wanted[0].value = CIMWIRE_STR("WinRM");
  OK(cimwire_request_select(get, wanted, 1, NULL));
  CHECK(cimwire_request_select(get, NULL, 1, NULL) == CIMWIRE_NULL);
  OK(cimwire_request_instance(get, path, NULL));

  OK(cimwire_request_free(get));
  OK(cimwire_document_free(document));
  OK(cimwire_buffer_free(text));
  OK(cimwire_buffer_free(wmi));
  OK(cimwire_buffer_free(address));
  OK(cimwire_path_free(back));
  OK(cimwire_path_free(path));
}

static void drafts_are_written(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_schema *schema = NULL;
  cimwire_document *read = NULL, *written = NULL;
  cimwire_instance *fan = NULL;
  cimwire_draft *draft = NULL, *fresh = NULL;
  cimwire_datum status[2], time = cimwire_datum_null();
  cimwire_error *error = NULL;
  cimwire_error_details why;
  cimwire_view root, speed;
  cimwire_str text;
  static const char old[] =
      "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>"
      "<f:DesiredSpeed>4200</f:DesiredSpeed><f:DeviceID>007</f:DeviceID></f:CIM_Fan>";

  OK(cimwire_schema_cim(&schema));
  OK(cimwire_decoder_document(decoder, old, sizeof old - 1, &read, NULL));
  OK(cimwire_document_root(read, &root));
  OK(cimwire_instance_of(root, schema, &fan));
  OK(cimwire_draft_of_instance(fan, &draft));
  OK(cimwire_draft_set(draft, CIMWIRE_STR("DesiredSpeed"), cimwire_datum_unsigned(3900), NULL));
  status[0] = cimwire_datum_unsigned(2);
  status[1] = cimwire_datum_unsigned(5);
  OK(cimwire_draft_set_array(draft, CIMWIRE_STR("OperationalStatus"), status, 2, NULL));
  OK(cimwire_draft_build(draft, &written, NULL));
  OK(cimwire_document_root(written, &root));
  OK(cimwire_view_namespace(root, &text));
  OK(cimwire_view_child(root, text, CIMWIRE_STR("DesiredSpeed"), &speed));
  OK(cimwire_view_text(speed, &text));
  CHECK(is(text, "3900"));

  OK(cimwire_draft_set(draft, CIMWIRE_STR("DesiredSpeed"),
                       cimwire_datum_text(CIMWIRE_STR("fast")), NULL));
  OK(cimwire_document_free(written));
  written = NULL;
  CHECK(cimwire_draft_build(draft, &written, &error) == CIMWIRE_MISFIT);
  OK(cimwire_error_read(error, &why));
  CHECK(is(why.path, "CIM_Fan/DesiredSpeed"));
  OK(cimwire_error_free(error));
  time.kind = CIMWIRE_DATUM_KIND_DATE_TIME;
  time.text = CIMWIRE_STR("soon");
  CHECK(cimwire_draft_set(draft, CIMWIRE_STR("InstallDate"), time, NULL) == CIMWIRE_ARGUMENT);
  OK(cimwire_draft_leave_out_unchanged(draft, NULL));
  CHECK(cimwire_draft_of_class(schema, CIMWIRE_STR("CIM_Nothing"), &fresh) == CIMWIRE_NONE);
  OK(cimwire_draft_of_class(schema, CIMWIRE_STR("CIM_Fan"), &fresh));
  OK(cimwire_draft_set(fresh, CIMWIRE_STR("DeviceID"), cimwire_datum_text(CIMWIRE_STR("1")), NULL));
  OK(cimwire_draft_remove(fresh, CIMWIRE_STR("DeviceID")));

  OK(cimwire_draft_free(fresh));
  OK(cimwire_draft_free(draft));
  OK(cimwire_instance_free(fan));
  OK(cimwire_document_free(read));
  OK(cimwire_schema_free(schema));
  OK(cimwire_decoder_free(decoder));
}

static void answers_fit(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_request *pull = NULL;
  cimwire_buffer *xml = NULL;
  cimwire_message *request, *answer = NULL;
  cimwire_document *fan = NULL;
  cimwire_response *response = NULL;
  cimwire_reply *reply = NULL;
  cimwire_reply_details sent;
  cimwire_fault *fault = NULL;
  cimwire_cim_error cim;
  cimwire_view fans[3];
  size_t taken = 0;

  OK(cimwire_request_pull(uri(), cimwire_text(CIMWIRE_STR("7")), &pull, NULL));
  OK(cimwire_request_to(pull, CIMWIRE_STR("http://server/wsman"), NULL));
  OK(cimwire_request_max_elements(pull, 2, NULL));
  OK(cimwire_request_encode(pull, &xml, NULL));
  request = read_buffer(decoder, xml);
  OK(cimwire_decoder_element(decoder, FAN, sizeof FAN - 1, &fan, NULL));
  OK(cimwire_document_root(fan, &fans[0]));
  fans[1] = fans[2] = fans[0];
  OK(cimwire_response_to(request, &response));
  OK(cimwire_response_items(response, cimwire_text(CIMWIRE_STR("8")), fans, 3, &taken, NULL));
  CHECK(taken == 2);
  OK(cimwire_response_cim_fault(response, 6, CIMWIRE_STR("no such fan"), NULL));
  OK(cimwire_response_encode(response, &reply, NULL));
  OK(cimwire_reply_read(reply, &sent));
  OK(cimwire_decoder_message(decoder, sent.bytes.data, sent.bytes.length, &answer, NULL));
  OK(cimwire_message_fault(answer, &fault));
  OK(cimwire_fault_cim_error_at(fault, 0, &cim));
  CHECK(cim.status == 6 && is(cim.status_name, "CIM_ERR_NOT_FOUND"));
  CHECK(is(cim.message, "no such fan"));

  OK(cimwire_fault_free(fault));
  OK(cimwire_message_free(answer));
  OK(cimwire_message_free(request));
  OK(cimwire_reply_free(reply));
  OK(cimwire_response_free(response));
  OK(cimwire_document_free(fan));
  OK(cimwire_buffer_free(xml));
  OK(cimwire_request_free(pull));
  OK(cimwire_decoder_free(decoder));
}

int main(void) {
  paths_lead_to_instances();
  answers_fit();
  drafts_are_written();
  elements_are_walked();
  elements_are_told_many_at_a_time();
  a_request_gets_its_answer();
  instances_have_types();
  an_error_says_what_and_where();
  misuse_is_told();
  return 0;
}
