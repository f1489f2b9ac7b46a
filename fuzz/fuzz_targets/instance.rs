#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cimwire_tests::oracle::instance(data));
