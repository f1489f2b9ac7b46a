//! The parts of a fault (SOAP 1.2 part 1 §5.4).

use simd_json::Node;

use super::form::Form;
use super::plan::NameIndex;
use super::record::Layout;
use crate::error::Result;
use crate::json::vocabulary::LANG;
use crate::names::soap;
use crate::schema::Type;

impl<'j> Form<'_, 'j> {
    /// Code and subcodes, by the members of their fault.
    pub(super) fn code(
        &mut self,
        name: NameIndex,
        at: usize,
        members: &[Option<usize>; 3],
    ) -> Result<()> {
        let [Some(code), subcode, _] = *members else {
            return Err(self.input.error(at, "expected a code beside the subcode"));
        };
        self.start(name, at, None)?;
        self.code_value(code)?;
        let subcodes = match subcode.map(|at| (at, self.input.node(at))) {
            None => Vec::new(),
            Some((at, Node::Array { .. })) => self.list(at)?,
            Some((at, _)) => vec![at],
        };
        for &subcode in &subcodes {
            let name = self.known(soap::SUBCODE, subcode)?;
            self.start(name, subcode, None)?;
            let value = self.known(soap::VALUE, subcode)?;
            self.text(value, subcode, Layout::leaf(&[]), Type::QName)?;
        }
        for &subcode in subcodes.iter().rev() {
            self.end(subcode);
        }
        self.end(at);
        Ok(())
    }

    /// A code of SOAP by its local part, or any name.
    fn code_value(&mut self, at: usize) -> Result<()> {
        let value = self.known(soap::VALUE, at)?;
        let local = self.input.string(at).filter(|text| !text.starts_with('{'));
        let Some(local) = local else {
            return self.text(value, at, Layout::leaf(&[]), Type::QName);
        };
        let namespace = self.spelling.soap.uri().unwrap_or_default();
        let namespace = self.plan.namespace(namespace);
        let Some(code) = self.plan.name_in(namespace, local) else {
            return Err(self.input.error(at, "expected the name of a code"));
        };
        self.start(value, at, None)?;
        self.plan.name_text(code, at);
        self.end(at);
        Ok(())
    }

    /// Reasons by language.
    pub(super) fn reasons(&mut self, name: NameIndex, at: usize) -> Result<()> {
        self.start(name, at, None)?;
        for reason in self.list(at)? {
            let layout = Layout::leaf(LANG);
            let slots = self.slots(reason, layout, ["text"])?;
            let [Some(text)] = slots.others else {
                return Err(self.input.error(reason, "expected a text"));
            };
            let name = self.known(soap::TEXT, reason)?;
            self.begin(name, reason, &slots, layout)?;
            let value = self.string(text)?;
            self.plan.note(value, Some(reason));
            self.plan.text(value, text);
            self.end(reason);
        }
        self.end(at);
        Ok(())
    }
}
