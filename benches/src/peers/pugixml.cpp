// Builds pugixml's tree of a message, and reads it.
#include <cstring>
#include <pugixml.hpp>

struct facts {
    size_t elements, names, text;
};

namespace {

int load(pugi::xml_document &document, const char *message, size_t length)
{
    return document.load_buffer(message, length, pugi::parse_default, pugi::encoding_utf8).status;
}

size_t text(const pugi::xml_node &element)
{
    size_t bytes = 0;
    for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
        if (child.type() == pugi::node_element)
            return 0;
        bytes += std::strlen(child.value());
    }
    return bytes;
}

struct walker : pugi::xml_tree_walker {
    facts &found;
    explicit walker(facts &found) : found(found) {}
    bool for_each(pugi::xml_node &node) override
    {
        if (node.type() == pugi::node_element) {
            const char *colon = std::strchr(node.name(), ':');
            found.elements += 1;
            found.names += std::strlen(colon ? colon + 1 : node.name());
            found.text += text(node);
        }
        return true;
    }
};

}

extern "C" int peer_pugixml_parse(const char *message, size_t length)
{
    pugi::xml_document document;
    return load(document, message, length);
}

extern "C" int peer_pugixml_facts(const char *message, size_t length, facts *found)
{
    pugi::xml_document document;
    int status = load(document, message, length);
    if (status == pugi::status_ok) {
        walker walk(*found);
        document.traverse(walk);
    }
    return status;
}
