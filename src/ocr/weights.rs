use super::Channel;

/// What speaks for a word and against it, in nats.
///
/// The figures were found by a random search on the development sets (82 scanned pages of 23,000 words, 659 typed and 78
/// published sentences, seven press texts), which minimised word errors and damage, and rounded; those of noise and harmony
/// by trial on the same sets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    /// How much the model of spelling counts, for words of the lexicon and for others.
    pub spelling: f32,
    pub unknown_spelling: f32,
    /// How much the rarity of a reading counts.
    pub rarity: f32,
    /// How much the frequency of a form counts: per e-fold.
    pub frequent: f32,
    /// How much the count of a form in the document counts: per e-fold.
    pub document: f32,
    /// What a word costs that is in no list: in lower case, with a capital, and as an attested form.
    pub unknown: f32,
    pub unknown_name: f32,
    pub attested: f32,
    /// How much more an unknown word costs on a page with more noise than usual, in lower case and with a capital: per e-fold.
    pub noisy: f32,
    pub noisy_name: f32,
    /// What an unknown word costs more whose last two vowels are not in harmony.
    pub disharmony: f32,
    /// What each doubling of the count of an unknown word in the document takes off.
    pub repeated: f32,
    /// What it costs that a space was lost, or stands within a word.
    pub lost_space: f32,
    pub extra_space: f32,
    /// What it costs to part what may be a compound.
    pub compound: f32,
    /// What a known word has in its favour against one that it was misread for, and what that misreading may cost.
    pub real_word: f32,
    pub real_word_budget: f32,
    /// How much easier each error is on a page with more noise than usual: per e-fold.
    pub ease: f32,
    /// How much the neighbours count.
    pub context: f32,
}

impl Weights {
    pub fn of(channel: Channel) -> Weights {
        // The columns: a recogniser with the letters, one without, a keyboard without.
        let column = match channel {
            Channel::Azerbaijani => 0,
            Channel::Turkish | Channel::English => 1,
            Channel::Typed => 2,
        };
        Weights {
            spelling: [0.5, 0.45, 0.21][column],
            unknown_spelling: [0.6, 0.6, 0.7][column],
            rarity: [1.8, 1.6, 1.5][column],
            frequent: [0.42, 0.65, 0.24][column],
            document: [0.23, 0.0, 0.0][column],
            unknown: [9.8, 9.0, 20.0][column],
            unknown_name: [5.1, 3.4, 5.7][column],
            attested: [2.2, 1.8, 7.5][column],
            noisy: [0.6, 0.0, 0.0][column],
            noisy_name: [2.0, 0.0, 0.0][column],
            disharmony: [1.5, 0.0, 0.0][column],
            repeated: [2.2, 0.0, 0.0][column],
            lost_space: [6.9, 9.0, 9.0][column],
            extra_space: [6.8, 9.0, 9.0][column],
            compound: [5.2, 4.0, 4.0][column],
            real_word: [3.4, 4.0, 4.0][column],
            real_word_budget: [7.0, 4.0, 4.0][column],
            ease: [1.6, 0.0, 0.0][column],
            context: [0.75, 0.8, 3.3][column],
        }
    }
}
