//! Names: the weighted comparison beside plain edit distance, and a search among 20,000 candidates.
//!
//! Both methods get the same 200 pairs of one run, made of given and family names that stand here; figures are for one
//! pair and for one query.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lughat::name::{CandidateIndex, Method, Prepared, Scheme, plain_similarity, romanise, similarity};

const GIVEN: [&str; 10] = ["Elçin", "Həsən", "Xədicə", "Şahin", "Günel", "Rəsul", "Vüqar", "Çingiz", "Aygün", "Qabil"];
const FAMILY: [&str; 10] = [
    "Quliyev",
    "Cəfərov",
    "Məmmədyarov",
    "Əsədli",
    "Hacıbəyli",
    "Rzazadə",
    "Şıxlinski",
    "Axundov",
    "Göyüşov",
    "Nağıyev",
];

/// Every given name with every family name, `times` times over with a number of its own.
fn names(times: usize) -> Vec<String> {
    let pairs =
        (0..times).flat_map(|turn| GIVEN.iter().flat_map(move |given| FAMILY.iter().map(move |f| (turn, given, f))));
    pairs
        .map(
            |(turn, given, family)| {
                if turn == 0 { format!("{given} {family}") } else { format!("{given} {family}{turn}") }
            },
        )
        .collect()
}

fn compare(c: &mut Criterion) {
    let az = names(1);
    let en: Vec<String> = az.iter().map(|name| romanise(name, Scheme::Press)).collect();
    let mut pairs = az.iter().zip(&en).cycle();
    let mut group = c.benchmark_group("one pair");
    group.bench_function("weighted", |b| {
        b.iter_batched(|| pairs.next().unwrap(), |(a, e)| black_box(similarity(a, e)), BatchSize::SmallInput);
    });
    let mut pairs = az.iter().zip(&en).cycle();
    group.bench_function("plain", |b| {
        b.iter_batched(|| pairs.next().unwrap(), |(a, e)| black_box(plain_similarity(a, e)), BatchSize::SmallInput);
    });
    let prepared: Vec<(Prepared, Prepared)> =
        az.iter().zip(&en).map(|(a, e)| (Prepared::new(a), Prepared::new(e))).collect();
    let mut pairs = prepared.iter().cycle();
    group.bench_function("weighted, prepared", |b| {
        b.iter_batched(|| pairs.next().unwrap(), |(a, e)| black_box(a.similarity(e)), BatchSize::SmallInput);
    });
    group.finish();
}

fn search(c: &mut Criterion) {
    let candidates = names(200);
    let index = CandidateIndex::new(candidates.iter().map(String::as_str), Method::Weighted);
    c.bench_function("one query, 20,000 candidates", |b| b.iter(|| black_box(index.search("Rasul Dzhafarov", 10))));
}

criterion_group!(benches, compare, search);
criterion_main!(benches);
