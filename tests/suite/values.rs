//! Lexical forms: what libxml2 takes for a value of a type, we do, and canonical texts read back.

use std::fmt::Debug;

use cimwire::schema::Type;
use cimwire::value::{
    Base64, CimDateTime, CimForm, Date, DateTime, Duration, Expiration, Hex, Language, Lexical,
    NcName, Scalar, Text, Time, Token, Uri, check, is_uri, parse, scalar,
};
use cimwire_tests::mutate::Random;
use cimwire_tests::oracle::Python;
use cimwire_tests::report;

#[test]
fn libxml2_takes_the_same_texts_for_values() {
    let mut python = Python::new("types");
    let questions = TYPES.map(|(kind, name, seeds)| (kind, name, texts(seeds)));
    for (_, name, texts) in &questions {
        let lines: Vec<String> = texts.iter().map(|text| escape(text)).collect();
        let file = python.file(format!("{name}\n{}", lines.join("\n")));
        python.ask("types", &[file]);
    }
    let Some(answers) = python.answers() else { return };
    for ((kind, name, texts), answer) in questions.iter().zip(&answers) {
        assert_eq!(answer.len(), texts.len(), "{name}: {answer}");
        for (text, theirs) in texts.iter().zip(answer.bytes().map(|digit| digit == b'1')) {
            let ours = check(*kind, text).is_ok();
            let is_same = ours == theirs || theirs && is_freer(*kind, text);
            assert!(is_same, "{name}: {text:?} is {ours} to us and {theirs} to libxml2");
        }
    }
    report(format!("{MANY} texts of each of {} types judged by libxml2", TYPES.len()));
}

#[test]
fn what_is_written_reads_back_as_the_same_value() {
    for (_, _, seeds) in TYPES {
        for text in texts(seeds) {
            reads_back::<bool>(&text);
            reads_back::<i8>(&text);
            reads_back::<i64>(&text);
            reads_back::<u64>(&text);
            reads_back::<Duration>(&text);
            reads_back::<DateTime>(&text);
            reads_back::<Date>(&text);
            reads_back::<Time>(&text);
            reads_back::<Expiration>(&text);
            is_stable::<f32>(&text);
            is_stable::<f64>(&text);
            is_stable::<Uri>(&text);
            is_stable::<Token>(&text);
            is_stable::<Language>(&text);
            is_stable::<NcName>(&text);
            is_stable::<Base64>(&text);
            is_stable::<Hex>(&text);
            is_stable::<str>(&text);
            assert!(!is_uri(&text) || parse::<Uri>(&text).is_some(), "{text:?}");
        }
    }
}

#[test]
fn real_numbers_of_any_bits_read_back() {
    let mut random = Random::new(3);
    for _ in 0..20_000 {
        let bits = (random.below(1 << 32) as u64) << 32 | random.below(1 << 32) as u64;
        let (wide, narrow) = (f64::from_bits(bits), f32::from_bits(bits as u32));
        let (wide_text, narrow_text) = (f64::canonical(&wide), f32::canonical(&narrow));
        let same = parse::<f64>(&wide_text).map(f64::to_bits) == Some(bits);
        assert!(same || wide.is_nan(), "{wide_text}");
        let same = parse::<f32>(&narrow_text).map(f32::to_bits) == Some(bits as u32);
        assert!(same || narrow.is_nan(), "{narrow_text}");
        assert!(wide_text.len() < 30, "{wide_text} is long");
    }
}

#[test]
fn json_has_the_text_or_its_value() {
    for (kind, name, seeds) in TYPES {
        for text in texts(seeds) {
            let value = scalar(kind, &text);
            let again = scalar(kind, &value.text()).text().into_owned();
            assert_eq!(again, value.text(), "{name}: {text:?}");
            let is_number = matches!(value, Scalar::Integer(_) | Scalar::Real(_));
            assert!(!is_number || value.text().parse::<f64>().is_ok(), "{name}: {text:?}");
        }
    }
}

#[test]
fn datetimes_of_cim_go_to_xml_and_back() {
    let mut read = 0;
    for text in texts(CIM_DATETIMES) {
        let Some(datetime) = parse::<CimDateTime>(&text) else { continue };
        let form = CimForm::from(datetime);
        let back = CimDateTime::try_from(form).expect("what was in 25 characters fits them");
        assert_eq!(CimForm::from(back), form, "{text}");
        // West or east of nowhere.
        assert_eq!(
            back.as_str().replace("-000", "+000"),
            text.replace("-000", "+000").replace("-***", "+***")
        );
        read += 1;
    }
    assert!(read > 20, "{read} of {MANY} are datetimes");
}

fn reads_back<T>(text: &str)
where
    T: for<'t> Lexical<Value<'t> = T> + PartialEq + Debug,
{
    is_stable::<T>(text);
    if let Some(value) = parse::<T>(text) {
        let written = Text::<T>::of(&value);
        assert_eq!(written.value(), Some(value), "{text:?} as {written}");
    }
}

/// A text of a type has one canonical text.
fn is_stable<T: Lexical + ?Sized>(text: &str) {
    if let Some(value) = parse::<T>(text) {
        assert!(Text::<T>::of(&value).is_canonical(), "{text:?}");
    }
}

/// Whether libxml2 is known to accept more than XML Schema does, or we to accept less.
fn is_freer(kind: Type, text: &str) -> bool {
    match kind {
        Type::Float | Type::Double => text.ends_with(['e', 'E', '+', '-']),
        Type::Base64 => {
            text.contains(|c: char| !(c.is_ascii_alphanumeric() || "+/= \t".contains(c)))
        }
        // Theirs may have blanks; ours are RFC 5646, which has more to say.
        Type::Uri | Type::Language => true,
        _ => has_bare_point(text),
    }
}

/// Whether a decimal point lacks a digit before or behind it.
fn has_bare_point(text: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.split_once('.').is_some_and(|(before, after)| {
        !is_digit(before.chars().next_back()) || !is_digit(after.chars().next())
    })
}

fn escape(text: &str) -> String {
    [("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Texts near those of a type: the seeds, and what a slip of the pen makes of them.
fn texts(seeds: &[&str]) -> Vec<String> {
    let mut random = Random::new(7);
    let mut texts: Vec<String> = seeds.iter().map(|&seed| seed.to_owned()).collect();
    while texts.len() < MANY {
        let mut text: Vec<char> = seeds[random.below(seeds.len())].chars().collect();
        for _ in 0..=random.below(2) {
            slip(&mut text, &mut random);
        }
        // libxml2 does not take off all blanks at an end that XML Schema takes off.
        texts.push(text.into_iter().collect::<String>().trim().to_owned());
    }
    texts
}

fn slip(text: &mut Vec<char>, random: &mut Random) {
    let at = random.below(text.len() + 1);
    let letters: Vec<char> = LETTERS.chars().collect();
    let letter = letters[random.below(letters.len())];
    match random.below(4) {
        0 => text.insert(at, letter),
        1 if at < text.len() => text[at] = letter,
        2 if at < text.len() => text.insert(at, text[at]),
        _ if at < text.len() => drop(text.remove(at)),
        _ => text.insert(at, ' '),
    }
}

/// The types, what XML Schema calls them, and texts of them.
const TYPES: [(Type, &str, &[&str]); 26] = [
    (Type::Boolean, "boolean", &["true", "false", "1", "0"]),
    (Type::Byte, "byte", &["-128", "+127", "0", "-0"]),
    (Type::Short, "short", &["-32768", "32767", "007"]),
    (Type::Int, "int", &["-2147483648", "2147483647", "00"]),
    (Type::Long, "long", &["-9223372036854775808", "9223372036854775807"]),
    (Type::UnsignedByte, "unsignedByte", &["255", "0", "007"]),
    (Type::UnsignedShort, "unsignedShort", &["65535", "0"]),
    (Type::UnsignedInt, "unsignedInt", &["4294967295", "0"]),
    (Type::UnsignedLong, "unsignedLong", &["18446744073709551615", "0"]),
    (Type::NonNegativeInteger, "nonNegativeInteger", &["0", "12345678901", "+7"]),
    (Type::PositiveInteger, "positiveInteger", &["1", "12345678901", "+7"]),
    (Type::Float, "float", &["1.5E-3", "-INF", "NaN", "100.300003051758", ".5"]),
    (Type::Double, "double", &["1.5e+30", "INF", "NaN", "-0", "5."]),
    (Type::Duration, "duration", DURATIONS),
    (Type::PositiveDuration, "PositiveDuration", DURATIONS),
    (Type::NonNegativeDuration, "NonNegativeDuration", DURATIONS),
    (Type::DateTime, "dateTime", DATETIMES),
    (Type::Expiration, "Expiration", &["2025-03-01T08:30:00Z", "PT10M", "-P1D", "PT0S"]),
    (Type::Date, "date", &["2025-03-01", "2024-02-29Z", "1999-12-31-14:00", "-0005-01-30"]),
    (Type::Time, "time", &["08:30:00", "23:59:59.999Z", "24:00:00", "12:00:00.5-01:30"]),
    (Type::Uri, "anyURI", &["http://u@h:5985/a/b?c=%20#d", "urn:uuid:1", "../é", "http://[::1]"]),
    (Type::NcName, "NCName", &["a", "CIM_Fan", "é.b-c"]),
    (Type::Token, "token", &["a b", " a\n"]),
    (Type::Language, "language", &["en-US", "zh-Hant-TW", "i-klingon", "x-a-b", "de-CH-1901"]),
    (Type::Base64, "base64Binary", &["QUJD", "QUI=", "QQ==", "AAAB/+8=", "QUJD QUJD"]),
    (Type::Hex, "hexBinary", &["0aFF", "", "00"]),
];
const DURATIONS: &[&str] =
    &["PT60S", "P1Y2M3DT4H5M6.789S", "-P1D", "PT0.5S", "P0Y0M0DT0H0M0S", "PT1M", "P1M1D", "-PT0S"];
const DATETIMES: &[&str] = &[
    "2025-03-01T08:30:00Z",
    "2024-02-29T23:59:59.9999999+14:00",
    "-0044-03-15T00:00:00",
    "1999-12-31T24:00:00-00:00",
    "12025-03-01T08:30:00.5-13:59",
];
const CIM_DATETIMES: &[&str] = &[
    "20160331193040.654321+120",
    "20160331******.******-060",
    "********193040.500000+***",
    "00001234010203.123456:000",
    "2016**********.******+000",
];
const LETTERS: &str = "0123456789*+-.:TZPYMDHSEeINFaNtrue=/?#%[]@_é \t";
const MANY: usize = 800;
