/*
 * Memory is the caller's: the hooks see all of it, a warm decoder takes none, and one with a bound
 * stays within it, whatever the message.
 */
#include "check.h"

struct count {
  size_t calls, held, peak;
};

static void *take(void *context, size_t size, size_t alignment) {
  struct count *count = context;
  void *memory = NULL;
  size_t rounded = (size + alignment - 1) / alignment * alignment;
  memory = alignment <= sizeof(void *) * 2 ? malloc(size) : aligned_alloc(alignment, rounded);
  count->calls++;
  count->held += size;
  if (count->held > count->peak) count->peak = count->held;
  return memory;
}

static void give_back(void *context, void *memory, size_t size, size_t alignment) {
  struct count *count = context;
  (void)alignment;
  count->held -= size;
  free(memory);
}

static char *repeated(const char *head, const char *body, size_t times, const char *tail) {
  char *text = malloc(strlen(head) + strlen(body) * times + strlen(tail) + 1);
  size_t i;
  CHECK(text != NULL);
  strcpy(text, head);
  for (i = 0; i < times; i++) memcpy(text + strlen(head) + i * strlen(body), body, strlen(body));
  strcpy(text + strlen(head) + times * strlen(body), tail);
  return text;
}

static void a_warm_decoder_takes_nothing(struct count *count) {
  char *text = repeated(
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>",
      "<f:Fan xmlns:f='urn:fans' f:n='1'><f:Name>Fan</f:Name><f:Speed>1</f:Speed></f:Fan>", 500,
      "</s:Body></s:Envelope>");
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  cimwire_view body, child;
  cimwire_str name;
  size_t before;
  int turn;
  CHECK(cimwire_decoder_new(NULL, &decoder, NULL) == CIMWIRE_OK);
  CHECK(cimwire_decoder_message_in_place(decoder, text, strlen(text), &message, NULL) == CIMWIRE_OK);
  for (turn = 0; turn < 2; turn++)
    CHECK(cimwire_decoder_refill(decoder, message, text, strlen(text), NULL) == CIMWIRE_OK);
  before = count->calls;
  for (turn = 0; turn < 10; turn++) {
    cimwire_code code;
    int children = 0;
    CHECK(cimwire_decoder_refill(decoder, message, text, strlen(text), NULL) == CIMWIRE_OK);
    CHECK(cimwire_message_body(message, &body) == CIMWIRE_OK);
    for (code = cimwire_view_first_child(body, &child); code == CIMWIRE_OK;
         code = cimwire_view_next_child(body, child, &child)) {
      CHECK(cimwire_view_name(child, &name) == CIMWIRE_OK && name.length == 3);
      children++;
    }
    CHECK(children == 500);
  }
  CHECK(count->calls == before);
  cimwire_message_free(message);
  cimwire_decoder_free(decoder);
  free(text);
}

static void a_bound_holds(struct count *count, const char *head, const char *body,
                          const char *tail) {
  static const size_t BOUND = 2 << 20;
  cimwire_options *options = NULL;
  size_t times;
  CHECK(cimwire_options_new(&options) == CIMWIRE_OK);
  CHECK(cimwire_options_memory(options, BOUND) == CIMWIRE_OK);
  for (times = 1000; times <= 512000; times *= 2) {
    char *text = repeated(head, body, times, tail);
    cimwire_decoder *decoder = NULL;
    cimwire_message *message = NULL;
    size_t before = count->held;
    cimwire_code code;
    count->peak = before;
    CHECK(cimwire_decoder_new(options, &decoder, NULL) == CIMWIRE_OK);
    code = cimwire_decoder_message_in_place(decoder, text, strlen(text), &message, NULL);
    CHECK(code == CIMWIRE_NOT_SOAP || code == CIMWIRE_MEMORY_LIMIT || code == CIMWIRE_NAMES_LIMIT);
    if (count->peak - before > BOUND) {
      fprintf(stderr, "%s x %lu took %lu\n", body, (unsigned long)times,
              (unsigned long)(count->peak - before));
      exit(1);
    }
    cimwire_decoder_free(decoder);
    free(text);
  }
  cimwire_options_free(options);
}

int main(void) {
  static struct count count;
  cimwire_allocator allocator;
  size_t held;
  allocator.context = &count;
  allocator.allocate = take;
  allocator.release = give_back;
  CHECK(cimwire_set_allocator(NULL) == CIMWIRE_NULL);
  CHECK(cimwire_set_allocator(&allocator) == CIMWIRE_OK);
  CHECK(cimwire_set_allocator(&allocator) == CIMWIRE_BUSY);

  a_warm_decoder_takes_nothing(&count);
  CHECK(count.calls > 0);
  held = count.held;
  a_warm_decoder_takes_nothing(&count);
  CHECK(count.held == held);

  a_bound_holds(&count, "<a>", "x<a/>", "</a>");
  a_bound_holds(&count, "<a>", "<b c='' d=''/>", "</a>");
  a_bound_holds(&count, "<a>", "<a xmlns='u'><a xmlns='v'/></a>", "</a>");
  a_bound_holds(&count, "<a>", "<b><c>long text of a value</c></b><!--c--><?p i?>", "</a>");
  return 0;
}
