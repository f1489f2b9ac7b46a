/*
 * The members for C++ that door.cpp does not call: each says what the function of its name does.
 * Compiled as door.cpp.
 */
#include "check.hpp"

#include <string>
#include <vector>

#if __cplusplus >= 202002L
#include <ranges>
static_assert(std::ranges::input_range<cimwire::Children>, "children are walked by algorithms");
static_assert(std::ranges::input_range<cimwire::Nodes>, "and nodes");
static_assert(std::ranges::input_range<cimwire::Properties>, "and properties");
static_assert(std::ranges::input_range<cimwire::Meanings>, "and what a class tells");
#endif

#define FAN_CLASS "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan"
static const char REFERENCE[] =
    "<a:EndpointReference xmlns:a='http://schemas.xmlsoap.org/ws/2004/08/addressing' "
    "xmlns:w='http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd'><a:Address>http://other/wsman"
    "</a:Address><a:ReferenceParameters><w:ResourceURI>" FAN_CLASS "</w:ResourceURI>"
    "<w:SelectorSet><w:Selector Name='DeviceID'>008</w:Selector></w:SelectorSet>"
    "</a:ReferenceParameters></a:EndpointReference>";

static bool shows(const cimwire::Request &request, std::string_view part) {
  return have(request.encode()).view().find(part) != std::string_view::npos;
}

static void requests_are_made(cimwire::View element, cimwire::View endpoint) {
  using cimwire::Request;
  const std::string_view sink = "http://sink/1";
  std::pair<Request, const char *> made[] = {
      {have(Request::put(FAN_CLASS, element)), "transfer/Put"},
      {have(Request::put_fragment(FAN_CLASS, "DeviceID", "9")), ">DeviceID</"},
      {have(Request::create(FAN_CLASS, element)), "transfer/Create"},
      {have(Request::create_fragment(FAN_CLASS, "DeviceID", "9")), ">DeviceID</"},
      {have(Request::delete_(FAN_CLASS)), "transfer/Delete"},
      {have(Request::release(FAN_CLASS, "uuid:7")), "enumeration/Release"},
      {have(Request::enumeration_renew(FAN_CLASS, "uuid:7")), "enumeration/Renew"},
      {have(Request::enumeration_status(FAN_CLASS, "uuid:7")), "enumeration/GetStatus"},
      {have(Request::subscribe_push_with_ack(FAN_CLASS, sink)), "wsman/PushWithAck"},
      {have(Request::subscribe_events(FAN_CLASS, sink)), "wsman/Events"},
      {have(Request::subscribe_pull(FAN_CLASS)), "wsman/Pull"},
      {have(Request::renew(endpoint)), "eventing/Renew"},
      {have(Request::status(endpoint)), "eventing/GetStatus"},
      {have(Request::unsubscribe(endpoint)), "eventing/Unsubscribe"},
  };
  CHECK(shows(have(Request::identify()), "Identify"));
  for (auto &[request, part] : made) {
    DONE(request.to("http://server/wsman"));
    CHECK(shows(request, part));
  }
}

static void requests_are_set(cimwire::View element, cimwire::View endpoint) {
  using cimwire::Request;
  Request get = have(Request::get(FAN_CLASS));
  DONE(get.to("http://server/wsman"));
  DONE(get.option("colour", "red"));
  DONE(get.required_option("size", "small"));
  DONE(get.timeout("PT60S"));
  DONE(get.max_envelope_size(9000));
  DONE(get.locale("de-AT"));
  DONE(get.message_id("urn:id:1"));
  DONE(get.request_reference());
  DONE(get.header(element));
  DONE(get.addressing("2005"));
  DONE(get.namespace_("root/cimv2"));
  DONE(get.show_extensions());
  DONE(get.fragment("DeviceID"));
  for (const char *part :
       {">red</", "MustComply=\"true\"", ">PT60S</", ">9000</", "\"de-AT\"", ">urn:id:1</",
        "RequestEPR", "2005/08/addressing", ">root/cimv2</", "ShowExtensions", ">DeviceID</"})
    CHECK(shows(get, part));
  Request renew = have(Request::renew(endpoint));
  DONE(renew.to_reference(endpoint));
  CHECK(shows(renew, ">http://other/wsman</"));
  Request named = have(Request::get(FAN_CLASS));
  DONE(named.to("http://server/wsman"));
  DONE(named.instance(have(cimwire::Path::of_reference(endpoint))));
  CHECK(shows(named, ">008<"));

  Request list = have(Request::enumerate(FAN_CLASS));
  DONE(list.to("http://server/wsman"));
  DONE(list.mode("EnumerateEPR"));
  DONE(list.polymorphism("ExcludeSubClassProperties"));
  DONE(list.estimate());
  DONE(list.optimize(42));
  for (const char *part : {">EnumerateEPR</", ">ExcludeSubClassProperties</", "Estimate", ">42</"})
    CHECK(shows(list, part));
  DONE(list.filter("urn:dialect", "urn:f"));
  CHECK(shows(list, "\"urn:dialect\""));
  DONE(list.wql("SELECT 1"));
  CHECK(shows(list, "SELECT 1"));
  DONE(list.cql("SELECT 2"));
  CHECK(shows(list, "SELECT 2"));
  DONE(list.select({{"Name", "007"}}));
  CHECK(shows(list, ">007</"));
  cimwire_association by = {};
  by.result_class = CIMWIRE_STR("CIM_Card");
  DONE(list.associated(endpoint, by));
  CHECK(shows(list, ">CIM_Card</"));
  DONE(list.associations(endpoint));
  CHECK(shows(list, "Association"));

  Request pull = have(Request::pull(FAN_CLASS, "uuid:7"));
  DONE(pull.to("http://server/wsman"));
  DONE(pull.max_elements(7));
  DONE(pull.max_characters(4200));
  DONE(pull.max_time("PT10S"));
  CHECK(shows(pull, ">7</") && shows(pull, ">4200</") && shows(pull, ">PT10S</"));

  Request push = have(Request::subscribe_push(FAN_CLASS, "http://sink/1"));
  DONE(push.to("http://server/wsman"));
  DONE(push.expires("PT10M"));
  DONE(push.end_to("http://end/1"));
  DONE(push.heartbeats("PT5S"));
  DONE(push.retry(3, "PT6S"));
  DONE(push.max_delivery_size(60000, "Skip"));
  DONE(push.event_locale("de-CH"));
  DONE(push.content_encoding("UTF-16"));
  DONE(push.auth("urn:profile"));
  DONE(push.send_bookmarks());
  DONE(push.bookmark("mark"));
  for (const char *part : {">PT10M</", ">http://end/1</", ">PT5S</", "Total=\"3\"", "\"Skip\"",
                           "\"de-CH\"", ">UTF-16</", "\"urn:profile\"", ">mark</"})
    CHECK(shows(push, part));
}

static void methods_are_called() {
  const cimwire::Schema schema = have(cimwire::Schema::cim());
  cimwire::Draft input = have(cimwire::Draft::input(FAN_CLASS, "RequestStateChange", schema));
  DONE(input.set("RequestedState", cimwire_datum_unsigned(2)));
  const cimwire::Document body = have(input.build());
  cimwire::Request invoke = have(cimwire::Request::invoke(FAN_CLASS, "RequestStateChange"));
  DONE(invoke.to("http://server/wsman"));
  DONE(invoke.parameter("RequestedState", "3"));
  CHECK(shows(invoke, "RequestedState>3<"));
  DONE(invoke.input(body.root()));
  CHECK(shows(invoke, "RequestedState>2<"));

  cimwire::Decoder decoder;
  const cimwire::Message call = have(decoder.message(have(invoke.encode())));
  cimwire::Draft again(*call.method(schema));
  DONE(again.set("RequestedState", cimwire_datum_unsigned(4)));
  CHECK(have(have(again.build()).json()).view().find("\"4\"") != std::string_view::npos);
  cimwire::Draft output = have(cimwire::Draft::output(FAN_CLASS, "RequestStateChange"));
  DONE(output.set("ReturnValue", cimwire_datum_unsigned(0)));
  CHECK(have(output.build()).root().name() == "RequestStateChange_OUTPUT");
}

static void drafts_leave_out() {
  const cimwire::Schema schema = have(cimwire::Schema::cim());
  cimwire::Decoder decoder;
  const cimwire::Document fan = have(decoder.document(
      "<f:CIM_Fan xmlns:f='" FAN_CLASS "'><f:DeviceID>1</f:DeviceID><f:ElementName>n"
      "</f:ElementName><f:OperationalStatus>2</f:OperationalStatus></f:CIM_Fan>"));
  const cimwire::Instance instance(fan.root(), schema);
  cimwire::Draft writable(instance), changed(instance);
  DONE(writable.leave_out_read_only());
  const cimwire::Document kept = have(writable.build());
  CHECK(kept.root().text_of(FAN_CLASS, "DeviceID") == "1");
  CHECK(!kept.root().text_of(FAN_CLASS, "OperationalStatus"));
  DONE(changed.remove("OperationalStatus"));
  DONE(changed.leave_out_unchanged());
  CHECK(!have(changed.build()).root().text_of(FAN_CLASS, "ElementName"));

  cimwire::Draft holder = have(cimwire::Draft::of("urn:h", "Holder"));
  DONE(holder.set("Held", instance));
  CHECK(have(holder.build()).root().child("urn:h", "Held")->children().begin()->name().size() > 0);
  const cimwire::Buffer setting = have(cimwire::class_uri("CIM_SettingData"));
  cimwire::Draft known = have(cimwire::Draft::of(setting.view(), "CIM_SettingData", schema));
  DONE(known.set("InstanceID", "7"));
  DONE(known.set("ElementName", "n"));
  cimwire::Draft same = have(cimwire::Draft::of_class(schema, "CIM_SettingData"));
  DONE(same.set("InstanceID", "7"));
  DONE(same.set("ElementName", "n"));
  CHECK(have(known.build()).root().is_same(have(same.build()).root()));
}

static void documents_are_compared() {
  cimwire::Decoder decoder(cimwire::Options().salvage());
  const cimwire::Document left = have(decoder.document("<a><Password>x</Password><b/></a>"));
  const cimwire::Document right = have(decoder.document("<a><Password>y</Password><b/></a>"));
  CHECK(left.diff(right).size() == 1 && left.diff(left).empty());
  const cimwire::Document hidden = have(left.redacted());
  CHECK(hidden.diff(have(right.redacted(cimwire::Options()))).empty());
  CHECK(have(hidden.canon()).view().find("***") != std::string_view::npos);
  const cimwire::Entry last = *++left.root().children().begin();
  CHECK(left.at(last.place())->name() == "b" && !left.at(9999));

  const cimwire::Document odd = have(decoder.document("<a>x<!--c-->\x01<b/><?p i?></a>"));
  CHECK(odd.repairs().size() == 1 && odd.repairs()[0].replacement.size() > 0);
  std::vector<cimwire_node_kind> kinds;
  for (const cimwire::Node node : odd.root().nodes()) {
    kinds.push_back(node.kind());
    CHECK(node.kind() == CIMWIRE_NODE_KIND_ELEMENT ? node.view().name() == "b" : !node.text().empty());
  }
  CHECK(kinds.size() == 5 && kinds[1] == CIMWIRE_NODE_KIND_COMMENT);
  CHECK(cimwire::version() == CIMWIRE_VERSION);
}

static void paths_are_made() {
  cimwire::Path card = have(cimwire::Path::of_class("CIM_Card"));
  CHECK(!card.is_instance());
  DONE(card.push_key("Tag", "1"));
  cimwire::Path path = have(cimwire::Path::of_class("CIM_Realizes"));
  DONE(path.set_host("h"));
  DONE(path.set_namespace("root/cimv2"));
  DONE(path.push_reference("Antecedent", card));
  CHECK(path.is_instance() && path.referred("Antecedent")->key("Tag") == "1");
  CHECK(!path.referred("Dependent") && !card.referred("Tag"));
  CHECK(have(path.text()).view().find("//h/root/cimv2:CIM_Realizes.") == 0);
  CHECK(have(path.wmi()).view().find("\\\\h\\root\\cimv2:CIM_Realizes.") == 0);
  CHECK(have(card.typed(have(cimwire::Schema::cim()))).key("Tag") == "1");
  const cimwire::Buffer uri = have(cimwire::class_uri("CIM_Card"));
  DONE(path.set_base_of(FAN_CLASS));
  CHECK(have(path.resource_uri()).view().find("CIM_Realizes") != std::string_view::npos);
  CHECK(uri.view() == "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Card");
  CHECK(have(cimwire::class_uri("Win32_Fan", "root/cimv2")).view().find("/root/cimv2/") > 0);
}

static const std::string START =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
    "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'>";

static void messages_tell_parts() {
  const cimwire::Schema schema = have(cimwire::Schema::cim());
  cimwire::Decoder decoder;
  const cimwire::Message pulled = have(decoder.message(
      START + "<s:Header><x:y xmlns:x='urn:x' s:mustUnderstand='true'/><x:z xmlns:x='urn:x'/>"
      "</s:Header><s:Body><n:PullResponse><n:Items><f:CIM_Fan xmlns:f='" FAN_CLASS "'>"
      "<f:SystemCreationClassName>c</f:SystemCreationClassName><f:SystemName>s</f:SystemName>"
      "<f:CreationClassName>CIM_Fan</f:CreationClassName><f:DeviceID>1</f:DeviceID></f:CIM_Fan>" +
      REFERENCE + "</n:Items></n:PullResponse></s:Body></s:Envelope>"));
  const std::vector<cimwire::Header> headers = pulled.headers();
  CHECK(headers.size() == 2 && headers[0].element.name() == "y");
  CHECK(headers[0].must_understand == true && !headers[1].must_understand);
  const cimwire::Items items = pulled.typed_items(schema);
  CHECK(items.size() == 2 && !items.instance(1) && !items.reference(0));
  CHECK(items.reference(1)->name() == "EndpointReference");
  const cimwire::Path path = have(cimwire::Path::of_instance(*items.instance(0)));
  CHECK(path.key("SystemName") == "s" && path.class_name() == "CIM_Fan");
  CHECK(have(pulled.document()).root().name() == "Envelope");
  CHECK(have(pulled.envelope()->message()).kind() == pulled.kind());

  cimwire::Request get = have(cimwire::Request::get(FAN_CLASS));
  DONE(get.to("http://server/wsman"));
  DONE(get.selector("DeviceID", "1"));
  const cimwire::Message asked = have(decoder.message(have(get.encode())));
  CHECK(have(cimwire::Path::of_message(asked)).key("DeviceID") == "1");
  cimwire::Response denied(asked);
  DONE(denied.cim_fault(2, "no"));
  const cimwire::Reply reply = have(denied.encode());
  const cimwire::Message refused = have(decoder.message(reply.bytes()));
  const cimwire::Fault fault = *refused.fault();
  CHECK(fault.cim_errors().size() == 1 && fault.cim_errors()[0].status() == 2);
  CHECK(fault.cim_errors()[0].message() == "no" && fault.reasons().size() == 1);
  CHECK(!fault.windows() && fault.providers().empty() && fault.detail());
}

static void windows_tells_why() {
  cimwire::Decoder decoder;
  const cimwire::Message message = have(decoder.message(
      START + "<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason>"
      "<s:Text xml:lang='en'>no</s:Text></s:Reason><s:Detail>"
      "<m:WSManFault xmlns:m='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='5'>"
      "<m:Message>denied<m:ProviderFault provider='p'><m:WSManFault Code='7'><m:Message>inner"
      "</m:Message></m:WSManFault></m:ProviderFault></m:Message></m:WSManFault></s:Detail></s:Fault>"
      "</s:Body></s:Envelope>"));
  const cimwire::Fault fault = *message.fault();
  CHECK(fault.windows()->code() == 5 && fault.providers()[0].source() == "p");
  CHECK(fault.reasons()[0].language == "en" && fault.reasons()[0].text == "no");
}

static void answers_are_limited() {
  cimwire::Decoder decoder;
  cimwire::Request pull = have(cimwire::Request::pull(FAN_CLASS, "uuid:7"));
  DONE(pull.to("http://server/wsman"));
  DONE(pull.max_elements(1));
  const cimwire::Message asked = have(decoder.message(have(pull.encode())));
  const cimwire::Document fan = have(decoder.element("<f:CIM_Fan xmlns:f='" FAN_CLASS "'/>"));
  cimwire::Response response(asked);
  CHECK(have(response.items("uuid:8", {fan.root(), fan.root()})) == 1);
  DONE(response.limit(100));
  DONE(response.within_limits());
  const cimwire::Reply reply = have(response.encode());
  CHECK(have(decoder.message(reply.bytes())).fault().has_value());
}

int main() {
  cimwire::Decoder decoder;
  const cimwire::Document element = have(decoder.element("<f:Fan xmlns:f='urn:f'/>"));
  const cimwire::Document endpoint = have(decoder.element(REFERENCE));
  requests_are_made(element.root(), endpoint.root());
  requests_are_set(element.root(), endpoint.root());
  methods_are_called();
  drafts_leave_out();
  documents_are_compared();
  paths_are_made();
  messages_tell_parts();
  windows_tells_why();
  answers_are_limited();
  return 0;
}
