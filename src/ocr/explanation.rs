use super::{Channel, Tier};

/// What speaks for and against a word as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The word as it stands.
    pub word: String,
    /// Whether it is right as it stands, as far as words are known.
    pub is_known: bool,
    /// How its document was read or typed.
    pub channel: Channel,
    /// The share of wrong words of its document, 0..1.
    pub error_rate: f32,
    /// What it costs, in nats, to take it as it stands; `None` where nothing speaks against that.
    pub keep_cost_nats: Option<f32>,
    /// What else it may have been meant to be, the likeliest first.
    pub candidates: Vec<Alternative>,
}

/// What a word may have been meant to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// With the capitals of the word.
    pub word: String,
    /// The cost of the word itself and of its having been read so, in nats: a negative log probability, up to a constant.
    pub cost_nats: f32,
    /// The probability that it was meant, 0..1.
    pub confidence: f32,
    /// What is done with it.
    pub tier: Tier,
}
