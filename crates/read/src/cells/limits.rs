//! How much one file may cost (quality: never more than 1 GiB for one file).

use model::{Cell, FaultKind};

use super::FileFault;

/// Most bytes the parts of a package may unpack to.
pub(super) const UNPACKED_BYTES: u64 = 512 << 20;
/// Most cells kept of one file.
const CELLS: usize = 3_000_000;
/// Most bytes of text kept of one file; one text named by many cells counts each time.
const TEXT_BYTES: usize = 96 << 20;
/// Most slots of the dense tables that old formats are read into, over all sheets of a file.
pub(super) const DENSE_SLOTS: u64 = 6_000_000;

/// What is left of a file's allowance.
#[derive(Clone, Copy, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
}

impl Budget {
    /// Takes one cell out of the allowance.
    pub(super) fn take(&mut self, cell: &Cell) -> Result<(), FileFault> {
        self.cells += 1;
        self.text += cell.raw.len();
        if self.cells > CELLS {
            return Err(too_large(format!("more than {CELLS} cells")));
        }
        if self.text > TEXT_BYTES {
            return Err(too_large("more than 96 MiB of text".to_owned()));
        }
        Ok(())
    }
}

/// The fault of a file that holds or claims more than can be read safely.
pub(super) fn too_large(what: String) -> FileFault {
    FileFault::new(
        FaultKind::FileTooLarge,
        format!(
            "the file holds {what}; delete what is not needed (often stray cells far below or right of the table), save it as .xlsx and send it again"
        ),
    )
}
