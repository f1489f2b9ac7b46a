/*
 * What is known about classes, and what an instance has that its class does not: built and run as
 * door.c.
 */
#include "check.h"

#define FAN_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"

static void a_class_is_described(const cimwire_schema *schema) {
  cimwire_class *fan = NULL, *none = NULL;
  cimwire_class_details it;
  cimwire_declared_property status, again;
  cimwire_declared_method change;
  size_t i, keys = 0;

  CHECK(cimwire_schema_class(schema, CIMWIRE_STR("CIM_Nothing"), &none) == CIMWIRE_NONE);
  CHECK(cimwire_schema_class(NULL, CIMWIRE_STR("CIM_Fan"), &none) == CIMWIRE_NULL && none == NULL);
  OK(cimwire_schema_class(schema, CIMWIRE_STR("cim_fan"), &fan));
  OK(cimwire_class_read(fan, &it));
  CHECK(is(it.name, "CIM_Fan") && is(it.superclass, "CIM_CoolingDevice"));
  CHECK(is(it.namespace_, FAN_CLASS) && it.version.length > 0);
  CHECK(!it.is_abstract && !it.is_association && !it.is_indication);
  for (i = 0; i < it.property_count; i++) {
    CHECK(it.properties[i].type_name.length > 0);
    keys += it.properties[i].is_key;
  }
  CHECK(keys == 4);

  OK(cimwire_class_property(fan, CIMWIRE_STR("operationalstatus"), &status));
  CHECK(is(status.name, "OperationalStatus") && is(status.type_name, "uint16"));
  CHECK(is(status.class_name, "CIM_ManagedSystemElement") && status.is_array && !status.is_key);
  CHECK(is(status.values[2].value, "2") && is(status.values[2].meaning, "OK"));
  CHECK(status.of_class.data == NULL && status.bits == NULL && status.bit_count == 0);
  OK(cimwire_class_property(fan, CIMWIRE_STR("DeviceID"), &again));
  CHECK(again.is_key && again.has_max_len && again.max_len == 64 && !again.has_min_value);
  CHECK(again.values == NULL && again.value_count == 0);
  CHECK(cimwire_class_property(fan, CIMWIRE_STR("Colour"), &again) == CIMWIRE_NONE);

  OK(cimwire_class_method(fan, CIMWIRE_STR("REQUESTSTATECHANGE"), &change));
  CHECK(is(change.name, "RequestStateChange") && is(change.type_name, "uint32"));
  CHECK(!change.is_static && change.parameter_count == 3 && change.value_count > 0);
  for (i = 0; i < change.parameter_count; i++)
    if (is(change.parameters[i].name, "RequestedState"))
      CHECK(change.parameters[i].is_in && is(change.parameters[i].values[0].meaning, "Enabled"));
  CHECK(cimwire_class_method(fan, CIMWIRE_STR("Explode"), &change) == CIMWIRE_NONE);

  OK(cimwire_class_free(fan));
  CHECK(cimwire_class_read(fan, &it) == CIMWIRE_CLOSED);
  CHECK(cimwire_class_read(NULL, &it) == CIMWIRE_NULL);
}

static void a_schema_is_searched(const cimwire_schema *schema) {
  cimwire_finds *finds = NULL;
  cimwire_find find;
  cimwire_names *names = NULL;
  cimwire_str name;
  size_t i;
  int has_class = 0, has_member = 0;

  OK(cimwire_schema_find(schema, CIMWIRE_STR("desiredspeed"), &finds));
  OK(cimwire_finds_at(finds, 0, &find));
  CHECK(is(find.class_name, "CIM_Fan") && is(find.member, "DesiredSpeed"));
  OK(cimwire_finds_free(finds));
  OK(cimwire_schema_find(schema, CIMWIRE_STR("CIM_Fan"), &finds));
  for (i = 0; cimwire_finds_at(finds, i, &find) == CIMWIRE_OK; i++) {
    has_class |= is(find.class_name, "CIM_Fan") && find.member.data == NULL;
    has_member |= find.member.data != NULL;
  }
  CHECK(has_class && !has_member);
  OK(cimwire_finds_free(finds));
  OK(cimwire_schema_find(schema, CIMWIRE_STR("no such thing"), &finds));
  CHECK(cimwire_finds_at(finds, 0, &find) == CIMWIRE_NONE);
  OK(cimwire_finds_free(finds));

  OK(cimwire_schema_classes(schema, &names));
  for (i = 0; cimwire_names_at(names, i, &name) == CIMWIRE_OK; i++) CHECK(name.length > 0);
  CHECK(i > 1000);
  OK(cimwire_names_free(names));
  OK(cimwire_schema_sources(schema, &names));
  OK(cimwire_names_at(names, 0, &name));
  CHECK(is(name, "CIM 2.49.0"));
  OK(cimwire_names_free(names));
}

static const char FAN[] =
    "<f:CIM_Fan xmlns:f='" FAN_CLASS "'><f:Colour>red</f:Colour>"
    "<f:DesiredSpeed>fast</f:DesiredSpeed><f:DeviceID>1</f:DeviceID></f:CIM_Fan>";

static void misfits_are_told(const cimwire_schema *schema) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL;
  cimwire_instance *fan = NULL;
  cimwire_misfits *misfits = NULL;
  cimwire_misfit misfit;
  cimwire_deviations *deviations = NULL;
  cimwire_deviation deviation;
  cimwire_view root;
  size_t i;
  int is_lexical = 0, is_unknown = 0;

  OK(cimwire_decoder_document(decoder, FAN, sizeof FAN - 1, &document, NULL));
  OK(cimwire_document_root(document, &root));
  OK(cimwire_instance_of(root, schema, &fan));
  OK(cimwire_instance_misfits(fan, &misfits));
  for (i = 0; cimwire_misfits_at(misfits, i, &misfit) == CIMWIRE_OK; i++) {
    if (is(misfit.property, "DesiredSpeed")) {
      is_lexical = is(misfit.kind, "Lexical") && misfit.expected.length > 0;
      CHECK(misfit.offset == (size_t)(strstr(FAN, "<f:DesiredSpeed>") - FAN));
    }
    if (is(misfit.property, "Colour")) is_unknown = is(misfit.kind, "Unknown");
  }
  CHECK(is_lexical && is_unknown);
  OK(cimwire_misfits_free(misfits));
  OK(cimwire_instance_free(fan));
  OK(cimwire_instance_of(root, NULL, &fan));
  OK(cimwire_instance_misfits(fan, &misfits));
  CHECK(cimwire_misfits_at(misfits, 0, &misfit) == CIMWIRE_NONE);

  OK(cimwire_document_misfits(document, schema, &deviations));
  for (i = 0; cimwire_deviations_at(deviations, i, &deviation) == CIMWIRE_OK; i++) {
    CHECK(deviation.line == 1 && deviation.column == deviation.offset + 1);
    CHECK(deviation.path.length >= strlen("CIM_Fan"));
  }
  CHECK(i >= 2);
  CHECK(cimwire_document_misfits(document, NULL, &deviations) == CIMWIRE_NULL);

  OK(cimwire_deviations_free(deviations));
  OK(cimwire_misfits_free(misfits));
  OK(cimwire_instance_free(fan));
  OK(cimwire_document_free(document));
  OK(cimwire_decoder_free(decoder));
}

static const char ANSWER[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
    "<f:RequestStateChange_OUTPUT xmlns:f='" FAN_CLASS "'><f:Job>none</f:Job>"
    "<f:ReturnValue>4096</f:ReturnValue></f:RequestStateChange_OUTPUT></s:Body></s:Envelope>";

static void an_answer_has_a_meaning(const cimwire_schema *schema) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  cimwire_method *method = NULL;
  cimwire_misfits *misfits = NULL;
  cimwire_misfit misfit;
  cimwire_str meaning;

  OK(cimwire_decoder_message(decoder, ANSWER, sizeof ANSWER - 1, &message, NULL));
  OK(cimwire_message_method(message, schema, &method));
  OK(cimwire_method_meaning(method, cimwire_str_of(NULL, 0), &meaning));
  CHECK(is(meaning, "Method Parameters Checked - Job Started"));
  CHECK(cimwire_method_meaning(method, CIMWIRE_STR("Job"), &meaning) == CIMWIRE_NONE);
  CHECK(cimwire_method_meaning(method, CIMWIRE_STR("None"), &meaning) == CIMWIRE_NONE);
  OK(cimwire_method_misfits(method, &misfits));
  OK(cimwire_misfits_at(misfits, 0, &misfit));
  CHECK(is(misfit.property, "Job"));

  OK(cimwire_misfits_free(misfits));
  OK(cimwire_method_free(method));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

static const char DATED[] =
    "<f:CIM_Fan xmlns:f='" FAN_CLASS "' xmlns:c='http://schemas.dmtf.org/wbem/wscim/1/common'>"
    "<f:DeviceID>1</f:DeviceID><f:InstallDate><c:Datetime>2025-03-01T08:30:15.25+01:00</c:Datetime>"
    "</f:InstallDate></f:CIM_Fan>";

static void date_times_stand_for_moments(const cimwire_schema *schema) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL;
  cimwire_instance *fan = NULL;
  cimwire_properties *date = NULL, *all = NULL;
  cimwire_property properties[3];
  cimwire_moment at;
  cimwire_view root;
  size_t count = 0;

  OK(cimwire_decoder_document(decoder, DATED, sizeof DATED - 1, &document, NULL));
  OK(cimwire_document_root(document, &root));
  OK(cimwire_instance_of(root, schema, &fan));
  OK(cimwire_instance_property(fan, CIMWIRE_STR("InstallDate"), &date));
  OK(cimwire_properties_moment(date, 0, 0, &at));
  CHECK(at.kind == CIMWIRE_MOMENT_KIND_POINT && at.year == 2025 && at.month == 3 && at.day == 1);
  CHECK(at.hour == 8 && at.minute == 30 && at.second == 15 && at.nanosecond == 250000000);
  CHECK(at.has_offset && at.offset == 60 && at.months == 0 && at.seconds == 0);
  CHECK(cimwire_properties_moment(date, 0, 1, &at) == CIMWIRE_NONE);
  CHECK(cimwire_properties_moment(date, 1, 0, &at) == CIMWIRE_NONE);

  OK(cimwire_instance_properties(fan, &all));
  CHECK(cimwire_properties_moment(all, 0, 0, &at) == CIMWIRE_NONE);
  OK(cimwire_properties_from(all, 0, properties, 3, &count));
  CHECK(count == 2 && is(properties[0].name, "DeviceID") && is(properties[1].name, "InstallDate"));
  OK(cimwire_properties_from(all, 1, properties, 1, &count));
  CHECK(count == 1 && is(properties[0].name, "InstallDate"));
  CHECK(cimwire_properties_from(all, 2, properties, 3, &count) == CIMWIRE_NONE);
  CHECK(cimwire_properties_from(all, 0, properties, 0, &count) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_properties_from(all, 0, NULL, 3, &count) == CIMWIRE_NULL);
  CHECK(cimwire_properties_from(all, 0, properties, 3, NULL) == CIMWIRE_NULL);

  OK(cimwire_moment_of(CIMWIRE_STR("00000001020304.500000:000"), &at));
  CHECK(at.kind == CIMWIRE_MOMENT_KIND_INTERVAL && at.nanosecond == 500000000);
  CHECK(at.seconds == ((24 + 2) * 60 + 3) * 60 + 4 && at.months == 0 && at.year == 0);
  OK(cimwire_moment_of(CIMWIRE_STR("-P1Y2MT1.5S"), &at));
  CHECK(at.months == -14 && at.seconds == -1 && at.nanosecond == -500000000);
  OK(cimwire_moment_of(CIMWIRE_STR("2025-03-01"), &at));
  CHECK(at.kind == CIMWIRE_MOMENT_KIND_DAY && !at.has_offset);
  OK(cimwire_moment_of(CIMWIRE_STR("08:30:00Z"), &at));
  CHECK(at.kind == CIMWIRE_MOMENT_KIND_CLOCK && at.has_offset && at.offset == 0);
  CHECK(cimwire_moment_of(CIMWIRE_STR("soon"), &at) == CIMWIRE_NONE);
  CHECK(cimwire_moment_of(CIMWIRE_STR("2025030108****.******+060"), &at) == CIMWIRE_NONE);
  CHECK(cimwire_moment_of(CIMWIRE_STR("P999999999999999999999999Y"), &at) == CIMWIRE_NONE);

  OK(cimwire_properties_free(all));
  OK(cimwire_properties_free(date));
  OK(cimwire_instance_free(fan));
  OK(cimwire_document_free(document));
  OK(cimwire_decoder_free(decoder));
}

static int has(cimwire_buffer *buffer, const char *part) {
  cimwire_str text;
  size_t i;
  int found = 0;
  OK(cimwire_buffer_bytes(buffer, &text));
  for (i = 0; i + strlen(part) <= text.length; i++)
    found |= memcmp(text.data + i, part, strlen(part)) == 0;
  OK(cimwire_buffer_free(buffer));
  return found;
}

static void json_has_types(const cimwire_schema *schema) {
  static const char xml[] =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
      "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse><n:Items>"
      "<f:CIM_Fan xmlns:f='" FAN_CLASS "'><f:DesiredSpeed>4200</f:DesiredSpeed></f:CIM_Fan>"
      "</n:Items></n:PullResponse></s:Body></s:Envelope>";
  static const char wrong[] =
      "{\"class\":\"CIM_Fan\",\"namespace\":\"urn:f\",\"properties\":{\"EnabledState\":70000}}";
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  cimwire_buffer *json = NULL, *none = NULL;
  cimwire_error *error = NULL;
  cimwire_error_details why;
  cimwire_view envelope, body;
  bool is_same = false;

  OK(cimwire_decoder_message(decoder, xml, sizeof xml - 1, &message, NULL));
  OK(cimwire_message_typed_json(message, schema, CIMWIRE_INTEGERS_EXACT, &json, NULL));
  CHECK(has(json, "\"DesiredSpeed\":4200"));
  OK(cimwire_message_typed_json(message, schema, CIMWIRE_INTEGERS_STRINGS, &json, NULL));
  CHECK(has(json, "\"DesiredSpeed\":\"4200\""));
  OK(cimwire_message_typed_json(message, NULL, CIMWIRE_INTEGERS_NUMBERS, &json, NULL));
  CHECK(has(json, "\"DesiredSpeed\":\"4200\""));
  CHECK(cimwire_message_typed_json(message, schema, 3, &none, NULL) == CIMWIRE_ARGUMENT);
  CHECK(cimwire_encode_typed(wrong, sizeof wrong - 1, NULL, schema, &none, &error) != CIMWIRE_OK);
  OK(cimwire_error_read(error, &why));
  CHECK(is(why.path, "properties.EnabledState") && none == NULL);
  OK(cimwire_error_free(error));
  CHECK(cimwire_encode_typed(wrong, sizeof wrong - 1, NULL, NULL, &none, NULL) == CIMWIRE_NULL);

  OK(cimwire_message_envelope(message, &envelope));
  OK(cimwire_message_body(message, &body));
  OK(cimwire_view_is_same(envelope, envelope, &is_same));
  CHECK(is_same);
  OK(cimwire_view_is_same(envelope, body, &is_same));
  CHECK(!is_same);
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

#define SETTING_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_SettingData"
#define SETTINGS "/cimrs/root%2Finterop/classes/CIM_SettingData/instances"
#define SETTING                                                                              \
  "{\"kind\":\"instance\",\"self\":\"" SETTINGS "/a%2Fb\",\"class\":\"CIM_SettingData\"," \
  "\"properties\":{\"ElementName\":\"x\",\"InstanceID\":\"a/b\"}}"

static int says(cimwire_buffer *buffer, const char *expected) {
  cimwire_str text;
  int is_said;
  OK(cimwire_buffer_bytes(buffer, &text));
  is_said = is(text, expected);
  OK(cimwire_buffer_free(buffer));
  return is_said;
}

static const char BROUGHT[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
    "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse><n:Items>"
    "<p:CIM_SettingData xmlns:p='" SETTING_CLASS "'><p:ElementName>x</p:ElementName>"
    "<p:InstanceID>a/b</p:InstanceID></p:CIM_SettingData></n:Items></n:PullResponse></s:Body>"
    "</s:Envelope>";

static void cim_rs_is_strict(const cimwire_schema *schema, const cimwire_cim_rs *form,
                             const cimwire_message *message, cimwire_view item) {
  static const char broken[] = "{\n  x";
  static const char wrong[] =
      "{\"kind\":\"instance\",\"class\":\"CIM_SettingData\",\"properties\":{\"InstanceID\":1}}";
  const cimwire_str none = cimwire_str_of(NULL, 0);
  cimwire_options *options = NULL;
  cimwire_cim_rs *nowhere = NULL;
  cimwire_buffer *unset = NULL;
  cimwire_error *error = NULL;
  cimwire_error_details why;

  CHECK(cimwire_cim_rs_encode(form, broken, sizeof broken - 1, NULL, &unset, &error) ==
        CIMWIRE_JSON_SYNTAX);
  OK(cimwire_error_read(error, &why));
  CHECK(why.line == 2);
  OK(cimwire_error_free(error));
  CHECK(cimwire_cim_rs_encode(form, wrong, sizeof wrong - 1, NULL, &unset, &error) ==
        CIMWIRE_JSON_FORM);
  OK(cimwire_error_read(error, &why));
  CHECK(is(why.path, "properties.InstanceID"));
  OK(cimwire_error_free(error));
  OK(cimwire_options_new(&options));
  OK(cimwire_options_limit(options, CIMWIRE_LIMIT_BYTES, 10));
  CHECK(cimwire_cim_rs_encode(form, SETTING, sizeof SETTING - 1, options, &unset, NULL) ==
        CIMWIRE_BYTES_LIMIT);
  OK(cimwire_options_free(options));

  OK(cimwire_cim_rs_new(schema, none, none, none, &nowhere));
  CHECK(cimwire_cim_rs_message(nowhere, message, &unset, &error) == CIMWIRE_MISFIT);
  OK(cimwire_error_read(error, &why));
  CHECK(why.offset == (size_t)(strstr(BROUGHT, "<p:CIM_SettingData") - BROUGHT));
  CHECK(why.path.length > 0);
  OK(cimwire_error_free(error));
  CHECK(cimwire_cim_rs_item(nowhere, item, &unset, NULL) == CIMWIRE_MISFIT);
  OK(cimwire_cim_rs_free(nowhere));
  CHECK(cimwire_cim_rs_message(nowhere, message, &unset, NULL) == CIMWIRE_CLOSED);
  CHECK(cimwire_cim_rs_message(form, NULL, &unset, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_cim_rs_item(NULL, item, &unset, NULL) == CIMWIRE_NULL);
  CHECK(cimwire_cim_rs_new(NULL, none, none, none, &nowhere) == CIMWIRE_NULL && unset == NULL);
}

static void instances_are_those_of_cim_rs(const cimwire_schema *schema) {
  const cimwire_str none = cimwire_str_of(NULL, 0), root = CIMWIRE_STR("/cimrs");
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *message = NULL;
  cimwire_document *document = NULL;
  cimwire_cim_rs *form = NULL, *wider = NULL;
  cimwire_buffer *json = NULL, *xml = NULL;
  cimwire_view items, item;
  cimwire_str text;

  OK(cimwire_decoder_message(decoder, BROUGHT, sizeof BROUGHT - 1, &message, NULL));
  OK(cimwire_cim_rs_new(schema, root, CIMWIRE_STR("root/interop"), none, &form));
  OK(cimwire_cim_rs_message(form, message, &json, NULL));
  CHECK(says(json, "{\"kind\":\"instancecollection\",\"self\":\"" SETTINGS
                   "\",\"class\":\"CIM_SettingData\",\"instances\":[" SETTING "]}"));
  OK(cimwire_message_items(message, &items));
  OK(cimwire_view_first_child(items, &item));
  OK(cimwire_cim_rs_item(form, item, &json, NULL));
  CHECK(says(json, SETTING));

  OK(cimwire_cim_rs_encode(form, SETTING, sizeof SETTING - 1, NULL, &xml, NULL));
  OK(cimwire_buffer_bytes(xml, &text));
  OK(cimwire_decoder_document(decoder, text.data, text.length, &document, NULL));
  OK(cimwire_document_root(document, &item));
  OK(cimwire_cim_rs_item(form, item, &json, NULL));
  CHECK(says(json, SETTING));

  OK(cimwire_cim_rs_new(schema, root, CIMWIRE_STR("root/interop"),
                        CIMWIRE_STR("CIM_ManagedElement"), &wider));
  OK(cimwire_cim_rs_message(wider, message, &json, NULL));
  CHECK(has(json, "\"class\":\"CIM_ManagedElement\",\"instances\":[" SETTING "]"));
  OK(cimwire_cim_rs_free(wider));
  cim_rs_is_strict(schema, form, message, item);

  OK(cimwire_buffer_free(xml));
  OK(cimwire_document_free(document));
  OK(cimwire_cim_rs_free(form));
  OK(cimwire_message_free(message));
  OK(cimwire_decoder_free(decoder));
}

int main(void) {
  cimwire_schema *schema = NULL;
  OK(cimwire_schema_cim(&schema));
  a_class_is_described(schema);
  a_schema_is_searched(schema);
  misfits_are_told(schema);
  an_answer_has_a_meaning(schema);
  date_times_stand_for_moments(schema);
  json_has_types(schema);
  instances_are_those_of_cim_rs(schema);
  OK(cimwire_schema_free(schema));
  return 0;
}
