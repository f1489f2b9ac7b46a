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

static const char HEAD[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>";
static const char TAIL[] = "</s:Body></s:Envelope>";
static const char FAN[] =
    "<f:Fan xmlns:f='urn:fans' f:n='1'><f:Name>Fan</f:Name><f:Speed>1</f:Speed></f:Fan>";
static const char TALL[] = "<Fan><H\xc3\xb6he>\xe2\x82\xac &lt;1&gt;</H\xc3\xb6he></Fan>";

/* Reads a message in the place of another, and walks its children. */
static void refill(cimwire_decoder *decoder, cimwire_message *message, const char *text,
                   int expected) {
  cimwire_view body, child;
  cimwire_str name;
  cimwire_code code;
  int children = 0;
  CHECK(cimwire_decoder_refill(decoder, message, text, strlen(text), NULL) == CIMWIRE_OK);
  CHECK(cimwire_message_body(message, &body) == CIMWIRE_OK);
  for (code = cimwire_view_first_child(body, &child); code == CIMWIRE_OK;
       code = cimwire_view_next_child(body, child, &child)) {
    CHECK(cimwire_view_name(child, &name) == CIMWIRE_OK && name.length == 3);
    children++;
  }
  CHECK(children == expected);
}

/*
 * Set up with the largest message, and one with the other names; then none that is smaller and has
 * these names takes memory, whatever it says.
 */
static void a_warm_decoder_takes_nothing(struct count *count, const cimwire_options *options) {
  char *largest = repeated(HEAD, FAN, 500, TAIL), *texts[4];
  static const int CHILDREN[4] = {499, 1, 0, 300};
  cimwire_decoder *decoder = NULL;
  cimwire_message *message = NULL;
  size_t before;
  int turn;
  texts[0] = repeated(HEAD, FAN, 499, TAIL);
  texts[1] = repeated(HEAD, FAN, 1, TAIL);
  texts[2] = repeated(HEAD, "", 0, TAIL);
  texts[3] = repeated(HEAD, TALL, 300, TAIL);
  CHECK(cimwire_decoder_new(options, &decoder, NULL) == CIMWIRE_OK);
  CHECK(cimwire_decoder_message_in_place(decoder, largest, strlen(largest), &message, NULL) ==
        CIMWIRE_OK);
  refill(decoder, message, texts[3], CHILDREN[3]);
  for (turn = 0; turn < 2; turn++) refill(decoder, message, largest, 500);
  before = count->calls;
  for (turn = 0; turn < 12; turn++) {
    refill(decoder, message, texts[turn % 4], CHILDREN[turn % 4]);
    if (turn % 4 == 3) refill(decoder, message, largest, 500);
    if (count->calls != before) {
      fprintf(stderr, "turn %d took memory %lu times\n", turn,
              (unsigned long)(count->calls - before));
      exit(1);
    }
  }
  CHECK(cimwire_message_free(message) == CIMWIRE_OK);
  CHECK(cimwire_decoder_free(decoder) == CIMWIRE_OK);
  for (turn = 0; turn < 4; turn++) free(texts[turn]);
  free(largest);
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
  cimwire_options *lenient = NULL;
  size_t held;
  allocator.context = &count;
  allocator.allocate = take;
  allocator.release = give_back;
  CHECK(cimwire_set_allocator(NULL) == CIMWIRE_NULL);
  CHECK(cimwire_set_allocator(&allocator) == CIMWIRE_OK);
  CHECK(cimwire_set_allocator(&allocator) == CIMWIRE_BUSY);

  CHECK(cimwire_options_new(&lenient) == CIMWIRE_OK);
  CHECK(cimwire_options_salvage(lenient, true) == CIMWIRE_OK);
  a_warm_decoder_takes_nothing(&count, NULL);
  CHECK(count.calls > 0);
  held = count.held;
  a_warm_decoder_takes_nothing(&count, lenient);
  CHECK(count.held == held);
  CHECK(cimwire_options_free(lenient) == CIMWIRE_OK);

  a_bound_holds(&count, "<a>", "x<a/>", "</a>");
  a_bound_holds(&count, "<a>", "<b c='' d=''/>", "</a>");
  a_bound_holds(&count, "<a>", "<a xmlns='u'><a xmlns='v'/></a>", "</a>");
  a_bound_holds(&count, "<a>", "<b><c>long text of a value</c></b><!--c--><?p i?>", "</a>");
  return 0;
}
