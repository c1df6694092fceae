"""What the commands of LaTeX and of reportgen.sty mean to a reader of prose. All others print their arguments."""

from __future__ import annotations

from typing import Final

# fmt: off
CHARACTERS: Final = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textasciigrave": "`",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textminus": "\N{MINUS SIGN}",
    "textendash": "–",
    "textemdash": "—",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "slash": "/",
    "S": "§",
    "texteuro": "€",
    "euro": "€",
    "pounds": "£",
    "textdegree": "°",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textonesuperior": "¹",
    "texttwosuperior": "²",
    "textthreesuperior": "³",
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "ı",
    "j": "ȷ",
    "times": "×",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "newline": " ",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›",
    "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "quotesinglbase": "‚",
    "openautoquote": "“", "closeautoquote": "”", "textopeningquote": "“", "textclosingquote": "”",
}
# fmt: on
"""Commands that print a character."""

SYMBOLS: Final = {**dict.fromkeys("\\ \n\t,;:", " "), **dict.fromkeys("()[]-/@!+<>", ""), "": ""}
"""Commands of one sign that print something else than that sign."""

ACCENTS: Final = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
"""Commands that put an accent on the next letter, with the combining character."""

REFERENCES: Final = (
    "ref", "pageref", "eqref", "autoref", "autopageref", "vref", "vpageref", "cref", "Cref", "cpageref", "labelcref",
    "namecref",
)  # fmt: skip
PRINTED: Final = {
    **dict.fromkeys(REFERENCES, ("\ufffc",)),
    "exhibitref": ("Exhibit ", "\ufffc"),
    "volumeref": ("\ufffc",),
    "textelp": ("[…]",),
}
"""Commands that print what is known only later."""

SKIPPED: Final = {
    **dict.fromkeys(
        (*REFERENCES, "label", "nameref", "exhibitref", "volumeref", "input", "include", "includegraphics"), 1
    ),
    **dict.fromkeys(("hspace", "vspace", "url", "textcolor", "color", "href", "hypertarget", "hyperlink", "index"), 1),
    **dict.fromkeys(("noted", "used", "traced", "sourcename", "pagestyle", "thispagestyle", "selectlanguage"), 1),
    **dict.fromkeys(("enlargethispage", "cmidrule", "cline", "parbox", "raisebox", "nocite"), 1),
    **dict.fromkeys(("hypersetup", "geometry", "briefpart", "includeonly", "urlstyle", "selectfont"), 1),
    "@startsection": 6,
    "definecolor": 3,
    **dict.fromkeys(("usepackage", "documentclass", "pagenumbering", "hyphenation", "linespread", "fontfamily"), 1),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "addtocounter", "fontsize", "multicolumn"), 2),
    **dict.fromkeys(("rule", "multirow"), 2),
    **dict.fromkeys(("foreignquote", "foreigntextquote", "foreignblockquote", "hyphenquote", "hyphentextquote"), 1),
    **dict.fromkeys(("inlanguage", "foreignlanguage"), 1),
    **dict.fromkeys(("hyphenblockquote", "textcquote", "blockcquote"), 1),
    **dict.fromkeys(("foreigntextcquote", "foreignblockcquote", "hyphentextcquote", "hyphenblockcquote"), 2),
    "addcontentsline": 3,
}
"""Commands whose first arguments are names, lengths or definitions, with the number of these."""

DEFINITIONS: Final = {
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand"), 1),
    **dict.fromkeys(("def", "edef", "gdef", "xdef"), 1),
    **dict.fromkeys(("NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand"), 2),
    **dict.fromkeys(("newenvironment", "renewenvironment"), 2),
}
"""Commands that define something, with the number of its bodies."""

BOXES: Final = frozenset({"makebox", "framebox"})
"""Commands with two options, a width and a place, before what they print."""

QUOTED: Final = (
    *("enquote", "Enquote", "textquote", "blockquote", "mkbibquote", "say", "foreignquote", "foreigntextquote"),
    *("foreignblockquote", "hyphenquote", "hyphentextquote", "hyphenblockquote", "textcquote", "blockcquote"),
    *("foreigntextcquote", "foreignblockcquote", "hyphentextcquote", "hyphenblockcquote"),
)
"""Commands that put their last argument into quotation marks (csquotes, biblatex, dirtytalk)."""

GROUPS: Final = {
    **dict.fromkeys(("part", "chapter", "section", "subsection", "subsubsection", "paragraph"), ("heading",)),
    **dict.fromkeys(("subparagraph", "caption", "runningtitle"), ("heading",)),
    **dict.fromkeys(("footnote", "footnotetext", "marginpar", "thanks"), ("aside",)),
    **dict.fromkeys(("unnumberedchapter", "briefsection"), ("heading", "heading")),
    **dict.fromkeys(("briefcover", "briefmasthead"), ("heading",) * 5),
    **dict.fromkeys(("title", "subtitle", "author", "date", "publishers", "markright"), ("heading",)),
    **dict.fromkeys((f"{place}{part}" for place in ("fancy", *"lcrioe") for part in ("head", "foot")), ("heading",)),
    "fancyhf": ("heading",),
    "markboth": ("heading", "heading"),
    **dict.fromkeys(("keyfinding", "sourcebox"), ("head", "plain")),  # the head is a sentence of its own
    **dict.fromkeys(QUOTED, ("quoted",)),
    **dict.fromkeys(("textins", "textelp"), ("bracketed",)),  # csquotes: words put into a quotation, or left out
}
"""What the arguments of a command are, where they are not plainly part of the paragraph."""

TABLES: Final = frozenset({"tabular", "tabularx", "longtable", "array", "supertabular", "xltabular", "tabulary"})
"""Environments of which each row is read by itself."""

LISTS: Final = frozenset({"itemize", "enumerate", "description"})
NOT_PROSE: Final = frozenset({"verbatim", "Verbatim", "lstlisting", "comment", "tikzpicture"})
QUOTATIONS: Final = frozenset(
    [
        "quote",
        "quotation",
        "verse",
        "displayquote",
        "displaycquote",
        "foreigndisplayquote",
        "hyphendisplayquote",
        "foreigndisplaycquote",
        "hyphendisplaycquote",
    ]
)
"""Environments that print what somebody else wrote, without quotation marks."""

WITHOUT_OPTIONS: Final = frozenset({"quote", "quotation", "verse", "center", "flushleft", "flushright"})
"""Environments that print what stands in brackets behind their beginning."""

ENVIRONMENTS: Final = {
    "tabular": 1,
    "longtable": 1,
    "tabularx": 2,
    "minipage": 1,
    "multicols": 1,
    "array": 1,
    "list": 2,
    **dict.fromkeys(("displaycquote", "foreigndisplayquote", "hyphendisplayquote"), 1),
    **dict.fromkeys(("foreigndisplaycquote", "hyphendisplaycquote"), 2),
}
"""Environments with arguments that are no prose, with the number of these."""
