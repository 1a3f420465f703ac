//! Azerbaijani Cyrillic in a document, respelt in Latin letters.

use super::language::detect;
use super::{Block, Edit, Span};
use crate::letters::{Lang, is_apostrophe, is_azerbaijani_cyrillic, is_respelt, to_latin};

/// Letters of other Cyrillic alphabets (қ, ң, җ, љ …) for one of Azerbaijani from which a text is in another language: 1 in
/// this many. Tatar has 1 in 6, Kazakh and Serbian more; Azerbaijani has a foreign name now and then.
const FOREIGN_ONE_IN: usize = 20;
/// Letters from which Azerbaijani has its commonest one, ә: without it a text may be Mongolian, which shares ө and ү.
const LETTERS_WITH_SCHWA: usize = 60;
/// Words from which a part without Azerbaijani letters can be called Russian: a name looks the same in both languages.
const RUSSIAN_WORDS: usize = 3;
/// Latin letters that look like Cyrillic ones and are respelt as themselves, so that they do no harm in a Cyrillic word.
const COMMON_LETTERS: &str = "aeoxəAEOXKMTƏ";

/// The edits that respell what is in Azerbaijani Cyrillic, word by word.
///
/// Paragraphs are told by their letters and words. Russian ones stay, with all names in them, and so do those in other
/// languages that share letters with Azerbaijani. In a Latin paragraph the Cyrillic words that stand together are told by
/// themselves. Words that mix both scripts stay, unless their Latin letters mean the same in both:
/// [`legacy`](crate::letters::legacy) mends them.
///
/// ```
/// use lughat::text::{from_text, latin_spellings, rewrite};
/// let text = "Мәммәдјаров Бакыја гајыдыб.\n\nМинистр прибыл в Баку.";
/// let document = from_text("-", text.to_owned());
/// let edits = latin_spellings(&document.text, &document.blocks);
/// let latin = rewrite(&document, text.as_bytes(), &edits).unwrap();
/// assert_eq!(String::from_utf8(latin).unwrap(), "Məmmədyarov Bakıya qayıdıb.\n\nМинистр прибыл в Баку.");
/// ```
pub fn latin_spellings(text: &str, blocks: &[Block]) -> Vec<Edit> {
    let parts: Vec<Part> = blocks.iter().flat_map(|block| parts(text, block.span)).collect();
    let letters = |wanted: Option<Lang>| -> Letters {
        parts.iter().filter(|part| part.lang == wanted).map(|part| part.letters).fold(Letters::default(), Letters::plus)
    };
    let (azerbaijani, russian) = (letters(Some(Lang::Az)), letters(Some(Lang::Ru)));
    if azerbaijani.is_foreign() {
        return Vec::new();
    }
    let is_rest_azerbaijani = azerbaijani.cyrillic > russian.cyrillic;
    let wanted = parts.into_iter().filter(|part| match part.lang {
        Some(lang) => lang == Lang::Az && !part.letters.is_foreign(),
        None => is_rest_azerbaijani && part.is_paragraph,
    });
    wanted.flat_map(|part| respellings(text, part.words)).collect()
}

/// Cyrillic words that are told together.
struct Part {
    words: Vec<Span>,
    letters: Letters,
    /// `None` if there is too little to tell.
    lang: Option<Lang>,
    /// Whether they are most of their paragraph.
    is_paragraph: bool,
}

/// How many letters there are.
#[derive(Clone, Copy, Default)]
struct Letters {
    cyrillic: usize,
    /// Those that Russian does not have.
    azerbaijani: usize,
    schwas: usize,
    /// Those that neither Azerbaijani nor Russian have.
    foreign: usize,
}

impl Letters {
    fn of(word: &str) -> Letters {
        let count = |wanted: fn(char) -> bool| word.chars().filter(|&c| wanted(c)).count();
        Letters {
            cyrillic: count(is_cyrillic),
            azerbaijani: count(|c| is_azerbaijani_cyrillic(c.encode_utf8(&mut [0; 4]))),
            schwas: count(|c| matches!(c, 'ә' | 'Ә' | 'ə' | 'Ə')),
            foreign: count(|c| is_cyrillic(c) && !is_respelt(c)),
        }
    }

    fn plus(self, other: Letters) -> Letters {
        Letters {
            cyrillic: self.cyrillic + other.cyrillic,
            azerbaijani: self.azerbaijani + other.azerbaijani,
            schwas: self.schwas + other.schwas,
            foreign: self.foreign + other.foreign,
        }
    }

    /// Whether they are of a third language.
    fn is_foreign(self) -> bool {
        self.foreign * FOREIGN_ONE_IN > self.azerbaijani || self.cyrillic >= LETTERS_WITH_SCHWA && self.schwas == 0
    }
}

/// The Cyrillic words of a paragraph: all together if they are most of it, else those that no Latin word parts.
fn parts(text: &str, block: Span) -> Vec<Part> {
    let words = words(text, block);
    let (cyrillic, latin): (Vec<&Span>, Vec<&Span>) = words.iter().partition(|word| is_in_cyrillic(word.of(text)));
    let length = |words: &[&Span]| words.iter().map(|word| word.len()).sum::<usize>();
    if cyrillic.is_empty() {
        return Vec::new();
    }
    // A Cyrillic letter has two bytes, most Latin ones have one.
    if length(&cyrillic) > 2 * length(&latin) {
        let words = cyrillic.into_iter().copied().collect();
        return vec![Part::new(block.of(text), text, words, true)];
    }
    let groups = words.chunk_by(|a, b| is_in_cyrillic(a.of(text)) && is_in_cyrillic(b.of(text)));
    let groups = groups.filter(|group| is_in_cyrillic(group[0].of(text)));
    let parts = groups.map(|group| {
        let span = group[0].cover(group[group.len() - 1]);
        Part::new(span.of(text), text, group.to_vec(), false)
    });
    parts.collect()
}

impl Part {
    fn new(part: &str, text: &str, words: Vec<Span>, is_paragraph: bool) -> Part {
        let letters = words.iter().map(|word| Letters::of(word.of(text))).fold(Letters::default(), Letters::plus);
        let lang = match detect(part) {
            Lang::Ru if letters.azerbaijani > 0 || words.len() >= RUSSIAN_WORDS => Some(Lang::Ru),
            _ if letters.azerbaijani > 0 => Some(Lang::Az),
            _ => None,
        };
        Part { words, letters, lang, is_paragraph }
    }
}

/// The words of a paragraph: letters with the apostrophes between them.
fn words(text: &str, block: Span) -> Vec<Span> {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}');
    let mut words: Vec<Span> = Vec::new();
    let mut joint = None;
    for (at, c) in block.of(text).char_indices() {
        let (start, end) = (block.start + at, block.start + at + c.len_utf8());
        let touches = words.last().is_some_and(|word| word.end == start || joint == Some(word.end));
        if is_letter(c) {
            match words.last_mut().filter(|_| touches) {
                Some(word) => word.end = end,
                None => words.push(Span::new(start, end)),
            }
            joint = None;
        } else {
            joint = words.last().map(|word| word.end).filter(|before| is_apostrophe(c) && *before == start);
        }
    }
    words
}

/// Whether a word is Cyrillic, but for Latin letters that mean the same.
fn is_in_cyrillic(word: &str) -> bool {
    let is_fit = |c: char| is_cyrillic(c) || !c.is_alphabetic() || COMMON_LETTERS.contains(c);
    word.contains(is_cyrillic) && word.chars().all(is_fit)
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

fn respellings(text: &str, words: Vec<Span>) -> impl Iterator<Item = Edit> {
    words.into_iter().map(move |word| Edit::new(word, to_latin(word.of(text))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::from_text;

    fn latin(text: &str) -> String {
        let document = from_text("-", text.to_owned());
        let mut result = String::new();
        let mut at = 0;
        for edit in latin_spellings(&document.text, &document.blocks) {
            result.push_str(&text[at..edit.span.start]);
            result.push_str(&edit.replacement);
            at = edit.span.end;
        }
        result + &text[at..]
    }

    #[test]
    fn azerbaijani_is_respelt() {
        let text = "Милли Мәҹлисин сәдри 1995-ҹи илдә НАТО-нун, SOCAR-ын вә «Правда»нын мә’луматыны охујуб.";
        let expected = "Milli Məclisin sədri 1995-ci ildə NATO-nun, SOCAR-ın və «Pravda»nın məlumatını oxuyub.";
        assert_eq!(latin(text), expected);
        assert_eq!(latin("Һејдәр Әлијев"), "Heydər Əliyev");
    }

    #[test]
    fn the_orthography_of_1939_is_respelt_too() {
        assert_eq!(latin("Азәрбайҹан эли, гардашлыг вә яшасын!"), "Azərbaycan eli, qardaşlıq və yaşasın!");
    }

    #[test]
    fn russian_paragraphs_stay_with_their_names() {
        let russian = "Министр иностранных дел Эльмар Мамедъяров прибыл в Баку, газета «Азәрбајҹан» сообщает.";
        assert_eq!(latin(russian), russian);
        let azerbaijani = "Назир Елмар Мәммәдјаров Бакыја гајыдыб.";
        let both = format!("{azerbaijani}\n\n{russian}");
        assert_eq!(latin(&both), format!("Nazir Elmar Məmmədyarov Bakıya qayıdıb.\n\n{russian}"));
    }

    #[test]
    fn short_lines_follow_the_other_cyrillic_ones() {
        let text = "Рамил Усубов\n\nДахили ишләр назири чыхыш едиб вә суаллара ҹаваб вериб.";
        assert!(latin(text).starts_with("Ramil Usubov\n\nDaxili işlər naziri"));
        let text = "Рамил Усубов\n\nМинистр внутренних дел выступил с заявлением и ответил на вопросы.";
        assert_eq!(latin(text), text);
    }

    #[test]
    fn words_in_a_latin_paragraph_are_told_by_themselves() {
        let text = "Nazir Elmar Məmmədyarov (Елмар Мәммәдјаров, rusca Эльмар Мамедъяров) Bakıya qayıdıb.";
        let expected = text.replace("Елмар Мәммәдјаров", "Elmar Məmmədyarov");
        assert_eq!(latin(text), expected);
    }

    #[test]
    fn other_languages_stay() {
        for text in [
            "Қазақ тілі – түркі тілдерінің бірі, оның әліпбиі қайта құрылуда.",
            "Татар теле — төрки телләрнең берсе, Казан шәһәрендә сөйлиләр.",
            "Монгол улсын нийслэл Улаанбаатар хотод болсон хурлын үеэр төрийн тэргүүн үг хэллээ.",
            "Председник Републике Србије је љубазно примио њиховог министра у Београду.",
            "Azərbaycan Respublikası",
        ] {
            assert_eq!(latin(text), text);
        }
    }

    #[test]
    fn words_that_mix_scripts_stay_where_a_letter_may_mean_two() {
        assert_eq!(latin("Бу һәјaт мәним үчүн мəнaлыдыр"), "Bu həyat mənim üçün mənalıdır");
        assert_eq!(latin("Бу һәjат мәним үчүн мә’налыдыр"), "Bu һәjат mənim üçün mənalıdır");
    }

    proptest! {
        #[test]
        fn edits_are_of_cyrillic_words_and_in_order(text in "[А-яәҹһјңі’a-cə .\n\u{306}]{0,120}") {
            let document = from_text("-", text);
            let edits = latin_spellings(&document.text, &document.blocks);
            prop_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            for edit in edits {
                prop_assert!(is_in_cyrillic(edit.span.of(&document.text)));
                prop_assert!(!edit.replacement.contains(is_respelt));
            }
        }
    }
}
