/*
 * What the parts of messages, paths, drafts and schemas tell and take, with a good value, a bad one
 * and NULL: what door.c does not do already. Built and run as door.c.
 */
#include "check.h"

#define FAN_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"
#define ENVELOPE                                                                              \
  "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:f='" FAN_CLASS "' "     \
  "xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' "                                \
  "xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd' "                                  \
  "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration' "                               \
  "xmlns:e='http://schemas.xmlsoap.org/ws/2004/08/eventing'>"
#define BAD CIMWIRE_STR("\xff")

static cimwire_message *read_message(const char *text, size_t length) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  OK(cimwire_decoder_message(decoder, text, length, &message, NULL));
  OK(cimwire_decoder_free(decoder));
  return message;
}

static cimwire_message *message_of(const char *text) { return read_message(text, strlen(text)); }

static cimwire_document *element_of(const char *text, cimwire_view *root) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL;
  OK(cimwire_decoder_document(decoder, text, strlen(text), &document, NULL));
  OK(cimwire_document_root(document, root));
  OK(cimwire_decoder_free(decoder));
  return document;
}

/* Whether the bytes of a buffer, which is freed, have a part. */
static int has(cimwire_buffer *buffer, const char *part) {
  cimwire_str bytes;
  size_t at, length = strlen(part);
  int found = 0;
  OK(cimwire_buffer_bytes(buffer, &bytes));
  for (at = 0; at + length <= bytes.length; at++)
    found |= memcmp(bytes.data + at, part, length) == 0;
  OK(cimwire_buffer_free(buffer));
  return found;
}

static void a_message_tells_its_parts(void) {
  cimwire_message *get = message_of(ENVELOPE
      "<s:Header><a:To>http://a/b</a:To><a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
      "</a:Action><a:MessageID>urn:1</a:MessageID><a:RelatesTo>urn:0</a:RelatesTo>"
      "<w:ResourceURI>" FAN_CLASS "</w:ResourceURI><w:SelectorSet><w:Selector Name='DeviceID'>007"
      "</w:Selector></w:SelectorSet><w:OptionSet><w:Option Name='colour' MustComply='true'>red"
      "</w:Option></w:OptionSet></s:Header><s:Body/></s:Envelope>");
  cimwire_message *last = message_of(ENVELOPE
      "<s:Body><n:PullResponse><n:Items/><n:EndOfSequence/></n:PullResponse></s:Body></s:Envelope>");
  cimwire_message *subscribed = message_of(ENVELOPE
      "<s:Body><e:SubscribeResponse><e:SubscriptionManager><a:Address>http://a/b</a:Address>"
      "</e:SubscriptionManager><e:Expires>PT1H</e:Expires></e:SubscribeResponse></s:Body>"
      "</s:Envelope>");
  cimwire_document *document = NULL;
  cimwire_message *again = NULL;
  cimwire_head *head = NULL;
  cimwire_named_option option;
  cimwire_path *path = NULL;
  cimwire_path_key key;
  cimwire_view view;
  cimwire_str text;
  bool is_end = true;

  OK(cimwire_message_header(get, &view));
  OK(cimwire_view_name(view, &text));
  CHECK(is(text, "Header"));
  CHECK(cimwire_message_header(last, &view) == CIMWIRE_NONE);
  CHECK(cimwire_message_header(NULL, &view) == CIMWIRE_NULL);
  OK(cimwire_message_is_end_of_sequence(get, &is_end));
  CHECK(!is_end);
  OK(cimwire_message_is_end_of_sequence(last, &is_end));
  CHECK(is_end && cimwire_message_is_end_of_sequence(last, NULL) == CIMWIRE_NULL);
  OK(cimwire_message_subscription_manager(subscribed, &view));
  OK(cimwire_view_name(view, &text));
  CHECK(is(text, "SubscriptionManager"));
  CHECK(cimwire_message_subscription_manager(get, &view) == CIMWIRE_NONE);
  CHECK(cimwire_message_subscription_manager(NULL, &view) == CIMWIRE_NULL);

  OK(cimwire_message_head(get, &head));
  OK(cimwire_head_option(head, 0, &option));
  CHECK(is(option.name, "colour") && is(option.value, "red") && option.must_comply);
  CHECK(cimwire_head_option(head, 1, &option) == CIMWIRE_NONE);
  CHECK(cimwire_head_option(NULL, 0, &option) == CIMWIRE_NULL);
  OK(cimwire_head_relates_to(head, 0, &text));
  CHECK(is(text, "urn:0"));
  CHECK(cimwire_head_relates_to(head, 1, &text) == CIMWIRE_NONE);
  CHECK(cimwire_head_relates_to(NULL, 0, &text) == CIMWIRE_NULL);
  OK(cimwire_head_free(head));

  OK(cimwire_path_of_message(get, &path, NULL));
  OK(cimwire_path_key_at(path, 0, &key));
  CHECK(is(key.name, "DeviceID") && is(key.text, "007"));
  OK(cimwire_path_free(path));
  path = NULL;
  CHECK(cimwire_path_of_message(last, &path, NULL) == CIMWIRE_MISFIT && path == NULL);
  CHECK(cimwire_path_of_message(NULL, &path, NULL) == CIMWIRE_NULL);

  OK(cimwire_message_document(get, &document));
  OK(cimwire_message_free(get));
  OK(cimwire_document_message(document, &again, NULL));
  OK(cimwire_message_kind(again, &text));
  CHECK(is(text, "Get"));
  CHECK(cimwire_message_document(NULL, &document) == CIMWIRE_NULL);
  CHECK(cimwire_document_message(NULL, &again, NULL) == CIMWIRE_NULL);
  OK(cimwire_document_free(document));
  document = element_of("<a/>", &view);
  CHECK(cimwire_document_message(document, &again, NULL) == CIMWIRE_NOT_SOAP);
  OK(cimwire_document_free(document));
  OK(cimwire_message_free(again));
  OK(cimwire_message_free(last));
  OK(cimwire_message_free(subscribed));
}

static void documents_are_compared(void) {
  cimwire_view root;
  cimwire_document *one = element_of("<a b='1'  c='2'/>", &root);
  cimwire_document *two = element_of("<a c='3' b='1'></a>", &root);
  cimwire_differences *differences = NULL;
  cimwire_buffer *xml = NULL;
  cimwire_str text;
  OK(cimwire_document_canon(one, &xml));
  CHECK(has(xml, "<a b=\"1\" c=\"2\""));
  CHECK(cimwire_document_canon(NULL, &xml) == CIMWIRE_NULL);
  CHECK(cimwire_document_canon(one, NULL) == CIMWIRE_NULL);
  OK(cimwire_document_diff(one, two, &differences));
  OK(cimwire_differences_at(differences, 0, &text));
  CHECK(text.length > 0);
  CHECK(cimwire_differences_at(differences, 1, &text) == CIMWIRE_NONE);
  CHECK(cimwire_differences_at(NULL, 0, &text) == CIMWIRE_NULL);
  OK(cimwire_differences_free(differences));
  OK(cimwire_document_free(one));
  OK(cimwire_document_free(two));
}

static void a_fault_tells_its_details(void) {
  cimwire_message *message = message_of(ENVELOPE
      "<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason>"
      "<s:Text xml:lang='en'>no</s:Text></s:Reason><s:Detail>"
      "<m:WSManFault xmlns:m='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='5'>"
      "<m:Message>denied<m:ProviderFault provider='p'><m:WSManFault Code='7'><m:Message>inner"
      "</m:Message></m:WSManFault></m:ProviderFault></m:Message></m:WSManFault></s:Detail></s:Fault>"
      "</s:Body></s:Envelope>");
  cimwire_fault *fault = NULL;
  cimwire_reason reason;
  cimwire_windows_fault windows;
  OK(cimwire_message_fault(message, &fault));
  OK(cimwire_fault_reason_at(fault, 0, &reason));
  CHECK(is(reason.language, "en") && is(reason.text, "no"));
  CHECK(cimwire_fault_reason_at(fault, 1, &reason) == CIMWIRE_NONE);
  CHECK(cimwire_fault_reason_at(NULL, 0, &reason) == CIMWIRE_NULL);
  OK(cimwire_fault_windows(fault, &windows));
  CHECK(windows.code == 5);
  CHECK(cimwire_fault_windows(NULL, &windows) == CIMWIRE_NULL);
  OK(cimwire_fault_provider_at(fault, 0, &windows));
  CHECK(is(windows.source, "p"));
  CHECK(cimwire_fault_provider_at(fault, 1, &windows) == CIMWIRE_NONE);
  CHECK(cimwire_fault_provider_at(NULL, 0, &windows) == CIMWIRE_NULL);
  OK(cimwire_fault_free(fault));
  OK(cimwire_message_free(message));
}

static void a_method_is_read_and_answered(const cimwire_schema *schema) {
  cimwire_message *message = message_of(ENVELOPE
      "<s:Body><f:RequestStateChange_OUTPUT><f:Job/><f:ReturnValue>4096</f:ReturnValue>"
      "</f:RequestStateChange_OUTPUT></s:Body></s:Envelope>");
  cimwire_method *method = NULL;
  cimwire_method_details it;
  cimwire_properties *parameters = NULL, *value = NULL;
  cimwire_property returned;
  cimwire_draft *draft = NULL;
  size_t count = 9;
  OK(cimwire_message_method(message, schema, &method));
  OK(cimwire_method_read(method, &it));
  CHECK(is(it.name, "RequestStateChange") && it.is_output && it.is_typed);
  CHECK(cimwire_method_read(NULL, &it) == CIMWIRE_NULL);
  OK(cimwire_method_parameters(method, &parameters));
  OK(cimwire_properties_count(parameters, &count));
  CHECK(count == 1 && cimwire_properties_count(NULL, &count) == CIMWIRE_NULL);
  CHECK(cimwire_method_parameters(NULL, &parameters) == CIMWIRE_NULL);
  OK(cimwire_method_return_value(method, &value));
  OK(cimwire_properties_at(value, 0, &returned));
  CHECK(returned.value.unsigned_ == 4096);
  CHECK(cimwire_method_return_value(NULL, &value) == CIMWIRE_NULL);
  OK(cimwire_draft_of_method(method, &draft));
  CHECK(cimwire_draft_of_method(NULL, &draft) == CIMWIRE_NULL);
  OK(cimwire_draft_free(draft));
  OK(cimwire_properties_free(value));
  OK(cimwire_properties_free(parameters));
  OK(cimwire_method_free(method));
  OK(cimwire_message_free(message));
}

static void drafts_take_every_kind(const cimwire_schema *schema) {
  typedef cimwire_code maker(cimwire_str, cimwire_str, const cimwire_schema *, cimwire_draft **);
  static maker *const MAKERS[] = {cimwire_draft_new, cimwire_draft_input, cimwire_draft_output};
  const cimwire_datum VALUES[] = {cimwire_datum_null(), cimwire_datum_boolean(true),
                                  cimwire_datum_signed(-7), cimwire_datum_real(0.5)};
  static const char *const SHOWN[] = {"nil=\"true\"", "true", "-7", "0.5"};
  const cimwire_str P = CIMWIRE_STR("P");
  cimwire_view root;
  cimwire_document *document = element_of("<f:Fan xmlns:f='urn:fans'><f:A>1</f:A></f:Fan>", &root);
  cimwire_document *written = NULL;
  cimwire_instance *instance = NULL, *embedded = NULL;
  cimwire_properties *properties = NULL;
  cimwire_draft *draft = NULL;
  cimwire_buffer *xml = NULL;
  size_t i;

  for (i = 0; i < sizeof MAKERS / sizeof *MAKERS; i++) {
    CHECK(MAKERS[i](BAD, P, NULL, &draft) == CIMWIRE_ARGUMENT && draft == NULL);
    CHECK(MAKERS[i](CIMWIRE_STR("urn:c"), P, NULL, NULL) == CIMWIRE_NULL);
    OK(MAKERS[i](CIMWIRE_STR("urn:c"), P, schema, &draft));
    OK(cimwire_draft_free(draft));
    draft = NULL;
  }
  for (i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
    OK(cimwire_draft_new(CIMWIRE_STR("urn:c"), CIMWIRE_STR("C"), NULL, &draft));
    CHECK(cimwire_draft_set(draft, BAD, VALUES[i], NULL) == CIMWIRE_ARGUMENT);
    CHECK(cimwire_draft_set(NULL, P, VALUES[i], NULL) == CIMWIRE_NULL);
    OK(cimwire_draft_set(draft, P, VALUES[i], NULL));
    OK(cimwire_draft_build(draft, &written, NULL));
    OK(cimwire_document_canon(written, &xml));
    CHECK(has(xml, SHOWN[i]));
    OK(cimwire_document_free(written));
    OK(cimwire_draft_free(draft));
  }

  OK(cimwire_instance_of(root, NULL, &instance));
  OK(cimwire_draft_of_class(schema, CIMWIRE_STR("CIM_InstIndication"), &draft));
  OK(cimwire_draft_set_instance(draft, CIMWIRE_STR("SourceInstance"), instance, NULL));
  CHECK(cimwire_draft_set_instance(draft, P, NULL, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_draft_set_instance(draft, BAD, instance, NULL) == CIMWIRE_ARGUMENT);
  OK(cimwire_draft_leave_out_read_only(draft, NULL));
  CHECK(cimwire_draft_leave_out_read_only(NULL, NULL) == CIMWIRE_NULL);
  OK(cimwire_draft_build(draft, &written, NULL));
  OK(cimwire_instance_free(instance));
  OK(cimwire_document_root(written, &root));
  OK(cimwire_instance_of(root, schema, &instance));
  OK(cimwire_instance_property(instance, CIMWIRE_STR("SourceInstance"), &properties));
  OK(cimwire_properties_instance(properties, 0, 0, &embedded));
  OK(cimwire_instance_free(embedded));
  CHECK(cimwire_properties_instance(properties, 0, 1, &embedded) == CIMWIRE_NONE);
  CHECK(cimwire_properties_instance(NULL, 0, 0, &embedded) == CIMWIRE_NULL);
  OK(cimwire_properties_free(properties));
  OK(cimwire_instance_free(instance));
  OK(cimwire_draft_free(draft));
  OK(cimwire_draft_new(CIMWIRE_STR("urn:c"), CIMWIRE_STR("C"), NULL, &draft));
  CHECK(cimwire_draft_leave_out_read_only(draft, NULL) == CIMWIRE_MISFIT);
  OK(cimwire_draft_free(draft));
  OK(cimwire_document_free(written));
  OK(cimwire_document_free(document));
}

static void paths_are_put_together(const cimwire_schema *schema) {
  typedef cimwire_code setter(cimwire_path *, cimwire_str);
  static const struct {
    setter *set;
    const char *good, *shows;
  } SETTERS[] = {
      {cimwire_path_set_host, "server", "//server/"},
      {cimwire_path_set_namespace, "root/cimv2", "root/cimv2:CIM_Fan"},
      {cimwire_path_set_base, "http://base/1/", "CIM_Fan"},
      {cimwire_path_set_base_of, FAN_CLASS, "CIM_Fan"},
  };
  cimwire_path *path = NULL, *system = NULL, *other = NULL;
  cimwire_buffer *text = NULL;
  size_t i;

  CHECK(cimwire_path_new(BAD, &path) == CIMWIRE_ARGUMENT && path == NULL);
  CHECK(cimwire_path_new(CIMWIRE_STR("CIM_Fan"), NULL) == CIMWIRE_NULL);
  OK(cimwire_path_new(CIMWIRE_STR("CIM_Fan"), &path));
  for (i = 0; i < sizeof SETTERS / sizeof *SETTERS; i++) {
    cimwire_str good = cimwire_str_of(SETTERS[i].good, strlen(SETTERS[i].good));
    CHECK(SETTERS[i].set(path, BAD) == CIMWIRE_ARGUMENT);
    CHECK(SETTERS[i].set(NULL, good) == CIMWIRE_NULL);
    OK(SETTERS[i].set(path, good));
    OK(cimwire_path_text(path, &text));
    CHECK(has(text, SETTERS[i].shows));
  }
  CHECK(cimwire_path_text(NULL, &text) == CIMWIRE_NULL);

  OK(cimwire_path_new(CIMWIRE_STR("CIM_System"), &system));
  CHECK(cimwire_path_push_key(system, BAD, BAD) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_path_push_key(NULL, CIMWIRE_STR("Name"), CIMWIRE_STR("1")) == CIMWIRE_NULL);
  OK(cimwire_path_push_key(system, CIMWIRE_STR("Name"), CIMWIRE_STR("s1")));
  OK(cimwire_path_push_reference(path, CIMWIRE_STR("Of"), system));
  CHECK(cimwire_path_push_reference(path, BAD, system) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_path_push_reference(path, CIMWIRE_STR("Of"), NULL) == CIMWIRE_NULL);
  OK(cimwire_path_push_key(path, CIMWIRE_STR("DeviceID"), CIMWIRE_STR("007")));
  OK(cimwire_path_text(path, &text));
  CHECK(has(text, "DeviceID=\"007\""));
  OK(cimwire_path_key_reference(path, 0, &other));
  OK(cimwire_path_text(other, &text));
  CHECK(has(text, "CIM_System.Name=\"s1\""));
  OK(cimwire_path_free(other));
  CHECK(cimwire_path_key_reference(path, 1, &other) == CIMWIRE_NONE);
  CHECK(cimwire_path_key_reference(NULL, 0, &other) == CIMWIRE_NULL);

  other = NULL;
  CHECK(cimwire_path_typed(NULL, schema, &other, NULL) == CIMWIRE_NULL && other == NULL);
  CHECK(cimwire_path_typed(path, NULL, &other, NULL) == CIMWIRE_NULL && other == NULL);
  OK(cimwire_path_typed(system, schema, &other, NULL));
  OK(cimwire_path_free(other));
  OK(cimwire_path_free(system));
  OK(cimwire_path_free(path));
}

static void an_instance_has_a_path(const cimwire_schema *schema) {
  cimwire_view root;
  cimwire_document *document = element_of(
      "<f:CIM_Fan xmlns:f='" FAN_CLASS "'><f:CreationClassName>CIM_Fan</f:CreationClassName>"
      "<f:DeviceID>007</f:DeviceID><f:SystemCreationClassName>S</f:SystemCreationClassName>"
      "<f:SystemName>s1</f:SystemName></f:CIM_Fan>", &root);
  cimwire_instance *fan = NULL;
  cimwire_path *path = NULL;
  cimwire_buffer *text = NULL;
  OK(cimwire_instance_of(root, schema, &fan));
  OK(cimwire_path_of_instance(fan, &path, NULL));
  OK(cimwire_path_text(path, &text));
  CHECK(has(text, "DeviceID=\"007\""));
  OK(cimwire_path_free(path));
  path = NULL;
  OK(cimwire_instance_free(fan));
  OK(cimwire_instance_of(root, NULL, &fan));
  CHECK(cimwire_path_of_instance(fan, &path, NULL) == CIMWIRE_MISFIT && path == NULL);
  CHECK(cimwire_path_of_instance(NULL, &path, NULL) == CIMWIRE_NULL);
  OK(cimwire_instance_free(fan));
  OK(cimwire_document_free(document));
}

static void a_schema_tells_meanings(const cimwire_schema *schema) {
  const cimwire_str FAN = CIMWIRE_STR("CIM_Fan"), STATUS = CIMWIRE_STR("OperatingStatus");
  cimwire_schema *extended = NULL;
  cimwire_str meaning;
  OK(cimwire_schema_meaning(schema, FAN, STATUS, CIMWIRE_STR("16"), &meaning));
  CHECK(is(meaning, "In Service"));
  CHECK(cimwire_schema_meaning(schema, STATUS, STATUS, FAN, &meaning) == CIMWIRE_NONE);
  CHECK(cimwire_schema_meaning(schema, BAD, STATUS, FAN, &meaning) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_schema_meaning(NULL, FAN, STATUS, STATUS, &meaning) == CIMWIRE_NULL);
  CHECK(cimwire_schema_with(schema, "no pack", 7, &extended, NULL) == CIMWIRE_PACK);
  CHECK(cimwire_schema_with(NULL, "no pack", 7, &extended, NULL) == CIMWIRE_NULL);
  CHECK(extended == NULL);
}

static void a_response_takes_every_setting(void) {
  cimwire_message *request = message_of(ENVELOPE
      "<s:Header><a:To>http://a/b</a:To><a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
      "</a:Action><a:MessageID>urn:1</a:MessageID><w:ResourceURI>" FAN_CLASS "</w:ResourceURI>"
      "</s:Header><s:Body/></s:Envelope>");
  cimwire_response *response = NULL;
  cimwire_reply *reply = NULL;
  cimwire_reply_details sent;
  cimwire_message *answer;
  cimwire_fault *fault = NULL;
  cimwire_fault_details why;
  cimwire_head *head = NULL;
  cimwire_head_details where;
  cimwire_view body;
  cimwire_document *fan = element_of("<f:CIM_Fan xmlns:f='" FAN_CLASS "'/>", &body);

  OK(cimwire_response_to(request, &response));
  OK(cimwire_response_fault(response, CIMWIRE_STR("w:InvalidSelectors"), cimwire_str_of(NULL, 0),
                            NULL));
  OK(cimwire_response_detail_code(response, CIMWIRE_STR("UnexpectedSelectors"), NULL));
  CHECK(cimwire_response_detail_code(response, BAD, NULL) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_response_detail_code(NULL, CIMWIRE_STR("x"), NULL) == CIMWIRE_NULL);
  OK(cimwire_response_message_id(response, CIMWIRE_STR("urn:2")));
  CHECK(cimwire_response_message_id(response, BAD) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_response_message_id(NULL, CIMWIRE_STR("urn:2")) == CIMWIRE_NULL);
  CHECK(cimwire_response_action(response, BAD) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_response_action(NULL, CIMWIRE_STR("urn:action")) == CIMWIRE_NULL);
  OK(cimwire_response_limit(response, 100000));
  CHECK(cimwire_response_limit(NULL, 100000) == CIMWIRE_NULL);
  OK(cimwire_response_within_limits(response));
  CHECK(cimwire_response_within_limits(NULL) == CIMWIRE_NULL);
  OK(cimwire_response_encode(response, &reply, NULL));
  OK(cimwire_reply_read(reply, &sent));
  answer = read_message(sent.bytes.data, sent.bytes.length);
  OK(cimwire_message_fault(answer, &fault));
  OK(cimwire_fault_read(fault, &why));
  CHECK(is(why.short_subcode, "w:InvalidSelectors") && why.detail_code.length > 0);
  OK(cimwire_message_head(answer, &head));
  OK(cimwire_head_read(head, &where));
  CHECK(is(where.message_id, "urn:2"));
  OK(cimwire_head_free(head));
  OK(cimwire_message_free(answer));
  OK(cimwire_reply_free(reply));
  OK(cimwire_response_free(response));

  OK(cimwire_response_to(request, &response));
  OK(cimwire_response_body(response, body, NULL));
  OK(cimwire_response_action(response, CIMWIRE_STR("urn:action")));
  OK(cimwire_response_encode(response, &reply, NULL));
  OK(cimwire_reply_read(reply, &sent));
  answer = read_message(sent.bytes.data, sent.bytes.length);
  OK(cimwire_message_head(answer, &head));
  OK(cimwire_head_read(head, &where));
  CHECK(is(where.action, "urn:action"));

  OK(cimwire_head_free(head));
  OK(cimwire_fault_free(fault));
  OK(cimwire_document_free(fan));
  OK(cimwire_message_free(answer));
  OK(cimwire_reply_free(reply));
  OK(cimwire_response_free(response));
  OK(cimwire_message_free(request));
}

static void a_request_tells_where_it_goes(void) {
  cimwire_request *request = NULL;
  cimwire_head *head = NULL;
  cimwire_head_details where;
  OK(cimwire_request_get(CIMWIRE_STR(FAN_CLASS), &request, NULL));
  OK(cimwire_request_to(request, CIMWIRE_STR("http://a/b"), NULL));
  OK(cimwire_request_head(request, &head, NULL));
  OK(cimwire_head_read(head, &where));
  CHECK(is(where.to, "http://a/b") && is(where.resource_uri, FAN_CLASS));
  CHECK(cimwire_request_head(NULL, &head, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_request_head(request, NULL, NULL) == CIMWIRE_NULL);
  OK(cimwire_head_free(head));
  OK(cimwire_request_free(request));
}

static void a_strict_decoder_refuses(void) {
  static const char LATE[] = "\n<?xml version='1.0'?><a/>";
  cimwire_options *options = NULL;
  cimwire_decoder *decoder;
  cimwire_document *document = NULL;
  CHECK(cimwire_options_strict(NULL, true) == CIMWIRE_NULL);
  OK(cimwire_options_new(&options));
  OK(cimwire_options_strict(options, true));
  decoder = decoder_of(options);
  CHECK(cimwire_decoder_document(decoder, LATE, sizeof LATE - 1, &document, NULL) >= 100);
  CHECK(document == NULL);
  OK(cimwire_decoder_free(decoder));
  OK(cimwire_options_free(options));
}

/* What was asked before another message took the place is told from what stands there now. */
static void a_refill_ends_views(void) {
  static const char text[] = ENVELOPE
      "<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason>"
      "<s:Text xml:lang='en'>no</s:Text></s:Reason><s:Detail><f:x/></s:Detail></s:Fault></s:Body>"
      "</s:Envelope>";
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = message_of(text);
  cimwire_fault *fault = NULL;
  cimwire_items *items = NULL;
  cimwire_instance *instance = NULL;
  cimwire_view old, now, detail, none;
  cimwire_entry entry;
  cimwire_str name;
  size_t count;
  bool is_same;
  OK(cimwire_message_body(message, &old));
  OK(cimwire_message_fault(message, &fault));
  OK(cimwire_message_typed_items(message, NULL, &items));
  OK(cimwire_fault_detail(fault, &detail));
  OK(cimwire_view_name(detail, &name));

  OK(cimwire_decoder_refill(decoder, message, text, sizeof text - 1, NULL));
  OK(cimwire_message_body(message, &now));
  CHECK(cimwire_view_name(old, &name) == CIMWIRE_CLOSED);
  CHECK(cimwire_view_first_child(old, &none) == CIMWIRE_CLOSED);
  CHECK(cimwire_view_is_same(old, now, &is_same) == CIMWIRE_CLOSED);
  CHECK(cimwire_view_children(now, old, &entry, 1, &count) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_view_next_child(now, old, &none) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_instance_of(old, NULL, &instance) == CIMWIRE_CLOSED);
  OK(cimwire_fault_detail(fault, &detail));
  CHECK(cimwire_view_name(detail, &name) == CIMWIRE_CLOSED);
  OK(cimwire_view_children(now, now, &entry, 1, &count));
  CHECK(count == 1 && is(entry.name, "Fault") && entry.end > entry.view.place);
  OK(cimwire_view_name(entry.view, &name));
  CHECK(entry.view.place > now.place);

  OK(cimwire_items_free(items));
  OK(cimwire_fault_free(fault));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

int main(void) {
  cimwire_schema *schema = NULL;
  OK(cimwire_schema_cim(&schema));
  a_message_tells_its_parts();
  documents_are_compared();
  a_fault_tells_its_details();
  a_refill_ends_views();
  a_method_is_read_and_answered(schema);
  drafts_take_every_kind(schema);
  paths_are_put_together(schema);
  an_instance_has_a_path(schema);
  a_schema_tells_meanings(schema);
  a_response_takes_every_setting();
  a_request_tells_where_it_goes();
  a_strict_decoder_refuses();
  OK(cimwire_schema_free(schema));
  return 0;
}
