use super::citation;
use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::{Chunk, Context, add};
use crate::mention::form::Case;
use crate::mention::head::Tables;
use crate::mention::record::Evidence;
use crate::mention::word::{Gap, Word};
use crate::token;
use crate::word::az::lemmas;

/// Most words of a name before its head: `Çuxur Qəbələ kəndi`, `Şərqi Zəngəzur iqtisadi rayonu`.
const LONGEST_NAME: usize = 3;
/// Most words in small letters between a quoted name and its head: `"Astara" dəmiryolu buraxılış məntəqəsi`.
const LONGEST_DESCRIPTION: usize = 2;

/// Adds the places: names with a head, people's adjectives, countries joined by a hyphen, `Xəzəryanı`.
pub(super) fn find(words: &[Word<'_>], context: Context<'_>, chunks: &mut Vec<Chunk>) {
    for at in 0..words.len() {
        headed(words, at, context, chunks);
        adjective(words, at, context, chunks);
        joined_pair(words, at, context, chunks);
        compound(words, at, context, chunks);
        directed(words, at, chunks);
    }
}

/// `Astara şəhəri`, `Samur çayı`, `Xəzər dənizi`.
fn headed(words: &[Word<'_>], at: usize, context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let Some(found) = context.tables.place.ending_at(words, at, Lang::Az) else { return };
    let fixed = found.head.az == found.head.az_possessive;
    if !(found.ending.possessive || fixed) || found.start == 0 {
        return;
    }
    let Some(start) = name_start(words, found.start) else { return };
    let range = start..at + 1;
    let citation = citation::of_izafet(words, &range, found.ending, &found.head.az_possessive);
    add(chunks, Chunk { words: range, kind: Kind::Place, evidence: Evidence::Pattern, citation });
}

/// Where the name before the head that starts at `head` starts.
fn name_start(words: &[Word<'_>], head: usize) -> Option<usize> {
    let mut start = head;
    let mut described = 0;
    while start > 0 && !words[start - 1].capital && described < LONGEST_DESCRIPTION && words[start].gap == Gap::Space {
        start -= 1;
        described += 1;
    }
    let quoted = start > 0 && words[start].gap == Gap::Close;
    if described > 0 && !quoted {
        return None;
    }
    let name_end = start;
    while start > 0 && name_end - start < LONGEST_NAME && belongs(words, start) {
        start -= 1;
        if words[start].gap == Gap::Open {
            break;
        }
    }
    // The capital of the first word of a sentence says nothing (`Nazirlər Xəzər dənizinin …`), and a surname ends the
    // name before (`Rüfət Mahmud Sınıqqala məscidində`: one word names a place that is no quoted one).
    if name_end - start > 1 && words[start].first && is_ordinary(&words[start]) {
        start += 1;
    }
    let person = |at: usize| Tables::get().given_names.contains(&words[at].lower);
    if name_end - start > 2 && person(start) {
        start = name_end - 1;
    }
    (start < name_end).then_some(start)
}

/// Whether the word before `next` belongs to the same name.
fn belongs(words: &[Word<'_>], next: usize) -> bool {
    let word = &words[next - 1];
    let oblique = [Case::Genitive, Case::Locative, Case::Ablative, Case::Relative].iter().any(|&c| ends_as(word, c));
    words[next].gap.joins() && word.capital && word.kind == token::Kind::Word && !oblique
}

/// Whether the word is a form of a word of the lexicon.
fn is_ordinary(word: &Word<'_>) -> bool {
    !lemmas(&word.lower).is_empty()
}

/// Whether the word has a reading in this case that leaves three letters or more.
fn ends_as(word: &Word<'_>, case: Case) -> bool {
    word.bases.iter().any(|base| base.ending.case == case && base.text.chars().count() > 2)
}

/// `iranlı`, `rus`: the people of a country, in small letters.
fn adjective(words: &[Word<'_>], at: usize, context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let word = &words[at];
    let found = word.bases.iter().find(|base| !base.ending.possessive && context.tables.demonym(&base.text).is_some());
    if let Some(base) = found.filter(|_| word.kind == token::Kind::Word && (!word.capital || word.first)) {
        let citation = citation::of(words, &(at..at + 1), base);
        add(chunks, Chunk { words: at..at + 1, kind: Kind::Place, evidence: Evidence::Context, citation });
    }
}

/// Generic nouns that close a one-word name: `Kişçay`, `Gürgəndağ`, `Sabirabad`.
const FORMANTS: [&str; 10] = ["çay", "kənd", "abad", "dağ", "göl", "bulaq", "dərə", "təpə", "qışlaq", "stan"];

/// A capitalised word that no lexicon has and that a generic noun closes.
fn compound(words: &[Word<'_>], at: usize, context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let word = &words[at];
    let closes = |text: &str| {
        FORMANTS.iter().any(|formant| text.strip_suffix(formant).is_some_and(|name| name.chars().count() > 2))
    };
    let base = word.bases.iter().find(|base| !base.ending.possessive && !base.ending.plural && closes(&base.text));
    let known = context.gazetteer.is_known(&word.lower, Lang::Az, Kind::Place);
    if let Some(base) = base.filter(|_| word.capital && word.kind == token::Kind::Word && !known && !is_ordinary(word))
    {
        let citation = citation::of(words, &(at..at + 1), base);
        add(chunks, Chunk { words: at..at + 1, kind: Kind::Place, evidence: Evidence::Pattern, citation });
    }
}

/// A name after a side of the sky: `Cənubi Karolina`.
fn directed(words: &[Word<'_>], at: usize, chunks: &mut Vec<Chunk>) {
    let side = matches!(words[at].lower.as_str(), "şimali" | "cənubi" | "şərqi" | "qərbi" | "mərkəzi");
    let Some(name) = words.get(at + 1).filter(|name| side && words[at].capital && name.capital) else { return };
    if name.gap != Gap::Space || name.kind != token::Kind::Word || is_ordinary(name) {
        return;
    }
    let cited = crate::word::az::citation(name.text);
    let range = at..at + 2;
    let citation = citation::joined(words, &range, &cited);
    add(chunks, Chunk { words: range, kind: Kind::Place, evidence: Evidence::Pattern, citation });
}

/// `Ermənistan-Azərbaycan`, `Xəzəryanı`.
fn joined_pair(words: &[Word<'_>], at: usize, context: Context<'_>, chunks: &mut Vec<Chunk>) {
    let word = &words[at];
    let is_place = |text: &str| context.gazetteer.is_known(text, Lang::Az, Kind::Place);
    let of_places = |text: &str| text.split(['-', '–']).count() > 1 && text.split(['-', '–']).all(is_place);
    let by_a_place = |text: &str| text.strip_suffix("yanı").is_some_and(is_place);
    let base = word
        .bases
        .iter()
        .find(|base| of_places(&base.text) || by_a_place(&base.text))
        .filter(|base| !base.ending.possessive && word.capital);
    if let Some(base) = base {
        let citation = citation::of(words, &(at..at + 1), base);
        add(chunks, Chunk { words: at..at + 1, kind: Kind::Place, evidence: Evidence::Context, citation });
    }
}
