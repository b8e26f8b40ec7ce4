//! The little world a layout sees: one fixed source, the document as data, its charts, four faces.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use crate::fonts::FACES;
use crate::prepare::Prepared;

/// The layout of every document. It reads [`DATA`] and holds no text of its own.
static LAYOUT: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("/layout.typ"), include_str!("layout.typ").to_owned()));

/// Path under which the layout finds the document.
const DATA: &str = "/document.json";

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FACES.iter())));

/// The library, with the functions that mark a table's row headers.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features: Features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Files by their path, nothing else: no disk, no packages, no clock.
pub(crate) struct InMemory {
    files: BTreeMap<String, Bytes>,
}

impl InMemory {
    /// The world of one document.
    pub(crate) fn new(prepared: Prepared) -> Self {
        let mut files: BTreeMap<String, Bytes> =
            prepared.files.into_iter().map(|(path, content)| (path, Bytes::new(content))).collect();
        files.insert(DATA.to_owned(), Bytes::from_string(prepared.data));
        Self { files }
    }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a fixed path without `..`");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

impl World for InMemory {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        LAYOUT.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == LAYOUT.id() { Ok(LAYOUT.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        let found = self.files.get(id.vpath().get_with_slash());
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
