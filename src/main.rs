//! The `lughat` command: a thin shell around [`lughat::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    lughat::cli::main()
}
