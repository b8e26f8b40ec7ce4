//! Good practices and tenders as they are told, in English.

use super::super::stock::{Call, Case, call, case};

/// Good practices, by strategy.
pub(super) const CASES: [&[Case]; 4] = [
    &[
        case(
            "The cupboard comes first",
            "Before an order is placed, somebody opens the cupboard of the department and writes down what lies there. In the first half of the year one order in {few} turned out not to be needed.",
            &["carbon", "circularity"],
        ),
        case(
            "A loan desk that answers within the day",
            "Departments lend devices they need for a few days from a desk that answers before the evening. {team} gave its own set back after {few} weeks.",
            &["circularity"],
        ),
        case(
            "Counting what nobody uses",
            "Devices that had not been switched on for three months were counted, priced and listed by department. Half of them had a new user by {month}.",
            &["carbon", "circularity"],
        ),
        case(
            "Wishes become questions",
            "Instead of a list of wishes, the yearly round asks what the work is and what gets in its way. Many a request for a new device ended with a cable or with a course.",
            &["carbon", "circularity"],
        ),
        case(
            "One device, one reason",
            "A second device is given where a reason stands on record that a neighbour would accept. After a year most had handed theirs in without being asked.",
            &["circularity"],
        ),
    ],
    &[
        case(
            "A lot for small workshops",
            "A tender for {devices} was cut into lots, one of them of a size that a small workshop can deliver. {few} workshops bid for it, and one of them won.",
            &["circularity"],
        ),
        case(
            "Factories by site",
            "The contract obliges the supplier to name the factories by site and to renew the list each spring. Buyers read it with a partner that knows the regions.",
            &["fairness"],
        ),
        case(
            "Scoring that changed the result",
            "Repair, spare parts and updates were given a third of the points. The winner was second by price.",
            &["circularity"],
        ),
        case(
            "Blind trial of refurbished devices",
            "For a month, {few} colleagues worked with new and refurbished {devices} without knowing which was which. They could not tell, and the catalogue now has both.",
            &["carbon", "circularity"],
        ),
        case(
            "Tendering with the neighbours",
            "Three bodies put their needs for {goods} into one tender with the criteria of the Pact. Suppliers that had not answered any of them alone answered all three.",
            &["circularity", "fairness"],
        ),
    ],
    &[
        case(
            "The card that hangs at the desk",
            "The care of a device fits on a card: charge, clean, carry, report. It hangs where devices are handed out, and small damage is told earlier.",
            &["circularity"],
        ),
        case(
            "Oldest machine first",
            "Each release of our software is tried on the oldest machine in the house before it goes to all. Two releases went back to their maker, and no machine was replaced for software this year.",
            &["carbon", "circularity"],
        ),
        case(
            "A diary of faults",
            "The help desk writes down each fault by model, in one line. The diary showed that one hinge was behind a third of the repairs, and the next tender asked about it.",
            &["circularity"],
        ),
        case(
            "Two racks closed",
            "The load of the machine room was measured for {few} weeks, and what ran idle was moved together. Two racks were switched off, and the bill shows it.",
            &["carbon"],
        ),
        case(
            "Dark at six",
            "Displays and printers go into sleep at six by a setting that nobody can forget. A count in {month} found {few} exceptions, each with a reason.",
            &["carbon"],
        ),
    ],
    &[
        case(
            "One year more",
            "The planned lifetime of {computers} was raised by a year, with a battery in between. Faults did not rise, and the money went into repairs.",
            &["carbon", "circularity"],
        ),
        case(
            "Stands for old displays",
            "A carpenter of the house builds stands so that old displays fit new desks. {few} rooms kept their displays, and the stands cost less than one of them.",
            &["circularity"],
        ),
        case(
            "From the pallet to the next user",
            "What comes back is wiped, checked and offered inside the house before anything is sold. Two in three found a next user within {few} days.",
            &["carbon", "circularity"],
        ),
        case(
            "Parts in a cool room",
            "Batteries and hinges are bought together with {portable} and kept in a cool room. Repairs no longer wait for parts that have become rare.",
            &["circularity"],
        ),
        case(
            "Repair up to half the price",
            "{team} may have anything repaired that costs up to half the price of a new one, without asking. Most repairs cost far less, and nobody misses the form.",
            &["circularity"],
        ),
    ],
];

/// How it was done.
pub(super) const HOW: &[&str] = &[
    "{team} tried it on one floor in {month}, then told the others.",
    "A rule of one page, signed by the head of {team}.",
    "With {few} people, a spreadsheet and a box of labels.",
    "Step by step: first one floor, then one building, then all.",
    "As a pilot with a date on which it would have ended.",
    "By adding two questions to a form that existed already.",
    "Through the contract, at its yearly meeting.",
    "In {few} afternoons with those who do the work.",
    "We copied a neighbour’s text and struck out half of it.",
    "By asking those who complained most to write the rule.",
];

/// Who took part.
pub(super) const WHO: &[&str] = &[
    "{team}, the purchasing office and two apprentices",
    "The help desk with {team}",
    "Purchasing, data protection and a workshop from the neighbourhood",
    "{team} and those who sort the returns",
    "A working party of {few}, from as many departments",
    "The treasurer’s office, {team} and a school class",
    "Two technicians and the cleaning service",
    "{team} together with three neighbouring bodies",
];

/// What one would do otherwise.
pub(super) const LESSONS: &[&str] = &[
    "Ask those who drive the van before the contract is written.",
    "Begin smaller, and count from the first day.",
    "We would take {devices} first, where it shows soonest.",
    "Tell people what happens to what they hand in.",
    "Put a name of an office, and not of a person, behind each task.",
    "Have the lawyers in the first meeting.",
    "Leave {few} weeks more for answers.",
    "Do not promise a saving; promise a trial.",
    "Print less about it and walk round more.",
    "Keep the old process for a month beside the new one.",
];

/// Tenders.
pub(super) const CALLS: &[Call] = &[
    call("Framework for {devices} with repair", &["circularity"], &["guide-repair"]),
    call(
        "{devices}: two lots, one refurbished",
        &["carbon", "circularity"],
        &["guide-refurbished"],
    ),
    call("Lease of {leased} over five years", &["circularity"], &["guide-end-of-use"]),
    call("Supply of {devices} to schools", &["carbon", "circularity"], &["tool-need-check"]),
    call("{hardware} with take-back", &["chemicals", "circularity"], &["guide-end-of-use"]),
    call(
        "Joint call for {goods}, {few} bodies",
        &["circularity", "fairness"],
        &["buying-framework", "manual-market-talks"],
    ),
    call("Repair and refurbishing of {devices}", &["circularity"], &["guide-repair"]),
    call(
        "Mini-competition for {goods} in a regional framework",
        &["circularity"],
        &["buying-framework"],
    ),
    call(
        "Dynamic system for {hardware}",
        &["circularity", "fairness"],
        &["buying-framework", "manual-supply-chain"],
    ),
    call("Collection and reuse of {devices}", &["chemicals", "circularity"], &["guide-end-of-use"]),
    call("{infrastructure} at part load: supply and measuring", &["carbon"], &["buying-framework"]),
    call(
        "Renewal of {infrastructure} with known factories",
        &["fairness"],
        &["manual-supply-chain"],
    ),
    call("Framework for {services} with data on emissions", &["carbon"], &["buying-framework"]),
    call(
        "{services} from machine rooms that use their heat",
        &["carbon"],
        &["manual-market-talks"],
    ),
    call(
        "{accessories} without packaging that is thrown away",
        &["chemicals", "circularity"],
        &["buying-framework"],
    ),
];

/// What was learned from them.
pub(super) const TENDER_LESSONS: &[&str] = &[
    "Questions on factories need three weeks more.",
    "Smaller lots brought {few} bids instead of one.",
    "The price of parts belongs into the scoring.",
    "Give bidders a form for emissions; free text cannot be compared.",
    "Say early that refurbished means a grade.",
    "A site visit told {team} more than the proof.",
    "Weights below a tenth change nothing.",
    "Ask for updates by model, with a date.",
    "Two rounds of questions are better than one.",
    "Publish the talks with the market, all of them.",
];
