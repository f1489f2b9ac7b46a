//! The items of a pack, while the numbers of its texts are not known yet.

use std::collections::HashMap;

/// An item of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Item(Vec<Part>);

#[derive(Clone, Copy, Debug)]
enum Part {
    Byte(u8),
    /// A varint.
    Number(u64),
    /// The varint of a text's number, plus this.
    Text(usize, u64),
}

impl Item {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(Part::Byte(byte));
    }

    pub(super) fn number(&mut self, number: usize) {
        self.0.push(Part::Number(number as u64));
    }

    /// A number whose sign is in its lowest bit.
    pub(super) fn signed(&mut self, number: i64) {
        self.0.push(Part::Number(((number << 1) ^ (number >> 63)).cast_unsigned()));
    }

    /// A number of two bytes, so that all of a row are of one length.
    pub(super) fn short(&mut self, number: usize) {
        self.byte((number & 0xff) as u8);
        self.byte((number >> 8 & 0xff) as u8);
    }

    pub(super) fn text(&mut self, text: usize) {
        self.0.push(Part::Text(text, 0));
    }

    /// A text where there may be none, which is zero.
    pub(super) fn some_text(&mut self, text: usize) {
        self.0.push(Part::Text(text, 1));
    }

    pub(super) fn append(&mut self, item: Self) {
        self.0.extend(item.0);
    }

    pub(super) fn bytes(&self, ranks: &[usize]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in &self.0 {
            match part {
                Part::Byte(byte) => bytes.push(*byte),
                Part::Number(number) => varint(*number, &mut bytes),
                Part::Text(text, plus) => varint(ranks[*text] as u64 + plus, &mut bytes),
            }
        }
        bytes
    }
}

/// Texts and lists of texts, each once.
#[derive(Default)]
pub(super) struct Pool {
    texts: HashMap<String, usize>,
    /// How often each text is used.
    uses: Vec<usize>,
    lists: HashMap<Vec<String>, usize>,
}

impl Pool {
    pub(super) fn text(&mut self, text: &str) -> usize {
        if let Some(number) = self.texts.get(text) {
            self.uses[*number] += 1;
            return *number;
        }
        self.texts.insert(text.to_owned(), self.uses.len());
        self.uses.push(1);
        self.uses.len() - 1
    }

    /// The number of a list, which is its number in the pack.
    pub(super) fn list(&mut self, texts: &[String]) -> usize {
        if let Some(number) = self.lists.get(texts) {
            return *number;
        }
        for text in texts {
            self.text(text);
        }
        self.lists.insert(texts.to_owned(), self.lists.len());
        self.lists.len() - 1
    }

    /// The number of each text in the pack: those used most are first, as small numbers are short.
    pub(super) fn ranks(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.uses.len()).collect();
        order.sort_by_key(|text| (usize::MAX - self.uses[*text], *text));
        let mut ranks = vec![0; order.len()];
        for (rank, text) in order.into_iter().enumerate() {
            ranks[text] = rank;
        }
        ranks
    }

    /// All texts, in the order of their numbers in the pack.
    pub(super) fn texts(&self) -> Vec<Vec<u8>> {
        let ranks = self.ranks();
        let mut texts = vec![Vec::new(); ranks.len()];
        for (text, number) in &self.texts {
            texts[ranks[*number]] = text.clone().into_bytes();
        }
        texts
    }

    /// All lists, in the order of their numbers.
    pub(super) fn lists(&self) -> Vec<Item> {
        let mut lists = vec![Item::default(); self.lists.len()];
        for (texts, number) in &self.lists {
            texts.iter().for_each(|text| lists[*number].text(self.texts[text]));
        }
        lists
    }
}

/// Seven bits a byte, the lowest first; all but the last have the highest bit (LEB128).
fn varint(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
