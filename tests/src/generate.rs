//! Messages made up: the few names, lists and bindings that real ones repeat, in every order.

use std::fmt::Write;

use crate::mutate::Random;

/// A well-formed message of up to some kilobytes, unless the dice bind a prefix badly.
pub fn message(random: &mut Random) -> String {
    let mut maker = Maker { random, text: String::new(), open: Vec::new() };
    maker.start();
    while !maker.open.is_empty() && maker.text.len() < LONGEST {
        maker.step();
    }
    while let Some((name, _)) = maker.open.pop() {
        let _ = write!(maker.text, "</{name}>");
    }
    maker.text
}

struct Maker<'r> {
    random: &'r mut Random,
    text: String,
    /// Names of the open elements, and the prefixes in scope in them.
    open: Vec<(String, Vec<&'static str>)>,
}

impl Maker<'_> {
    fn step(&mut self) {
        match self.random.below(16) {
            0..=5 => self.leaf(),
            6..=8 if self.open.len() < 12 => self.start(),
            9..=11 if self.open.len() > 1 || self.random.below(20) == 0 => self.end(),
            12 => self.again(),
            13 => self.piece(ODD_PIECES),
            _ => self.piece(GAPS),
        }
    }

    fn start(&mut self) {
        if self.tag() {
            self.text.push('>');
        }
    }

    fn leaf(&mut self) {
        if !self.tag() {
            return;
        }
        self.text.push('>');
        if self.random.below(6) > 0 {
            self.piece(VALUES);
        }
        self.end();
    }

    /// Writes `<name attributes` and opens the element, or `/>` as well with one chance in eight.
    fn tag(&mut self) -> bool {
        let mut prefixes = self.open.last().map_or_else(|| vec![""], |(_, outer)| outer.clone());
        let mut attributes = String::new();
        let is_root = self.open.is_empty();
        if is_root || self.random.below(8) == 0 {
            self.declarations(&mut attributes, &mut prefixes, if is_root { 5 } else { 2 });
        }
        let name = self.name(&prefixes);
        if self.random.below(3) == 0 {
            self.attributes(&mut attributes, &prefixes);
        }
        let _ = write!(self.text, "<{name}{attributes}");
        if self.random.below(8) == 0 && !is_root {
            self.text.push_str("/>");
            return false;
        }
        self.open.push((name, prefixes));
        true
    }

    fn declarations(&mut self, out: &mut String, prefixes: &mut Vec<&'static str>, most: usize) {
        let first = self.random.below(PREFIXES.len());
        for turn in 0..=self.random.below(most) {
            let prefix = PREFIXES[(first + turn) % PREFIXES.len()];
            let uri = self.pick(URIS);
            let _ = match prefix {
                "" => write!(out, " xmlns=\"{uri}\""),
                _ => write!(out, " xmlns:{prefix}=\"{uri}\""),
            };
            prefixes.push(prefix);
        }
    }

    fn attributes(&mut self, out: &mut String, prefixes: &[&str]) {
        let first = self.random.below(ATTRIBUTES.len());
        for turn in 0..=self.random.below(3) {
            let local = ATTRIBUTES[(first + turn) % ATTRIBUTES.len()];
            let value = self.pick(ATTRIBUTE_VALUES);
            let prefix = prefixes[self.random.below(prefixes.len())];
            let _ = match prefix {
                _ if local.starts_with("xml:") => write!(out, " {local}='{value}'"),
                "" => write!(out, " {local}=\"{value}\""),
                _ => write!(out, " {prefix}:{local}=\"{value}\""),
            };
        }
        out.push_str(self.pick(&["", "", "", " ", "\n"]));
    }

    fn name(&mut self, prefixes: &[&str]) -> String {
        let local = self.pick(LOCALS);
        match prefixes[self.random.below(prefixes.len())] {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }

    fn end(&mut self) {
        let Some((name, _)) = self.open.pop() else { return };
        let blank = self.pick(&["", "", "", "", " "]);
        let _ = write!(self.text, "</{name}{blank}>");
    }

    /// Repeats the last leaf or gap, as lists of items do.
    fn again(&mut self) {
        let Some(start) = self.text.rfind("><").map(|at| at + 1) else { return };
        let last = &self.text[start..];
        if last.contains("</") && last.matches('<').count() == 2 && !last.contains("<!") {
            let leaf = last.to_owned();
            for _ in 0..=self.random.below(4) {
                self.text.push_str(&leaf);
            }
        }
    }

    fn piece(&mut self, pieces: &[&str]) {
        let piece = self.pick(pieces);
        self.text.push_str(piece);
    }

    fn pick<'p>(&mut self, pieces: &[&'p str]) -> &'p str {
        pieces[self.random.below(pieces.len())]
    }
}

const LONGEST: usize = 3000;

const PREFIXES: &[&str] = &["", "s", "a", "w", "p", "n1", "xsi", "averylongprefix"];
const URIS: &[&str] = &[
    "http://www.w3.org/2003/05/soap-envelope",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd",
    "http://www.w3.org/2001/XMLSchema-instance",
    "urn:own",
    "urn:own2",
    "urn:&amp;&#x41;",
    "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_Fan",
];
const LOCALS: &[&str] = &[
    "Envelope",
    "Header",
    "Body",
    "Action",
    "To",
    "MessageID",
    "Items",
    "CIM_Fan",
    "Speed",
    "Name",
    "ResourceURI",
    "a",
    "b",
    "é",
    "AVeryLongNameOfThirtyTwoLetters_",
    "AVeryLongNameOfThirtyOneLetters",
    "ANameThatIsLongerThanAnySlotOfTheCacheCanHoldSixtyFourBytesAndMore",
    "x-y.z",
];
const ATTRIBUTES: &[&str] = &["mustUnderstand", "nil", "type", "xml:lang", "Name", "b", "é"];
const ATTRIBUTE_VALUES: &[&str] = &[
    "",
    "true",
    "1",
    "0",
    "s:Envelope",
    "a:b",
    "x &lt; y &quot;",
    "tab\there\nand there",
    "&#10;",
    "é",
    "a value longer than thirty-two bytes, to cross a block",
];
const VALUES: &[&str] = &[
    "",
    "x",
    "4200",
    "true",
    " padded ",
    "s:Envelope",
    "é",
    "日本😀",
    "a &lt; b &amp; c",
    "&#x41;&#13;",
    "\r\n",
    "line\nline",
    "]]",
    "<![CDATA[<raw> & ]]]]>",
    "<!-- c -->text",
    "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
    "uuid:00000000-0000-0000-0000-000000000000, and text beyond the next block of thirty-two bytes",
];
const GAPS: &[&str] = &["", "\n", "\n  ", "\r\n    ", " ", "\t"];
const ODD_PIECES: &[&str] = &[
    "text",
    "<!-- a comment -->",
    "<?target data?>",
    "<![CDATA[cdata]]>",
    "<![CDATA[]]>",
    "&amp;",
    "]] >",
    "é",
    "4/a>",
    "/",
    ">",
    "=",
];
