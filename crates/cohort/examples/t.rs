use interlocal_cohort::*;
use interlocal_core::bank::Bank;
use std::time::Instant;
fn main() {
    let bank = Bank::parse(&std::fs::read_to_string("banks/share-gov-it.json").unwrap()).unwrap();
    let n: u64 = std::env::args().nth(1).map_or(20000, |a| a.parse().unwrap());
    let t = Instant::now();
    let ps: Vec<_> = interlocal_fiction::profiles(&bank, n).collect();
    println!("draw {:?}", t.elapsed());
    let t = Instant::now();
    let c = Cohort::new(&bank, &ps);
    println!("cohort {:?}", t.elapsed());
    let t = Instant::now();
    let mut s = 0u32;
    for b in 0..c.len() {
        s += u32::from(pair::pair(&c, 7, b).fit);
    }
    println!("one vs all {:?} {s}", t.elapsed());
    let t = Instant::now();
    let mut j = AllPairs::new(&c, 10);
    println!("new {:?}", t.elapsed());
    let t = Instant::now();
    let p = j.step(u64::MAX);
    println!("all {:?} {:?}", t.elapsed(), p);
    let s: u64 = (0..c.len())
        .flat_map(|a| j.best(a).iter().map(|b| u64::from(b.other) * u64::from(b.fit)).collect::<Vec<_>>())
        .sum();
    println!("{s} {:?}", &j.best(7)[..2]);
}
