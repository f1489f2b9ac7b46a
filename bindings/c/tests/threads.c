/*
 * What many threads get: readers run side by side, who is in the way of a change is told so, and a
 * free waits. Run plainly, and with the address and the thread sanitizer.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdatomic.h>

#include "check.h"

enum { THREADS = 8, TURNS = 300 };

static const char GET[] =
    "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><g:Get xmlns:g='urn:g'>"
    "<g:A>1 &amp; 2</g:A><g:B>2</g:B></g:Get></s:Body></s:Envelope>";

static void in_threads(void *(*work)(void *), void *shared) {
  pthread_t threads[THREADS];
  int i;
  for (i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, shared) == 0);
  for (i = 0; i < THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
}

/* A message of `fans` items, which takes a while to read. */
static char *large(size_t fans) {
  static const char head[] =
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>";
  static const char fan[] = "<f:Fan xmlns:f='urn:f' f:n='1'><f:Name>Fan</f:Name></f:Fan>";
  static const char tail[] = "</s:Body></s:Envelope>";
  char *text = malloc(sizeof head + sizeof tail + fans * (sizeof fan - 1)), *end = text;
  CHECK(text != NULL);
  memcpy(end, head, sizeof head - 1);
  end += sizeof head - 1;
  while (fans-- > 0) {
    memcpy(end, fan, sizeof fan - 1);
    end += sizeof fan - 1;
  }
  memcpy(end, tail, sizeof tail);
  return text;
}

/* Handles are given out and taken back by all, and nobody gets that of another. */
static void *makes_and_frees(void *none) {
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_message *messages[16];
  cimwire_str text;
  cimwire_view body;
  int turn, i;
  (void)none;
  for (turn = 0; turn < TURNS; turn++) {
    for (i = 0; i < 16; i++)
      OK(cimwire_decoder_message(decoder, GET, sizeof GET - 1, &messages[i], NULL));
    for (i = 0; i < 16; i++) {
      OK(cimwire_message_kind(messages[i], &text));
      OK(cimwire_message_body(messages[i], &body));
      OK(cimwire_message_free(messages[i]));
      CHECK(cimwire_message_kind(messages[i], &text) == CIMWIRE_CLOSED);
      CHECK(cimwire_view_name(body, &text) == CIMWIRE_CLOSED);
      CHECK(cimwire_message_free(messages[i]) == CIMWIRE_CLOSED);
    }
  }
  OK(cimwire_decoder_free(decoder));
  return NULL;
}

/* A message serves any number of threads at once: none is ever told that it is busy. */
static void *reads(void *shared) {
  const cimwire_message *message = shared;
  cimwire_entry entries[4];
  cimwire_view envelope, element;
  cimwire_str text;
  size_t count = 0;
  int turn;
  OK(cimwire_message_envelope(message, &envelope));
  for (turn = 0; turn < TURNS; turn++) {
    OK(cimwire_view_elements(envelope, envelope, entries, 4, &count));
    CHECK(count == 4 && is(entries[2].text, "1 & 2"));
    OK(cimwire_view_first_child(envelope, &element));
    OK(cimwire_view_name(element, &text));
    CHECK(is(text, "Body"));
  }
  return NULL;
}

/* Options are changed by one at a time, with nothing else between the threads than their handle. */
static void *sets(void *shared) {
  cimwire_options *options = shared;
  int turn;
  for (turn = 0; turn < TURNS; turn++) {
    const cimwire_code code = cimwire_options_limit(options, CIMWIRE_LIMIT_DEPTH, (size_t)turn);
    CHECK(code == CIMWIRE_OK || code == CIMWIRE_BUSY);
  }
  return NULL;
}

struct contest {
  cimwire_decoder *decoder;
  cimwire_message *message;
  char *text;
  atomic_int done, busy;
};

/* One decoder in many threads: a call does all of its work, or none and says so. */
static void *decodes(void *shared) {
  struct contest *contest = shared;
  int turn;
  for (turn = 0; turn < TURNS; turn++) {
    cimwire_message *message = NULL;
    cimwire_error *error = NULL;
    cimwire_error_details details;
    const cimwire_code code = cimwire_decoder_message(contest->decoder, contest->text,
                                                      strlen(contest->text), &message, &error);
    if (code == CIMWIRE_OK) {
      contest->done++;
      OK(cimwire_message_free(message));
      continue;
    }
    CHECK(code == CIMWIRE_BUSY && message == NULL);
    OK(cimwire_error_read(error, &details));
    CHECK(is(details.text, "another thread is using the decoder"));
    OK(cimwire_error_free(error));
    contest->busy++;
  }
  return NULL;
}

/* A message that is refilled while others read it: old, new, or busy, and nothing between. */
static void *refills_and_reads(void *shared) {
  struct contest *contest = shared;
  cimwire_decoder *decoder = decoder_of(NULL);
  cimwire_view body;
  cimwire_code code;
  int turn;
  for (turn = 0; turn < TURNS; turn++) {
    const char *text = turn % 2 == 0 ? GET : contest->text;
    code = cimwire_decoder_refill(decoder, contest->message, text, strlen(text), NULL);
    CHECK(code == CIMWIRE_OK || code == CIMWIRE_BUSY);
    *(code == CIMWIRE_OK ? &contest->done : &contest->busy) += 1;
    code = cimwire_message_body(contest->message, &body);
    CHECK(code == CIMWIRE_OK || code == CIMWIRE_BUSY);
  }
  OK(cimwire_decoder_free(decoder));
  return NULL;
}

/* Of many that free one handle, one does; readers get the whole message or CIMWIRE_CLOSED. */
static void *frees(void *shared) {
  struct contest *contest = shared;
  cimwire_buffer *json = NULL;
  cimwire_code code = cimwire_message_json(contest->message, &json, NULL);
  CHECK(code == CIMWIRE_OK || code == CIMWIRE_CLOSED || code == CIMWIRE_BUSY);
  if (code == CIMWIRE_OK) OK(cimwire_buffer_free(json));
  code = cimwire_message_free(contest->message);
  CHECK(code == CIMWIRE_OK || code == CIMWIRE_CLOSED);
  contest->done += code == CIMWIRE_OK;
  return NULL;
}

int main(void) {
  struct contest contest = {NULL, NULL, NULL, 0, 0};
  cimwire_options *options = NULL;
  cimwire_buffer *json = NULL;
  int round;
  contest.text = large(300);
  contest.decoder = decoder_of(NULL);

  in_threads(makes_and_frees, NULL);
  OK(cimwire_options_new(&options));
  in_threads(sets, options);
  OK(cimwire_options_free(options));
  OK(cimwire_decoder_message(contest.decoder, GET, sizeof GET - 1, &contest.message, NULL));
  in_threads(reads, contest.message);
  /* What JSON needs is made once, by locks of std, which the thread sanitizer does not see. */
  OK(cimwire_message_json(contest.message, &json, NULL));
  OK(cimwire_buffer_free(json));

  in_threads(decodes, &contest);
  CHECK(contest.done > 0 && contest.done + contest.busy == THREADS * TURNS);
  contest.done = contest.busy = 0;
  in_threads(refills_and_reads, &contest);
  CHECK(contest.done > 0 && contest.done + contest.busy == THREADS * TURNS);
  OK(cimwire_message_free(contest.message));

  for (round = 0; round < 50; round++) {
    OK(cimwire_decoder_message(contest.decoder, contest.text, strlen(contest.text),
                               &contest.message, NULL));
    contest.done = 0;
    in_threads(frees, &contest);
    CHECK(contest.done == 1);
  }
  OK(cimwire_decoder_free(contest.decoder));
  free(contest.text);
  return 0;
}
