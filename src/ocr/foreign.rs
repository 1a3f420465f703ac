use super::Channel;
use super::evidence::Evidence;
use crate::letters::{Lang, Script, script};
use crate::text::{Span, detect};
use crate::token::{Kind, Token, paragraphs};

/// Right words for each other one, from which a paragraph is in no other language.
const MOST_RIGHT: usize = 3;

/// The paragraphs of a document that are in another language, in order.
pub(super) struct Foreign(Vec<Span>);

impl Foreign {
    /// Looks for them. A paragraph in which most words are right is not asked for its language.
    pub fn of(text: &str, tokens: &[Token], evidence: &Evidence<'_>) -> Foreign {
        let mut found = Vec::new();
        let mut first = 0;
        for (span, paragraph) in paragraphs(text, tokens) {
            let words = (first..first + paragraph.len()).filter(|&at| tokens[at].kind == Kind::Word);
            let (right, others): (Vec<usize>, Vec<usize>) = words.partition(|&at| evidence.is_right(at));
            first += paragraph.len();
            if right.len() < MOST_RIGHT * others.len() && is_foreign(span.of(text), evidence.channel) {
                found.push(span);
            }
        }
        Foreign(found)
    }

    /// Whether a span lies in one of them.
    pub fn has(&self, span: Span) -> bool {
        let next = self.0.partition_point(|other| other.end <= span.start);
        self.0.get(next).is_some_and(|other| other.contains(span))
    }
}

fn is_foreign(paragraph: &str, channel: Channel) -> bool {
    script(paragraph) == Script::Cyrillic
        || match detect(paragraph) {
            Lang::En | Lang::Ru => true,
            Lang::Tr => channel == Channel::Azerbaijani,
            _ => false,
        }
}
