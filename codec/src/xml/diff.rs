//! Where two messages do not say the same.

use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};

use super::document::Name;
use super::element::Element;
use super::infoset::{Part, Value, attributes, parts};

/// Compares two elements and all in them; none where they are of the same infoset, which is also
/// when [`canon`](super::canon) prints them alike.
///
/// Elements are matched in order. Where one side has elements more, they are passed over as
/// [`Change::Extra`] or [`Change::Missing`] if what comes next on the other side is found among the
/// next 16; otherwise two elements of one name are compared, however much they differ. Differences
/// come in document order and are found when they are asked for, in time that grows with the size
/// of the messages.
///
/// ```
/// use cimwire::xml::{Document, diff};
/// let left = Document::decode("<Fan><Name>1</Name><Speed>4200</Speed></Fan>")?;
/// let right = Document::decode("<Fan unit='rpm'><Speed>4300</Speed></Fan>")?;
/// let differences: Vec<String> = diff(left.root(), right.root()).map(|d| d.to_string()).collect();
/// assert_eq!(differences, [
///     r#"Fan: attribute unit: only right: "rpm""#,
///     r#"Fan/Name: only left"#,
///     r#"Fan/Speed: text: left "4200", right "4300""#,
/// ]);
/// # Ok::<(), cimwire::Error>(())
/// ```
#[must_use]
pub fn diff<'d>(left: Element<'d>, right: Element<'d>) -> Differences<'d> {
    let seed = RandomState::new();
    let (left_digests, right_digests) = (Digests::of(left, &seed), Digests::of(right, &seed));
    let mut differences = Differences {
        left: left_digests,
        right: right_digests,
        open: Vec::new(),
        found: VecDeque::new(),
    };
    differences.compare(Placed::alone(left), &Placed::alone(right));
    differences
}

/// A place where two messages differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The element: local names with positions, as in [`Error::path`](crate::Error::path). On the
    /// left, unless it is only on the right.
    pub path: String,
    /// What differs there.
    pub change: Change,
    /// The value on the left, where there is one.
    pub left: Option<String>,
    /// The value on the right, where there is one.
    pub right: Option<String>,
}

/// In what two messages differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Elements of different names, given as `{namespace}local`, stand in one place.
    Name,
    /// An attribute of this name, `{namespace}local`.
    Attribute(String),
    /// A run of character data.
    Text,
    /// An element that is only on the left.
    Missing,
    /// An element that is only on the right.
    Extra,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        match &self.change {
            Change::Name => f.write_str("name: ")?,
            Change::Text => f.write_str("text: ")?,
            Change::Attribute(name) => write!(f, "attribute {name}: ")?,
            Change::Missing => return f.write_str("only left"),
            Change::Extra => return f.write_str("only right"),
        }
        match (&self.left, &self.right) {
            (Some(left), Some(right)) => write!(f, "left {left:?}, right {right:?}"),
            (Some(left), None) => write!(f, "only left: {left:?}"),
            (None, Some(right)) => write!(f, "only right: {right:?}"),
            (None, None) => Ok(()),
        }
    }
}

/// The differences of two messages, in document order.
pub struct Differences<'d> {
    left: Digests,
    right: Digests,
    open: Vec<Pair<'d>>,
    /// Found and not yet asked for.
    found: VecDeque<Difference>,
}

/// Two elements whose content is being compared.
struct Pair<'d> {
    /// The place of the left one.
    place: Placed<'d>,
    left: Siblings<'d>,
    right: Siblings<'d>,
}

/// The next things to do with the content of a pair.
enum Step {
    /// Both are compared to their ends.
    Leave,
    /// Compare the next piece of both.
    Compare,
    /// Pass over as many pieces that only the left one has.
    PassLeft(usize),
    /// The same of the right one.
    PassRight(usize),
}

impl Iterator for Differences<'_> {
    type Item = Difference;

    fn next(&mut self) -> Option<Difference> {
        while self.found.is_empty() && !self.open.is_empty() {
            self.step();
        }
        self.found.pop_front()
    }
}

impl<'d> Differences<'d> {
    fn step(&mut self) {
        let Some(pair) = self.open.last_mut() else { return };
        match pair.plan(&self.left, &self.right) {
            Step::Leave => {
                self.open.pop();
            }
            Step::Compare => {
                if let (Some(left), Some(right)) = (pair.left.next(), pair.right.next()) {
                    self.compare(left, &right);
                }
            }
            Step::PassLeft(count) => {
                let passed: Vec<_> = pair.left.by_ref().take(count).collect();
                passed.into_iter().for_each(|left| self.pass(&left, Change::Missing));
            }
            Step::PassRight(count) => {
                let passed: Vec<_> = pair.right.by_ref().take(count).collect();
                passed.into_iter().for_each(|right| self.pass(&right, Change::Extra));
            }
        }
    }

    /// Compares two pieces in one place.
    fn compare(&mut self, left: Placed<'d>, right: &Placed<'d>) {
        match (&left.part, &right.part) {
            (Part::Text(before), Part::Text(after)) if before != after => {
                let (before, after) = (before.to_string(), after.to_string());
                self.find(self.path(None), Change::Text, Some(before), Some(after));
            }
            (Part::Element(before), Part::Element(after)) if before.name() != after.name() => {
                let path = self.path(Some(&left));
                self.find(
                    path,
                    Change::Name,
                    Some(brace(before.name())),
                    Some(brace(after.name())),
                );
            }
            (&Part::Element(before), &Part::Element(after)) => {
                self.compare_attributes(&left, attributes(before), attributes(after));
                let (before, after) = (Siblings::of(before), Siblings::of(after));
                self.open.push(Pair { place: left, left: before, right: after });
            }
            _ => {}
        }
    }

    fn compare_attributes(
        &mut self,
        place: &Placed<'d>,
        left: Vec<(Name<'d>, Value<'d>)>,
        right: Vec<(Name<'d>, Value<'d>)>,
    ) {
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((before, _)), Some((after, _))) => before.cmp(after),
            };
            let before = if order.is_le() { left.next() } else { None };
            let after = if order.is_ge() { right.next() } else { None };
            let Some(&(name, _)) = before.as_ref().or(after.as_ref()) else { return };
            if before != after {
                let shown = |side: Option<(_, Value<'_>)>| side.map(|(_, value)| value.to_string());
                let change = Change::Attribute(brace(name));
                self.find(self.path(Some(place)), change, shown(before), shown(after));
            }
        }
    }

    /// Reports a piece that one side has alone.
    fn pass(&mut self, piece: &Placed<'d>, change: Change) {
        let is_left = change == Change::Missing;
        match &piece.part {
            Part::Element(_) => self.find(self.path(Some(piece)), change, None, None),
            Part::Text(text) => {
                let (text, none) = (Some(text.to_string()), None);
                let (left, right) = if is_left { (text, none) } else { (none, text) };
                self.find(self.path(None), Change::Text, left, right);
            }
        }
    }

    fn find(&mut self, path: String, change: Change, left: Option<String>, right: Option<String>) {
        self.found.push_back(Difference { path, change, left, right });
    }

    /// The elements being compared, and one in the innermost.
    fn path(&self, last: Option<&Placed<'d>>) -> String {
        let mut path = String::new();
        for place in self.open.iter().map(|pair| &pair.place).chain(last) {
            if let Part::Element(element) = place.part {
                path += if path.is_empty() { "" } else { "/" };
                path += element.name().local;
            }
            if place.position > 1 {
                path += &format!("[{}]", place.position);
            }
        }
        path
    }
}

impl Pair<'_> {
    fn plan(&self, left: &Digests, right: &Digests) -> Step {
        let (before, after) = match (self.left.peek(0), self.right.peek(0)) {
            (None, None) => return Step::Leave,
            (Some(Part::Text(_)), Some(Part::Text(_))) => return Step::Compare,
            (Some(Part::Text(_)), _) | (Some(_), None) => return Step::PassLeft(1),
            (_, Some(Part::Text(_))) | (None, Some(_)) => return Step::PassRight(1),
            (Some(Part::Element(before)), Some(Part::Element(after))) => (*before, *after),
        };
        let (digest_before, digest_after) = (left.get(before), right.get(after));
        if digest_before == digest_after {
            return Step::Compare;
        }
        let is_same = |here: Element<'_>, there: u64, digests: &Digests| digests.get(here) == there;
        let found = self.look_ahead(
            |on_left| is_same(on_left, digest_after, left),
            |on_right| is_same(on_right, digest_before, right),
        );
        let by_name = || {
            self.look_ahead(
                |on_left| on_left.name() == after.name(),
                |on_right| on_right.name() == before.name(),
            )
        };
        match found {
            Some(step) => step,
            None if before.name() == after.name() => Step::Compare,
            None => by_name().unwrap_or(Step::Compare),
        }
    }

    /// The fewest pieces to pass over on one side until an element there is what is next on the
    /// other.
    fn look_ahead(
        &self,
        is_on_left: impl Fn(Element<'_>) -> bool,
        is_on_right: impl Fn(Element<'_>) -> bool,
    ) -> Option<Step> {
        (1..=AHEAD).find_map(|distance| {
            match (self.left.peek(distance), self.right.peek(distance)) {
                (_, Some(&Part::Element(right))) if is_on_right(right) => {
                    Some(Step::PassRight(distance))
                }
                (Some(&Part::Element(left)), _) if is_on_left(left) => {
                    Some(Step::PassLeft(distance))
                }
                _ => None,
            }
        })
    }
}

/// The content of an element that is not yet compared.
struct Siblings<'d> {
    parts: std::vec::IntoIter<Placed<'d>>,
}

/// A piece of content.
struct Placed<'d> {
    part: Part<'d>,
    /// Of an element among those of its local name around it, from 1.
    position: usize,
}

impl<'d> Siblings<'d> {
    fn of(element: Element<'d>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut place = |part| {
            let position = match &part {
                Part::Text(_) => 0,
                Part::Element(element) => {
                    let count = counts.entry(element.name().local).or_default();
                    *count += 1;
                    *count
                }
            };
            Placed { part, position }
        };
        let parts: Vec<_> = parts(element).map(&mut place).collect();
        Self { parts: parts.into_iter() }
    }

    fn peek(&self, distance: usize) -> Option<&Part<'d>> {
        self.parts.as_slice().get(distance).map(|placed| &placed.part)
    }
}

impl<'d> Iterator for Siblings<'d> {
    type Item = Placed<'d>;

    fn next(&mut self) -> Option<Placed<'d>> {
        self.parts.next()
    }
}

impl<'d> Placed<'d> {
    fn alone(element: Element<'d>) -> Self {
        Self { part: Part::Element(element), position: 1 }
    }
}

/// A number for each element and all in it, by its place on the tape. They only help to choose
/// which elements to compare: those with the same number are compared all the same.
struct Digests {
    first: usize,
    list: Vec<u64>,
}

impl Digests {
    fn of(root: Element<'_>, seed: &RandomState) -> Self {
        let first = root.index();
        let mut digests = Self { first, list: vec![0; root.end_index() - first] };
        let mut open = vec![(root, parts(root), start(root, seed))];
        while let Some((element, parts, hasher)) = open.last_mut() {
            match parts.next() {
                Some(Part::Text(text)) => text.hash(hasher),
                Some(Part::Element(child)) => {
                    open.push((child, super::infoset::parts(child), start(child, seed)));
                }
                None => {
                    let digest = hasher.finish();
                    digests.set(*element, digest);
                    open.pop();
                    if let Some((_, _, outer)) = open.last_mut() {
                        outer.write_u64(digest);
                    }
                }
            }
        }
        digests
    }

    fn get(&self, element: Element<'_>) -> u64 {
        self.list.get(element.index() - self.first).copied().unwrap_or_default()
    }

    fn set(&mut self, element: Element<'_>, digest: u64) {
        if let Some(own) = self.list.get_mut(element.index() - self.first) {
            *own = digest;
        }
    }
}

fn start(element: Element<'_>, seed: &RandomState) -> DefaultHasher {
    let mut hasher = seed.build_hasher();
    element.name().hash(&mut hasher);
    attributes(element).hash(&mut hasher);
    hasher
}

fn brace(name: Name<'_>) -> String {
    match name.namespace {
        "" => name.local.to_owned(),
        namespace => format!("{{{namespace}}}{}", name.local),
    }
}

/// How far the other side is searched for an element that has no counterpart.
const AHEAD: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Document, canon};

    fn compare(left: &str, right: &str) -> Vec<String> {
        let [left, right] = [left, right].map(|xml| Document::decode(xml.to_owned()).unwrap());
        diff(left.root(), right.root()).map(|difference| difference.to_string()).collect()
    }

    #[test]
    fn what_does_not_count_is_no_difference() {
        let same = [
            "<a:r xmlns:a='urn:1' b='1' c='2'><a:x>1<![CDATA[<]]></a:x> <y/></a:r>",
            "<r c='2' b='&#49;' xmlns='urn:1'><!-- --><x>1&lt;</x>\n<y xmlns=''></y></r>",
        ];
        assert!(compare(same[0], same[1]).is_empty());
    }

    #[test]
    fn differences_are_named_with_their_place() {
        for (left, right, expected) in [
            ("<a/>", "<b xmlns='u'/>", vec![r#"a: name: left "a", right "{u}b""#]),
            ("<a/>", "<a> </a>", vec![r#"a: text: only right: " ""#]),
            ("<a>1</a>", "<a>2</a>", vec![r#"a: text: left "1", right "2""#]),
            ("<a><b/><c/></a>", "<a><c/></a>", vec!["a/b: only left"]),
            ("<a><b/></a>", "<a><b/><c/><b/></a>", vec!["a/c: only right", "a/b[2]: only right"]),
            (
                "<a><b>1</b><b>2</b><b>3</b></a>",
                "<a><b>1</b><b>3</b></a>",
                vec!["a/b[2]: only left"],
            ),
            (
                "<a><b>1</b><b>2</b></a>",
                "<a><b>1</b><b>3</b></a>",
                vec![r#"a/b[2]: text: left "2", right "3""#],
            ),
            ("<a><b/></a>", "<a><c/></a>", vec![r#"a/b: name: left "b", right "c""#]),
            (
                "<a>x<b/></a>",
                "<a><b/>x</a>",
                vec![r#"a: text: only left: "x""#, r#"a: text: only right: "x""#],
            ),
            (
                "<a b='1' c='2'/>",
                "<a c='3' d='4'/>",
                vec![
                    r#"a: attribute b: only left: "1""#,
                    r#"a: attribute c: left "2", right "3""#,
                    r#"a: attribute d: only right: "4""#,
                ],
            ),
        ] {
            assert_eq!(compare(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn sides_mirror_each_other() {
        let (left, right) = ("<a><b/><c>1</c></a>", "<a><c>1</c><d/></a>");
        assert_eq!(compare(left, right), ["a/b: only left", "a/d: only right"]);
        assert_eq!(compare(right, left), ["a/b: only right", "a/d: only left"]);
    }

    /// Small documents of a few names, so that many are alike.
    fn made_up(seed: &mut u64) -> String {
        let mut next = |below: u64| {
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (*seed >> 33) % below
        };
        let mut xml = String::from("<r>");
        let mut open = vec!["r"];
        for _ in 0..next(6) {
            match next(5) {
                0 if open.len() < 4 => {
                    let name = ["a", "b"][next(2) as usize];
                    xml += &format!("<{name}{}>", ["", " x='1'", " x='2'"][next(3) as usize]);
                    open.push(name);
                }
                1 if open.len() > 1 => xml += &format!("</{}>", open.pop().unwrap()),
                2 => xml += ["1", " ", "<!-- -->", "<![CDATA[1]]>"][next(4) as usize],
                _ => xml += ["<a/>", "<b> </b>", "<a>1</a>"][next(3) as usize],
            }
        }
        while let Some(name) = open.pop() {
            xml += &format!("</{name}>");
        }
        xml
    }

    #[test]
    fn nothing_differs_exactly_where_the_canonical_prints_are_alike() {
        let mut seed = 7;
        let mut alike = 0;
        for _ in 0..4000 {
            let [left, right] = [made_up(&mut seed), made_up(&mut seed)];
            let prints =
                [&left, &right].map(|xml| canon(Document::decode(xml.clone()).unwrap().root()));
            let is_alike = prints[0] == prints[1];
            assert_eq!(compare(&left, &right).is_empty(), is_alike, "{left} {right}");
            alike += u32::from(is_alike && left != right);
        }
        assert!(alike > 20, "{alike}");
    }
}
