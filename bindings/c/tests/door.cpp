/*
 * The door for C++: what it owns is freed once, what it reads is what C reads. Compiled with
 * exceptions and without, as C++17 and C++20.
 */
#include <cimwire.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <type_traits>

#define CHECK(condition)                                                   \
  do {                                                                     \
    if (!(condition)) {                                                    \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::exit(1);                                                        \
    }                                                                      \
  } while (0)

static_assert(!std::is_copy_constructible_v<cimwire::Message>, "an owner does not copy");
static_assert(std::is_nothrow_move_constructible_v<cimwire::Message>, "an owner moves");

#ifdef CIMWIRE_NO_EXCEPTIONS
template <typename T>
T have(cimwire::Result<T> result) {
  CHECK(result);
  return std::move(*result);
}
#define DONE(call) CHECK(call)
#else
template <typename T>
T have(T &&value) {
  return std::forward<T>(value);
}
#define DONE(call) (call)
#endif

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
  CHECK(moved.kind() == "GetResponse" && answer.kind().empty() && answer.raw() == nullptr);
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

int main() {
  instances_have_types();
  a_request_gets_its_answer();
  an_error_says_what_and_where();
  return 0;
}
