/* Reads a message with libxml2's SAX2 interface. */
#include <libxml/parser.h>
#include <string.h>

struct facts {
    size_t elements, names, text;
};

struct reading {
    struct facts *facts;
    size_t text;
    int leaf;
};

static void start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **declared, int attributes, int defaulted,
                  const xmlChar **values)
{
    struct reading *reading = context;
    (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)attributes, (void)defaulted;
    (void)values;
    reading->facts->elements += 1;
    reading->facts->names += strlen((const char *)local);
    reading->text = 0;
    reading->leaf = 1;
}

static void end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct reading *reading = context;
    (void)local, (void)prefix, (void)uri;
    if (reading->leaf)
        reading->facts->text += reading->text;
    reading->leaf = 0;
}

static void characters(void *context, const xmlChar *text, int length)
{
    (void)text;
    ((struct reading *)context)->text += (size_t)length;
}

int peer_libxml2_facts(const char *message, int length, struct facts *facts)
{
    struct reading reading = {facts, 0, 0};
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.endElementNs = end;
    handler.characters = characters;
    return xmlSAXUserParseMemory(&handler, &reading, message, length);
}
