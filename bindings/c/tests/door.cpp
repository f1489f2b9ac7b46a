/*
 * The door for C++: what it owns is freed once, what it reads is what C reads. Compiled with
 * exceptions and without, as C++17 and C++20.
 */
#include "check.hpp"

#include <string>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<cimwire::Message>, "an owner does not copy");
static_assert(std::is_nothrow_move_constructible_v<cimwire::Message>, "an owner moves");

static const std::string URI = "http://x.org/CIM_Fan";
static const char FAN[] =
    "<f:CIM_Fan xmlns:f='http://x.org/CIM_Fan' n='1'><f:Name>Fan &lt;1&gt;</f:Name>"
    "<f:Speed>4200</f:Speed></f:CIM_Fan>";

static void a_request_gets_its_answer() {
  cimwire::Decoder decoder(cimwire::Options().limit(CIMWIRE_LIMIT_DEPTH, 64).memory(8 << 20));
  cimwire::Request get = have(cimwire::Request::get(URI));
  DONE(get.to("http://server/wsman"));
  DONE(get.selector("Name", "Fan 1"));
  DONE(get.set(cimwire_request_locale, std::string_view("en-US")));
  CHECK(have(get.head()).resource_uri() == URI);
  cimwire::Message request = have(decoder.message(have(get.encode())));
  CHECK(request.kind() == "Get");
  cimwire::Head head = have(request.head());
  CHECK(head.resource_uri() == URI && head.selector("Name") == "Fan 1" && !head.option("Name"));
  CHECK(request.deviations().empty() && !have(request.refusal()));

  cimwire::Document fan = have(decoder.element(FAN));
  cimwire::Response response(request);
  DONE(response.body(fan.root()));
  cimwire::Reply reply = have(response.encode());
  CHECK(reply.status() == 200);
  cimwire::Message answer = have(decoder.message_in_place(reply.bytes()));
  cimwire::View found = *answer.body()->child(URI, "CIM_Fan");
  CHECK(found.text_of(URI, "Name") == "Fan <1>" && !found.text_of(URI, "Fame"));
  CHECK(found.attribute("", "n") == "1" && found.attributes().size() == 1);
  std::string names;
  for (cimwire::View child : found.children()) names += std::string(child.name()) + ";";
  CHECK(names == "Name;Speed;");
  names.clear();
  for (const cimwire::Entry &entry : answer.envelope()->elements()) {
    if (entry.namespace_() == URI) names += std::string(entry.name()) + "=" + std::string(entry.text());
    CHECK(entry.View::name() == entry.name() && entry.View::text() == entry.text());
    CHECK(entry.end() > entry.place() && !entry.is_nil());
  }
  CHECK(names == "CIM_Fan=Name=Fan <1>Speed=4200");
  CHECK(!answer.fault() && answer.items().begin() == answer.items().end());

  DONE(response.fault("w:AccessDenied", "no"));
  cimwire::Reply refused = have(response.encode());
  cimwire::Message failed = have(decoder.message(refused.bytes()));
  CHECK(refused.status() == 400 && failed.fault()->short_subcode() == "w:AccessDenied");
  CHECK(failed.fault()->reason() == "no");
  DONE(decoder.refill(failed, reply.bytes()));
  CHECK(failed.kind() == "GetResponse");
  CHECK(have(cimwire::encode(have(answer.json()))).view().size() > 100);

  cimwire::Message moved = std::move(answer);
  CHECK(moved.kind() == "GetResponse" && answer.raw() == nullptr);
#ifdef CIMWIRE_NO_EXCEPTIONS
  CHECK(answer.kind().empty());
#else
  try {
    answer.kind();
    CHECK(!"an empty message has no kind");
  } catch (const cimwire::Error &error) {
    CHECK(error.code() == CIMWIRE_NULL && error.text() == "Null");
  }
#endif
}

static void an_error_says_what_and_where() {
  cimwire::Decoder decoder;
  const auto check = [](const cimwire::Error &error) {
    CHECK(error.code() == CIMWIRE_END_TAG && error.kind() == "EndTag");
    CHECK(error.offset() == 13 && error.line() == 2 && error.column() == 8);
    CHECK(error.path() == "Fan/Speed" && !error.text().empty());
  };
#ifdef CIMWIRE_NO_EXCEPTIONS
  auto result = decoder.document("<Fan>\n<Speed></Fan>");
  CHECK(!result);
  check(result.error());
#else
  bool thrown = false;
  try {
    decoder.document("<Fan>\n<Speed></Fan>");
  } catch (const cimwire::Error &error) {
    thrown = true;
    check(error);
  }
  CHECK(thrown);
#endif
}

static void instances_have_types() {
  static const char pull[] =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' "
      "xmlns:n='http://schemas.xmlsoap.org/ws/2004/09/enumeration'><s:Body><n:PullResponse>"
      "<n:Items><f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>"
      "<f:DesiredSpeed>4200</f:DesiredSpeed><f:OperatingStatus>16</f:OperatingStatus>"
      "<f:OperationalStatus>2</f:OperationalStatus></f:CIM_Fan></n:Items></n:PullResponse>"
      "</s:Body></s:Envelope>";
  cimwire::Decoder decoder;
  cimwire::Schema schema = have(cimwire::Schema::cim());
  cimwire::Message message = have(decoder.message(pull));
  for (const cimwire::Instance &fan : message.instances(schema)) {
    CHECK(fan.class_name() == "CIM_Fan" && fan.is_typed());
    CHECK(fan.meaning("OperatingStatus") == "In Service");
    cimwire::Properties speed = fan.property("desiredspeed");
    CHECK(speed[0].unsigned_() == 4200u && !speed[0].boolean() && !speed[0].is_null());
    CHECK(fan.property("OperationalStatus")[0].items().size() == 1);
    cimwire::Draft draft(fan);
    DONE(draft.set("DesiredSpeed", cimwire_datum_unsigned(3900)));
    DONE(draft.set("OperationalStatus", {cimwire_datum_unsigned(2), cimwire_datum_unsigned(5)}));
    cimwire::Document written = have(draft.build());
    CHECK(written.root().text_of(fan.namespace_(), "DesiredSpeed") == "3900");
    std::string names;
    for (cimwire::Property property : fan.properties()) names += property.name();
    CHECK(names == "DesiredSpeedOperatingStatusOperationalStatus");
  }
  CHECK(message.instances(schema).size() == 1);

  cimwire::Path path = have(cimwire::Path::parse("//host/root/cimv2:CIM_Fan.DeviceID=\"1\""));
  CHECK(path.class_name() == "CIM_Fan" && path.key("DeviceID") == "1" && path.host() == "host");
  cimwire::Document reference = have(path.reference("http://server/wsman"));
  CHECK(have(cimwire::Path::of_reference(reference.root())).key("DeviceID") == "1");
}

/* More than one call tells, and walks that end where a call was full. */
static void many_are_walked() {
  cimwire::Decoder decoder;
  for (const std::size_t most : {0, 1, 15, 16, 17, 32, 33}) {
    std::string xml = "<a>";
    for (std::size_t i = 0; i < most; i++) xml += "<b><c/></b>";
    const cimwire::Document document = have(decoder.document(xml + "</a>"));
    std::size_t children = 0, elements = 0;
    for (const cimwire::View child : document.root().children()) children += child.name() == "b";
    for (const cimwire::Entry &entry : document.root().elements()) elements += !entry.name().empty();
    CHECK(children == most && elements == 2 * most);
    std::size_t properties = 0;
    for (const cimwire::Property property : cimwire::Instance(document.root()).properties())
      properties += property.name() == "b";
    CHECK(properties == (most > 0));
  }
}

static void classes_are_described() {
  static const char state_change[] =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
      "<f:RequestStateChange_OUTPUT "
      "xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>"
      "<f:ReturnValue>4096</f:ReturnValue></f:RequestStateChange_OUTPUT></s:Body></s:Envelope>";
  const cimwire::Schema schema = have(cimwire::Schema::cim());
  const cimwire::Class fan = *schema.class_of("cim_fan");
  CHECK(fan.name() == "CIM_Fan" && fan.superclass() == "CIM_CoolingDevice" && !fan.is_abstract());
  CHECK(!schema.class_of("CIM_Nothing") && !fan.property("Colour") && !fan.method("Explode"));
  std::size_t keys = 0;
  for (const cimwire::DeclaredProperty property : fan.properties()) keys += property.raw().is_key;
  CHECK(keys == 4 && fan.property("DeviceID")->max_len() == 64);
  CHECK(fan.property("operationalstatus")->values()[2].meaning() == "OK");
  CHECK(fan.property("DeviceID")->values().begin() == fan.property("DeviceID")->values().end());
  const cimwire::DeclaredMethod change = *fan.method("requeststatechange");
  CHECK(change.type_name() == "uint32" && change.parameters().size() == 3);
  CHECK(change.parameters()[0].name().size() > 0 && change.values().size() > 0);
  CHECK(schema.find("desiredspeed")[0].member == "DesiredSpeed" && schema.classes().size() > 1000);
  CHECK(schema.sources()[0] == "CIM 2.49.0");
  CHECK(schema.meaning("CIM_Fan", "OperatingStatus", "16") == "In Service");

  cimwire::Decoder decoder;
  const cimwire::Message answer = have(decoder.message(state_change));
  const cimwire::Method method = *answer.method(schema);
  CHECK(method.is_output() && method.name() == "RequestStateChange" && method.misfits().empty());
  CHECK(method.meaning() == "Method Parameters Checked - Job Started");
  CHECK(method.return_value()[0].unsigned_() == 4096u && method.parameters().size() == 0);
  CHECK(!answer.method()->is_typed());
  CHECK(have(answer.json(schema)).view().find("4096") != std::string_view::npos);
  CHECK(have(cimwire::encode(have(answer.json(schema)), schema)).view().size() > 100);
  CHECK(answer.envelope()->is_same(*answer.envelope()));

  const cimwire::Document odd = have(decoder.document(
      "<f:CIM_Fan xmlns:f='http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan'>"
      "<f:DesiredSpeed>fast</f:DesiredSpeed><f:InstallDate>20250301083015.000000+060"
      "</f:InstallDate></f:CIM_Fan>"));
  const cimwire::Instance instance(odd.root(), schema);
  bool is_told = false;
  for (const cimwire::Misfit &misfit : instance.misfits())
    is_told |= misfit.property == "DesiredSpeed" && misfit.kind == "Lexical";
  CHECK(is_told && odd.misfits(schema).size() == instance.misfits().size());
  const cimwire::Properties date = instance.property("InstallDate");
  CHECK(date[0].moment()->year == 2025 && date[0].moment()->offset == 60);
  CHECK(cimwire::moment_of(*date[0].text())->hour == 8 && !cimwire::moment_of("soon"));
}

static void instances_are_those_of_cim_rs() {
  const std::string json =
      "{\"kind\":\"instance\",\"self\":\"/cimrs/root%2Finterop/classes/CIM_SettingData/instances/"
      "a%2Fb\",\"class\":\"CIM_SettingData\",\"properties\":{\"ElementName\":\"x\","
      "\"InstanceID\":\"a/b\"}}";
  const cimwire::CimRs form =
      have(cimwire::CimRs::with(have(cimwire::Schema::cim()), "/cimrs", "root/interop"));
  const cimwire::Buffer xml = have(form.encode(json, cimwire::Options()));
  const std::string envelope =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>" +
      std::string(xml.view()) + "</s:Body></s:Envelope>";
  cimwire::Decoder decoder;
  const cimwire::Message message = have(decoder.message(envelope));
  CHECK(have(form.message(message)).view() == json);
  const cimwire::Document setting = have(decoder.document(xml));
  CHECK(have(form.item(setting.root())).view() == json);
  CHECK(have(form.encode(json)).view() == xml.view());
}

int main() {
  many_are_walked();
  classes_are_described();
  instances_have_types();
  instances_are_those_of_cim_rs();
  a_request_gets_its_answer();
  an_error_says_what_and_where();
  return 0;
}
