//! Reports: states what is wrong with a file, with its place and a way to mend it, and renders it.
//!
//! In: [`Diagnostic`]s of the layers above. Out: text for people ([`human()`]) or one JSON object a line ([`json()`]).
//!
//! ```
//! use lughat::report::{Diagnostic, Severity, human};
//! use lughat::text::Span;
//! let text = "az,en\nnazir,\n";
//! let finding = Diagnostic::new("empty_form", Severity::Warning, Span::new(12, 12), "the column en is empty")
//!     .at("terms.csv", text);
//! assert_eq!((finding.line, finding.column), (2, 7));
//! assert!(human(&finding, text, false).contains("terms.csv:2:7"));
//! ```

mod diagnostic;
mod excerpt;
mod human;
mod json;

pub use diagnostic::{Diagnostic, Severity, place};
pub use excerpt::shown;
pub use human::human;
pub use json::json;
