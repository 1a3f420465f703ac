//! All integration tests, one binary (one link step). Each module says what it covers.

mod layering; // a module uses only modules declared before it in lib.rs
mod letters; // texts that were read wrongly are repaired, others are not
mod word; // citation forms and random words
mod ocr; // noise is mended, right words stay
mod name; // what holds of any two names
mod text; // files of any content: no panic, exact places
mod edits; // helpers: texts and files after edits
mod rewrite; // edits put into files of each format: only the words change
mod rewrite_scans; // the same on scanned pages: boxes and lines stay
mod rewrite_random; // any edits of any text: read again, the file says what they say
mod glossary; // glossary files of any content: nothing is lost, no panic
mod data_tables; // the tables and glossaries of the repository are in order
mod cli; // transcripts of the command line
mod clean; // files and folders through `lughat clean`: what is written, and what is not
mod clean_batch; // large texts and many files through `lughat clean`: blocks, reports, runs that are killed
mod sentence; // sentence alignment covers any two texts
mod mention; // mentions of any text lie in it
mod neighbours; // names that look alike and are not the same
mod corpus; // the bundled corpus is what its index says
mod pipeline; // the bundled corpus through the whole way
