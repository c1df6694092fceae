"""The catalogue of findings: every code, its name, how much it weighs, and one line about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reportgen.findings.model import Diagnostic, Location, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


LONGEST_WORD: Final = 100
"""Characters beyond which nobody mistyped a word; comparing takes the square of the length."""

MOST_KNOWN: Final = 2000
"""Known words that a word is compared with: enough for ids, and a tenth of a millisecond, so that a
table of which every row is wrong is told within a minute."""

LONGEST_MESSAGE: Final = 1000
"""Characters that a message may have: what it quotes from a hostile file may be of any length."""


@dataclass(frozen=True)
class Rule:
    """One kind of finding, named after the flaw that it reports."""

    code: str
    name: str
    severity: Severity
    summary: str
    unverified: bool = False
    """It says that something in the brief is not verified; ``--strict`` makes an error of it."""
    away: bool = False
    """It says that something is not verified since a text is not at hand."""
    relocked: bool = False
    """It only says that something differs from the lock; ``lock`` and ``approve`` settle it."""


RULES: Final[dict[str, Rule]] = {
    rule.code: rule
    for rule in (
        Rule("PRJ001", "missing-file", ERROR, "A file that the project names is not there."),
        Rule("PRJ002", "invalid-toml", ERROR, "report.toml is not valid TOML."),
        Rule("PRJ003", "unknown-key", ERROR, "report.toml has a key that means nothing."),
        Rule("PRJ004", "wrong-value", ERROR, "A value in report.toml has the wrong type or form."),
        Rule("PRJ005", "missing-key", ERROR, "report.toml lacks a key that every brief needs."),
        Rule("PRJ006", "unknown-rule", ERROR, "A rule setting names a code that does not exist."),
        Rule("PRJ007", "firm-rule", ERROR, "A rule setting makes a finding lighter with which no brief can be made."),
        Rule("PRJ015", "untrusted-program", ERROR, "A project brings a program that was not run here before."),
        Rule("PRJ016", "unkept-trust", WARNING, "It cannot be kept that a project's program is trusted."),
        Rule("PRJ010", "refused-file", ERROR, "A file is no plain file inside the project, or is too large."),
        Rule("PRJ020", "overwritten-input", ERROR, "A file that is read is one that a command writes or removes."),
        Rule("DAT001", "missing-table", ERROR, "A file of the data package is not there."),
        Rule("DAT002", "not-utf8", ERROR, "A data file is not text in UTF-8, or in the encoding that is said of it."),
        Rule("DAT003", "invalid-package", ERROR, "data/datapackage.json does not describe a data package."),
        Rule("DAT004", "missing-column", ERROR, "A table lacks a column of its schema, or has one too many."),
        Rule("DAT005", "wrong-type", ERROR, "A cell does not have the type of its column."),
        Rule("DAT006", "constraint", ERROR, "A cell breaks a constraint of its column."),
        Rule("DAT007", "duplicate-id", ERROR, "Two rows have the same key."),
        Rule("DAT008", "dangling-key", ERROR, "A cell names a row of another table that is not there."),
        Rule("DAT009", "row-shape", ERROR, "A row has more or fewer cells than the table has columns."),
        Rule("DAT010", "empty-table", ERROR, "A table has no rows."),
        Rule("DAT011", "bad-date", ERROR, "A date is not one that EDTF knows."),
        Rule("DAT012", "bad-csv", ERROR, "A data file cannot be read as CSV."),
        Rule("DAT013", "too-large", ERROR, "A data file, table or cell is larger than a brief can be made from."),
        Rule(
            "DAT014",
            "other-form",
            ERROR,
            "A data file is parted, headed or ended otherwise than the data package says.",
        ),
        Rule("DAT015", "repeated-headings", ERROR, "The headings of a table stand again among its rows."),
        Rule("DAT020", "slow-pattern", ERROR, "The patterns of a table take too long to be compared with its cells."),
        Rule("DAT023", "other-file", ERROR, "A data file is not the one that its description says."),
        Rule("DAT024", "mixed-signs", ERROR, "The numbers of a column have different signs around them."),
        Rule("BIB001", "broken-block", ERROR, "A block of a bibliography file cannot be read."),
        Rule("BIB002", "duplicate-key", ERROR, "Two bibliography entries have the same key."),
        Rule("BIB003", "missing-field", ERROR, "A bibliography entry lacks a field that its type requires."),
        Rule("BIB004", "unknown-type", ERROR, "A bibliography entry has a type that biblatex does not know."),
        Rule("BIB005", "bad-date", ERROR, "A bibliography entry has a date that EDTF does not know."),
        Rule("BIB006", "unreadable-bibliography", ERROR, "A bibliography file is missing or is not UTF-8 text."),
        Rule("BIB007", "undecoded-latex", WARNING, "A field holds a LaTeX command without a Unicode equivalent."),
        Rule("BIB008", "dangling-crossref", ERROR, "A bibliography entry inherits from one that is not there."),
        Rule("BIB009", "unused-flaws", INFO, "Works that the brief does not use have flaws in the bibliography."),
        Rule("BIB010", "joined-names", ERROR, "A name in the bibliography is none, or several in one."),
        Rule("BIB011", "unbraced-body", WARNING, "The name of a body is taken apart like that of a person."),
        Rule("BIB012", "partly-read-date", WARNING, "Of a date in the bibliography only the year could be read."),
        Rule("BIB013", "unknown-language", WARNING, "A bibliography entry names a language that is not known."),
        Rule("BIB014", "broken-address", WARNING, "A DOI or URL in the bibliography leads nowhere."),
        Rule("BIB015", "turned-name", WARNING, "The initials of a person are taken for the family name."),
        Rule("BIB016", "clashing-dates", ERROR, "A bibliography entry has two dates that contradict each other."),
        Rule("BIB017", "respelled-date", WARNING, "A date in the bibliography is read as one that may not be meant."),
        Rule("BIB018", "printed-markup", WARNING, "A field holds tags of a markup language, which would be printed."),
        Rule("BIB019", "garbled-letters", WARNING, "A field has letters that were read in another encoding, or lost."),
        Rule("BIB020", "seemingly-fallen", WARNING, "An export says, or seems to, that a work was retracted."),
        Rule("BIB021", "unknown-status", WARNING, "A bibliography entry has a status that means nothing."),
        Rule("EVI001", "unknown-source", ERROR, "An evidence row names a work that is not in the bibliography."),
        Rule("EVI002", "unused-evidence", WARNING, "An evidence row is used nowhere in the brief."),
        Rule("EVI003", "unlocated-evidence", ERROR, "An evidence row has neither a section nor a page."),
        Rule("EVI004", "unknown-evidence", ERROR, "A data row names evidence that does not exist."),
        Rule(
            "EVI005",
            "quote-not-found",
            ERROR,
            "The quotation of an evidence row is not in the text of its source.",
            unverified=True,
        ),
        Rule("EVI006", "ambiguous-quote", ERROR, "The quotation of an evidence row occurs more than once in the text."),
        Rule("EVI007", "wrong-section", ERROR, "The quotation stands in another section or note than the row says."),
        Rule("EVI008", "long-quote", ERROR, "The quotation of an evidence row is longer than a short fragment."),
        Rule("EVI009", "fuzzy-quote", ERROR, "The quotation is in the text only nearly, not word for word."),
        Rule(
            "EVI010",
            "text-changed",
            ERROR,
            "The text of a source is not the one that the lock was made with.",
            relocked=True,
        ),
        Rule(
            "EVI011",
            "changed-since-lock",
            ERROR,
            "Evidence changed since the lock, and its text is not at hand.",
            unverified=True,
            away=True,
        ),
        Rule(
            "EVI012",
            "unverified-evidence",
            WARNING,
            "What rests on evidence is not verified: neither its text nor a lock of it is at hand.",
            unverified=True,
            away=True,
        ),
        Rule("EVI013", "broken-lock", ERROR, "A line of the lock cannot be read."),
        Rule("EVI014", "other-blanks", WARNING, "The quotation is in the text only if blanks do not count."),
        Rule("EVI018", "misquoted-words", ERROR, "Words in quotation marks are not in what is cited for them."),
        Rule(
            "EVI019",
            "unverified-words",
            WARNING,
            "Words in quotation marks are not looked up, since their text is not at hand.",
            unverified=True,
            away=True,
        ),
        Rule("EVI020", "no-digest", ERROR, "What the lock gives as a digest is none."),
        Rule(
            "EVI023",
            "changed-since-verified",
            WARNING,
            "What is printed, or decides what is, is not what was last verified or read.",
            unverified=True,
            relocked=True,
        ),
        Rule(
            "EVI024",
            "come-or-gone",
            INFO,
            "Something came to what the brief is made of, or went from it, since the lock.",
            unverified=True,
            relocked=True,
        ),
        Rule(
            "EVI025",
            "old-lock",
            INFO,
            "The lock was written before locks held what a brief is made of.",
            unverified=True,
            relocked=True,
        ),
        Rule(
            "EVI026",
            "unexplained-column",
            WARNING,
            "A column is said to claim nothing, and not why.",
            unverified=True,
        ),
        Rule("EVI027", "impossible-order", ERROR, "Cells of a row cannot follow each other as they have to."),
        Rule("EVI028", "cut-negation", WARNING, "A quotation leaves out the words by which its source negates it."),
        Rule(
            "EVI029",
            "no-translation",
            WARNING,
            "A quotation is called a translation, and its source is in the brief's language.",
        ),
        Rule(
            "EVI030", "fallen-support", ERROR, "Something rests on a withdrawn or retracted work, and on nothing else."
        ),
        Rule("EVI031", "weakened-support", WARNING, "Something rests, among others, on a work that no longer stands."),
        Rule("EVI032", "too-few-roots", WARNING, "Fewer independent sources bear something out than it says."),
        Rule("CIT001", "unknown-evidence", ERROR, "A citation names evidence that does not exist."),
        Rule("CIT002", "unknown-style", ERROR, "There is no citation style of the name."),
        Rule("CIT003", "citation-failed", ERROR, "The citation processor failed."),
        Rule("CIT004", "unlisted-work", WARNING, "The citation style leaves a cited work out of the bibliography."),
        Rule("CIT005", "lost-locator", WARNING, "The citation style does not print the places that citations name."),
        Rule("CIT006", "empty-bibliography", WARNING, "The citation style prints no bibliography."),
        Rule("CIT007", "untranslated-words", WARNING, "Words of the tool are printed in English in another language."),
        Rule("CIT010", "mistaken-locator", WARNING, "The citation style prints a place of one kind as one of another."),
        Rule("CIT011", "missing-language", WARNING, "TeX has no definition of the brief's language."),
        Rule(
            "CIT012", "untranslated-citations", WARNING, "The citation processor has no words in the brief's language."
        ),
        Rule("CIT020", "broken-style", ERROR, "A citation style of the project cannot be used."),
        Rule("NUM001", "unknown-figure", ERROR, "A template names a figure that does not exist."),
        Rule("NUM002", "bad-derivation", ERROR, "A number cannot be derived from the figures named."),
        Rule("NUM003", "unsupported-number", ERROR, "A number or date is not in the passages that are cited for it."),
        Rule("NUM004", "untrue-words", ERROR, "Words that hold only while the data say so no longer hold."),
        Rule("NUM005", "typed-number", ERROR, "A template types a number instead of naming it."),
        Rule("NUM006", "unsupported-name", WARNING, "A proper name is not in the passages that are cited for it."),
        Rule("NUM007", "recomputed-otherwise", ERROR, "A source's own derived figure does not follow from its inputs."),
        Rule(
            "NUM008",
            "unverified-row",
            ERROR,
            "A row changed since the lock, and its texts are not at hand.",
            unverified=True,
            away=True,
        ),
        Rule("NUM009", "other-measure", ERROR, "A passage has the number with another sign, scale or unit."),
        Rule("NUM010", "undefined-unit", ERROR, "A figure has a unit that report.toml does not say how to write."),
        Rule("NUM012", "number-as-word", ERROR, "An entry of [words] is a number, which nothing traces."),
        Rule(
            "NUM013", "unsupported-suffix", ERROR, "Words behind the numbers of a unit stand in none of its passages."
        ),
        Rule(
            "NUM016",
            "unread-directions",
            WARNING,
            "A source is in a language whose words for rising and falling are not known.",
            unverified=True,
        ),
        Rule("NUM018", "contradicted-words", ERROR, "Words around a number contradict its row, passage or formula."),
        Rule("NUM019", "other-words", WARNING, "Words around a number say more or less of it than its row or passage."),
        Rule("NUM020", "uncited-number", ERROR, "The passages cited beside a number are not those that have it."),
        Rule("NUM021", "misleading-digits", ERROR, "A number is printed with digits that make another claim of it."),
        Rule("NUM022", "exchanged-number", ERROR, "A number is given the date or name of another number."),
        Rule("NUM023", "ambiguous-date", WARNING, "A passage's date may be read with the day or the month first."),
        Rule("NUM025", "vague-quantity", WARNING, "Words for a quantity or a time rest on no number and no passage."),
        Rule("NUM026", "missing-caveat", WARNING, "A figure is printed without the caveat that its row gives it."),
        Rule("NUM030", "bad-scale", ERROR, "The scale of a row is no power of ten."),
        Rule(
            "NUM035",
            "unread-words",
            WARNING,
            "The brief is in a language whose words around numbers are not known.",
            unverified=True,
        ),
        Rule(
            "NUM036",
            "part-read-names",
            INFO,
            "The brief is in a language of whose names only some are told from nouns.",
        ),
        Rule("STM001", "unsourced-sentence", ERROR, "A sentence is neither sourced nor marked as analysis."),
        Rule(
            "STM002", "stale-analysis", ERROR, "What an analysis rests on changed since it was approved.", relocked=True
        ),
        Rule("STM003", "unapproved-analysis", WARNING, "An analysis has not been approved yet.", relocked=True),
        Rule("STM004", "title-without-test", WARNING, "A title claims in words what nothing holds to the data."),
        Rule(
            "CON001",
            "unsettled-conflict",
            ERROR,
            "Sources contradict each other, and nothing settles it.",
        ),
        Rule("WRD001", "dropped-hedge", WARNING, "A sentence says without reserve what its passage says with it."),
        Rule("WRD002", "inflated-quantity", WARNING, "A sentence says of more than its passage does."),
        Rule("WRD003", "unattributed-view", WARNING, "A view that a passage reports is told as a fact."),
        Rule("WRD004", "unnamed-voice", ERROR, "Evidence in somebody else's voice is told as a fact."),
        Rule("WRD005", "one-source-voice", WARNING, "What sources dispute is told by one of them, which is not named."),
        Rule("WRD006", "rejected-reading", WARNING, "A reading that the brief rejects is told without its source."),
        Rule("WRD007", "other-direction", WARNING, "A sentence says the opposite of its passage."),
        Rule("WRD008", "beyond-evidence", WARNING, "An exhibit shows more time than its sources can speak of."),
        Rule("WRD009", "unrelated-passage", WARNING, "A passage shares no word with the sentence that cites it."),
        Rule(
            "WRD010",
            "unread-wording",
            WARNING,
            "The brief or a source is in a language whose words for reserve and denial are not known.",
            unverified=True,
        ),
        Rule("WRD011", "idle-answer", WARNING, "An answer stands where there is nothing to answer."),
        Rule("CON002", "settled-nothing", WARNING, "A settled conflict names rows that do not contradict each other."),
        Rule("TPL001", "missing-template", ERROR, "A template is not there."),
        Rule("TPL002", "template-syntax", ERROR, "A template is not valid."),
        Rule("TPL003", "undefined-variable", ERROR, "A template uses a variable that is not defined."),
        Rule("TPL004", "unknown-filter", ERROR, "A template uses a filter or test that does not exist."),
        Rule("TPL005", "failed-call", ERROR, "A call in a template failed."),
        Rule("TPL006", "unknown-row", ERROR, "A template names a table, row or column that does not exist."),
        Rule("TPL007", "template-limit", ERROR, "A template loops too often, or makes too long a text."),
        Rule("TPL008", "foreign-delimiters", ERROR, "A template has a call in the form of another template language."),
        Rule("TPL009", "unclosed-group", ERROR, "A template does not close what it opens, or closes too much."),
        Rule("TPL012", "unread-file", ERROR, "A template names a file that TeX is not given."),
        Rule("TPL013", "undefined-label", ERROR, "A reference of a template leads to no label."),
        Rule("TPL014", "duplicate-label", ERROR, "Two places of the brief have the same label."),
        Rule("TPL015", "made-by-tex", ERROR, "A template lets TeX print a number, date or text that nothing traces."),
        Rule("TPL016", "decided-by-tex", ERROR, "A template lets TeX decide what of it is printed."),
        Rule("TPL017", "unsafe-link", ERROR, "A template links to something that a click would run or open."),
        Rule("TPL023", "unprinted-value", ERROR, "A call prints where TeX prints no text, or not all of it."),
        Rule("EXH001", "exhibit-not-placed", ERROR, "An exhibit is declared but stands nowhere in the brief."),
        Rule("EXH002", "undeclared-exhibit", ERROR, "A template places an exhibit that is not declared."),
        Rule("EXH003", "exhibit-placed-twice", ERROR, "An exhibit stands in the brief more than once."),
        Rule("EXH004", "bad-exhibit", ERROR, "An exhibit's declaration does not fit its kind or its table."),
        Rule("EXH005", "empty-exhibit", ERROR, "No row of the table fits the exhibit."),
        Rule("EXH006", "failed-drawing", ERROR, "A chart could not be drawn."),
        Rule("EXH007", "too-wide-table", ERROR, "A table does not fit the page, however it is turned."),
        Rule("EXH008", "fitted-table", INFO, "A table was set smaller, or turned, to fit the page."),
        Rule("EXH010", "mislabelled-exhibit", ERROR, "An exhibit names another scale or unit than its rows have."),
        Rule("EXH011", "too-large-chart", ERROR, "A chart needs more memory, time or marks than it may have."),
        Rule("EXH012", "failed-kind", ERROR, "A project's own program for a kind of chart failed."),
        Rule("EXH013", "unsourced-row", ERROR, "An exhibit shows a row that claims something and has no evidence."),
        Rule("EXH014", "wrong-total", ERROR, "A total without evidence is not the sum of the rows that are shown."),
        Rule("EXH015", "dropped-scale", ERROR, "An exhibit prints values without the scale or unit of their rows."),
        Rule("TEX001", "tex-error", ERROR, "TeX stopped at an error."),
        Rule("TEX002", "overfull-box", WARNING, "A line or box is wider or higher than its place."),
        Rule("TEX003", "undefined-reference", ERROR, "A reference has no target."),
        Rule("TEX004", "missing-glyph", ERROR, "No font of the brief has a character."),
        Rule("TEX005", "missing-tex-file", ERROR, "TeX does not find a file or package."),
        Rule("TEX006", "missing-tool", ERROR, "A program or TeX package that a build needs is not installed."),
        Rule("TEX007", "unsettled-pages", ERROR, "Page numbers still change after the last pass of TeX."),
        Rule("TEX008", "tex-timeout", ERROR, "TeX ran longer than it may."),
        Rule("TEX009", "tex-limit", ERROR, "TeX wrote more, or needed more memory, than it may."),
        Rule("TEX010", "unsettable-character", ERROR, "A character has no printed form, or its script cannot be set."),
        Rule("TEX011", "notdef-glyph", ERROR, "The PDF refers to a glyph that its font does not have."),
        Rule("TEX012", "off-page", ERROR, "Something is printed beyond the edge of the paper."),
        Rule("TEX017", "no-sandbox", ERROR, "TeX could read any file, and nothing on this machine confines it."),
        Rule("VOL001", "too-many-words", ERROR, "A volume or chapter has more words than report.toml lets it have."),
        Rule("VOL002", "long-sentence", ERROR, "A sentence has more words than report.toml lets it have."),
        Rule("VOL003", "too-many-citations", ERROR, "A volume has more citations than report.toml lets it have."),
        Rule("VOL004", "too-many-pages", ERROR, "A volume has more pages than report.toml lets it have."),
        Rule("VOL005", "blank-page", ERROR, "More of a page is left blank than report.toml lets it be."),
        Rule(
            "REV001", "unread-statement", INFO, "No second reader has read what must have been read.", unverified=True
        ),
        Rule("REV002", "stale-review", WARNING, "A statement changed since a second reader gave a verdict on it."),
        Rule(
            "REV003", "disputed-statement", ERROR, "A second reader says that its passages do not bear a statement out."
        ),
        Rule(
            "REV004", "self-review", WARNING, "An author of the brief is named as its second reader.", unverified=True
        ),
        Rule("REV005", "broken-review", ERROR, "A line of the table of reviews cannot be read."),
        Rule("REV006", "refused-answers", ERROR, "A file is no file of answers of a second reader."),
        Rule(
            "REV007", "unknown-answer", WARNING, "An answer of a second reader is about what the brief does not hold."
        ),
        Rule("PRJ021", "unexplained-waiver", ERROR, "A final brief waives a finding without a reason."),
        Rule("BUN001", "altered-output", ERROR, "A file of the build is not the one that its record names."),
        Rule("BUN002", "missing-output", ERROR, "A file that the build record names is not there."),
        Rule("BUN003", "broken-record", ERROR, "There is no build record, or it cannot be relied on."),
        Rule("BUN004", "changed-input", WARNING, "An input changed since the build: the brief is older than its data."),
        Rule("BUN005", "changed-tool", INFO, "A tool here is not of the version that made the brief."),
        Rule("BUN006", "busy-folder", ERROR, "Another build is at work in the same folder."),
        Rule("BUN007", "unwritable-output", ERROR, "The build folder cannot be written."),
        Rule("BUN008", "changed-while-building", ERROR, "An input changed while the brief was built."),
        Rule("BUN010", "unnamed-output", ERROR, "A PDF stands beside a build record that does not name it."),
    )
}

ANSWERED: Final = tuple(
    rule.name for rule in RULES.values() if rule.code in {f"WRD{n:03}" for n in (1, 2, 3, 4, 5, 6, 7, 9)}
)
"""Rules of wording that a citation or an analysis may answer."""

FIRM: Final[dict[str, str]] = {
    code: why
    for why, codes in (
        ("without it there is no project", "PRJ001 PRJ002 PRJ003 PRJ004 PRJ005 PRJ006 PRJ007 PRJ010"),
        ("what is called final says why", "PRJ021"),
        (
            "what cannot be read would be missing from the brief in silence",
            "DAT001 DAT002 DAT003 DAT004 DAT005 DAT006 DAT007 DAT009 DAT010 DAT011 DAT012 DAT013 DAT014 DAT015 DAT020"
            " BIB001 BIB002 BIB006 EVI001 EVI004 REV005",
        ),
        (
            "its chapter would end there",
            "CIT001 NUM001 NUM002 TPL001 TPL002 TPL003 TPL004 TPL005 TPL006 TPL007",
        ),
        ("a program would run that nobody here has trusted", "PRJ015"),
        ("a click on it would run what nobody here has trusted", "TPL017"),
        ("there would be no exhibit", "EXH002 EXH004 EXH005 EXH006 EXH011 EXH012"),
        ("there would be no PDF", "CIT002 CIT003 CIT020 TEX001 TEX005 TEX006 TEX007 TEX008 TEX009 TEX010 TEX017"),
        ("a build that goes on would spoil what is there", "PRJ020 BUN006 BUN007 BUN008"),
        ("only its reader can settle it, once it is changed or answered", "REV003"),
        ("`reportgen verify` reads no report.toml", "BUN001 BUN002 BUN003 BUN004 BUN005 BUN010"),
    )
    for code in codes.split()
}
"""Findings that report.toml cannot make lighter, with the reason."""


def finding(
    code: str, location: Location, message: str, hint: str = "", related: Iterable[Location] = ()
) -> Diagnostic:
    """Make a finding of the rule ``code`` with its default severity."""
    rule = RULES[code]
    return Diagnostic(location, code, rule.name, rule.severity, _shortened(message), _shortened(hint), tuple(related))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to ``word``, or nothing if none is near."""
    if len(word) > LONGEST_WORD:
        return ""
    # Most runs have nothing to suggest, and it takes a while to load.
    from rapidfuzz import fuzz, process

    near = process.extractOne(word, list(islice(known, MOST_KNOWN)), scorer=fuzz.ratio, score_cutoff=60)
    return f'did you mean "{near[0]}"?' if near else ""
