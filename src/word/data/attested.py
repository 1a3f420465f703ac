#!/usr/bin/env python3
"""Lists the Azerbaijani word forms of Tesseract, one a line, sorted, in the case in which they were found.

usage: attested.py [PACKAGE.deb | aze.traineddata] > forms.txt
       cargo run --release --example attested_set -- forms.txt src/word/data/attested.fst

Run by hand when the source changes; the second command alone, on the same list, when the lexicon has grown. Without an
argument the Debian package is fetched. Needs Python 3.9 and its standard library.

Source: package tesseract-ocr-aze 1:4.1.0-2 of Debian, file aze.traineddata of tessdata_fast, Apache-2.0 (see NOTICE).
Format: tesseract 5, src/ccutil/tessdatamanager.h, src/ccutil/unicharset.cpp, src/dict/dawg.h.
"""
import hashlib
import io
import re
import struct
import sys
import tarfile
import unicodedata
import urllib.request
from pathlib import Path

PACKAGE = "https://deb.debian.org/debian/pool/main/t/tesseract-lang/tesseract-ocr-aze_4.1.0-2_all.deb"
SHA256 = "53ce088ce9b133bbfae67529de02f42263b50931291174961205765cd14e0454"

# Numbers of the components in the table at the head of a traineddata file.
WORD_DAWG, UNICHARSET = 19, 21
DAWG_MAGIC = 42
# Flags of an edge, above the bits of its letter: the last of its node; backward; the end of a word.
LAST, WORD_END, FLAG_BITS = 1, 4, 3

# What a form must be, in lower case: two letters of the alphabet or more, one of them a vowel, none three times in a row.
FORM = re.compile(r"(?=.*[aeəıioöuü])(?!.*(.)\1\1)[abcçdeəfgğhxıijkqlmnoöprsştuüvyz]{2,}")


def package():
    """The bytes of the Debian package."""
    with urllib.request.urlopen(PACKAGE) as answer:
        found = answer.read()
    if hashlib.sha256(found).hexdigest() != SHA256:
        sys.exit(f"{PACKAGE}: another file than expected; check it and set SHA256")
    return found


def members(archive):
    """Names and contents in an ar archive: a head of 60 bytes with name and size, contents padded to even length."""
    at = len(b"!<arch>\n")
    while at + 60 <= len(archive):
        name, size = archive[at : at + 16].decode().strip(" /"), int(archive[at + 48 : at + 58])
        yield name, archive[at + 60 : at + 60 + size]
        at += 60 + size + size % 2


def trained_data(found):
    """The traineddata file in a package; other bytes are taken for such a file."""
    if not found.startswith(b"!<arch>\n"):
        return found
    data = next(content for name, content in members(found) if name.startswith("data.tar"))
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        file = next(member for member in tar if member.name.endswith("/aze.traineddata"))
        return tar.extractfile(file).read()


def component(data, number):
    """One component; the head holds the count and the place of each, -1 for one that is not there."""
    (count,) = struct.unpack_from("<i", data)
    places = struct.unpack_from(f"<{count}q", data, 4)
    start = places[number]
    return data[start : min([place for place in places if place > start], default=len(data))]


def letters(unicharset):
    """The characters by number: the first word of each line but the first, which counts them."""
    lines = unicharset.decode().split("\n")
    return [line.split(" ")[0] for line in lines[1 : int(lines[0]) + 1]]


def words(dawg, letters):
    """The words of a graph. A node is a run of edges, named by the number of its first; node 0 is the root."""
    magic, size, count = struct.unpack_from("<hii", dawg)
    if magic != DAWG_MAGIC:
        sys.exit("the words are not in the format of tesseract 4 and 5")
    edges = struct.unpack_from(f"<{count}Q", dawg, 10)
    letter_bits = size.bit_length()
    nodes = [(0, "")]
    while nodes:
        at, prefix = nodes.pop()
        while True:
            word = prefix + letters[edges[at] & ((1 << letter_bits) - 1)]
            flags = edges[at] >> letter_bits
            if flags & WORD_END:
                yield word
            if flags >> FLAG_BITS:
                nodes.append((flags >> FLAG_BITS, word))
            if flags & LAST:
                break
            at += 1


def lower(word):
    """Azerbaijani lower case."""
    return word.replace("I", "ı").replace("İ", "i").lower()


def main():
    data = trained_data(Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else package())
    found = words(component(data, WORD_DAWG), letters(component(data, UNICHARSET)))
    forms = {unicodedata.normalize("NFC", word) for word in found}
    forms = sorted(form for form in forms if FORM.fullmatch(lower(form)))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{form}\n" for form in forms))


if __name__ == "__main__":
    main()
