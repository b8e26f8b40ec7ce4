//! Content and fingerprints of files.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;
use std::thread;

use model::InputFile;
use sha2::{Digest, Sha256};

use crate::walk::{Listed, refused};
use crate::workspace::LARGEST_FILE;

/// A file as read, or why it is kept out.
pub(crate) type ReadFile = Result<InputFile, (String, String)>;

/// Reads the files on all processors; the result is in the order of `files`.
pub(crate) fn read_all(files: &[Listed]) -> Vec<ReadFile> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = files.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let tasks: Vec<_> = files
            .chunks(share)
            .map(|chunk| scope.spawn(move || chunk.iter().map(read_one).collect::<Vec<_>>()))
            .collect();
        tasks
            .into_iter()
            .flat_map(|task| task.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Reads one file, never more of it than the guard allows.
pub(crate) fn read_one(file: &Listed) -> ReadFile {
    let failed = |error: std::io::Error| (file.path.clone(), refused(&error));
    let opened = File::open(&file.on_disk).map_err(failed)?;
    let size = opened.metadata().map_err(failed)?.len();
    if size > LARGEST_FILE {
        return Err(too_large(file));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let mut guarded = opened.take(LARGEST_FILE + 1);
    guarded.read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(too_large(file));
    }
    Ok(InputFile {
        path: file.path.as_str().into(),
        sha256: fingerprint(&bytes),
        bytes: Arc::from(bytes),
    })
}

/// Why a file of more than the guard is kept out.
fn too_large(file: &Listed) -> (String, String) {
    let limit = LARGEST_FILE / (1024 * 1024);
    let why = format!("larger than {limit} MiB and therefore not read: ask for it in parts");
    (file.path.clone(), why)
}

/// SHA-256 as 64 lower-case hexadecimal digits.
fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("writing to a text cannot fail");
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fingerprint_is_the_standard_one() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::fingerprint(b"abc"), of_abc);
    }
}
