"""What the tool knows of languages by itself: its own words in them, and what TeX calls them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BEYOND: Final = "Where no end is told, it is shown up to the year of the latest source; beyond that, dotted or empty."
"""What stands below a chart of which a part is beyond its sources."""

# In the word for a decade 0 stands for its first year.
_OWN_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "as cited in": {
        "de": "zitiert nach",
        "en": "as cited in",
        "es": "citado en",
        "fr": "cité dans",
        "it": "citato in",
        "nl": "geciteerd in",
        "pl": "cyt. za:",
        "pt": "citado em",
        "ru": "цит. по:",
    },
    "percentage points": {
        "de": "Prozentpunkte",
        "en": "percentage points",
        "es": "puntos porcentuales",
        "fr": "points de pourcentage",
        "it": "punti percentuali",
        "pl": "punktów procentowych",
        "pt": "pontos percentuais",
        "ru": "п. п.",
        "uk": "в. п.",
    },
    BEYOND: {
        "cs": "Kde není uveden konec, sahá kresba k roku nejmladšího pramene; dál je tečkovaná nebo prázdná.",
        "da": "Hvor ingen slutning er angivet, vises det til året for den seneste kilde; derefter prikket eller tomt.",
        "de": "Wo kein Ende genannt ist, bis zum Jahr der jüngsten Quelle gezeichnet; danach gepunktet oder leer.",
        "en": BEYOND,
        "es": "Si no consta un final, se muestra hasta el año de la última fuente; después, en puntos o vacío.",
        "fr": "Sans fin indiquée, tracé jusqu’à l’année de la dernière source ; au-delà, en pointillé ou vide.",
        "it": "Se non è indicata una fine, si mostra fino all’anno dell’ultima fonte; oltre, punteggiato o vuoto.",
        "nl": "Waar geen einde is genoemd, loopt het tot het jaar van de jongste bron; daarna gestippeld of leeg.",
        "pl": "Gdzie nie podano końca, pokazano do roku najnowszego źródła; dalej kropkami lub pusto.",
        "pt": "Onde não se indica um fim, mostra-se até ao ano da fonte mais recente; depois, pontilhado ou vazio.",
        "ru": "Где конец не указан, показано до года самого позднего источника; далее — пунктиром или пусто.",
        "sv": "Där inget slut anges visas det till året för den senaste källan; därefter prickat eller tomt.",
        "uk": "Де кінець не вказано, показано до року найпізнішого джерела; далі — пунктиром або порожньо.",
    },
    "0s": {
        "de": "0er Jahre",
        "en": "0s",
        "es": "años 0",
        "fr": "années 0",
        "it": "anni 0",
        "pl": "lata 0.",
        "pt": "anos 0",
        "ru": "0-е",
        "uk": "0-ті",
    },
}


def own_word(text: str, language: str) -> str:
    """Return what the tool itself writes for one of its English words in a language; empty where it knows no word."""
    return _OWN_WORDS.get(text, {}).get(language.lower().partition("-")[0], "")


# Names of definitions of babel where these are not the English names of the languages (CTAN, babel-*).
_TEX_NAMES: Final = {
    "german": "ngerman",
    "lower sorbian": "lsorbian",
    "northern sami": "samin",
    "norwegian": "norsk",
    "norwegian bokmål": "norsk",
    "norwegian nynorsk": "nynorsk",
    "persian": "farsi",
    "scottish gaelic": "scottish",
    "slovenian": "slovene",
    "upper sorbian": "usorbian",
}
_QUOTES: Final = {
    "“ ”": "en es-419 hi id ja ko nl pt tr zh",
    "„ “": "bg cs de et is ka lt lv mk sk sl sr",
    "„ ”": "hr hu pl ro",
    "« »": "be el es fa hy it nb no ru uk az",
    "«\u00a0 \u00a0»": "fr",
    "” ”": "fi sv",
}
_DEBIAN: Final = {
    "arabic": "arabic farsi",
    "cjk": "japanese korean thai",
    "cyrillic": "bulgarian belarusian macedonian mongolian russian serbian serbianc ukrainian",
    "czechslovak": "czech slovak",
    "french": "basque french",
    "german": "ngerman",
    "greek": "greek",
    "italian": "friulan italian piedmontese",
    "polish": "polish",
    "portuguese": "brazilian portuguese",
    "spanish": "catalan galician spanish",
    "other": "afrikaans azerbaijani bengali georgian hebrew hindi indonesian malay swahili vietnamese",
}


def tex_name(english: str) -> str:
    """Return what TeX's package babel calls a language, by its name in English such as "Portuguese (Brazil)"."""
    name, _, region = english.lower().partition(" (")
    if (name, region) == ("portuguese", "brazil)"):
        return "brazilian"
    if name == "serbian" and "cyrillic" in region:
        return "serbianc"
    return _TEX_NAMES.get(name, re.sub("[^a-z-]", "", name))


def tex_package(name: str) -> str:
    """Return the Debian package that brings babel's definition of a language."""
    return f"texlive-lang-{next((package for package, names in _DEBIAN.items() if name in names.split()), 'european')}"


def quotes(language: str) -> tuple[str, str]:
    """Return the signs around a quotation in a language (CLDR, ``delimiters``); those of English for others."""
    code = language.lower().partition("-")[0]
    signs = next((signs for signs, codes in _QUOTES.items() if code in codes.split()), "“ ”")
    opening, closing = signs.split(" ")
    return opening, closing
