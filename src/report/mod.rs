//! Reports: states what is wrong with a file, with its place and a way to mend it, and renders it.
