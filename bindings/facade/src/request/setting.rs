//! What can be set on a request.

use cimwire::value::{self, Expiration, Lexical};
use cimwire::wsman::cimbinding::PolymorphismMode;
use cimwire::wsman::control::{EnumerationMode, Filter, SelectorSet};
use cimwire::{record, request};

use super::{Asked, Association, Request, reference};
use crate::{Error, Path, Result, Value, View};

/// Changes a request whose operation is one of these, and refuses the setting for all others.
macro_rules! on {
    ($request:expr, $setting:literal, $builder:ident => $changed:expr; $($operation:ident)+) => {
        $request.change($setting, |asked| match asked {
            $(Asked::$operation($builder) => (Asked::$operation($changed), true),)+
            other => (other, false),
        })
    };
    ($request:expr, $setting:literal, $builder:ident => $changed:expr) => {
        on!($request, $setting, $builder => $changed;
            Get Put Create Delete Enumerate Pull Release EnumerationRenew EnumerationGetStatus
            Subscribe Renew GetStatus Unsubscribe Invoke)
    };
}
pub(super) use on;

/// Settings of all requests but Identify.
impl Request {
    /// The address it goes to (DSP0226 §5.3).
    ///
    /// # Errors
    /// [`Misfit`](crate::Code::Misfit), as for all settings.
    pub fn to(&mut self, address: &str) -> Result<()> {
        on!(self, "to", it => it.to(address.to_owned()))
    }

    /// Takes address, resource and selectors from an endpoint reference (DSP0226 §5.1.1).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn to_reference(&mut self, endpoint: &View) -> Result<()> {
        let reference = reference(endpoint)?;
        on!(self, "reference", it => it.to_reference(&reference))
    }

    /// Adds a selector (DSP0226 §5.1.2.2): its value is text, or an endpoint reference.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn selector(&mut self, name: &str, value: &Value) -> Result<()> {
        let value = value.content()?;
        on!(self, "selector", it => it.selector(name.to_owned(), value))
    }

    /// Takes the selectors of a path: its CIM namespace, where the resource URI does not have it, and
    /// its keys (DSP0227 §5.2).
    ///
    /// # Errors
    /// As [`Request::to`]; also for a path in a key that has no resource URI.
    pub fn instance(&mut self, path: &Path) -> Result<()> {
        let selectors = path.path().selectors().map_err(|error| Error::asked(&error))?;
        on!(self, "instance", it => it.selectors(selectors))
    }

    /// Names the CIM namespace, as `root/cimv2`, where the resource URI does not (DSP0227 §5.2).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn namespace(&mut self, namespace: &str) -> Result<()> {
        on!(self, "namespace", it => it.in_namespace(namespace))
    }

    /// Asks for instances that say their keys, versions and types (DSP0227 §13.1).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn show_extensions(&mut self) -> Result<()> {
        on!(self, "show_extensions", it => it.show_extensions())
    }

    /// Adds an option (DSP0226 §6.4).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn option(&mut self, name: &str, value: &str) -> Result<()> {
        on!(self, "option", it => it.option(name.to_owned(), value.to_owned()))
    }

    /// Adds an option that the service has to obey or to refuse (DSP0226 R6.4-6).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn required_option(&mut self, name: &str, value: &str) -> Result<()> {
        on!(self, "option", it => it.required_option(name.to_owned(), value.to_owned()))
    }

    /// How long the service may take, as `PT60S` (DSP0226 §6.1).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn timeout(&mut self, duration: &str) -> Result<()> {
        let duration = parsed::<value::Duration>("timeout", duration)?;
        on!(self, "timeout", it => it.timeout(duration))
    }

    /// The most octets of the answer, at least 8192 (DSP0226 §6.2).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn max_envelope_size(&mut self, octets: u64) -> Result<()> {
        on!(self, "max_envelope_size", it => it.max_envelope_size(octets))
    }

    /// The language of texts in the answer, as `en-US` (DSP0226 §6.3).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn locale(&mut self, language: &str) -> Result<()> {
        parsed::<value::Language>("locale", language)?;
        on!(self, "locale", it => it.locale(language.to_owned()))
    }

    /// The MessageID, in place of a fresh one (DSP0226 §5.4.4).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn message_id(&mut self, id: &str) -> Result<()> {
        on!(self, "message_id", it => it.message_id(id.to_owned()))
    }

    /// Asks for the endpoint reference of the resource that is returned (DSP0226 §6.5).
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn request_reference(&mut self) -> Result<()> {
        on!(self, "request_reference", it => it.request_reference())
    }

    /// Adds a header block of any name.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn header(&mut self, block: &View) -> Result<()> {
        let block = block.to_document()?;
        on!(self, "header", it => it.header(block))
    }

    /// The version of WS-Addressing: `2004` for 2004/08, `2005` for 1.0 of 2005/08.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn addressing(&mut self, version: &str) -> Result<()> {
        match version {
            "2004" => Ok(()),
            "2005" => on!(self, "addressing", it => it.addressing_2005()),
            other => {
                Err(Error::misfit(format!("addressing: expected 2004 or 2005, found {other}")))
            }
        }
    }
}

/// Settings of some operations.
impl Request {
    /// Only a fragment, which an XPath expression selects (DSP0226 §7.7). Of a Get and a Delete.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn fragment(&mut self, path: &str) -> Result<()> {
        on!(self, "fragment", it => it.fragment(path.to_owned()); Get Delete)
    }

    /// Only what a filter in a dialect lets through (DSP0226 §8.3, §10.2.2). Of an Enumerate and a
    /// Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn filter(&mut self, dialect: &str, filter: &Value) -> Result<()> {
        let filter = filter.content()?;
        on!(self, "filter", it => it.filter(dialect.to_owned(), filter); Enumerate Subscribe)
    }

    /// Only what a WQL query selects (MS-WSMV §2.2.4.19). Of an Enumerate and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn wql(&mut self, query: &str) -> Result<()> {
        self.filter(cimwire::schema::uris::dialect::WQL, &query.into())
    }

    /// Only what a CQL query selects (DSP0227 §9). Of an Enumerate and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn cql(&mut self, query: &str) -> Result<()> {
        self.filter(cimwire::schema::uris::dialect::CQL, &query.into())
    }

    /// Only what has these selectors (DSP0226 annex E). Of an Enumerate and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn select(&mut self, selectors: &[(&str, &str)]) -> Result<()> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let selectors: SelectorSet<'_> = selectors.iter().map(owned).collect();
        self.set_filter("select", Filter::selectors(&selectors))
    }

    /// Only what is associated with an instance, which an endpoint reference names (DSP0227 §9). Of
    /// an Enumerate.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn associated(&mut self, instance: &View, by: &Association) -> Result<()> {
        let filter = by.associated(&reference(instance)?);
        self.set_filter("associated", filter)
    }

    /// Only the associations of an instance (DSP0227 §9). Of an Enumerate.
    ///
    /// # Errors
    /// As [`Request::to`]; a class of associations or a role of results is refused, as the result is
    /// the association.
    pub fn associations(&mut self, instance: &View, by: &Association) -> Result<()> {
        if by.association_class.is_some() || by.result_role.is_some() {
            let text = "associations: expected a result class and a role, found others";
            return Err(Error::misfit(text.to_owned()));
        }
        let filter = by.associations(&reference(instance)?);
        self.set_filter("associations", filter)
    }

    fn set_filter(
        &mut self,
        setting: &str,
        filter: cimwire::Result<Filter<'static>>,
    ) -> Result<()> {
        let filter = filter.map_err(|error| Error::asked(&error))?;
        let dialect = filter.dialect.map(|it| it.text().to_owned()).unwrap_or_default();
        let content = filter.content;
        self.change(setting, |asked| match asked {
            Asked::Enumerate(it) => (Asked::Enumerate(it.filter(dialect, content)), true),
            Asked::Subscribe(it) => (Asked::Subscribe(it.filter(dialect, content)), true),
            other => (other, false),
        })
    }

    /// Asks for the first items in the answer already, so many at most (DSP0226 §8.2.3). Of an
    /// Enumerate.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn optimize(&mut self, max_elements: u64) -> Result<()> {
        on!(self, "optimize", it => it.optimize(max_elements); Enumerate)
    }

    /// What items are: `EnumerateEPR` or `EnumerateObjectAndEPR` (DSP0226 §8.7). Of an Enumerate.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn mode(&mut self, mode: &str) -> Result<()> {
        let mode = parsed::<EnumerationMode>("mode", mode)?;
        on!(self, "mode", it => it.mode(mode); Enumerate)
    }

    /// How instances of subclasses are shown: `IncludeSubClassProperties`,
    /// `ExcludeSubClassProperties` or `None` (DSP0227 §8.1). Of an Enumerate and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn polymorphism(&mut self, mode: &str) -> Result<()> {
        let mode = parsed::<PolymorphismMode>("polymorphism", mode)?;
        on!(self, "polymorphism", it => it.polymorphism(mode); Enumerate Subscribe)
    }

    /// Asks for an estimate of the number of items (DSP0226 §8.2.2). Of an Enumerate and a Pull.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn estimate(&mut self) -> Result<()> {
        on!(self, "estimate", it => it.estimate(); Enumerate Pull)
    }

    /// So many items or events a message at most. Of a Pull and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn max_elements(&mut self, most: u64) -> Result<()> {
        on!(self, "max_elements", it => it.max_elements(most); Pull Subscribe)
    }

    /// So many characters of items at most (DSP0226 R8.4-1). Of a Pull.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn max_characters(&mut self, most: u64) -> Result<()> {
        on!(self, "max_characters", it => it.max_characters(most); Pull)
    }

    /// So long at most until a message is sent, as `PT10S`. Of a Pull and a Subscribe.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn max_time(&mut self, most: &str) -> Result<()> {
        let most = parsed::<value::Duration>("max_time", most)?;
        on!(self, "max_time", it => it.max_time(most); Pull Subscribe)
    }

    /// When an enumeration or subscription ends: a duration as `PT10M`, or a dateTime. Of an
    /// Enumerate, a Subscribe and both kinds of Renew.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn expires(&mut self, expires: &str) -> Result<()> {
        parsed::<Expiration>("expires", expires)?;
        let expires = record::Leaf::from(expires.to_owned());
        on!(self, "expires", it => it.expires(expires);
            Enumerate Subscribe Renew EnumerationRenew)
    }

    /// Adds a parameter, in the namespace of the class; those of an array have one name. Of an
    /// Invoke.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn parameter(&mut self, name: &str, value: &Value) -> Result<()> {
        let value = value.content()?;
        on!(self, "parameter", it => it.parameter(name.to_owned(), value); Invoke)
    }

    /// Sends this element in place of one made of parameters. Of an Invoke.
    ///
    /// # Errors
    /// As [`Request::to`].
    pub fn input(&mut self, input: &View) -> Result<()> {
        let input = input.to_document()?;
        on!(self, "input", it => it.input(input); Invoke)
    }

    /// Changes the builder, by a closure that gives it back and says whether it has the setting.
    pub(super) fn change(
        &mut self,
        setting: &str,
        change: impl FnOnce(Asked) -> (Asked, bool),
    ) -> Result<()> {
        let placeholder = Asked::Identify(request::Identify::new());
        let (asked, has_setting) = change(std::mem::replace(&mut self.asked, placeholder));
        self.asked = asked;
        let none = || Error::misfit(format!("{setting}: this operation does not have it"));
        has_setting.then_some(()).ok_or_else(none)
    }
}

/// The value that the text of a setting stands for.
pub(super) fn parsed<'t, T: Lexical + ?Sized>(
    setting: &str,
    text: &'t str,
) -> Result<T::Value<'t>> {
    let misfit = || Error::misfit(format!("{setting}: {}, found {text}", T::EXPECTED));
    value::parse::<T>(text).ok_or_else(misfit)
}
