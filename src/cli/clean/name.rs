//! The names of formats and channels on the command line.

use clap::ValueEnum;

use crate::ocr::Channel;
use crate::text::Format;

/// How a text was read.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ChannelName {
    /// By a recogniser that knows the Azerbaijani letters
    Aze,
    /// By a recogniser with a Turkish model
    Tur,
    /// By a recogniser with an English model
    Eng,
}

impl From<ChannelName> for Channel {
    fn from(name: ChannelName) -> Channel {
        match name {
            ChannelName::Aze => Channel::Azerbaijani,
            ChannelName::Tur => Channel::Turkish,
            ChannelName::Eng => Channel::English,
        }
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatName {
    /// Plain text
    #[value(alias = "plain", alias = "txt")]
    Text,
    /// Markdown
    #[value(alias = "md")]
    Markdown,
    /// HTML
    Html,
    /// Office Open XML word processing
    Docx,
    /// HTML of scanned pages
    Hocr,
    /// XML of scanned pages
    Alto,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Text => Format::Plain,
            FormatName::Markdown => Format::Markdown,
            FormatName::Html => Format::Html,
            FormatName::Docx => Format::Docx,
            FormatName::Hocr => Format::Hocr,
            FormatName::Alto => Format::Alto,
        }
    }
}
