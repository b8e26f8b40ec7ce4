//! What headers say, in the words people write.

use super::*;

/// What a text says, such as `EUR 1000 included`; codes alone of currencies, `sign` for one of several.
fn said(stated: &Stated) -> String {
    let currencies = stated.currencies.iter().map(|beside| match beside {
        Beside::Currency(currency) => currency.code().to_owned(),
        _ => "sign".to_owned(),
    });
    let units = stated.units.iter().map(u32::to_string);
    let taxes = stated.taxes.iter().map(|tax| tax.code().to_owned());
    currencies.chain(units).chain(taxes).collect::<Vec<_>>().join(" ")
}

#[test]
fn headers_say_their_currency_thousands_and_taxes() {
    let cases = [
        ("Amount", ""),
        ("Amount (USD)", "USD"),
        ("Total $", "sign"),
        ("Betrag in EUR", "EUR"),
        ("amount_eur", "EUR"),
        ("AmountUSD", "USD"),
        ("Częsć kwoty zł", "PLN"),
        ("Belopp kr", "sign"),
        ("Amount (XCD)", "XCD"),
        ("CAD workstations", ""),
        ("TOTAL ALL ITEMS", ""),
        ("Amount k€", "EUR 1000"),
        ("Amount (k)", "1000"),
        ("TEUR", "EUR 1000"),
        ("kCHF", "CHF 1000"),
        ("USDm", "USD 1000000"),
        ("T€", "EUR 1000"),
        ("Betrag in Tsd. €", "EUR 1000"),
        ("Amount in thousands", "1000"),
        ("1000 EUR", "EUR 1000"),
        ("in 1.000 €", "EUR 1000"),
        ("€'000", "EUR 1000"),
        ("£000s", "GBP 1000"),
        ("Spend (000)", "1000"),
        ("x 1000", "1000"),
        ("tis. Kč", "CZK 1000"),
        ("w tys. zł", "PLN 1000"),
        ("Mio. EUR", "EUR 1000000"),
        ("millions d'euros", "EUR 1000000"),
        ("en miles de euros", "EUR 1000"),
        ("хил. лв", "BGN 1000"),
        ("mkr", "sign 1000000"),
        ("Importe (mil)", "1000 1000000"),
        ("Orders over 1000 EUR", "EUR"),
        ("Frame contract of 2.5 Mio. EUR", "EUR"),
        ("Router 1000", ""),
        ("Q1 2026", ""),
        ("Network", ""),
        ("Bruttobetrag", "included"),
        ("Betrag brutto inkl. MwSt", "included"),
        ("Nettowert", "excluded"),
        ("Amount net", "excluded"),
        ("Montant TTC", "included"),
        ("Montant HT", "excluded"),
        ("incl. btw", "included"),
        ("excl. 21% BTW", "excluded"),
        ("Total incl. shipping, excl. VAT", "excluded"),
        ("IVA incl.", "included"),
        ("importe sin IVA", "excluded"),
        ("VAT not included", "excluded"),
        ("nicht inkl. USt", "excluded"),
        ("bez DPH", "excluded"),
        ("s DPH", "included"),
        ("w/o VAT", "excluded"),
        ("w/ VAT", "included"),
        ("zzgl. MwSt.", "excluded"),
        ("AmountInclVat", "included"),
        ("ekskl. moms", "excluded"),
        ("alv 0 %", "excluded"),
        ("без ДДС", "excluded"),
        ("Amount (k€, incl. VAT)", "EUR 1000 included"),
        ("Montant T.T.C.", "included"),
        ("Montant T.V.A. comprise", "included"),
        ("Importo I.V.A. inclusa", "included"),
        ("Bedrag incl. B.T.W.", "included"),
        ("Amount incl. V.A.T.", "included"),
        ("Betrag inkl. M.w.St.", "included"),
        ("Betrag exkl. M.w.St.", "excluded"),
        ("bto. Betrag", "included"),
        ("brt. Betrag", "included"),
        ("nto. Betrag", "excluded"),
        ("P.O. Box", ""),
        ("Total incl. delivery", ""),
        ("Amount VAT", ""),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = said(&stated(text));
        if found != expected {
            wrong.push(format!("{text}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn titles_say_it_of_the_whole_table_and_name_other_things_too() {
    let cases = [
        ("Alle Beträge in TEUR", "EUR 1000"),
        ("(in thousands of euros)", "EUR 1000"),
        ("All amounts in USD", "USD"),
        ("k€", "EUR 1000"),
        ("Currency: USD", "USD"),
        ("Currency USD", "USD"),
        ("Report currency: USD", "USD"),
        ("Währung: CHF", "CHF"),
        ("Devise : CHF", "CHF"),
        ("Valuta: SEK", "SEK"),
        ("Waluta: PLN", "PLN"),
        ("Currency: CAD", "CAD"),
        ("IT purchases 2026 [USD]", "USD"),
        ("Unit: TEUR", "EUR 1000"),
        ("Unit: 1,000 EUR", "EUR 1000"),
        ("Einheit: Tsd. EUR", "EUR 1000"),
        ("Beträge: TEUR", "EUR 1000"),
        ("Purchases 2026 (TEUR)", "EUR 1000"),
        ("Purchases 2026, TEUR", "EUR 1000"),
        ("Purchases 2026 - TEUR", "EUR 1000"),
        ("Purchases 2026 (k€)", "EUR 1000"),
        ("Kwoty w tys. zł", "PLN 1000"),
        ("Bedragen x € 1.000", "EUR 1000"),
        ("Unidad: miles de euros", "EUR 1000"),
        ("Unità: migliaia di euro", "EUR 1000"),
        ("Eenheid: x 1.000 euro", "EUR 1000"),
        ("Preise brutto", "included"),
        ("Montants TTC", "included"),
        ("Tous les montants sont TTC", "included"),
        ("Amounts are in thousands", "1000"),
        ("Department: ALL", ""),
        ("ALL", ""),
        ("Budget: 1000 EUR", ""),
        ("Budget, EUR 2.5 million", ""),
        ("Unit price list 2026", ""),
        ("Figures of the IT unit, office 1000", ""),
        ("Prices incl. VAT", "included"),
        ("Net purchases of the city", ""),
        ("EUR 2.5 million were spent in 2026", ""),
        ("Orders in Sweden, 1000 SEK each", ""),
        ("Miles of cable", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(said(&stated_by_title(text)), expected, "{text}");
    }
}
