use super::bead::SHAPES;

/// The numbers of the model: how likely each kind of word is to be answered in the translation, and how likely each
/// shape of bead is.
///
/// The defaults were fitted on NTREX news with synthetic noise and on press releases, so as to make the right beads
/// most probable; they are rounded, and none is sharp.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Probability that a number of a sentence stands in its translation too.
    pub number: f64,
    /// The same of a name for which a like-sounding one is somewhere in the other text.
    pub name: f64,
    /// The same of a word in capitals or an address that stands letter by letter in the other text.
    pub identical: f64,
    /// The same of a word that the lexicon knows: that one of its translations stands in the sentence.
    pub lexicon: f64,
    /// The same of a word that only resembles one of the other text.
    pub cognate: f64,
    /// Share of sentences in which a word of unknown frequency stands by chance.
    pub background: f64,
    /// Weight of `background`, in sentences.
    pub background_weight: f64,
    /// Weight of the words' log-likelihood ratio; below 1, since words are not independent and each match is seen
    /// from both sides.
    pub word_weight: f64,
    /// Weight of the lengths' log-likelihood ratio.
    pub length_weight: f64,
    /// English characters for one Azerbaijani character.
    pub length_ratio: f64,
    /// Variance of the English length, per Azerbaijani character (Gale & Church's s²).
    pub length_variance: f64,
    /// Log prior of each shape of bead: 1-1, 1-0, 0-1, 1-2, 2-1, 2-2, 1-3, 3-1.
    pub shapes: [f64; SHAPES.len()],
    /// Weight of `shapes` against the shapes found in the texts, in beads.
    pub shape_weight: f64,
    /// Posterior below which a bead is rather left out: half the F1 to be expected.
    pub threshold: f64,
}

impl Default for Model {
    fn default() -> Model {
        Model {
            number: 0.95,
            name: 0.95,
            identical: 0.8,
            lexicon: 0.6,
            cognate: 0.55,
            background: 0.03,
            background_weight: 3.0,
            word_weight: 0.3,
            length_weight: 0.6,
            length_ratio: 0.91,
            length_variance: 2.2,
            shapes: [-0.2, -2.5, -2.5, -2.8, -2.8, -4.5, -6.5, -6.5],
            shape_weight: 30.0,
            threshold: 0.45,
        }
    }
}
