//! The texts of tables that only the command line uses. Other texts come from the bank and from `interlocal_core::words`.

use interlocal_core::words::{LANGS, Lang};

/// A text in each language, in the order of [`LANGS`].
pub(crate) type Text = [&'static str; LANGS.len()];

pub(crate) fn say(lang: Lang, text: Text) -> &'static str {
    let idx = LANGS.iter().position(|code| *code == lang.code());
    idx.and_then(|idx| text.get(idx)).copied().unwrap_or_default()
}

// Several tables.
pub(crate) const AGENCY: Text = ["Agency", "Entidad"];
pub(crate) const CAPABILITY: Text = ["Capability", "Área"];
pub(crate) const FIT: Text = ["Fit", "Compatibilidad"];

// Scores.
pub(crate) const ANSWERED: Text = ["Answered", "Completas"];
pub(crate) const LEVEL: Text = ["Level", "Nivel"];
pub(crate) const LIKELY: Text = ["Likely", "Probable"];
pub(crate) const OF_20: Text = ["of 20", "de 20"];
pub(crate) const OF_8: Text = ["of 8", "de 8"];
pub(crate) const SCORE: Text = ["Score", "Puntos"];

// Profiles.
pub(crate) const FEATURED_NEEDS: Text = ["Featured needs", "Necesidades destacadas"];
pub(crate) const FEATURED_OFFERS: Text = ["Featured offers", "Ofertas destacadas"];

// Comparisons.
pub(crate) const A_HELPS_B: Text = ["A can help B", "A puede ayudar a B"];
pub(crate) const B_HELPS_A: Text = ["B can help A", "B puede ayudar a A"];
pub(crate) const BOTH_NEED: Text = ["Both need", "Ambas necesitan"];
pub(crate) const COMMON: Text = ["Common needs", "Necesidades en común"];
pub(crate) const CONFLICT: Text = ["Conflict", "Conflicto"];
pub(crate) const FIRM_CONFLICT: Text = ["Firm conflict", "Conflicto firme"];
pub(crate) const MATCH: Text = ["Match", "Coincide"];
pub(crate) const NEED_OF_A: Text = ["Need of A", "Necesidad de A"];
pub(crate) const NEED_OF_B: Text = ["Need of B", "Necesidad de B"];
pub(crate) const NUMBERS: Text = ["Numbers", "Números"];
pub(crate) const OF_100: Text = ["of 100", "de 100"];
pub(crate) const READINESS: Text = ["Readiness to start", "Preparación para empezar"];
pub(crate) const SKILL_OF_A: Text = ["Skill of A", "Capacidad de A"];
pub(crate) const SKILL_OF_B: Text = ["Skill of B", "Capacidad de B"];
pub(crate) const TERMS_FIT: Text = ["Terms that match", "Condiciones que coinciden"];
pub(crate) const TOO_FEW: Text = [
    "The fit can be rated only when each side has answered at least a third of the ratings.",
    "La compatibilidad solo se puede valorar si cada parte ha completado al menos un tercio de las valoraciones.",
];
pub(crate) const UNKNOWN: Text = ["Not answered", "Sin responder"];
pub(crate) const VALUE: Text = ["Value of sharing", "Valor de compartir"];
pub(crate) const WORKABLE: Text = ["Could work", "Podría servir"];

// Groups.
pub(crate) const ADDS: Text = ["Adds %", "Aporta %"];
pub(crate) const AGREEMENT: Text = ["Agreement", "Acuerdo"];
pub(crate) const ALL_PAIRED: Text = ["Every agency has a partner.", "Todas las entidades tienen socio."];
pub(crate) const AND_MORE: Text = ["and {n} more", "y {n} más"];
pub(crate) const BEST_PAIRS: Text =
    ["Introductions, best pairs first", "Presentaciones, los mejores pares primero"];
pub(crate) const COULD_LEAD: Text =
    ["Could lead the bid: {names}", "Podría encabezar la licitación: {names}"];
pub(crate) const COUNT: Text = ["Agencies: {n}", "Entidades: {n}"];
pub(crate) const FAIR_PAIRS: Text = [
    "Introductions that leave out as few as possible",
    "Presentaciones que dejan fuera a las menos posibles",
];
pub(crate) const HELPER: Text = ["Helper", "Quién ayuda"];
pub(crate) const MEET: Text =
    ["Together they could meet {n} % of the need.", "Juntas podrían cubrir el {n} % de la necesidad."];
pub(crate) const MEMBERS: Text = ["Members", "Miembros"];
pub(crate) const MORE_ROWS: Text =
    ["and {n} more (--format json has all)", "y {n} más (--format json los incluye todos)"];
pub(crate) const NEED_IT: Text = ["Need it", "La necesitan"];
pub(crate) const NO_HELP: Text = ["Without help", "Sin ayuda"];
pub(crate) const NO_PARTNER: Text = ["No partner: {names}", "Sin socio: {names}"];
pub(crate) const PEOPLE: Text = ["People ≥", "Personas ≥"];
pub(crate) const PURCHASES: Text = ["Joint purchasing", "Compras conjuntas"];
pub(crate) const UNMET: Text = ["Needs without help", "Necesidades sin ayuda"];
