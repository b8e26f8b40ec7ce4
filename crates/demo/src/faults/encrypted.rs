//! A workbook that opens with a password.

use std::io::{Cursor, Write};

/// The streams of an encrypted workbook (\[MS-OFFCRYPTO\], section 2.3): nobody has a password for this one, since
/// nothing is in it.
const STREAMS: [&str; 2] = ["/EncryptionInfo", "/EncryptedPackage"];

/// The bytes of such a workbook.
pub(crate) fn workbook() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    for stream in STREAMS {
        let mut stream = file.create_stream(stream).expect("memory takes it");
        stream.write_all(&[0x5a; 6_000]).expect("memory takes it");
    }
    file.into_inner().into_inner()
}
