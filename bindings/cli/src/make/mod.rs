//! `cimwire make`.

mod args;

use std::io;
use std::path::{self, PathBuf};

use cimwire_facade::{Association, Bytes, Decoder, Error, Options, Path, Request, Value, View};
use clap::CommandFactory;
use clap::error::ErrorKind;

pub(crate) use args::Make;
use args::{Context, Delivery, Filter, Header, Manager, Operation, Sent, Target};

use crate::args::Cimwire;
use crate::content::Source;
use crate::paint::{print_json, print_xml};
use crate::report::{Failure, report};

/// Why there is no request.
enum Refusal {
    /// An argument is not what it should be.
    Argument(Error),
    /// Arguments do not go together.
    Wrong(&'static str),
    /// A file is not.
    File(PathBuf, Box<Failure>),
}

/// Runs the command; whether the input was well. Ends the process where the arguments are wrong.
pub(crate) fn run(args: &Make) -> io::Result<bool> {
    let bytes = request(&args.operation).and_then(|request| Ok(request.encode()?));
    let printed = bytes.and_then(|mut bytes| {
        if args.json {
            return Ok(print_json(&json(&bytes.into())?));
        }
        bytes.push(b'\n');
        Ok(print_xml(&bytes))
    });
    match printed {
        Ok(printed) => printed.map(|()| true),
        Err(Refusal::File(path, failure)) => {
            report(&path, &failure, false);
            Ok(false)
        }
        Err(Refusal::Wrong(text)) => {
            Cimwire::command().error(ErrorKind::MissingRequiredArgument, text).exit()
        }
        Err(Refusal::Argument(error)) => {
            Cimwire::command().error(ErrorKind::ValueValidation, error.text).exit()
        }
    }
}

/// The JSON form of a message.
fn json(message: &Bytes) -> Result<String, Error> {
    Decoder::new(Options::default()).message(message)?.to_json()
}

fn request(operation: &Operation) -> Result<Request, Refusal> {
    Ok(match operation {
        Operation::Get(args) => {
            let get = Request::get(&args.target.resource);
            fragment(to(get, &args.target, &args.header)?, args.fragment.as_ref())?
        }
        Operation::Delete(args) => {
            let delete = Request::delete(&args.target.resource);
            fragment(to(delete, &args.target, &args.header)?, args.fragment.as_ref())?
        }
        Operation::Put(args) => put(args)?,
        Operation::Create(args) => create(args)?,
        Operation::Enumerate(args) => enumerate(args)?,
        Operation::Pull(args) => pull(args)?,
        Operation::Release(args) => {
            let release = Request::release(&args.target.resource, &context(&args.context)?)?;
            to(release, &args.target, &args.header)?
        }
        Operation::EnumerationRenew(args) => {
            let context = context(&args.context)?;
            let mut renew = Request::enumeration_renew(&args.target.resource, &context)?;
            given(&args.expires, |when| renew.expires(when))?;
            to(renew, &args.target, &args.header)?
        }
        Operation::EnumerationStatus(args) => {
            let context = context(&args.context)?;
            let status = Request::enumeration_status(&args.target.resource, &context)?;
            to(status, &args.target, &args.header)?
        }
        Operation::Invoke(args) => invoke(args)?,
        Operation::Identify => Request::identify(),
        Operation::Subscribe(args) => subscribe(args)?,
        Operation::Renew(args) => {
            let mut renew = managed(Request::renew, &args.manager, &args.header)?;
            given(&args.expires, |when| renew.expires(when))?;
            renew
        }
        Operation::GetStatus(args) => managed(Request::status, &args.manager, &args.header)?,
        Operation::Unsubscribe(args) => managed(Request::unsubscribe, &args.manager, &args.header)?,
    })
}

fn put(args: &args::Put) -> Result<Request, Refusal> {
    let uri = &args.target.resource;
    let put = match brought(&args.sent)? {
        Brought::Whole(instance) => Request::put(uri, &instance)?,
        Brought::Fragment(path, value) => Request::put_fragment(uri, &path, &value)?,
    };
    to(put, &args.target, &args.header)
}

fn create(args: &args::Create) -> Result<Request, Refusal> {
    let uri = &args.target.resource;
    let create = match brought(&args.sent)? {
        Brought::Whole(instance) => Request::create(uri, &instance)?,
        Brought::Fragment(path, value) => Request::create_fragment(uri, &path, &value)?,
    };
    to(create, &args.target, &args.header)
}

fn enumerate(args: &args::Enumerate) -> Result<Request, Refusal> {
    let mut enumerate = Request::enumerate(&args.target.resource);
    filter(&mut enumerate, &args.filter)?;
    associated(&mut enumerate, &args.association)?;
    if args.optimize {
        enumerate.optimize(args.max_elements)?;
    }
    given(&args.mode, |mode| enumerate.mode(mode.word()))?;
    given(&args.polymorphism, |mode| enumerate.polymorphism(mode.word()))?;
    given(&args.expires, |when| enumerate.expires(when))?;
    if args.estimate {
        enumerate.estimate()?;
    }
    to(enumerate, &args.target, &args.header)
}

fn pull(args: &args::Pull) -> Result<Request, Refusal> {
    let mut pull = Request::pull(&args.target.resource, &context(&args.context)?)?;
    given(&args.max_elements, |most| pull.max_elements(*most))?;
    given(&args.max_characters, |most| pull.max_characters(*most))?;
    given(&args.max_time, |most| pull.max_time(most))?;
    if args.estimate {
        pull.estimate()?;
    }
    to(pull, &args.target, &args.header)
}

fn invoke(args: &args::Invoke) -> Result<Request, Refusal> {
    let mut invoke = Request::invoke(&args.target.resource, &args.method);
    for (name, value) in &args.parameters {
        invoke.parameter(name, &value.as_str().into())?;
    }
    if let Some(body) = &args.body {
        invoke.input(&element(body)?)?;
    }
    to(invoke, &args.target, &args.header)
}

fn subscribe(args: &args::Subscribe) -> Result<Request, Refusal> {
    let (uri, sink) = (&args.target.resource, args.notify_to.as_deref().unwrap_or_default());
    let mut subscribe = match args.delivery {
        Delivery { push_with_ack: true, .. } => Request::subscribe_push_with_ack(uri, sink),
        Delivery { events: true, .. } => Request::subscribe_events(uri, sink),
        Delivery { pull: true, .. } => Request::subscribe_pull(uri),
        Delivery { .. } => Request::subscribe_push(uri, sink),
    };
    filter(&mut subscribe, &args.filter)?;
    given(&args.end_to, |url| subscribe.end_to(url))?;
    given(&args.expires, |when| subscribe.expires(when))?;
    given(&args.heartbeats, |every| subscribe.heartbeats(every))?;
    given(&args.max_elements, |most| subscribe.max_elements(*most))?;
    given(&args.max_time, |most| subscribe.max_time(most))?;
    given(&args.max_delivery_size, |most| {
        subscribe.max_delivery_size(*most, args.too_large.word())
    })?;
    given(&args.retry.zip(args.retry_after.as_ref()), |(total, after)| {
        subscribe.retry(*total, after)
    })?;
    given(&args.auth, |profile| subscribe.auth(profile))?;
    given(&args.polymorphism, |mode| subscribe.polymorphism(mode.word()))?;
    given(&args.content_encoding, |name| subscribe.content_encoding(name))?;
    if args.send_bookmarks {
        subscribe.send_bookmarks()?;
    }
    given(&args.bookmark, |text| subscribe.bookmark(&text.as_str().into()))?;
    to(subscribe, &args.target, &args.header)
}

/// What a Put or Create brings.
enum Brought {
    Whole(View),
    Fragment(String, Value),
}

fn brought(sent: &Sent) -> Result<Brought, Refusal> {
    let body = sent.body.as_deref().map(element).transpose()?;
    let text = sent.value.clone().map(Value::Text);
    Ok(match (sent.fragment.clone(), body) {
        (None, Some(body)) => Brought::Whole(body),
        // Without a body there is a value, and with a value a fragment: the arguments say so.
        (path, body) => {
            let value = text.or(body.map(Value::Element)).unwrap_or(Value::from(""));
            Brought::Fragment(path.unwrap_or_default(), value)
        }
    })
}

/// Puts the header blocks of every request.
fn to(mut request: Request, target: &Target, header: &Header) -> Result<Request, Refusal> {
    request.to(&target.to)?;
    if let Some(path) = &target.instance {
        let mut path = Path::parse(path)?;
        path.set_base_of(&target.resource);
        request.instance(&path)?;
    }
    given(&target.namespace, |namespace| request.namespace(namespace))?;
    for (name, value) in &target.selectors {
        request.selector(name, &value.as_str().into())?;
    }
    set_header(&mut request, header)?;
    Ok(request)
}

fn set_header(request: &mut Request, header: &Header) -> Result<(), Error> {
    for (name, value) in &header.options {
        request.option(name, value)?;
    }
    for (name, value) in &header.required_options {
        request.required_option(name, value)?;
    }
    if header.show_extensions {
        request.show_extensions()?;
    }
    given(&header.timeout, |most| request.timeout(most))?;
    given(&header.max_envelope_size, |most| request.max_envelope_size(*most))?;
    given(&header.locale, |language| request.locale(language))?;
    given(&header.message_id, |id| request.message_id(id))?;
    request.addressing(&header.addressing)
}

fn fragment(mut request: Request, path: Option<&String>) -> Result<Request, Refusal> {
    path.map_or(Ok(()), |path| request.fragment(path))?;
    Ok(request)
}

fn filter(request: &mut Request, filter: &Filter) -> Result<(), Error> {
    given(&filter.filter, |text| request.filter(&filter.dialect, &text.as_str().into()))?;
    given(&filter.wql, |query| request.wql(query))?;
    given(&filter.cql, |query| request.cql(query))?;
    if filter.select.is_empty() {
        return Ok(());
    }
    let selectors = filter.select.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    request.select(&selectors.collect::<Vec<_>>())
}

/// Only what associations lead to, or these themselves.
fn associated(request: &mut Request, args: &args::Association) -> Result<(), Refusal> {
    let by = Association {
        association_class: args.association_class.clone(),
        role: args.role.clone(),
        result_class: args.result_class.clone(),
        result_role: args.result_role.clone(),
        include: args.include.clone(),
    };
    match (&args.associated, &args.associations) {
        (Some(instance), _) => request.associated(&element(instance)?, &by)?,
        (None, Some(instance)) => request.associations(&element(instance)?, &by)?,
        (None, None) if by == Association::default() => {}
        (None, None) => {
            let text = "expected --associated or --associations beside what says which";
            return Err(Refusal::Wrong(text));
        }
    }
    Ok(())
}

/// The context that was given, or that of a message.
fn context(context: &Context) -> Result<Value, Refusal> {
    let Some(path) = &context.after else {
        return Ok(context.context.as_deref().unwrap_or_default().into());
    };
    let answer = read(path, Source::message)?;
    let missing = || missing(path, "expected an enumeration context, found none");
    Ok(Value::Inside(answer.enumeration_context().ok_or_else(missing)?))
}

/// A request to the manager of a subscription.
fn managed(
    make: fn(&View) -> Result<Request, Error>,
    manager: &Manager,
    header: &Header,
) -> Result<Request, Refusal> {
    let root = element(&manager.file)?;
    let manager_of = |root: &View| root.message().ok()?.subscription_manager();
    let mut request = make(&manager_of(&root).unwrap_or(root))
        .map_err(|error| missing(&manager.file, &error.text))?;
    given(&manager.to, |address| request.to(address))?;
    set_header(&mut request, header)?;
    Ok(request)
}

/// Sets what was given.
fn given<T>(value: &Option<T>, set: impl FnOnce(&T) -> Result<(), Error>) -> Result<(), Error> {
    value.as_ref().map_or(Ok(()), set)
}

fn element(path: &path::Path) -> Result<View, Refusal> {
    read(path, Source::element)
}

fn read<T>(
    path: &path::Path,
    read: impl FnOnce(&mut Source, &path::Path) -> Result<T, Failure>,
) -> Result<T, Refusal> {
    let mut source = Source::new(Options::default(), false);
    read(&mut source, path).map_err(|failure| Refusal::File(path.to_owned(), Box::new(failure)))
}

/// What a file should hold, and does not.
fn missing(path: &path::Path, text: &str) -> Refusal {
    let error = io::Error::new(io::ErrorKind::InvalidData, text);
    Refusal::File(path.to_owned(), Box::new(Failure::File(error)))
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Argument(error)
    }
}
