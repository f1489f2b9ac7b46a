/*
 * Every function that makes a request or sets something in one, and every one that sets something
 * in a response: with a good value, which is then in the XML, with a bad one, and with no handle, a
 * freed one and no place for the result. Built and run as door.c.
 */
#include "check.h"

#define FAN_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"
#define URI CIMWIRE_STR(FAN_CLASS)
#define PLACE "http://server/wsman"
#define BAD "\xff"

static const char FAN[] =
    "<f:CIM_Fan xmlns:f='" FAN_CLASS "' xmlns:a='http://www.w3.org/2005/08/addressing' "
    "xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'><f:DeviceID>007</f:DeviceID>"
    "<a:EndpointReference><a:Address>http://other/wsman</a:Address><a:ReferenceParameters>"
    "<w:ResourceURI>" FAN_CLASS "</w:ResourceURI><w:SelectorSet><w:Selector Name='DeviceID'>008"
    "</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference></f:CIM_Fan>";

/* What the rows below are given besides a text; none where the text is bad. */
static cimwire_view fan, endpoint;

static cimwire_view unless_bad(cimwire_view view, cimwire_str text) {
  if (is(text, BAD)) view.owner = NULL;
  return view;
}

static cimwire_str text_of(const char *text) { return cimwire_str_of(text, strlen(text)); }

static uint64_t number_of(cimwire_str text) { return strtoul(text.data, NULL, 10); }

typedef cimwire_code maker(cimwire_str text, cimwire_request **request, cimwire_error **error);

static cimwire_code put(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_put(text, fan, request, error);
}
static cimwire_code put_fragment(cimwire_str text, cimwire_request **request,
                                 cimwire_error **error) {
  return cimwire_request_put_fragment(URI, text, cimwire_inside(fan), request, error);
}
static cimwire_code create(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_create(URI, unless_bad(fan, text), request, error);
}
static cimwire_code create_fragment(cimwire_str text, cimwire_request **request,
                                    cimwire_error **error) {
  return cimwire_request_create_fragment(URI, text, cimwire_element(fan), request, error);
}
static cimwire_code pull(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_pull(URI, cimwire_text(text), request, error);
}
static cimwire_code release(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_release(URI, cimwire_text(text), request, error);
}
static cimwire_code enumeration_renew(cimwire_str text, cimwire_request **request,
                                      cimwire_error **error) {
  return cimwire_request_enumeration_renew(URI, cimwire_text(text), request, error);
}
static cimwire_code enumeration_status(cimwire_str text, cimwire_request **request,
                                       cimwire_error **error) {
  return cimwire_request_enumeration_status(URI, cimwire_text(text), request, error);
}
static cimwire_code invoke(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_invoke(URI, text, request, error);
}
static cimwire_code push(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_subscribe_push(URI, text, request, error);
}
static cimwire_code push_with_ack(cimwire_str text, cimwire_request **request,
                                  cimwire_error **error) {
  return cimwire_request_subscribe_push_with_ack(URI, text, request, error);
}
static cimwire_code batches(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_subscribe_events(URI, text, request, error);
}
static cimwire_code renew(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_renew(unless_bad(endpoint, text), request, error);
}
static cimwire_code status(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_status(unless_bad(endpoint, text), request, error);
}
static cimwire_code unsubscribe(cimwire_str text, cimwire_request **request,
                                cimwire_error **error) {
  return cimwire_request_unsubscribe(unless_bad(endpoint, text), request, error);
}

static const struct {
  maker *make;
  const char *good, *shows;
  cimwire_code bad;
} MAKERS[] = {
    {cimwire_request_get, FAN_CLASS, "transfer/Get", CIMWIRE_ARGUMENT},
    {put, FAN_CLASS, "transfer/Put", CIMWIRE_ARGUMENT},
    {put_fragment, "DeviceID", ">DeviceID</", CIMWIRE_ARGUMENT},
    {create, "", "transfer/Create", CIMWIRE_NULL},
    {create_fragment, "DeviceID", ">DeviceID</", CIMWIRE_ARGUMENT},
    {cimwire_request_delete, FAN_CLASS, "transfer/Delete", CIMWIRE_ARGUMENT},
    {cimwire_request_enumerate, FAN_CLASS, "enumeration/Enumerate", CIMWIRE_ARGUMENT},
    {pull, "uuid:7", "uuid:7", CIMWIRE_ARGUMENT},
    {release, "uuid:7", "enumeration/Release", CIMWIRE_ARGUMENT},
    {enumeration_renew, "uuid:7", "enumeration/Renew", CIMWIRE_ARGUMENT},
    {enumeration_status, "uuid:7", "enumeration/GetStatus", CIMWIRE_ARGUMENT},
    {invoke, "RequestStateChange", "RequestStateChange_INPUT", CIMWIRE_ARGUMENT},
    {push, "http://sink/1", "eventing/DeliveryModes/Push", CIMWIRE_ARGUMENT},
    {push_with_ack, "http://sink/1", "wsman/PushWithAck", CIMWIRE_ARGUMENT},
    {batches, "http://sink/1", "wsman/Events", CIMWIRE_ARGUMENT},
    {cimwire_request_subscribe_pull, FAN_CLASS, "wsman/Pull", CIMWIRE_ARGUMENT},
    {renew, "", "eventing/Renew", CIMWIRE_NULL},
    {status, "", "eventing/GetStatus", CIMWIRE_NULL},
    {unsubscribe, "", "eventing/Unsubscribe", CIMWIRE_NULL},
};

/* An Invoke of a class. */
static cimwire_code change(cimwire_str text, cimwire_request **request, cimwire_error **error) {
  return cimwire_request_invoke(text, CIMWIRE_STR("RequestStateChange"), request, error);
}

typedef cimwire_code setter(cimwire_request *request, cimwire_str text, cimwire_error **error);

static cimwire_code selector(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_selector(request, CIMWIRE_STR("DeviceID"), cimwire_text(text), error);
}
static cimwire_code option(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_option(request, CIMWIRE_STR("colour"), text, error);
}
static cimwire_code required_option(cimwire_request *request, cimwire_str text,
                                    cimwire_error **error) {
  return cimwire_request_required_option(request, CIMWIRE_STR("colour"), text, error);
}
static cimwire_code parameter(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_parameter(request, CIMWIRE_STR("RequestedState"), cimwire_text(text),
                                   error);
}
static cimwire_code filter(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_filter(request, CIMWIRE_STR("urn:dialect"), cimwire_text(text), error);
}
static cimwire_code bookmark(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_bookmark(request, cimwire_text(text), error);
}
static cimwire_code header(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_header(request, unless_bad(fan, text), error);
}
static cimwire_code input(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_input(request, unless_bad(fan, text), error);
}
static cimwire_code to_reference(cimwire_request *request, cimwire_str text,
                                 cimwire_error **error) {
  return cimwire_request_to_reference(request, unless_bad(endpoint, text), error);
}
static cimwire_code associated(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  cimwire_association by;
  memset(&by, 0, sizeof by);
  by.result_class = text;
  return cimwire_request_associated(request, endpoint, by, error);
}
static cimwire_code associations(cimwire_request *request, cimwire_str text,
                                 cimwire_error **error) {
  cimwire_association by;
  memset(&by, 0, sizeof by);
  by.result_class = text;
  return cimwire_request_associations(request, endpoint, by, error);
}
static cimwire_code select_by(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  cimwire_name_value wanted;
  wanted.name = CIMWIRE_STR("Name");
  wanted.value = text;
  return cimwire_request_select(request, &wanted, 1, error);
}
static cimwire_code show_extensions(cimwire_request *request, cimwire_str text,
                                    cimwire_error **error) {
  (void)text;
  return cimwire_request_show_extensions(request, error);
}
static cimwire_code request_reference(cimwire_request *request, cimwire_str text,
                                      cimwire_error **error) {
  (void)text;
  return cimwire_request_request_reference(request, error);
}
static cimwire_code estimate(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  (void)text;
  return cimwire_request_estimate(request, error);
}
static cimwire_code send_bookmarks(cimwire_request *request, cimwire_str text,
                                   cimwire_error **error) {
  (void)text;
  return cimwire_request_send_bookmarks(request, error);
}
static cimwire_code retry(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_retry(request, 3, text, error);
}
static cimwire_code max_delivery_size(cimwire_request *request, cimwire_str text,
                                      cimwire_error **error) {
  return cimwire_request_max_delivery_size(request, 60000, text, error);
}
static cimwire_code max_envelope_size(cimwire_request *request, cimwire_str text,
                                      cimwire_error **error) {
  return cimwire_request_max_envelope_size(request, number_of(text), error);
}
static cimwire_code optimize(cimwire_request *request, cimwire_str text, cimwire_error **error) {
  return cimwire_request_optimize(request, number_of(text), error);
}
static cimwire_code max_elements(cimwire_request *request, cimwire_str text,
                                 cimwire_error **error) {
  return cimwire_request_max_elements(request, number_of(text), error);
}
static cimwire_code max_characters(cimwire_request *request, cimwire_str text,
                                   cimwire_error **error) {
  return cimwire_request_max_characters(request, number_of(text), error);
}

/*
 * What a row sets, of which request. What is bad is told at once, or when the XML is made; where
 * nothing is bad, there is a NULL for it.
 */
static const struct {
  setter *set;
  maker *of;
  const char *good, *shows, *bad;
  cimwire_code refused;
} SETTERS[] = {
    {cimwire_request_to, cimwire_request_get, "http://a/b", ">http://a/b</", "\x1",
     CIMWIRE_UNWRITABLE},
    {cimwire_request_namespace, cimwire_request_get, "root/cimv2", ">root/cimv2</", BAD,
     CIMWIRE_ARGUMENT},
    {cimwire_request_cql, cimwire_request_enumerate, "SELECT *", "SELECT *", BAD, CIMWIRE_ARGUMENT},
    {cimwire_request_wql, cimwire_request_enumerate, "SELECT *", "SELECT *", BAD, CIMWIRE_ARGUMENT},
    {cimwire_request_end_to, push, "http://end/1", ">http://end/1</", BAD, CIMWIRE_ARGUMENT},
    {cimwire_request_heartbeats, push, "PT60S", ">PT60S</", "often", CIMWIRE_MISFIT},
    {cimwire_request_event_locale, push, "de-AT", "\"de-AT\"", "?", CIMWIRE_MISFIT},
    {cimwire_request_content_encoding, push, "UTF-16", ">UTF-16</", BAD, CIMWIRE_ARGUMENT},
    {cimwire_request_auth, push, "urn:profile", "\"urn:profile\"", BAD, CIMWIRE_ARGUMENT},
    {cimwire_request_timeout, cimwire_request_get, "PT60S", ">PT60S</", "soon", CIMWIRE_MISFIT},
    {cimwire_request_locale, cimwire_request_get, "de-AT", "\"de-AT\"", "?", CIMWIRE_MISFIT},
    {cimwire_request_message_id, cimwire_request_get, "urn:id:1", ">urn:id:1</", BAD,
     CIMWIRE_ARGUMENT},
    {cimwire_request_addressing, cimwire_request_get, "2005", "2005/08/addressing", "1999",
     CIMWIRE_MISFIT},
    {cimwire_request_fragment, cimwire_request_get, "DeviceID", ">DeviceID</", BAD,
     CIMWIRE_ARGUMENT},
    {cimwire_request_mode, cimwire_request_enumerate, "EnumerateEPR", ">EnumerateEPR</", "All",
     CIMWIRE_MISFIT},
    {cimwire_request_polymorphism, cimwire_request_enumerate, "ExcludeSubClassProperties",
     ">ExcludeSubClassProperties</", "Some", CIMWIRE_MISFIT},
    {cimwire_request_max_time, pull, "PT10S", ">PT10S</", "soon", CIMWIRE_MISFIT},
    {cimwire_request_expires, push, "PT10M", ">PT10M</", "soon", CIMWIRE_MISFIT},
    {selector, cimwire_request_get, "007", ">007</", BAD, CIMWIRE_ARGUMENT},
    {option, cimwire_request_get, "red", ">red</", BAD, CIMWIRE_ARGUMENT},
    {required_option, cimwire_request_get, "red", "MustComply=\"true\"", BAD, CIMWIRE_ARGUMENT},
    {parameter, change, "2", "RequestedState>2</", BAD, CIMWIRE_ARGUMENT},
    {filter, cimwire_request_enumerate, "urn:f", "\"urn:dialect\"", BAD, CIMWIRE_ARGUMENT},
    {bookmark, push, "mark", ">mark</", BAD, CIMWIRE_ARGUMENT},
    {header, cimwire_request_get, "", "DeviceID>007</", BAD, CIMWIRE_NULL},
    {input, change, "", "DeviceID>007</", BAD, CIMWIRE_NULL},
    {to_reference, renew, "", ">http://other/wsman</", BAD, CIMWIRE_NULL},
    {associated, cimwire_request_enumerate, "CIM_Fan", ">CIM_Fan</", BAD, CIMWIRE_ARGUMENT},
    {associations, cimwire_request_enumerate, "CIM_Realizes", ">CIM_Realizes</", BAD,
     CIMWIRE_ARGUMENT},
    {select_by, cimwire_request_enumerate, "007", ">007</", BAD, CIMWIRE_ARGUMENT},
    {show_extensions, cimwire_request_get, "", "ShowExtensions", NULL, 0},
    {request_reference, cimwire_request_get, "", "RequestEPR", NULL, 0},
    {estimate, cimwire_request_enumerate, "", "RequestTotalItemsCountEstimate", NULL, 0},
    {send_bookmarks, push, "", "SendBookmarks", NULL, 0},
    {retry, push, "PT5S", "Total=\"3\"", "soon", CIMWIRE_MISFIT},
    {max_delivery_size, push, "Skip", "\"Skip\"", "Burn", CIMWIRE_MISFIT},
    {max_envelope_size, cimwire_request_get, "9000", ">9000</", "100", CIMWIRE_RULE},
    {optimize, cimwire_request_enumerate, "42", ">42</", "0", CIMWIRE_MISFIT},
    {max_elements, pull, "42", ">42</", "0", CIMWIRE_RULE},
    {max_characters, pull, "4200", ">4200</", "0", CIMWIRE_MISFIT},
};

static cimwire_request *made(maker *make, const char *good) {
  cimwire_request *request = NULL;
  OK(make(text_of(good), &request, NULL));
  return request;
}

/* Whether the XML of a request has a part. */
static int shows(cimwire_request *request, const char *part) {
  cimwire_buffer *xml = NULL;
  cimwire_str bytes;
  size_t at, length = strlen(part);
  int found = 0;
  OK(cimwire_request_encode(request, &xml, NULL));
  OK(cimwire_buffer_bytes(xml, &bytes));
  for (at = 0; at + length <= bytes.length; at++)
    found |= memcmp(bytes.data + at, part, length) == 0;
  OK(cimwire_buffer_free(xml));
  return found;
}

/* A call that failed gave an error, which says what the call said. */
static void told(cimwire_code code, cimwire_error *error) {
  cimwire_error_details why;
  OK(cimwire_error_read(error, &why));
  CHECK(why.code == code && why.text.length > 0);
  OK(cimwire_error_free(error));
}

static void requests_are_made(void) {
  size_t i;
  for (i = 0; i < sizeof MAKERS / sizeof *MAKERS; i++) {
    cimwire_request *request = made(MAKERS[i].make, MAKERS[i].good), *none = NULL;
    cimwire_error *error = NULL;
    cimwire_code code;
    OK(cimwire_request_to(request, CIMWIRE_STR(PLACE), NULL));
    CHECK(shows(request, MAKERS[i].shows));
    code = MAKERS[i].make(CIMWIRE_STR(BAD), &none, &error);
    CHECK(code == MAKERS[i].bad && none == NULL);
    told(code, error);
    CHECK(MAKERS[i].make(text_of(MAKERS[i].good), NULL, NULL) == CIMWIRE_NULL);
    OK(cimwire_request_free(request));
  }
}

static void requests_are_set(void) {
  size_t i;
  for (i = 0; i < sizeof SETTERS / sizeof *SETTERS; i++) {
    const char *of = SETTERS[i].of == push ? "http://sink/1" : FAN_CLASS;
    cimwire_request *request = made(SETTERS[i].of, of);
    cimwire_str good = text_of(SETTERS[i].good);
    cimwire_error *error = NULL;
    OK(cimwire_request_to(request, CIMWIRE_STR(PLACE), NULL));
    OK(SETTERS[i].set(request, good, NULL));
    CHECK(shows(request, SETTERS[i].shows));
    if (SETTERS[i].bad != NULL) {
      cimwire_buffer *xml = NULL;
      cimwire_code code = SETTERS[i].set(request, text_of(SETTERS[i].bad), &error);
      if (code == CIMWIRE_OK) code = cimwire_request_encode(request, &xml, &error);
      CHECK(code == SETTERS[i].refused && xml == NULL);
      told(code, error);
    }
    CHECK(SETTERS[i].set(NULL, good, NULL) == CIMWIRE_NULL);
    OK(cimwire_request_free(request));
    CHECK(SETTERS[i].set(request, good, NULL) == CIMWIRE_CLOSED);
  }
}

int main(void) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_document *document = NULL;
  OK(cimwire_decoder_element(decoder, FAN, sizeof FAN - 1, &document, NULL));
  OK(cimwire_document_root(document, &fan));
  OK(cimwire_view_first_child(fan, &endpoint));
  OK(cimwire_view_next_child(fan, endpoint, &endpoint));
  requests_are_made();
  requests_are_set();
  OK(cimwire_document_free(document));
  OK(cimwire_decoder_free(decoder));
  return 0;
}
