//! Reads another questionnaire than the one that the widget carries. A program of its own, so that only those pages load a
//! JSON reader and SHA-256 which name such a questionnaire.

use interlocal_core::bank::Bank;
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bank as the bytes that the other programs of the same build take.
///
/// # Errors
/// What stops its use, one line each with the JSON pointer to the place.
#[wasm_bindgen]
pub fn pack(json: &str) -> Result<Vec<u8>, String> {
    Bank::parse(json).map(|bank| bank.pack()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_the_bank() {
        let json = include_str!("../../../banks/share-gov-it.json");
        let bank = Bank::unpack(&pack(json).unwrap()).unwrap();
        assert_eq!(bank, Bank::parse(json).unwrap());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let json = include_str!("../../../tests/vectors/bank/bands-empty.json");
        assert!(pack(json).unwrap_err().contains('/'));
        assert!(pack("{").is_err());
    }
}
