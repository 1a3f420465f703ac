//! Sentence alignment of made-up bilingual reports: a short text, searched whole, and long ones, searched in a
//! corridor; time should grow in proportion to the lines.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lughat::align::{SeedLexicon, sentence::align_sentences};

/// Places with their English names.
const PLACES: [(&str, &str); 6] = [
    ("Bakıda", "Baku"),
    ("Gəncədə", "Ganja"),
    ("Şəkidə", "Sheki"),
    ("Qubada", "Guba"),
    ("Naxçıvanda", "Nakhchivan"),
    ("Şuşada", "Shusha"),
];

/// Two texts of about `lines` lines; every eleventh English line is missing.
fn texts(lines: usize) -> (Vec<String>, Vec<String>) {
    let mut texts = (Vec::new(), Vec::new());
    for n in 0..lines {
        let (az, en) = PLACES[n * 7 % PLACES.len()];
        let (day, people) = (n % 28 + 1, n * 37 % 9000 + 10);
        texts.0.push(format!("Ayın {day}-də {az} keçirilən görüşdə {people} nəfər iştirak edib, nazir çıxış edib."));
        if n % 11 != 10 {
            texts
                .1
                .push(format!("On day {day} {people} people attended the meeting held in {en}; the minister spoke."));
        }
    }
    texts
}

fn align(c: &mut Criterion) {
    let mut group = c.benchmark_group("align_sentences");
    group.sample_size(10);
    for lines in [40, 1000, 8000] {
        let (az, en) = texts(lines);
        let az: Vec<&str> = az.iter().map(String::as_str).collect();
        let en: Vec<&str> = en.iter().map(String::as_str).collect();
        group.throughput(Throughput::Elements(lines as u64));
        group.bench_function(BenchmarkId::from_parameter(lines), |b| {
            b.iter(|| align_sentences(&az, &en, SeedLexicon::embedded()));
        });
    }
    group.finish();
}

criterion_group!(benches, align);
criterion_main!(benches);
