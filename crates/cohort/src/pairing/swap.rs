//! Local search on a matching: exchanges partners between two pairs to raise the sum of fits. It never lowers the
//! minimum fit or the number of pairs.

use super::Rank;
use super::blossom::Matching;

/// For the pair of which `a` is the first: exchanges a partner with another pair or with an unmatched agency, if this
/// raises the sum of fits, or the sum of values at the same sum of fits. Returns whether it did.
pub(super) fn better_partners(matching: &mut Matching, ranks: &[Option<Rank>], a: usize, lowest: u8) -> bool {
    let n = matching.mates.len();
    let Some(b) = matching.mates[a].filter(|b| a < *b) else { return false };
    let rank = |one: usize, other: usize| ranks[one * n + other].filter(|rank| rank.fit >= lowest);
    let worth = |pairs: &[(usize, usize)]| {
        let ranks: Option<Vec<Rank>> = pairs.iter().map(|(one, other)| rank(*one, *other)).collect();
        let sum = |of: fn(&Rank) -> u8, ranks: &[Rank]| ranks.iter().map(|it| u32::from(of(it))).sum::<u32>();
        ranks.map(|ranks| (sum(|it| it.fit, &ranks), sum(|it| it.value, &ranks)))
    };
    for c in (0..n).filter(|c| *c != a && *c != b) {
        let ways = match matching.mates[c] {
            Some(d) if c < d => [vec![(a, b), (c, d)], vec![(a, c), (b, d)], vec![(a, d), (b, c)]],
            Some(_) => continue,
            None => [vec![(a, b)], vec![(a, c)], vec![(b, c)]],
        };
        let [now, others @ ..] = &ways;
        let Some(better) = others.iter().find(|way| worth(way) > worth(now)) else { continue };
        for member in now.iter().flat_map(|(one, other)| [*one, *other]) {
            matching.mates[member] = None;
        }
        for (one, other) in better {
            matching.join(*one, *other);
        }
        return true;
    }
    false
}
