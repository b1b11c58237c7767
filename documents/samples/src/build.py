"""Builds the four sample PDF files from the sources beside this script.

    pip install typst==0.15.2
    python3 documents/samples/src/build.py

The files come out byte for byte the same each time: the date inside them is
fixed in style.typ, and only the fonts carried by the compiler are used.
"""

import pathlib
import sys

import typst

VERSION = "0.15.2"

here = pathlib.Path(__file__).resolve().parent


def main() -> None:
    if typst.__version__ != VERSION:
        sys.exit(f"typst {typst.__version__} is installed; the samples are built with {VERSION}")
    for name in ("letter", "report"):
        for lang in ("fr", "en"):
            out = here.parent / f"{name}.{lang}.pdf"
            typst.compile(here / f"{name}.{lang}.typ", output=out, root=here, ignore_system_fonts=True)
            print(out.name)


if __name__ == "__main__":
    main()
