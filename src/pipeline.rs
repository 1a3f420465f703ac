//! Pipeline
