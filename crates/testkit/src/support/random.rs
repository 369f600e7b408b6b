//! Random profiles from SplitMix64 with a fixed seed, so that every run has the same ones and a seed identifies a
//! profile.

use interlocal_core::bank::{Bank, ContextKind, ScaleId, Slot, TermKind};
use interlocal_core::link::{Disclosure, Telling};
use interlocal_core::plain_text::{AGENCY_BYTES, LOCAL_BYTES, NOTE_BYTES, PlainText};
use interlocal_core::profile::{Date, Profile, Region, TermAnswer, Tri};
use interlocal_core::response::{Level, Rating, Response};

pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number from 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.bits() % u64::try_from(n).unwrap()).unwrap()
    }

    pub fn byte(&mut self) -> u8 {
        self.bits().to_le_bytes()[0]
    }

    /// Returns true in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// The parts that a random profile has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Answers, a date and a region: the content of a link without a name.
    Nameless,
    /// The same with a short name.
    Short,
    /// Everything that a link may contain, including unknown records.
    Long,
}

/// Returns `n` profiles for `bank`, each with its seed.
pub fn profiles(bank: &Bank, extent: Extent, n: u64) -> impl Iterator<Item = (u64, Profile)> + '_ {
    (0..n).map(move |seed| (seed, profile(bank, &mut Rng::new(seed), extent)))
}

/// Returns a profile with every kind of answer. Some are full and some are nearly empty.
pub fn profile(bank: &Bank, rng: &mut Rng, extent: Extent) -> Profile {
    let mut profile = Profile::empty(bank);
    let said = rng.pick(&[5, 50, 80, 95, 100]);
    for capability in &bank.capabilities {
        profile.responses.set(capability.slot, response(rng, said));
    }
    for place in &mut profile.readiness {
        *place = rating(rng, said);
    }
    for (place, term) in profile.terms.iter_mut().zip(&bank.terms) {
        if rng.chance(said) {
            *place = term_answer(rng, &term.kind, term.options.len(), said);
        }
    }
    for (place, question) in profile.context.choices.iter_mut().zip(&bank.context) {
        if question.kind == ContextKind::One && rng.chance(said) {
            *place = u8::try_from(rng.below(question.options.len())).ok();
        }
    }
    profile.featured.offers = picks(bank, rng);
    profile.featured.needs = picks(bank, rng);
    if rng.chance(70) {
        profile.date = Some(Date(u16::try_from(rng.below(0x1_0000)).unwrap()));
        profile.context.region =
            Region::new(rng.pick(&["US", "US-CA", "XX-HX", "GB-ENG", "FR-75C", "MX-CMX"]));
    }
    if extent != Extent::Nameless && rng.chance(80) {
        profile.context.agency = text(rng, if extent == Extent::Long { AGENCY_BYTES } else { 34 });
    }
    if extent == Extent::Long {
        profile.context.local = rng.chance(50).then(|| text(rng, LOCAL_BYTES)).flatten();
        profile.context.note = rng.chance(30).then(|| text(rng, NOTE_BYTES)).flatten();
        profile.locale = rng.chance(50).then(|| rng.pick(&["en", "es-MX", "zh-Hant-TW", "0"]).to_owned());
        let tags = [0u8, 14, 16, 40, 254].into_iter().filter(|_| rng.chance(10)).collect::<Vec<_>>();
        profile.extra = tags.into_iter().map(|tag| (tag, bytes(rng, 30))).collect();
    }
    profile
}

pub fn rating(rng: &mut Rng, said: usize) -> Rating {
    if rng.chance(said) { Rating::Level(rng.pick(&Level::ALL)) } else { Rating::Skipped }
}

pub fn response(rng: &mut Rng, said: usize) -> Response {
    match rng.chance(10) {
        true => Response::NotApplicable,
        false => Response::Rated { skill: rating(rng, said), need: rating(rng, said) },
    }
}

/// Returns a disclosure that leaves out some domains in part or completely, and some weaknesses, texts and picks.
pub fn disclosure(bank: &Bank, rng: &mut Rng) -> Disclosure {
    const TELLINGS: [Telling; 3] = [Telling::Everything, Telling::Offers, Telling::Nothing];
    let domains = bank.domains.iter().map(|_| rng.pick(&TELLINGS)).collect();
    let ticked = Disclosure::partner(bank).weaknesses.into_iter().filter(|_| rng.chance(40)).collect();
    Disclosure {
        domains,
        weaknesses: ticked,
        offers: rng.chance(50),
        needs: rng.chance(50),
        agency: rng.chance(50),
        local: rng.chance(50),
        note: rng.chance(50),
    }
}

/// Returns a response that a link encodes in the same way as `response`, given the disclosure of its domain.
pub fn indistinct(rng: &mut Rng, telling: Telling, is_open: bool, response: Response) -> Response {
    let skill = response.rating(ScaleId::Skill);
    let is_strength = skill.level() >= Some(3);
    match (telling, response) {
        (Telling::Nothing, _) => self::response(rng, 90),
        (Telling::Everything, Response::NotApplicable) => response,
        (Telling::Everything, Response::Rated { .. }) if is_open => response,
        (Telling::Offers, _) if !is_strength && rng.chance(10) => Response::NotApplicable,
        (Telling::Everything | Telling::Offers, _) => {
            let weak = Rating::from_level(rng.pick(&[None, Some(0), Some(1), Some(2)]));
            Response::Rated { skill: if is_strength { skill } else { weak }, need: rating(rng, 80) }
        }
    }
}

fn term_answer(rng: &mut Rng, kind: &TermKind, n_options: usize, said: usize) -> TermAnswer {
    let option = |rng: &mut Rng| u8::try_from(rng.below(n_options)).unwrap();
    let mask = |rng: &mut Rng| u16::try_from(rng.below(1 << n_options)).unwrap();
    match kind {
        TermKind::Multi => TermAnswer::Multi(mask(rng)),
        TermKind::Tri => {
            let tri = |rng: &mut Rng| if rng.chance(said) { rng.pick(&Tri::SAID) } else { Tri::Blank };
            let tris: Vec<Tri> = (0..n_options).map(|_| tri(rng)).collect();
            if tris.iter().all(|tri| *tri == Tri::Blank) { TermAnswer::Blank } else { TermAnswer::Tri(tris) }
        }
        TermKind::Ordered(can_bend) => {
            TermAnswer::Ordered { level: option(rng), bend: *can_bend && rng.chance(50) }
        }
        TermKind::Platform(_) => TermAnswer::Platform { mask: mask(rng), strict: rng.pick(&[0, 1, 2]) },
    }
}

pub fn picks(bank: &Bank, rng: &mut Rng) -> Vec<Slot> {
    let mut slots: Vec<Slot> =
        (0..rng.below(4)).map(|_| bank.capabilities[rng.below(bank.capabilities.len())].slot).collect();
    slots.sort();
    slots.dedup();
    slots
}

/// Words in many scripts, and some with characters that often cause bugs.
const WORDS: [&str; 18] = [
    "Oakvale",
    "Cañón",
    "東京都",
    "Київ",
    "שלום",
    "دهستان\u{200C}ها",
    "क्\u{200D}ष",
    "Παλιό",
    "🏛️",
    "e\u{301}\u{301}",
    "<script>",
    "&amp;",
    "%23su1",
    "#su1",
    "{name}",
    "'); --",
    "https://a.b/?#x",
    "ลุ่ม",
];

/// Returns a text of one to `most` bytes.
pub fn text(rng: &mut Rng, most: usize) -> Option<PlainText> {
    let wanted = 1 + rng.below(most);
    let mut words: Vec<&str> = Vec::new();
    while words.iter().map(|word| word.len() + 1).sum::<usize>() < wanted {
        words.push(rng.pick(&WORDS));
    }
    while words.join(" ").len() > most {
        words.pop();
    }
    PlainText::new(&words.join(" "), most).ok()
}

pub fn bytes(rng: &mut Rng, most: usize) -> Vec<u8> {
    (0..rng.below(most + 1)).map(|_| rng.byte()).collect()
}
