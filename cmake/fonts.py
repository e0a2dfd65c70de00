"""Makes the page's three fonts from the installed ones.

    fonts.py FOLDER     writes FOLDER/text.otf, FOLDER/text-semibold.otf and FOLDER/mono.ttf
    fonts.py --check    only says whether the fonts that they are made from are there

The page's CSS and the panel on the canvas use the same files, so one subset has to suit both: the characters
that English prose and program listings need, no hinting (ImGui and browsers smooth the outlines themselves),
and only one layout feature, kerning, which browsers apply.
"""

import os
import pathlib
import sys

# Inter and JetBrains Mono are under the SIL Open Font License, which allows subsets under these file names;
# their copyright notices stay in the name table.
FONTS = {
    "text.otf": ("Inter-Regular", (".otf", ".ttf")),
    "text-semibold.otf": ("Inter-SemiBold", (".otf", ".ttf")),
    "mono.ttf": ("JetBrainsMono-Regular", (".ttf", ".otf")),
}

# Basic Latin; the part of Latin-1 that prose uses; dashes, quotes, arrows and marks.
CHARACTERS = (
    "".join(chr(code) for code in range(0x20, 0x7F))
    + "\u00a0§©«°±²³µ·»¼½¾×÷"
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ"
    + "–—‘’“”•…−≈≠≤≥∞"
    + "→←↑↓◂◀▶▸●○✓✗"
)


def folders():
    """The folders with installed fonts; a folder that the user chose comes first."""
    named = os.environ.get("INTERLEAVE_FONTS")
    if named:
        yield pathlib.Path(named)
    home = pathlib.Path.home()
    for folder in (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        home / ".local/share/fonts",
        home / ".fonts",
        home / "Library/Fonts",
        "/Library/Fonts",
        "/opt/homebrew/share/fonts",
    ):
        yield pathlib.Path(folder)


def find(name, suffixes):
    """The path of an installed font, or None."""
    for folder in folders():
        for suffix in suffixes:
            for path in sorted(folder.rglob(name + suffix)):
                return path
    return None


def cut(source, target):
    from fontTools import subset

    options = subset.Options()
    options.hinting = False
    options.desubroutinize = True  # repeated strokes are found by gzip, and better than by the format: that saves 10 %
    options.layout_features = ["kern"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "STAT", "meta"]

    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    font.close()


def main(arguments):
    if len(arguments) != 1:
        print("usage: fonts.py FOLDER | fonts.py --check", file=sys.stderr)
        return 2

    sources = {target: find(*wanted) for target, wanted in FONTS.items()}
    missing = [FONTS[target][0] for target, source in sources.items() if source is None]
    if missing:
        print(f"These fonts are not installed: {', '.join(missing)}.", file=sys.stderr)
        return 1
    if arguments[0] == "--check":
        return 0

    folder = pathlib.Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for target, source in sources.items():
        cut(source, folder / target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
