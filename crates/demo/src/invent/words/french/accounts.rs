//! Good practices and tenders as they are told, in French.

use super::super::stock::{Call, Case, call, case};

/// Good practices, by strategy.
pub(super) const CASES: [&[Case]; 4] = [
    &[
        case(
            "L’armoire d’abord",
            "Avant toute commande, quelqu’un ouvre l’armoire du service et note ce qui s’y trouve. Au premier semestre, une commande sur {few} s’est révélée inutile.",
            &["carbon", "circularity"],
        ),
        case(
            "Un guichet de prêt qui répond le jour même",
            "Les services empruntent pour quelques jours à un guichet qui répond avant le soir. Au bout de {few} semaines, {team} a rendu son propre matériel.",
            &["circularity"],
        ),
        case(
            "Compter ce qui dort",
            "Les appareils éteints depuis trois mois ont été comptés, chiffrés et listés par service. La moitié avait trouvé preneur en {month}.",
            &["carbon", "circularity"],
        ),
        case(
            "Des souhaits aux questions",
            "Au lieu d’une liste de souhaits, la tournée annuelle demande quel est le travail et ce qui le gêne. Bien des demandes d’appareil ont fini par un câble ou par un cours.",
            &["carbon", "circularity"],
        ),
        case(
            "Un appareil, une raison",
            "Le second appareil demande une raison écrite qu’un voisin accepterait. Après un an, la plupart ont rendu le leur d’eux-mêmes.",
            &["circularity"],
        ),
    ],
    &[
        case(
            "Un lot pour les petits ateliers",
            "L’appel a été découpé en lots, dont un à la taille d’un petit atelier. Il en est venu {few}, et l’un d’eux l’a emporté.",
            &["circularity"],
        ),
        case(
            "Les usines site par site",
            "Le contrat oblige le fournisseur à nommer ses usines par site et à tenir la liste à jour chaque printemps. Nous la lisons avec un partenaire qui connaît les régions.",
            &["fairness"],
        ),
        case(
            "Une note qui a changé le résultat",
            "Réparation, pièces et mises à jour ont reçu un tiers des points. Le lauréat était deuxième par le prix.",
            &["circularity"],
        ),
        case(
            "Essai à l’aveugle du reconditionné",
            "Pendant un mois, {few} collègues ont travaillé sur du neuf et du reconditionné sans savoir lequel. Ils n’ont pas vu la différence, et le catalogue a désormais les deux.",
            &["carbon", "circularity"],
        ),
        case(
            "Un appel avec les voisins",
            "Trois maisons ont réuni leurs besoins dans un seul appel, avec les critères du Pacte. Des fournisseurs qui n’avaient répondu à aucune seule ont répondu aux trois.",
            &["circularity", "fairness"],
        ),
    ],
    &[
        case(
            "La carte du guichet",
            "L’entretien d’un appareil tient sur une carte : charger, nettoyer, porter, signaler. Elle est au guichet, et les petits dégâts se disent plus tôt.",
            &["circularity"],
        ),
        case(
            "La plus vieille machine d’abord",
            "Chaque version d’un logiciel passe par la plus vieille machine de la maison avant les autres. Deux versions ont été renvoyées, et aucune machine n’a été changée pour un logiciel cette année.",
            &["carbon", "circularity"],
        ),
        case(
            "Un journal des pannes",
            "Le guichet note chaque panne par modèle, en une ligne. Une charnière causait le tiers des réparations, et l’appel suivant en a parlé.",
            &["circularity"],
        ),
        case(
            "Deux baies fermées",
            "La charge de la salle a été mesurée pendant {few} semaines, et ce qui tournait à vide a été regroupé. Deux baies sont éteintes, et la facture le montre.",
            &["carbon"],
        ),
        case(
            "Noir à six heures",
            "Écrans et imprimantes se mettent en veille à six heures par un réglage que nul ne peut oublier. Un comptage en {month} a trouvé {few} exceptions, chacune avec sa raison.",
            &["carbon"],
        ),
    ],
    &[
        case(
            "Un an de plus",
            "La durée prévue des ordinateurs a été allongée d’un an, avec une batterie à mi-chemin. Les pannes n’ont pas augmenté, et l’argent est allé aux réparations.",
            &["carbon", "circularity"],
        ),
        case(
            "Des pieds pour vieux écrans",
            "Un menuisier de la maison fabrique des pieds pour que les vieux écrans aillent aux nouveaux bureaux. Il en a fait pour {few} salles, à moins que le prix d’un écran.",
            &["circularity"],
        ),
        case(
            "De la palette au suivant",
            "Ce qui revient est effacé, contrôlé et offert dans la maison avant d’être vendu. Deux appareils sur trois ont trouvé preneur en {few} jours.",
            &["carbon", "circularity"],
        ),
        case(
            "Des pièces au frais",
            "Batteries et charnières s’achètent avec l’appareil et sont gardées au frais. Les réparations n’attendent plus des pièces devenues rares.",
            &["circularity"],
        ),
        case(
            "Réparer jusqu’à la moitié du prix",
            "On répare sans demander jusqu’à la moitié du prix du neuf, {team} comme les autres. La plupart des réparations coûtent bien moins, et personne ne regrette le formulaire.",
            &["circularity"],
        ),
    ],
];

/// How it was done.
pub(super) const HOW: &[&str] = &[
    "{team} l’a essayé sur un étage en {month}, puis l’a raconté.",
    "Une règle d’une page, signée par la direction.",
    "Avec {few} personnes, un tableur et des étiquettes.",
    "Pas à pas : d’abord un étage, puis une maison, puis toutes.",
    "En essai, avec une date de fin prévue.",
    "Par deux questions ajoutées à un formulaire existant.",
    "Par le contrat, à sa réunion annuelle.",
    "En {few} après-midi avec ceux qui font le travail.",
    "En copiant le texte d’un voisin, et en biffant la moitié.",
    "En demandant aux mécontents d’écrire la règle.",
];

/// Who took part.
pub(super) const WHO: &[&str] = &[
    "{team}, le bureau des achats et deux apprentis",
    "Le guichet avec {team}",
    "Les achats, la protection des données et un atelier voisin",
    "{team} et ceux qui trient les retours",
    "Un groupe de {few}, d’autant de services",
    "La trésorerie, {team} et une classe d’école",
    "Deux techniciens et le service de nettoyage",
    "{team} et trois maisons voisines",
];

/// What one would do otherwise.
pub(super) const LESSONS: &[&str] = &[
    "Demander à qui conduit la camionnette avant d’écrire le contrat.",
    "Commencer plus petit, et compter dès le premier jour.",
    "Nous prendrions {devices} d’abord, là où cela se voit.",
    "Dire aux gens ce que devient ce qu’ils rendent.",
    "Mettre un service, et non une personne, derrière chaque tâche.",
    "Inviter les juristes à la première réunion.",
    "Laisser {few} semaines de plus pour répondre.",
    "Ne pas promettre une économie, mais un essai.",
    "Imprimer moins, et passer voir davantage.",
    "Garder l’ancienne voie un mois à côté de la nouvelle.",
];

/// Tenders.
pub(super) const CALLS: &[Call] = &[
    call("Contrat-cadre avec réparation : {devices}", &["circularity"], &["guide-repair"]),
    call(
        "Deux lots dont un reconditionné : {devices}",
        &["carbon", "circularity"],
        &["guide-refurbished"],
    ),
    call("Location sur cinq ans : {leased}", &["circularity"], &["guide-end-of-use"]),
    call("Fourniture aux écoles : {devices}", &["carbon", "circularity"], &["tool-need-check"]),
    call(
        "Fourniture avec reprise : {hardware}",
        &["chemicals", "circularity"],
        &["guide-end-of-use"],
    ),
    call(
        "Appel commun à {few} maisons : {goods}",
        &["circularity", "fairness"],
        &["buying-framework", "manual-market-talks"],
    ),
    call("Réparation et reconditionnement : {devices}", &["circularity"], &["guide-repair"]),
    call("Mise en concurrence, cadre régional : {goods}", &["circularity"], &["buying-framework"]),
    call(
        "Système dynamique : {hardware}",
        &["circularity", "fairness"],
        &["buying-framework", "manual-supply-chain"],
    ),
    call("Collecte et réemploi : {devices}", &["chemicals", "circularity"], &["guide-end-of-use"]),
    call(
        "Fourniture et mesure à charge partielle : {infrastructure}",
        &["carbon"],
        &["buying-framework"],
    ),
    call(
        "Renouvellement, usines nommées : {infrastructure}",
        &["fairness"],
        &["manual-supply-chain"],
    ),
    call("Contrat-cadre avec données d’émissions : {services}", &["carbon"], &["buying-framework"]),
    call("Salles qui rendent leur chaleur : {services}", &["carbon"], &["manual-market-talks"]),
    call(
        "Fourniture sans emballage à jeter : {accessories}",
        &["chemicals", "circularity"],
        &["buying-framework"],
    ),
];

/// What was learned from them.
pub(super) const TENDER_LESSONS: &[&str] = &[
    "Les questions sur les usines demandent trois semaines de plus.",
    "De plus petits lots ont donné {few} offres au lieu d’une.",
    "Le prix des pièces doit entrer dans la note.",
    "Un formulaire pour les émissions ; le texte libre ne se compare pas.",
    "Dire tôt que reconditionné veut dire un grade.",
    "Une visite sur place en dit plus que la preuve.",
    "Un poids sous le dixième ne change rien.",
    "Demander les mises à jour par modèle, avec une date.",
    "Deux tours de questions valent mieux qu’un.",
    "Publier les rencontres avec le marché, toutes.",
];
