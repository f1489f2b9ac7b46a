//! What was let pass, what was repaired, what differs.

use cimwire_facade::Level;

use crate::border::{Code, ask, found, free, str_if_any, str_of};
use crate::text::Str;

/// What is not as it should be, and was read all the same. Free it with
/// `cimwire_deviations_free`.
pub struct Deviations(pub(crate) Vec<cimwire_facade::Deviation>);

/// How binding a rule is.
#[repr(C)]
pub enum RuleLevel {
    /// It explains.
    Note = 0,
    /// It may be so.
    May = 1,
    /// It should be so.
    Should = 2,
    /// It has to be so.
    Shall = 3,
}

/// A deviation. Its texts live as long as the list.
#[repr(C)]
pub struct Deviation {
    /// The rule it departs from, as `DSP0226:R5.3-1`; without data where there is none.
    pub rule: Str,
    /// The name of the kind: that of the error a strict decoder gives.
    pub kind: Str,
    /// What it is.
    pub text: Str,
    /// The elements around the place; empty where none is known.
    pub path: Str,
    /// How binding what it departs from is: one of `enum cimwire_rule_level`.
    pub level: i32,
    /// Bytes from the start of the input.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// The deviation of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_deviations_at(
    deviations: *const Deviations,
    index: usize,
    deviation: *mut Deviation,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(deviations, |it| c.put(deviation, told(found(it.0.get(index))?)))) }
}

/// Frees a list of deviations. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_deviations_free(deviations: *mut Deviations) -> Code {
    free(deviations)
}

/// What salvage replaced. Free it with `cimwire_repairs_free`.
pub struct Repairs(Vec<(cimwire_facade::Repair, String)>);

impl Repairs {
    pub(crate) fn new(repairs: Vec<cimwire_facade::Repair>) -> Self {
        let with_text = |repair: cimwire_facade::Repair| {
            let replacement = repair.replacement.to_string();
            (repair, replacement)
        };
        Self(repairs.into_iter().map(with_text).collect())
    }
}

/// Something that XML cannot hold and that was replaced. Its texts live as long as the list.
#[repr(C)]
pub struct Repair {
    /// What stood there, in words.
    pub found: Str,
    /// What stands in the message instead.
    pub replacement: Str,
    /// Bytes from the start of the input.
    pub offset: usize,
}

/// The repair of a number, from 0; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_repairs_at(
    repairs: *const Repairs,
    index: usize,
    repair: *mut Repair,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe {
        ask(|c| {
            c.read(repairs, |it| {
                let (it, replacement) = found(it.0.get(index))?;
                let (found, replacement) = (str_of(&it.found), str_of(replacement));
                c.put(repair, Repair { found, replacement, offset: it.offset })
            })
        })
    }
}

/// Frees a list of repairs. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_repairs_free(repairs: *mut Repairs) -> Code {
    free(repairs)
}

/// Where two documents do not say the same. Free it with `cimwire_differences_free`.
pub struct Differences(Vec<String>);

impl Differences {
    pub(crate) fn new(differences: &[cimwire_facade::Difference]) -> Self {
        Self(differences.iter().map(ToString::to_string).collect())
    }
}

/// The difference of a number, from 0, as `Fan/Speed: text: left "1", right "2"`, which lives as
/// long as the list; `CIMWIRE_NONE` behind the last.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cimwire_differences_at(
    differences: *const Differences,
    index: usize,
    difference: *mut Str,
) -> Code {
    // SAFETY: the caller keeps the promises of the header.
    unsafe { ask(|c| c.read(differences, |it| c.put(difference, str_of(found(it.0.get(index))?)))) }
}

/// Frees a list of differences. NULL is allowed.
#[unsafe(no_mangle)]
pub extern "C" fn cimwire_differences_free(differences: *mut Differences) -> Code {
    free(differences)
}

fn told(deviation: &cimwire_facade::Deviation) -> Deviation {
    let level = match deviation.level {
        Level::Note => RuleLevel::Note,
        Level::May => RuleLevel::May,
        Level::Should => RuleLevel::Should,
        Level::Shall => RuleLevel::Shall,
    };
    Deviation {
        rule: str_if_any(deviation.rule.as_deref()),
        kind: str_of(deviation.kind),
        text: str_of(&deviation.text),
        path: str_of(&deviation.path),
        level: level as i32,
        offset: deviation.offset,
        line: deviation.line,
        column: deviation.column,
    }
}
