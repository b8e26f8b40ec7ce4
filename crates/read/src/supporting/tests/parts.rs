//! Tables in several parts, and that every account closes whatever the mapping says.

use super::*;

#[test]
fn a_table_that_goes_on_under_its_header_again_is_one() {
    let rows = "Orders of the town;;\nWhat;Amount;Pieces\nLaptop;1,00;1\nLaptop;2,00;1\nSubtotal;3,00;2\n\
;;\nWhat;Amount;Pieces\nLaptop;4,00;1\nLaptop;5,00;1\nGrand total;12,00;4\n";
    let mapping = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\nunits = \"Pieces\"\n";
    let reading = read_with(mapping, &[("o.csv", rows)]);
    assert_eq!(reasons(&reading), ["", "", "subtotal", "", "", "subtotal"]);
    assert_eq!(reading.tables.len(), 1);
    assert_eq!(reading.tables[0].header_rows, [2]);
    assert_eq!(reading.tables[0].row_range, (3, 10));
}

/// A small generator, so that the same tables are tried each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }
}

fn any_row(dice: &mut Dice) -> String {
    let what = ["Laptop 14", "Monitor", "Spoon", "Subtotal", "Total", "Laptop, refurbished", ""];
    let amount = ["1,00", "-2,50", "3.000,00", "x", "", "0,005", "12,00 SEK", "4", "-"];
    let day = ["01.02.2026", "02.02.2025", "", "31.02.2026"];
    let kind = ["order", "credit", "cancelled", ""];
    format!(
        "{};{};{};{};{};{};{}\n",
        dice.roll(4),
        dice.one(&day),
        dice.one(&what),
        dice.one(&amount),
        dice.one(&amount),
        dice.one(&["EUR", "SEK", ""]),
        dice.one(&kind)
    )
}

/// What was read is what the lines say, and what was typed is that with tax and rounding, for many tables of
/// all kinds of rows and every option of the mapping (`read_with` checks both).
#[test]
fn every_account_closes_whatever_the_mapping_says() {
    let header = "No;Day;What;Sum A;Sum B;Currency;Type\n";
    let mut dice = Dice(7);
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..120 {
        let options = [
            dice.one(&["", "sign = \"reversed\"\n"]),
            dice.one(&["", "negative_when = { column = \"Type\", matches = \"credit\" }\n"]),
            dice.one(&["", "skip = [1, { column = \"Type\", matches = \"cancelled\" }]\n"]),
            dice.one(&["", "tax = \"included\"\ntax_rate = 0.19\n"]),
            dice.one(&["", "header_rows = 1\n"]),
            "decimal = \",\"\ndate_format = \"dd.mm.yyyy\"\n",
        ];
        let below = match dice.roll(2) {
            0 => "amount = \"Sum A\"\n".to_owned(),
            _ => "[table.unpivot]\ncolumns = \"^Sum\"\ninto = \"amount\"\n".to_owned(),
        };
        let when = dice.one(&[
            "",
            "[[table.when]]\ncolumn = \"What\"\nmatches = \"refurb\"\nthen = { currency = \"SEK\" }\n",
        ]);
        let mapping = format!(
            "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\n{}[table.columns]\nreference = \"No\"\n\
             date = \"Day\"\ndescription = \"What\"\ncurrency = \"Currency\"\n{below}{when}",
            options.concat()
        );
        let mut rows = header.to_owned();
        for _ in 0..2 {
            (0..12).for_each(|_| rows.push_str(&any_row(&mut dice)));
            rows.push_str(header);
        }
        (0..5).for_each(|_| rows.push_str(&any_row(&mut dice)));
        let reading = read_with(&mapping, &[("o.csv", &rows)]);
        assert!(
            mapping::read(&input("mapping.toml", &mapping), mapping::Of::Participant)
                .faults
                .is_empty(),
            "{mapping}"
        );
        for reason in reasons(&reading) {
            *met.entry(reason).or_default() += 1;
        }
    }
    let all = ["", "skipped", "outside_period", "duplicate", "subtotal", "refused", "unclassified"];
    for reason in all {
        assert!(met.get(reason).is_some_and(|rows| *rows > 10), "`{reason}` in {met:?}");
    }
}
