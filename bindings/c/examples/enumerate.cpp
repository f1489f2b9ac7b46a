/*
 * Enumerates a class over HTTP with libcurl, and shows each item as JSON:
 *   c++ -std=c++17 enumerate.cpp -lcimwire -lcurl; ./a.out http://server:5985/wsman CLASS_URI
 */
#include <cimwire.hpp>
#include <curl/curl.h>

#include <cstdio>
#include <memory>
#include <string>

using Curl = std::unique_ptr<CURL, void (*)(CURL *)>;

static size_t append(char *data, size_t size, size_t count, void *answer) {
  static_cast<std::string *>(answer)->append(data, size * count);
  return size * count;
}

static cimwire::Message ask(CURL *curl, cimwire::Decoder &decoder, const cimwire::Request &request) {
  const cimwire::Buffer xml = request.encode();
  std::string answer;
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(xml.view().size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, xml.view().data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  const CURLcode done = curl_easy_perform(curl);
  if (done != CURLE_OK) throw std::runtime_error(curl_easy_strerror(done));
  cimwire::Message message = decoder.message(answer);
  if (const auto fault = message.fault())
    throw std::runtime_error(std::string(fault->reason().value_or("the request failed")));
  return message;
}

static void enumerate(CURL *curl, const std::string &address, const std::string &uri) {
  cimwire::Decoder decoder;
  cimwire::Request request = cimwire::Request::enumerate(uri);
  request.to(address);
  request.optimize(100);
  for (;;) {
    const cimwire::Message answer = ask(curl, decoder, request);
    for (const cimwire::View item : answer.items()) {
      const cimwire::Buffer json = item.json();
      std::printf("%.*s\n", static_cast<int>(json.view().size()), json.view().data());
    }
    const auto context = answer.enumeration_context();
    if (answer.is_end_of_sequence() || !context) return;
    request = cimwire::Request::pull(uri, cimwire::Value::inside(*context));
    request.to(address);
    request.max_elements(100);
  }
}

int main(int count, char **arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: enumerate ADDRESS CLASS_URI\n");
    return 2;
  }
  const Curl curl(curl_easy_init(), curl_easy_cleanup);
  const std::unique_ptr<curl_slist, void (*)(curl_slist *)> headers(
      curl_slist_append(nullptr, "Content-Type: application/soap+xml;charset=UTF-8"),
      curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, arguments[1]);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  try {
    enumerate(curl.get(), arguments[1], arguments[2]);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
