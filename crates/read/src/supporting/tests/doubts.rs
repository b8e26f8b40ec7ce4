//! Rows that are read and still ask a question: amounts that are missing, differ or stand twice.

use super::*;

const ORDERS: &str = "[[table]]\nfile = \"o.csv\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\n\
reference = \"No\"\ndate = \"Day\"\ndescription = \"What\"\nunits = \"Pieces\"\namount = \"Amount\"\n";

fn read(more: &str, rows: &str) -> SupportingReading {
    let head = if more.contains("Price") { ";Price" } else { "" };
    let text = format!("No;Day;What;Pieces;Amount{head}\n{rows}");
    read_with(&format!("{ORDERS}{more}"), &[("o.csv", &text)])
}

/// Kind, cell and what stands there, for each fault.
fn told(reading: &SupportingReading) -> Vec<(FaultKind, String, &str)> {
    let cell = |fault: &Fault| fault.place.cell_name().unwrap_or_default();
    reading.faults.iter().map(|fault| (fault.kind, cell(fault), fault.raw.as_str())).collect()
}

#[test]
fn a_printed_total_that_differs_is_left_out_and_asked_about() {
    let reading = read(
        "",
        "1;2026-02-03;Laptop a;1;1000\n2;2026-02-03;Laptop b;1;1500\n;;Total laptops;2;2600\n",
    );
    assert_eq!(reasons(&reading), ["", "", "subtotal"]);
    let told = told(&reading);
    assert_eq!(told[0], (FaultKind::SumDiffers, "4:5".to_owned(), "EUR 100.00"));
    assert_eq!(told[1].0, FaultKind::SubtotalRow);
    let rounded = read("", "1;2026-02-03;Laptop a;1;0.50\n;;Total;;0.51\n");
    assert_eq!(kinds(&rounded), [FaultKind::SubtotalRow]);
}

#[test]
fn an_order_that_speaks_of_a_total_is_an_order() {
    let rows = "1;2026-02-03;Laptop \"Total Care\";1;1000\n2;2026-02-03;Laptop Sum edition;1;1000\n\
3;2026-02-04;Total: laptop;1;2000\n4;2026-02-04;Total;2;1700\n5;2026-02-04;Total;6;5700\n";
    let reading = read("", rows);
    assert_eq!(reasons(&reading), ["", "", "", "unclassified", "unclassified"]);
    let rows = rows.replace(";6;5700", ";5;5700");
    assert_eq!(reasons(&read("", &rows)).last(), Some(&"subtotal"));
}

#[test]
fn an_amount_that_is_missing_is_asked_about_and_the_units_count() {
    let rows = "1;2026-02-03;Laptop a;1;1000\n2;2026-02-04;Laptop b;2;\n3;2026-02-05;Laptop c;3\n\
4;2026-02-05;Laptop d;4;n/a\n5;2026-02-05;Laptop e;5;-\n6;2026-02-05;Laptop f;nvt;600\n";
    let reading = read("", rows);
    assert_eq!(reasons(&reading), [""; 6]);
    let missing = |cell: &str, raw| (FaultKind::AmountMissing, cell.to_owned(), raw);
    assert_eq!(told(&reading), [missing("3:5", "2 units"), missing("4:5", "3 units")]);
    let units: Vec<_> = reading.lines.iter().map(|line| line.units).collect();
    assert_eq!(units, [Some(1), Some(2), Some(3), Some(4), Some(5), None]);
    let none = read("", "1;2026-02-03;Laptop a;1;\n2;2026-02-04;Laptop b;2;\n");
    assert_eq!(kinds(&none), []);
}

#[test]
fn rows_that_stand_twice_without_a_reference_count_and_are_asked_about_once() {
    let row = ";2026-02-03;Laptop a;1;700\n";
    let rows = format!("{row}{row};2026-02-04;Laptop a;1;700\n{row}1;2026-02-03;Laptop a;1;700\n");
    let reading = read("", &rows);
    assert_eq!(reasons(&reading), [""; 5]);
    assert_eq!(told(&reading), [(FaultKind::RepeatedRow, "3:5".to_owned(), "EUR 1400.00")]);
    assert_eq!(reading.faults[0].field, "2 rows");
    // Another column, mapped or not, tells rows apart.
    let text = "Day;What;Amount;Site\n2026-02-03;Laptop;5;North\n2026-02-03;Laptop;5;South\n";
    let mapping = ORDERS.replace("reference = \"No\"\n", "").replace("units = \"Pieces\"\n", "");
    assert_eq!(kinds(&read_with(&mapping, &[("o.csv", text)])), []);
}

#[test]
fn an_amount_that_units_and_price_do_not_give_is_asked_about_without_the_price() {
    let more = "unit_price = \"Price\"\n";
    let rows = "1;2026-02-03;Laptop a;10;50000;501.25\n2;2026-02-03;Laptop b;10;501.25;501.25\n\
3;2026-02-03;Laptop c;10;5012,50;501,25\n4;2026-02-03;Laptop d;-3;-1503.75;501.25\n\
5;2026-02-03;Laptop e;3;1518;501.25\n6;2026-02-03;Laptop f;3;90;free\n";
    let reading = read(more, rows);
    assert_eq!(reasons(&reading), [""; 6]);
    let differs = |cell: &str, raw| (FaultKind::PriceDiffers, cell.to_owned(), raw);
    assert_eq!(told(&reading), [differs("2:5", "EUR 50000.00"), differs("3:5", "EUR 501.25")]);
    let shown = &reading.faults[0];
    assert!(shown.context.iter().all(|cell| cell.column != "F"), "{:?}", shown.context);
    let taxed = format!("tax = \"included\"\ntax_rate = 0.2\n[table.columns]\n{more}");
    let mapping = ORDERS.replace("[table.columns]\n", &taxed);
    let text = "No;Day;What;Pieces;Amount;Price\n1;2026-02-03;Laptop a;10;1200;100\n";
    assert_eq!(kinds(&read_with(&mapping, &[("o.csv", text)])), []);
}

#[test]
fn another_currency_than_the_mapping_says_is_refused_however_it_is_written() {
    let rows = "1;2026-02-03;Laptop a;1;$1000.50\n2;2026-02-03;Laptop b;1;USD 2000.50\n3;2026-02-03;Laptop c;1;€ 5.50\n";
    let reading = read("", rows);
    assert_eq!(reasons(&reading), ["refused", "refused", ""]);
    assert_eq!(kinds(&reading), [FaultKind::UnknownCurrency; 2]);
}

#[test]
fn a_number_shown_as_a_percentage_is_no_amount() {
    let rows: [&[&str]; 3] = [&["What", "Amount"], &["Laptop", "=0.25"], &["Laptop", "=5.5"]];
    let mut sheet = crate::testing::sheet("Orders", &rows);
    for (row, format) in [(1, "0.00%"), (2, "0.00 \"% of\"")] {
        let cell = sheet.at(row, 1).unwrap().clone();
        crate::testing::put(&mut sheet, Cell { number_format: Some(format.to_owned()), ..cell });
    }
    let workbook = crate::testing::workbook("supporting/o.xlsx", vec![sheet]);
    let text = "[[table]]\nfile = \"o.xlsx\"\nkind = \"orders\"\ncurrency = \"EUR\"\n[table.columns]\ndescription = \"What\"\namount = \"Amount\"\n";
    let mapping = input("mapping.toml", text);
    let tables = mapping::read(&mapping, mapping::Of::Participant).tables;
    let reading = with_inputs(&mapping, &[], |inputs| {
        let mut reading = SupportingReading::default();
        let tables: Vec<&TableMapping> = tables.iter().collect();
        read_tables(inputs, &workbook, &tables, &mut Seen::default(), &mut reading);
        reading
    });
    assert_eq!(reasons(&reading), ["refused", ""]);
    assert_eq!(kinds(&reading), [FaultKind::TextForNumber]);
}

#[test]
fn a_blank_condition_is_told_by_the_words_of_the_row() {
    let mapping = format!("{ORDERS}condition = \"State\"\n");
    let text = "No;Day;What;Pieces;Amount;State\n1;2026-02-03;Laptop, refurbished;1;5;\n\
2;2026-02-03;Laptop, refurbished;1;6;new\n3;2026-02-03;Laptop;1;7;\n";
    let reading = read_with(&mapping, &[("o.csv", text)]);
    let said: Vec<&str> = reading.lines.iter().map(|line| line.condition.as_str()).collect();
    assert_eq!(said, ["refurbished", "new", "unknown"]);
}

#[test]
fn a_code_with_a_wrong_check_digit_is_told_and_words_decide() {
    let mapping = format!("{ORDERS}category_code = \"CPV\"\n");
    let text = "No;Day;What;Pieces;Amount;CPV\n1;2026-02-03;Laptop;1;5;30231300-1\n2;2026-02-03;Screen;1;6;30231300-0\n";
    let reading = read_with(&mapping, &[("o.csv", text)]);
    let groups: Vec<&str> = reading.lines.iter().map(|line| line.product_group.as_str()).collect();
    assert_eq!(groups, ["laptops", "displays"]);
    assert_eq!(told(&reading)[0], (FaultKind::UnknownChoice, "2:6".to_owned(), "30231300-1"));
}

#[test]
fn criteria_in_doubt_are_not_answered() {
    let mapping = format!("{ORDERS}criteria = \"Criteria\"\n");
    let cells = ["Pact criteria v2", "yes", "0", "Nein", "n/a", "", "?", "no Pact criteria"];
    let rows = cells.iter().enumerate();
    let rows = rows.map(|(n, cell)| format!("{n};2026-02-03;Laptop;1;{n}5;{cell}\n"));
    let text = format!("No;Day;What;Pieces;Amount;Criteria\n{}", rows.collect::<String>());
    let reading = read_with(&mapping, &[("o.csv", &text)]);
    let said: Vec<_> = reading.lines.iter().map(|line| line.criteria_units).collect();
    let (yes, no) = (Some(1), Some(0));
    assert_eq!(said, [yes, yes, no, no, no, no, None, None]);
    assert_eq!(kinds(&reading), [FaultKind::UnknownChoice; 2]);
}
