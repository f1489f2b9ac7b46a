"""Judges messages by lxml and expat: one question a line in, one answer a line out.

judge FILE        `lxml=<verdict> expat=<verdict>`; a verdict is `ok` or why it is refused
judge-utf8 FILE   the same, taking the file for UTF-8 whatever it declares
where FILE        the byte at which expat refuses the file
read FILE LINES   `ok` if LINES, written by infoset.rs, say what lxml reads in FILE
types FILE        a digit for each line of FILE but the first, which names a simple type: whether the
                  line, with backslash escapes, is of that type
valid FOLDER FILE `ok` if the schemas in a folder accept the envelope in FILE and know each header
                  block and body element of their namespaces; else what they say, parted by ` | `
same FILE FILE    `ok` if both have the same infoset, as far as the JSON form promises it

Questions are parted by tabs. An answer that is neither says where the difference is.
"""

import re
import sys
from functools import cache
from pathlib import Path
from xml.parsers import expat

from lxml import etree

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
SOAP = "http://www.w3.org/2003/05/soap-envelope"
ADDRESSING = (
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "https://schemas.xmlsoap.org/ws/2004/08/addressing",
    "http://www.w3.org/2005/08/addressing",
)
WSMAN = (
    "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
    "https://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
    "http://schemas.xmlsoap.org/ws/2005/06/management",
    "http://schemas.xmlsoap.org/wsman/2005/06/management",
    "http://schemas.xmlsoap.org/ws/2005/02/management",
    "http://schemas.xmlsoap.org/ws/2004/10/management",
)
# Elements whose text is a qualified name, and attributes whose value is one, with their elements.
QNAME_ELEMENTS = {f"{{{SOAP}}}Value"} | {
    f"{{{namespace}}}{local}" for namespace in ADDRESSING for local in ("PortType", "ServiceName")
}
QNAME_ATTRIBUTES = {(f"{{{namespace}}}Option", "Type") for namespace in WSMAN} | {
    (f"{{{SOAP}}}{local}", "qname") for local in ("NotUnderstood", "SupportedEnvelope")
}
# Namespaces that are no URIs, or relative ones: Namespaces in XML 1.0 does not forbid them.
NO_RULES = {etree.ErrorTypes.WAR_NS_URI, etree.ErrorTypes.WAR_NS_URI_RELATIVE}
QNAME = re.compile(r"([^\W\d][\w.-]*:)?[^\W\d][\w.-]*")
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="value"><xs:simpleType>%s</xs:simpleType></xs:element>
</xs:schema>"""
RESTRICTION = '<xs:restriction base="%s"/>'
ABOVE = '<xs:restriction base="xs:duration"><xs:min%sclusive value="P0D"/></xs:restriction>'
# Types of DSP8033 that XML Schema does not have.
DERIVED = {
    "PositiveDuration": ABOVE % "Ex",
    "NonNegativeDuration": ABOVE % "In",
    "Expiration": f"""<xs:union memberTypes="xs:dateTime">
      <xs:simpleType>{ABOVE % "In"}</xs:simpleType></xs:union>""",
}
# The schemas of a message, none before those it imports: what they import in turn is then known,
# and nothing is fetched.
SCHEMAS = (
    "xml dsp8034_addressing ws-addr soap-envelope dsp8015_wsman dsp8012_wsmanidentity "
    "dsp8033_enumeration transfer eventing dsp8019_cimbinding dsp8004_common wsman-2005-06"
).split()
XS = "{http://www.w3.org/2001/XMLSchema}"
PREFIX = re.compile(r"(?<![\w.-])([^\W\d][\w.-]*):(?=[^\W\d])")


def main():
    for question in sys.stdin:
        verb, *files = question.rstrip("\n").split("\t")
        try:
            answer = VERBS[verb](*files)
        except etree.XMLSyntaxError as error:
            answer = str(error)
        print(answer.replace("\n", " ").encode("unicode_escape").decode())


def judge(file, encoding=None):
    message = load(file)
    return f"lxml={verdict_of_lxml(message, encoding)} expat={verdict_of_expat(message, encoding)}"


def judge_utf8(file):
    return judge(file, "utf-8")


def verdict_of_lxml(message, encoding):
    parser = parser_of(encoding)
    try:
        etree.fromstring(message, parser)
    except etree.XMLSyntaxError as error:
        if not parser.error_log or any(entry.type not in NO_RULES for entry in parser.error_log):
            return str(error)
    return "ok"


def where(file):
    parser = expat.ParserCreate(namespace_separator="\f")
    try:
        parser.Parse(load(file), True)
    except expat.ExpatError:
        return str(parser.ErrorByteIndex)
    return "nowhere"


def verdict_of_expat(message, encoding):
    # expat refuses a namespace that holds the separator, and XML can hold no form feed.
    parser = expat.ParserCreate(encoding, namespace_separator="\f")
    try:
        parser.Parse(message, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        return str(error)
    return "ok"


def read(file, lines):
    theirs = lines_of(parse(load(file)))
    ours = load(lines).decode().split("\n")
    return difference(ours, theirs)


def same(one, other):
    one, other = (list(canonical(parse(load(file)))) for file in (one, other))
    lines = difference([line for line, _ in one], [line for line, _ in other])
    if lines != "ok":
        return lines
    for (line, before), (_, after) in zip(one, other):
        lost = {prefix for prefix, uri in before.items() if after.get(prefix) != uri}
        if lost:
            return f"{line!r} has lost its bindings of {sorted(lost)}"
    return "ok"


def types(file):
    name, *texts = load(file).decode().split("\n")
    schema = etree.XMLSchema(parse(SCHEMA % DERIVED.get(name, RESTRICTION % f"xs:{name}")))

    def is_of_type(text):
        value = etree.Element("value")
        value.text = unescape(text)
        return schema.validate(value)

    return "".join(str(int(is_of_type(text))) for text in texts)


def valid(folder, file):
    schema, elements = schemas(folder)
    envelope = parse(load(file))
    complaints = []
    if not schema.validate(envelope):
        complaints += [entry.message for entry in schema.error_log]
    for block in envelope.xpath("/s:Envelope/s:Header/* | /s:Envelope/s:Body/*", namespaces={"s": SOAP}):
        of_namespace = elements.get(etree.QName(block).namespace)
        if of_namespace is not None and block.tag not in of_namespace:
            complaints.append(f"Element '{block.tag}': No such element is declared.")
    return " | ".join(complaints) or "ok"


@cache
def schemas(folder):
    """All schemas as one, and the elements they declare by namespace."""
    together = etree.Element(XS + "schema")
    elements = {}
    for path in (Path(folder, name + ".xsd") for name in SCHEMAS):
        root = parse(load(path))
        namespace = root.get("targetNamespace")
        location = path.resolve().as_uri()
        etree.SubElement(together, XS + "import", namespace=namespace, schemaLocation=location)
        names = (element.get("name") for element in root.findall(XS + "element"))
        elements[namespace] = {f"{{{namespace}}}{name}" for name in names}
    return etree.XMLSchema(together), elements


def difference(one, other):
    for at, (a, b) in enumerate(zip(one, other)):
        if a != b:
            return f"line {at}: {a[:300]!r} is not {b[:300]!r}"
    return "ok" if len(one) == len(other) else f"{len(one)} lines, not {len(other)}"


def lines_of(root):
    """The lines of infoset.rs, with the bindings in force."""
    lines = []
    text = []

    def add(line):
        if text:
            lines.append("T " + escape("".join(text)))
            text.clear()
        lines.append(line)

    for event, node in walk(root):
        if event == "text":
            text.append(node)
        elif event == "end":
            add("E")
        elif node.tag is etree.Comment:
            add("C " + escape(node.text or ""))
        elif node.tag is etree.PI:
            add(f"P {node.target} {escape(node.text or '')}")
        else:
            add("S " + clark(node.tag))
            parent = node.getparent()
            if (bindings := in_force(node)) != ({} if parent is None else in_force(parent)):
                lines.extend(f"N {prefix} {escape(uri)}" for prefix, uri in sorted(bindings.items()))
            lines.extend(f"A {clark(name)} {escape(value)}" for name, value in node.attrib.items())
    return lines


def canonical(root):
    """Lines of what must survive, each with the bindings that its value may rely on."""
    pieces = []
    for event, node in walk(root):
        if event == "text":
            pieces.append(node)
        elif event == "end":
            yield from text_lines(pieces, node)
            yield "E", {}
        elif isinstance(node.tag, str):
            if (parent := node.getparent()) is not None:
                yield from text_lines(pieces, parent)
            yield "S " + clark(node.tag), {}
            for name, value in sorted(node.attrib.items()):
                is_qname = name == XSI + "type" or (node.tag, name) in QNAME_ATTRIBUTES
                value, bindings = resolved(value, node, is_qname)
                yield f"A {clark(name)} {escape(value)}", bindings


def text_lines(pieces, element):
    text = "".join(pieces)
    pieces.clear()
    has_elements = any(isinstance(child.tag, str) for child in element)
    if text and not (has_elements and not text.strip(" \t\r\n") and is_element_only(element)):
        text, bindings = resolved(text, element, element.tag in QNAME_ELEMENTS)
        yield "T " + escape(text), bindings


def is_element_only(element):
    texts = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip(" \t\r\n") for text in texts)


def resolved(value, element, is_qname):
    """The value, resolved where it is a qualified name, and the bindings of prefixes in it."""
    bindings = in_force(element)
    if is_qname:
        prefix, colon, local = value.strip(" \t\r\n").rpartition(":")
        if QNAME.fullmatch(value.strip(" \t\r\n")) and (not colon or prefix in bindings):
            return f"{{{bindings.get(prefix, '')}}}{local}", {}
    used = PREFIX.findall(value) if ":" in value else []
    return value, {prefix: bindings[prefix] for prefix in used if prefix in bindings}


def walk(root):
    """Starts, ends and texts of an element in order, without recursion."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "end":
            yield "end", node
        else:
            yield "start", node
        if event == "start" and node.text:
            yield "text", node.text
        if event != "start" and node is not root and node.tail:
            yield "text", node.tail


def in_force(element):
    bindings = {prefix or "": uri for prefix, uri in element.nsmap.items() if uri}
    bindings.pop("xml", None)
    return bindings


def clark(tag):
    return escape(tag) if tag.startswith("{") else "{}" + tag


def escape(text):
    for c, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(c, escaped)
    return text


def unescape(text):
    return re.sub(r"\\(.)", lambda c: {"n": "\n", "r": "\r", "t": "\t"}.get(c[1], c[1]), text)


def parse(message):
    return etree.fromstring(message, parser_of())


def parser_of(encoding=None):
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        recover=False,
    )


def load(file):
    with open(file, "rb") as handle:
        return handle.read()


VERBS = {
    "judge": judge,
    "judge-utf8": judge_utf8,
    "where": where,
    "read": read,
    "types": types,
    "valid": valid,
    "same": same,
}

if __name__ == "__main__":
    main()
