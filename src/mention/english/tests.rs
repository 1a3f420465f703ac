//! Facts of English names, in sentences of our own.

use crate::glossary::Kind;
use crate::letters::Lang;
use crate::mention::chunk::Chunk;
use crate::mention::probe::Probe;

fn probe() -> Probe {
    let places =
        ["Baku", "Georgia", "Hungary", "Japan", "Norway", "Oslo", "Karabakh", "Republic of Azerbaijan", "Azerbaijan"];
    let mut names: Vec<(Kind, &str)> = places.into_iter().map(|place| (Kind::Place, place)).collect();
    names.extend([(Kind::Title, "Colonel"), (Kind::Title, "Lieutenant General"), (Kind::Term, "border security")]);
    Probe::new(Lang::En, super::chunks, &names)
}

fn found(text: &str) -> Vec<Chunk> {
    probe().found(text)
}

#[track_caller]
fn has(text: &str, kind: Kind, citations: &[&str]) {
    probe().has(text, kind, citations);
}

#[track_caller]
fn lacks(text: &str, kind: Kind, citations: &[&str]) {
    probe().lacks(text, kind, citations);
}

#[track_caller]
fn nothing(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

mod agencies {
    use super::*;
    const KIND: Kind = Kind::Agency;

    #[test]
    fn end_in_their_head() {
        has("Talks were held at the State Water Agency.", KIND, &["State Water Agency"]);
        has("He works for the Baku Tram Company.", KIND, &["Baku Tram Company"]);
    }

    #[test]
    fn start_with_their_head_and_take_a_complement() {
        has("The Ministry of Finance agreed.", KIND, &["Ministry of Finance"]);
        has("The Committee on Water Affairs met.", KIND, &["Committee on Water Affairs"]);
        has("The Center for Rest and Health opened.", KIND, &["Center for Rest and Health"]);
    }

    #[test]
    fn keep_and_inside_a_field_of_government() {
        has("The Ministry of Science and Education agreed.", KIND, &["Ministry of Science and Education"]);
        has("The Institute of Botany and Zoology opened.", KIND, &["Institute of Botany and Zoology"]);
        has("The Roads and Bridges Agency replied.", KIND, &["Roads and Bridges Agency"]);
    }

    #[test]
    fn are_two_where_and_joins_names() {
        let text = "The Ministry of Finance and the Central Bank agreed.";
        has(text, KIND, &["Ministry of Finance", "Central Bank"]);
        has("The Ministry of Finance and State Oil Fund agreed.", KIND, &["Ministry of Finance", "State Oil Fund"]);
    }

    #[test]
    fn are_named_with_and_without_their_owner() {
        let text = "The Ministry of Justice of the Republic of Azerbaijan replied.";
        has(text, KIND, &["Ministry of Justice of the Republic of Azerbaijan", "Ministry of Justice"]);
        has("Georgia's State Water Agency replied.", KIND, &["Georgia's State Water Agency", "State Water Agency"]);
        has("The Georgian Water Agency replied.", KIND, &["Georgian Water Agency", "Water Agency"]);
    }

    #[test]
    fn of_a_mission_include_its_place() {
        has("They visited Norway's Embassy in Baku.", KIND, &["Norway's Embassy in Baku"]);
        has("They visited the Embassy of Norway in Georgia.", KIND, &["Embassy of Norway in Georgia"]);
        lacks("The Ministry of Finance in Baku replied.", KIND, &["Ministry of Finance in Baku"]);
    }

    #[test]
    fn hold_quoted_names() {
        has("He rested at the MRD \"Dalga\" Center for Health.", KIND, &["MRD \"Dalga\" Center for Health"]);
    }

    #[test]
    fn have_short_forms_after_an_article() {
        has("Later the Ministry replied.", KIND, &["Ministry"]);
        nothing("Service was slow.");
    }

    #[test]
    fn in_small_letters_need_an_owner() {
        has("The press service of the Ministry of Finance wrote.", KIND, &["press service of the Ministry of Finance"]);
        has("The Georgian government resigned.", KIND, &["Georgian government"]);
        nothing("The government resigned.");
    }

    #[test]
    fn take_a_purpose_in_small_letters() {
        let text = "The Battalion of Police for the protection of the foreign missions was praised.";
        has(text, KIND, &["Battalion of Police for the protection of the foreign missions"]);
    }

    #[test]
    fn are_not_made_of_the_words_of_a_headline() {
        lacks("Azerbaijan Opens Water Agency Branch Near Old Town", KIND, &["Azerbaijan Opens Water Agency"]);
    }
}

mod titles {
    use super::*;
    const KIND: Kind = Kind::Title;

    #[test]
    fn take_attributes_and_fields() {
        has("He met First Deputy Interior Minister Emin Aslanov.", KIND, &["First Deputy Interior Minister"]);
        has("The First Deputy Minister of Justice spoke.", KIND, &["First Deputy Minister of Justice"]);
        has("He met the Emergency Situations Minister.", KIND, &["Emergency Situations Minister"]);
    }

    #[test]
    fn are_named_with_and_without_their_owner() {
        has(
            "He met Georgian Interior Minister Lado Beridze.",
            KIND,
            &["Georgian Interior Minister", "Interior Minister"],
        );
        has("Japan's Ambassador to Hungary arrived.", KIND, &["Japan's Ambassador to Hungary"]);
        lacks("He met the Georgian President.", KIND, &["President"]);
    }

    #[test]
    fn are_completed_by_bodies_and_places() {
        has("The President of the Republic of Azerbaijan spoke.", KIND, &["President of the Republic of Azerbaijan"]);
        has("He is Chairman of the State Customs Committee.", KIND, &["Chairman of the State Customs Committee"]);
        has("He is head of the Georgian Water Agency.", KIND, &["head of the Georgian Water Agency"]);
        has("The Ambassador of Japan in our country spoke.", KIND, &["Ambassador of Japan in our country"]);
    }

    #[test]
    fn follow_their_body() {
        let text = "Georgia's State Water Agency Chief Lado Beridze came.";
        has(text, KIND, &["Georgia's State Water Agency Chief", "State Water Agency Chief"]);
        has("NRK President Arne Dahl came.", KIND, &["NRK President"]);
    }

    #[test]
    fn hold_titles() {
        let text = "The representative of the President of Georgia on special assignments came.";
        has(text, KIND, &["representative of the President of Georgia on special assignments", "President of Georgia"]);
    }

    #[test]
    fn are_cited_in_the_singular() {
        has("The ministers agreed.", KIND, &["minister"]);
        has("The ambassadors of foreign countries came.", KIND, &["ambassador of foreign country"]);
    }

    #[test]
    fn end_before_the_name_that_follows() {
        let text = "The Minister of Culture Emin Aslanov spoke.";
        has(text, KIND, &["Minister of Culture"]);
        has(text, Kind::Person, &["Emin Aslanov"]);
    }

    #[test]
    fn are_no_common_nouns() {
        nothing("The head of the bed was broken, and a member of staff came.");
    }

    #[test]
    fn do_not_arise_inside_bodies() {
        lacks("The General Secretariat replied.", KIND, &["General"]);
    }
}

mod places {
    use super::*;
    const KIND: Kind = Kind::Place;

    #[test]
    fn are_adjectives_of_countries() {
        has("The Georgian side agreed.", KIND, &["Georgian"]);
        has("Georgian-Hungarian relations grow.", KIND, &["Georgian-Hungarian"]);
        has("The Georgia-Hungary border is long.", KIND, &["Georgia-Hungary"]);
    }

    #[test]
    fn lose_their_genitive() {
        has("Norway's coast is long.", KIND, &["Norway"]);
        has("Norway`s coast is long.", KIND, &["Norway"]);
    }

    #[test]
    fn are_made_by_their_head() {
        has("They crossed the Valchay River.", KIND, &["Valchay River"]);
        has("They live in Tala village.", KIND, &["Tala village"]);
        has("They live in the city of Bergen.", KIND, &["city of Bergen"]);
        has("They sailed round Cape Alvan.", KIND, &["Cape Alvan"]);
    }

    #[test]
    fn are_listed_before_a_plural_head() {
        has("The Valchay, Damarchin and Ayrichay rivers rose.", KIND, &["Valchay", "Damarchin", "Ayrichay"]);
        has("The \"Valchay\" and \"Ayri Su\" reservoirs are full.", KIND, &["Valchay", "Ayri Su"]);
    }

    #[test]
    fn may_be_unknown_after_in() {
        has("He was born in Trosvik.", KIND, &["Trosvik"]);
        lacks("He was born in March.", KIND, &["March"]);
    }
}

mod persons {
    use super::*;
    const KIND: Kind = Kind::Person;

    #[test]
    fn are_known_by_a_given_name() {
        has("Then Leyla Tarverdi left.", KIND, &["Leyla Tarverdi"]);
        has("Leyla Tarverdi's book came out.", KIND, &["Leyla Tarverdi"]);
    }

    #[test]
    fn follow_titles_and_courtesies() {
        has("President Qwynn left.", KIND, &["Qwynn"]);
        has("Then Mr. Qwynn left.", KIND, &["Qwynn"]);
        has("Lieutenant General Otar Qwynn left.", KIND, &["Otar Qwynn"]);
    }

    #[test]
    fn are_known_by_initials_and_surnames() {
        has("Then E. Qwynn left.", KIND, &["E. Qwynn"]);
        has("Then Zorbey Tarverdiyev left.", KIND, &["Zorbey Tarverdiyev"]);
    }

    #[test]
    fn stand_before_a_title_after_a_comma() {
        has("Zorbey Qwynn, Chairman of the State Water Agency, left.", KIND, &["Zorbey Qwynn"]);
    }

    #[test]
    fn do_not_swallow_the_body_named_after_them() {
        has("The Leyla Tarverdi Foundation replied.", Kind::Agency, &["Leyla Tarverdi Foundation"]);
        lacks("The Leyla Tarverdi Foundation replied.", KIND, &["Leyla Tarverdi Foundation"]);
    }
}

mod acronyms {
    use super::*;
    const KIND: Kind = Kind::Acronym;

    #[test]
    fn lose_plural_and_genitive() {
        has("The NRK's report and two MPs' letters.", KIND, &["NRK", "MP"]);
    }

    #[test]
    fn are_no_numerals_and_no_headlines() {
        lacks("King Olav XIV died.", KIND, &["XIV"]);
        lacks("NORWAY OPENS NEW ROAD", KIND, &["OPENS", "ROAD"]);
    }
}

#[test]
fn a_capital_at_the_start_of_a_sentence_says_nothing() {
    nothing("Bread is cheap. ");
    nothing("Later they left.");
}

#[test]
fn a_very_long_sentence_is_read_in_pieces() {
    let text = "the Ministry of Finance and ".repeat(2000);
    assert!(found(&text).len() >= 1900);
}
