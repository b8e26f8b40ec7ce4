//! Boavizta's product list (ODbL 1.0), whose makers sorted the products by hand: the share that the shipped words
//! tell right and wrong.
//!
//! Most names are those of a model (`Latitude 7420`). Only the series that are one kind of product are in the
//! register; `Precision`, `Inspiron` and `Vostro` name laptops and desktops alike and stay unclassified. What is
//! wrong by the list's own categories: a Chromebook that stands there as a desktop, and a tablet PC as a laptop.

use super::*;

/// Which of our product groups each of its categories is; `none`: of no group.
const CATEGORIES: [(&str, &str); 20] = [
    ("Converged", "servers"),
    ("Converged Edge", "servers"),
    ("Desktop", "desktops"),
    ("Entertainment", "none"),
    ("EntertainmentT", "none"),
    ("Gaming", "none"),
    ("Hard drive", "storage"),
    ("IoT", "none"),
    ("Laptop", "laptops"),
    ("Monitor", "displays"),
    ("Multimedia", "none"),
    ("Network", "network"),
    ("Printer", "printers"),
    ("SAN/NAS", "storage"),
    ("Server", "servers"),
    ("Smartphone", "smartphones"),
    ("Tablet", "tablets"),
    ("Thin Client", "desktops"),
    ("Thin client", "desktops"),
    ("Workstation", "desktops"),
];

/// How many products came out right, wrong, and untold.
#[derive(PartialEq, Eq, Debug, Default)]
struct Tally {
    right: usize,
    wrong: usize,
    untold: usize,
}

fn tally(
    products: &[BTreeMap<String, String>],
    text: impl Fn(&BTreeMap<String, String>) -> String,
) -> Tally {
    let (pact, codes) = shipped();
    let classifier = Classifier::new(&pact, &codes);
    let mut tally = Tally::default();
    for product in products {
        let category = CATEGORIES.iter().find(|(name, _)| *name == product["subcategory"]);
        let truth = category.expect("every category of the list is in the table").1;
        match (by_description(&classifier, &text(product)), truth) {
            (Ok(group), truth) if group == truth => tally.right += 1,
            (Ok(_), _) => tally.wrong += 1,
            (Err(_), "none") => tally.right += 1,
            (Err(_), _) => tally.untold += 1,
        }
    }
    tally
}

#[test]
fn products_with_a_category_given_by_hand_come_out_right_or_untold() {
    let Some(folder) = real_files() else { return };
    let products = records(folder.join("footprint/boavizta-data-us.csv"));
    let with_maker =
        tally(&products, |product| format!("{} {}", product["manufacturer"], product["name"]));
    let name_alone = tally(&products, |product| product["name"].clone());
    assert_eq!(with_maker, Tally { right: 1028, wrong: 3, untold: 195 });
    assert_eq!(name_alone, Tally { right: 1003, wrong: 3, untold: 220 });
    for tally in [with_maker, name_alone] {
        assert!(
            tally.wrong * 100 < products.len(),
            "fewer than one in a hundred is wrong: {tally:?}"
        );
    }
}
