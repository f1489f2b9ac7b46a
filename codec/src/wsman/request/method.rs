//! Invoking the methods of a class (DSP0226 §9, DSP0227 §11, DSP0230 §9.3).

use std::borrow::Cow;

use super::{Operation, Request};
use crate::error::Result;
use crate::record::{Any, Content, Item};
use crate::wsman::body::Body;
use crate::xml::Name;

/// Invokes a method of a resource.
///
/// ```
/// use cimwire::request::Invoke;
/// let uri = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_PowerManagementService";
/// let bytes = Invoke::new(uri, "RequestPowerStateChange")
///     .selector("Name", "Intel(r) AMT Power Management Service")
///     .parameter("PowerState", "8")
///     .to("http://amt:16992/wsman")
///     .encode()?;
/// # Ok::<(), cimwire::Error>(())
/// ```
pub type Invoke<'m> = Request<'m, MethodBody<'m>>;

/// The body of an [`Invoke`]: `<method>_INPUT` with the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodBody<'m> {
    class: Cow<'m, str>,
    method: Cow<'m, str>,
    parameters: Vec<(Cow<'m, str>, Content<'m>)>,
    input: Option<Any<'m>>,
}

impl<'m> Invoke<'m> {
    /// Invokes a method of the class of a URI.
    pub fn new(class: impl Into<Cow<'m, str>>, method: impl Into<Cow<'m, str>>) -> Self {
        let (class, method) = (class.into(), method.into());
        let action = [&class, "/", &method].concat();
        let parameters = Vec::new();
        let body = MethodBody { class: class.clone(), method, parameters, input: None };
        Self::with_action(body, action).with_resource(class)
    }

    /// Adds a parameter in the namespace of the class: text, or elements as an endpoint reference
    /// has. Those of an array have one name.
    pub fn parameter(
        mut self,
        name: impl Into<Cow<'m, str>>,
        value: impl Into<Content<'m>>,
    ) -> Self {
        self.operation.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends this element in place of one made of parameters.
    pub fn input(mut self, input: impl Into<Any<'m>>) -> Self {
        self.operation.input = Some(input.into());
        self
    }
}

impl<'m> Operation<'m> for MethodBody<'m> {
    fn body(self) -> Result<Body<'m>> {
        if let Some(input) = self.input {
            return Ok(Content::from(input).into());
        }
        let local = [&self.method, "_INPUT"].concat();
        let name = Name { namespace: &self.class, local: &local };
        let input = Any::build(|writing| {
            writing.writer.start(name)?;
            for (local, value) in &self.parameters {
                value.write(Name { namespace: &self.class, local }, writing)?;
            }
            writing.writer.end()
        });
        Ok(Content::from(input?).into())
    }
}
