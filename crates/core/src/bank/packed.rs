//! A compact binary form of a bank, which the build writes and the program reads when it starts. This is not an
//! exchange format: writer and reader are always from the same build. It contains the fields in order and no JSON.

use super::{
    Bank, Capability, Choice, ContextKind, ContextQuestion, Edition, EditionInfo, Letter, RangeVariance,
    ReadinessItem, Rule, Scale, ScaleLevel, Scoring, Sensitivity, Slot, Source, Strict, Term, TermKind, Text,
};

impl Bank {
    /// Packs the bank into bytes that [`Bank::unpack`] of the same build can read.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// Unpacks the bytes that [`Bank::pack`] wrote. `None` if they are invalid or followed by other bytes.
    pub fn unpack(mut bytes: &[u8]) -> Option<Bank> {
        let bank = Bank::read(&mut bytes)?;
        bytes.is_empty().then_some(bank)
    }
}

trait Packed: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(input: &mut &[u8]) -> Option<Self>;
}

/// Packs a struct as its fields in order. One list serves both directions, so reading and writing can't differ.
macro_rules! packed_struct {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }
            fn read(input: &mut &[u8]) -> Option<$name> {
                $(let $field = Packed::read(input)?;)*
                Some($name { $($field),* })
            }
        }
    };
}

/// Packs a struct with one unnamed field.
macro_rules! packed_newtype {
    ($($name:ident),*) => {$(
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                self.0.write(out);
            }
            fn read(input: &mut &[u8]) -> Option<$name> {
                Packed::read(input).map($name)
            }
        }
    )*};
}

/// Packs an enum as the variant's number, followed by its values.
macro_rules! packed_enum {
    ($name:ident { $($tag:literal => $variant:ident $(($($value:ident),*))?),* $(,)? }) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $($name::$variant $(($($value),*))? => {
                        out.push($tag);
                        $($($value.write(out);)*)?
                    })*
                }
            }
            fn read(input: &mut &[u8]) -> Option<$name> {
                match u8::read(input)? {
                    $($tag => {
                        $($(let $value = Packed::read(input)?;)*)?
                        Some($name::$variant $(($($value),*))?)
                    })*
                    _ => None,
                }
            }
        }
    };
}

packed_newtype!(Text, Slot, Edition);
packed_struct!(EditionInfo { since, digest });
packed_struct!(Scale { ask, rule, levels });
packed_struct!(ScaleLevel { label, text });
packed_struct!(Choice { id, label, since });
packed_struct!(Strict { ask, levels });
packed_struct!(RangeVariance { person, row, unknown });
packed_struct!(Scoring { offer_full_points, score_bands, range_variance });
packed_struct!(ReadinessItem { id, letter, since, ask, levels });
packed_struct!(Term { id, kind, hard, since, ask, options });
packed_struct!(ContextQuestion { id, kind, since, ask, options });
packed_struct!(Capability {
    slot,
    id,
    domain_idx,
    order,
    retired,
    since,
    core,
    weight,
    sensitivity,
    data_class,
    sharing,
    label,
    text,
    visible_if,
});
packed_struct!(Bank {
    id,
    version,
    default_lang,
    langs,
    title,
    name_chars,
    skill,
    need,
    not_applicable,
    sharing_models,
    domains,
    capabilities,
    readiness,
    terms,
    tri_states,
    firm_states,
    context,
    messages,
    scoring,
    editions,
});
packed_enum!(Sensitivity { 0 => Open, 1 => Weakness });
packed_enum!(Letter { 0 => S, 1 => H, 2 => A, 3 => R, 4 => E });
packed_enum!(ContextKind { 0 => Text, 1 => One, 2 => Region });
packed_enum!(TermKind { 0 => Multi, 1 => Tri, 2 => Ordered(can_bend), 3 => Platform(strict) });
packed_enum!(Source { 0 => Context(idx), 1 => Readiness(idx) });
packed_enum!(Rule {
    0 => In(source, values), 1 => AtLeast(source, least), 2 => Answered(source), 3 => All(rules), 4 => Any(rules),
    5 => Not(rule),
});

impl Packed for u8 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }
    fn read(input: &mut &[u8]) -> Option<u8> {
        let (first, rest) = input.split_first()?;
        *input = rest;
        Some(*first)
    }
}

impl Packed for bool {
    fn write(&self, out: &mut Vec<u8>) {
        u8::from(*self).write(out);
    }
    fn read(input: &mut &[u8]) -> Option<bool> {
        u8::read(input).map(|byte| byte != 0)
    }
}

impl Packed for u16 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }
    fn read(input: &mut &[u8]) -> Option<u16> {
        Some(u16::from_le_bytes([u8::read(input)?, u8::read(input)?]))
    }
}

impl Packed for u32 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }
    fn read(input: &mut &[u8]) -> Option<u32> {
        Some(u32::from_le_bytes([u8::read(input)?, u8::read(input)?, u8::read(input)?, u8::read(input)?]))
    }
}

/// Writes the length of a list or text. `Bank::parse` accepts no bank with a length above `u16::MAX`.
fn write_count(len: usize, out: &mut Vec<u8>) {
    u16::try_from(len).unwrap_or(u16::MAX).write(out);
}

impl Packed for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        out.extend(self.as_bytes());
    }
    fn read(input: &mut &[u8]) -> Option<String> {
        let len = usize::from(u16::read(input)?);
        let (text, rest) = input.split_at_checked(len)?;
        *input = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_count(self.len(), out);
        for item in self {
            item.write(out);
        }
    }
    fn read(input: &mut &[u8]) -> Option<Vec<T>> {
        let n = u16::read(input)?;
        let mut items = Vec::new();
        for _ in 0..n {
            items.push(T::read(input)?);
        }
        Some(items)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn read(input: &mut &[u8]) -> Option<Option<T>> {
        if bool::read(input)? { T::read(input).map(Some) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        (**self).write(out);
    }
    fn read(input: &mut &[u8]) -> Option<Box<T>> {
        T::read(input).map(Box::new)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(input: &mut &[u8]) -> Option<(A, B)> {
        Some((A::read(input)?, B::read(input)?))
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../banks/share-gov-it.json");

    #[test]
    fn the_shipped_bank_survives_packing() {
        let bank = Bank::parse(SHIPPED).ok();
        assert!(bank.is_some());
        assert_eq!(bank.as_ref().and_then(|bank| Bank::unpack(&bank.pack())), bank);
    }

    #[test]
    fn a_cut_or_longer_pack_is_refused() {
        let packed = Bank::parse(SHIPPED).map(|bank| bank.pack()).unwrap_or_default();
        assert!((0..packed.len()).all(|len| Bank::unpack(&packed[..len]).is_none()));
        assert_eq!(Bank::unpack(&[packed.as_slice(), &[0]].concat()), None);
    }
}
