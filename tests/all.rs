//! All integration tests, one binary (one link step). Each module says what it covers.

mod layering; // a module uses only modules declared before it in lib.rs
mod word; // citation forms and random words
