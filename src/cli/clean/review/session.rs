use std::collections::BTreeMap;

use super::card::Card;
use crate::cli::clean::decisions::{Decisions, Subject, Verdict};
use crate::cli::clean::letter_change::LetterChange;
use crate::ocr::Tier;

/// What a person answers to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli::clean) enum Answer {
    /// The word, as it is suggested or otherwise.
    Word(Verdict),
    /// This, and all suggestions that change the same letters.
    Kind(Verdict),
    Skip,
    Undo,
}

/// Cards that are asked one by one, and what was decided.
pub(in crate::cli::clean) struct Session {
    cards: Vec<Card>,
    decisions: Decisions,
    /// The cards by the letters that they change.
    kinds: BTreeMap<LetterChange, Vec<usize>>,
    /// The card that is asked.
    at: usize,
    history: Vec<Step>,
}

/// What is needed to take an answer back.
struct Step {
    /// The card that was asked.
    at: usize,
    /// What the answer decided, and what had been decided of it before.
    decided: Option<(Subject, Option<Verdict>)>,
}

impl Session {
    /// Asks about what `decisions` leave open.
    pub fn new(cards: Vec<Card>, decisions: Decisions) -> Session {
        let mut kinds: BTreeMap<LetterChange, Vec<usize>> = BTreeMap::new();
        for (at, card) in cards.iter().enumerate() {
            if let Some(change) = &card.change {
                kinds.entry(change.clone()).or_default().push(at);
            }
        }
        let mut session = Session { cards, decisions, kinds, at: 0, history: Vec::new() };
        session.advance();
        session
    }

    /// The card that is asked; none at the end.
    pub fn card(&self) -> Option<&Card> {
        self.cards.get(self.at)
    }

    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// What was decided, when nothing more is asked.
    pub fn into_decisions(self) -> Decisions {
        self.decisions
    }

    /// Takes an answer to the card that is asked; `false` if it changes nothing.
    pub fn answer(&mut self, answer: Answer) -> bool {
        if answer == Answer::Undo {
            return self.undo();
        }
        let Some(card) = self.card() else { return false };
        let decided = match answer {
            Answer::Word(Verdict::Replace(meant)) if meant == card.before => Some((word(card), Verdict::Reject)),
            Answer::Word(Verdict::Replace(meant)) if meant == card.after => Some((word(card), Verdict::Accept)),
            Answer::Word(verdict) => Some((word(card), verdict)),
            Answer::Kind(verdict) => match &card.change {
                Some(change) => Some((Subject::Letters(change.clone()), verdict)),
                None => return false,
            },
            Answer::Skip | Answer::Undo => None,
        };
        let decided = decided.map(|(subject, verdict)| {
            let before = self.decisions.set(subject.clone(), Some(verdict));
            (subject, before)
        });
        self.history.push(Step { at: self.at, decided });
        self.at += 1;
        self.advance();
        true
    }

    /// Asks again what was answered last.
    fn undo(&mut self) -> bool {
        let Some(step) = self.history.pop() else { return false };
        if let Some((subject, before)) = step.decided {
            self.decisions.set(subject, before);
        }
        self.at = step.at;
        true
    }

    /// Goes on to the next card that is open.
    fn advance(&mut self) {
        while self.card().is_some_and(|card| !self.is_open(card)) {
            self.at += 1;
        }
    }

    fn is_open(&self, card: &Card) -> bool {
        self.decisions.verdict(&card.before, &card.after, Tier::Suggest).is_none()
    }

    /// How many cards, from the one that is asked on, are open.
    pub fn left(&self) -> usize {
        self.cards[self.at..].iter().filter(|card| self.is_open(card)).count()
    }

    /// How many open cards change the same letters as the one that is asked, skipped ones too, and how many places they have.
    pub fn kin(&self) -> (usize, usize) {
        let kin = self.card().and_then(|card| self.kinds.get(card.change.as_ref()?));
        let open = kin.into_iter().flatten().map(|&at| &self.cards[at]).filter(|card| self.is_open(card));
        open.fold((0, 0), |(cards, places), card| (cards + 1, places + card.places))
    }
}

fn word(card: &Card) -> Subject {
    Subject::word(&card.before, &card.after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::card::tests::card;
    use super::*;

    fn session() -> Session {
        let cards =
            [("nezir", "nəzir"), ("elde", "eldə"), ("oktyabrm", "oktyabrın"), ("isler", "işlər"), ("ilde", "ildə")];
        Session::new(cards.map(|(before, after)| card(before, after, 2, 0.5)).into(), Decisions::default())
    }

    fn asked(session: &Session) -> Option<&str> {
        session.card().map(|card| card.before.as_str())
    }

    #[test]
    fn an_answer_leads_to_the_next_card() {
        let mut session = session();
        assert!(session.answer(Answer::Word(Verdict::Accept)));
        assert_eq!((asked(&session), session.left()), (Some("elde"), 4));
        assert_eq!(session.decisions().verdict("nezir", "nəzir", Tier::Suggest), Some(&Verdict::Accept));
    }

    #[test]
    fn a_kind_is_decided_at_once() {
        let mut session = session();
        assert_eq!(session.kin(), (3, 6));
        assert!(session.answer(Answer::Kind(Verdict::Accept)));
        assert_eq!(asked(&session), Some("oktyabrm"));
        session.answer(Answer::Skip);
        // Two letters changed at once are no kind.
        assert_eq!((asked(&session), session.kin()), (Some("isler"), (0, 0)));
        assert!(!session.answer(Answer::Kind(Verdict::Accept)));
        session.answer(Answer::Word(Verdict::Reject));
        assert_eq!(asked(&session), None);
        assert!(!session.answer(Answer::Skip));
    }

    #[test]
    fn a_kind_decides_skipped_cards_too_and_spares_decided_words() {
        let mut session = session();
        session.answer(Answer::Skip);
        session.answer(Answer::Word(Verdict::Reject));
        session.answer(Answer::Skip);
        session.answer(Answer::Skip);
        assert_eq!((asked(&session), session.kin()), (Some("ilde"), (2, 4)));
        session.answer(Answer::Kind(Verdict::Accept));
        assert_eq!(session.decisions().verdict("nezir", "nəzir", Tier::Suggest), Some(&Verdict::Accept));
        assert_eq!(session.decisions().verdict("elde", "eldə", Tier::Suggest), Some(&Verdict::Reject));
    }

    #[test]
    fn typing_what_stands_there_is_rejecting() {
        let mut session = session();
        session.answer(Answer::Word(Verdict::Replace("nezir".into())));
        session.answer(Answer::Word(Verdict::Replace("eldə".into())));
        assert_eq!(session.decisions().verdict("nezir", "nəzir", Tier::Suggest), Some(&Verdict::Reject));
        assert_eq!(session.decisions().verdict("elde", "eldə", Tier::Suggest), Some(&Verdict::Accept));
    }

    #[test]
    fn what_was_decided_earlier_is_not_asked() {
        let mut decisions = Decisions::default();
        decisions.set(Subject::word("nezir", "nəzir"), Some(Verdict::Reject));
        let session = Session::new(session().cards, decisions);
        assert_eq!((asked(&session), session.left()), (Some("elde"), 4));
    }

    proptest! {
        #[test]
        fn undo_leads_back_to_the_beginning(answers in prop::collection::vec(0..6, 0..12)) {
            let mut session = session();
            for answer in answers {
                session.answer(match answer {
                    0 => Answer::Word(Verdict::Accept),
                    1 => Answer::Word(Verdict::Replace("x".into())),
                    2 => Answer::Kind(Verdict::Reject),
                    3 => Answer::Skip,
                    4 => Answer::Undo,
                    _ => Answer::Kind(Verdict::Accept),
                });
            }
            while session.answer(Answer::Undo) {}
            prop_assert_eq!(session.decisions(), &Decisions::default());
            prop_assert_eq!((asked(&session), session.left()), (Some("nezir"), 5));
        }
    }
}
