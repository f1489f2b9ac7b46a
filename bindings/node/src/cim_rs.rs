//! Instances as CIM-RS has them.

use cimwire_facade::CimRs;
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

use crate::decode::{Settings, options};
use crate::failure::{Told, told};
use crate::reply::buffer;
use crate::schema::Schema;

/// What identifiers are made of; what is not given is as usual.
#[napi(object, object_to_js = false)]
pub struct Identifiers {
    pub root: Option<String>,
    pub namespace: Option<String>,
    pub class_name: Option<String>,
}

/// Makes the XML of an instance of its JSON.
#[napi]
pub fn from_cim_rs(
    json: &[u8],
    schema: &Schema,
    identifiers: Identifiers,
    settings: Option<Settings>,
) -> Told<Buffer> {
    let limits = options(settings).limits;
    told(|| identifiers.form(schema).encode(json, limits).map(buffer))
}

impl Identifiers {
    pub(crate) fn form(self, schema: &Schema) -> CimRs {
        let Self { root, namespace, class_name } = self;
        let root = root.unwrap_or_default();
        CimRs { schema: schema.inner().clone(), root, namespace, class: class_name }
    }
}
