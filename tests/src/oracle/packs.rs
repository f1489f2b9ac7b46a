//! MOF and class packs: no bytes make a compiler or a reader panic, and what compiles can be read.

use cimwire::schema::pack::{Class, Fact, Facts, Pack, Property};
use schema_gen::classes::of_cim_xml;
use schema_gen::xsd::Source;
use schema_gen::{mof as compiler, pack as packer};

/// Bytes as MOF: what compiles is packed, and every class is found in the pack.
pub fn mof(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let lines = text.lines().count() + 1;
    cim_xml(&text);
    match compiler::compile(&[Source { path: "fuzz.mof".into(), text }]) {
        Ok(classes) => {
            // Classes in a circle, or too much that is inherited.
            let Ok(bytes) = packer::pack("fuzz", &classes) else { return };
            let pack = Pack::open(bytes).unwrap_or_else(|error| panic!("{error}"));
            for class in &classes {
                let read = pack.class(&class.name).unwrap_or_else(|| panic!("{}", class.name));
                for property in &class.properties {
                    assert_eq!(
                        read.property(&property.name).map(|it| it.name()),
                        Some(&*property.name)
                    );
                }
            }
            walk(&pack);
        }
        Err(errors) => {
            assert!((1..=compiler::MAX_ERRORS).contains(&errors.len()), "{errors:?}");
            for error in errors {
                assert!((1..=lines).contains(&error.line) && error.column > 0, "{error}");
                assert!(!error.text.is_empty(), "{error}");
            }
        }
    }
}

/// The same text as CIM-XML: classes that can be packed, or an error in words.
fn cim_xml(text: &str) {
    let source = Source { path: "fuzz.xml".into(), text: text.into() };
    match of_cim_xml(&[source]) {
        Ok(classes) => {
            let Ok(bytes) = packer::pack("fuzz", &classes) else { return };
            walk(&Pack::open(bytes).unwrap_or_else(|error| panic!("{error}")));
        }
        Err(error) => assert!(error.starts_with("fuzz.xml:"), "{error}"),
    }
}

/// Bytes as a pack, as they are and with the first 16 bytes that they need to be looked into.
pub fn pack(data: &[u8]) {
    if let Ok(pack) = Pack::open(data.to_vec()) {
        walk(&pack);
    }
    let body = data.get(16..).unwrap_or_default();
    let checksum = crc32fast::hash(body).to_le_bytes();
    let whole = [b"cimpack\n\x01\0\0\0".as_slice(), &checksum, body].concat();
    match Pack::open(whole) {
        Ok(pack) => walk(&pack),
        Err(error) => assert!(!error.text().is_empty() && error.offset() <= 16 + body.len()),
    }
}

/// Reads everything in a pack.
fn walk(pack: &Pack) {
    for class in pack.classes() {
        let texts = [class.superclass(), class.namespace(), class.missing()];
        std::hint::black_box((texts, pack.class(class.name()).as_ref().map(Class::name)));
        read(class.facts());
        class.properties().for_each(property);
        for method in class.methods() {
            std::hint::black_box((method.name(), method.of(), method.class()));
            read(method.facts());
            method.parameters().for_each(property);
        }
    }
}

fn property(of: Property) {
    std::hint::black_box((of.name(), of.of(), of.is_array(), of.class()));
    read(of.facts());
    if let Some(meanings) = of.meanings() {
        for (value, _) in meanings.iter() {
            std::hint::black_box(meanings.meaning(&value));
        }
    }
}

fn read(facts: Facts) {
    for fact in Fact::ALL {
        std::hint::black_box((facts.number(*fact), facts.text(*fact)));
        std::hint::black_box(facts.texts(*fact).map(Iterator::count));
    }
}
