"""Proper names in languages but English, as far as they are told from other words without a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.language.english.lexicon import CODES
from reportgen.language.model import Words
from reportgen.language.names import names_in

_PLAIN: Final = frozenset({"fr", "es", "it", "pt", "nl", "sv", "da"})
"""Languages in which capitals inside a sentence are of names, whose forms do not change."""

_SHORT: Final = re.compile(r"(?<![\w.-])[A-ZÄÖÜ]{2,7}(?![\w.-]*\d)(?!\w)")
_COMMON: Final = frozenset(
    {
        "BIP",
        "BSP",
        "BNE",
        "LKW",
        "PKW",
        "EDV",
        "CO",
        "PIB",
        "PNB",
        "TVA",
        "IVA",
        "VAT",
        "PKB",
        "HDP",
        "DPH",
        "BBP",
        "BTW",
    }
    | {"AG", "BNP", "MVA", "MOMS", "PME"}
)
"""Abbreviations of common nouns, which every language has of its own."""

_CAP: Final = r"[A-ZÄÖÜ][a-zäöüßéèáàç]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*"
_TITLE: Final = (
    r"(?:Frau|Herrn?|Präsident(?:in|en)?|[A-Z]?\w*[Mm]inister(?:in|präsident(?:in|en)?)?|\w*[Kk]anzler(?:in)?"
    r"|Premier(?:minister(?:in)?)?|König(?:in)?|Kaiser(?:in)?|Dr\.|Prof\.|Professor(?:in)?|\w*[Bb]ürgermeister(?:in)?"
    r"|Abgeordneter?|Botschafter(?:in)?|General|Direktor(?:in)?|Sprecher(?:in)?|Senator(?:in)?|Gouverneur(?:in)?|Papst"
    r"|Richter(?:in)?|Abgeordneten|Kommissar(?:in)?|Doktor)"
)
_PLACE: Final = (
    r"(?:\b[Dd]ie (?:Stadt|Insel|Provinz|Region|Gemeinde|Firma)|\b(?:[Ii]n|[Aa]us|[Bb]ei) der (?:Stadt|Provinz|Region)"
    r"|\b(?:[Dd]er|[Ii]m|[Aa]m|[Vv]om) (?:Fluss|Landkreis|Bezirk|Kanton)|\b(?:[Dd]as|[Ii]m) Dorf)"
)
_ADJECTIVE: Final = (
    r"(?!Jugendlich|Angehörig|Freiwillig|Selbstst?ändig|Adlig|Gläubig)"
    r"(?:[A-ZÄÖÜ]\w*(?:isch|lich|ig|al|iert|eint|iv|deutsch)|Deutsch|Rot|Grün|Blau|Schwarz|Weiß|Oberst|Hoh|Erst|Frei)"
    r"e[nrsm]?"
)
_ARTICLE: Final = r"(?:[Dd](?:ie|er|as|en|em|es)|[Ii]m|[Vv]om|[Zz]u[mr]|[Aa]m|[Bb]eim|[Ii]ns)"
_NOT_FIRST: Final = (
    r"(?!(?:Der|Die|Das|Dem|Den|Des|Ein|Kein|Im|In|Am|An|Auf|Aus|Bei|Beim|Mit|Nach|Von|Vom|Vor|Zu|Zum|Zur|Für|Gegen"
    r"|Ohne|Um|Bis|Seit|Ab|Laut|Je|Pro|Per|Als|Wie|Da|Weil|Wer|Was|Wo|Mehr|Kaum|Rund|Etwa|Gut|Fast|Knapp|Nur|Auch|Noch"
    r"|Statt|Trotz|Sein|Ihr|Unser|Mein|Manch|Solch|Viel|Wenig|Gemäß|Dank|Es|Wir|Ich|Man|Und|Doch|Denn|So|Hier|Dort|Bald"
    r"|Durch|Dass|Ob|Drei|Zwei|Vier|Fünf|Sechs|Acht|Neun|Zehn|Elf|Zwölf|Anfang|Mitte|Prozent|Tonn|Hektar|Kilometer|Meter"
    r"|Euro|Dollar|Liter|Million|Milliard|Ins|Ans|Zwar|Ganz|Halb|Erst|Ihm|Ihn|Dann|Damals|Nun|Jetzt|Sehr|Zuletzt|Damit"
    r"|Daher|Dabei|Danach|Darum|Stück|Ende|Beginn)(?!\w)|\w+(?:e[nrms]?|ung|heit|keit|schaft|tion|tät|nis|mus)(?!\w))"
)
_LED: Final = r"(?:^|[.!?:;] |\b(?:von|durch|[Ll]aut|sagte|schrieb|und|dass|für|gegen) )"
_GERMAN: Final = re.compile(
    rf"(?:{_TITLE} |{_PLACE} )(?!{_TITLE})(?P<titled>{_CAP}(?: {_CAP}){{0,2}})"
    rf"|\b{_ARTICLE} (?P<body>{_ADJECTIVE} {_CAP})"
    rf"|{_LED}(?!{_TITLE}){_NOT_FIRST}(?P<person>{_CAP} {_CAP})(?! {_CAP})"
)


def names_elsewhere(text: str, words: Words) -> Iterator[str]:
    """Find proper names in a text that is not in English.

    In German these are abbreviations, what stands behind titles ("Ministerin Berg") and words such as "die Provinz",
    capital adjectives with their nouns ("die Europäische Kommission"), and two capitals where nouns seldom stand so.
    In languages that inflect names, and in those of which little is known, only abbreviations.
    """
    if words.dates.tag in _PLAIN:
        yield from (name for _, name in names_in(text) if name not in _COMMON and name not in CODES)
        return
    for match in _SHORT.finditer(text):
        if match[0] not in _COMMON and match[0] not in CODES:
            yield match[0]
    if words.dates.tag == "de":
        for match in _GERMAN.finditer(text):
            yield match["titled"] or match["body"] or match["person"]


def tells_names(words: Words | None) -> bool:
    """Whether all proper names of a language are told from its other words."""
    return words is None or words.dates.tag in _PLAIN
