#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| mailgun_edge_fuzz::dates(data));
