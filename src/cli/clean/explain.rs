use std::io::{self, Write};

use crate::ocr::Explanation;

/// Candidates that are shown, at most.
const MOST_CANDIDATES: usize = 12;

/// Writes what a word may have been meant to be, the likeliest first, with costs and probabilities.
///
/// # Errors
///
/// When the output cannot be written.
pub(super) fn write(explanation: &Explanation, out: &mut impl Write) -> io::Result<()> {
    let Explanation { word, is_known, channel, error_rate, keep_cost_nats, candidates } = explanation;
    let known = if *is_known { "known" } else { "unknown" };
    writeln!(out, "{word}: {known}; read as {}, {:.1} % of the words wrong", channel.as_str(), error_rate * 100.0)?;
    let Some(keep) = keep_cost_nats else {
        return writeln!(out, "It stays: nothing speaks against it.");
    };
    writeln!(out, "{:>8}  {:>11}  {:7}  word", "cost", "probability", "tier")?;
    writeln!(out, "{keep:8.2}  {:>11}  {:7}  {word} (as it stands)", "", "")?;
    for candidate in candidates.iter().take(MOST_CANDIDATES) {
        let tier = candidate.tier.as_str();
        writeln!(out, "{:8.2}  {:11.3}  {tier:7}  {}", candidate.cost_nats, candidate.confidence, candidate.word)?;
    }
    Ok(())
}
