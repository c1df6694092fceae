"""German."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

_SMALL: Final = counted(
    "2 zwei zweier; 3 drei dreier; 4 vier; 5 fünf; 6 sechs; 7 sieben; 8 acht; 9 neun; 10 zehn; 11 elf; 12 zwölf;"
    "13 dreizehn; 14 vierzehn; 15 fünfzehn; 16 sechzehn; 17 siebzehn; 18 achtzehn; 19 neunzehn"
)
_TENS: Final = counted(
    "20 zwanzig; 30 dreißig dreissig; 40 vierzig; 50 fünfzig; 60 sechzig; 70 siebzig; 80 achtzig; 90 neunzig"
)


def _under_thousand() -> dict[str, int | Decimal]:
    """Return all numbers under a thousand, which German writes in one word, and those with a half."""
    ones = {word: value for word, value in _SMALL.items() if value < 10} | {"ein": 1}
    tens = _TENS | {f"{one}und{ten}": a + b for one, a in ones.items() for ten, b in _TENS.items()}
    below = _SMALL | tens
    found = dict(below)
    for one, a in (*ones.items(), ("", 1)):
        found[f"{one}hundert"] = 100 * a
        found |= {
            f"{one}hundert{und}{word}": 100 * a + b for word, b in (*below.items(), ("eins", 1)) for und in ("", "und")
        }
    halves = {f"{word}einhalb": Decimal(value) + Decimal("0.5") for word, value in _SMALL.items()}
    return found | halves | dict.fromkeys(("anderthalb", "eineinhalb"), Decimal("1.5")) | {"eins": 1}


WORDS: Final = Words(
    numbers=_under_thousand(),
    articles=frozenset({"ein", "eine", "einer", "einem", "einen", "eines"}),
    scales={
        "tausend": 10**3,
        "million": 10**6,
        "millionen": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
        "billion": 10**12,
        "billionen": 10**12,
        "bio": 10**12,
    },
    single=frozenset({"tausend"}),
    glued="tausend",
    half=frozenset({"halbe", "halben", "halber"}),
    point=frozenset({"komma"}),
    parts={"drittel": 3, "viertel": 4, "fünftel": 5, "achtel": 8, "zehntel": 10},
    halves=frozenset({"hälfte"}),
    units={
        "dollars": "USD",
        "prozentpunkte": "percentage points",
        "pkt": "percentage points",
        "v h": "percent",
        "vh": "percent",
        "promille": "per mille",
        "dm": "DEM",
        **dict.fromkeys((f"prozentige{ending}" for ending in ("", "r", "n", "s", "m")), "percent"),
    },
    down=r"s[ai]nk\w*|gesunken\w*|fiel(?:en)?|gefallen\w*|schrumpf\w*|geschrumpft\w*|verringer\w*|vermindert\w*"
    r"|reduzier\w*"
    r"|ging(?:en)? (?:[\w,%-]+ ){0,12}?zurück|zurückgegangen\w*|zurückgehen|rückgang\w*|rückgänge\w*|abnahme\w*"
    r"|abgenommen"
    r"|nahm(?:en)? (?:[\w,%-]+ ){0,12}?ab|minus|verlor(?:en)?|verlust\w*|einbu[sß]+\w*|gekürzt\w*|kürzung\w*|senk\w*"
    r"|gesenkt\w*|einbruch\w*|brach(?:en)? (?:[\w,%-]+ ){0,12}?ein|eingebrochen\w*|absturz|sturz|stürzte\w*|defizit\w*"
    r"|niedriger\w*|geringer\w*|weniger|kleiner\w*|schlechter|billiger",
    up=r"st[ie]+g(?:en|t)?|gestiegen\w*|steiger\w*|gesteigert\w*|wuchs(?:en)?|wächst|gewachsen\w*|wachstum\w*"
    r"|zunahme\w*"
    r"|zugenommen|nahm(?:en)? (?:[\w,%-]+ ){0,12}?zu|erhöh\w*|anstieg\w*|anwuchs|zuwachs\w*|plus|gewinn\w*"
    r"|überschu\w*|mehr"
    r"|höher\w*|größer\w*|kletter\w*|geklettert\w*",
    less=r"weniger|niedriger\w*|geringer\w*|kleiner\w*|(?:ige[rsnm]? )?rückgang\w*",
    more=r"mehr|höher\w*|größer\w*",
    by=r"um|von|bei",
    level=r"auf|bis auf|von|bei|unter|über|bis",
    start=r"vo[nm]",
    hedge=r"etwa|rund|fast|knapp|gut|circa|ca\.?|ungefähr|mehr als|weniger als|über|mindestens|höchstens|nur"
    r"|durchschnittlich"
    r"|insgesamt|weitere|weiteren|nahezu|annähernd|schätzungsweise",
    came=r"betrug(?:en)?|beträgt|betragen|erreichte|lag bei|war",
    short=r"Mio|Mrd|Bio|Tsd|Nr|bzw|ca|vgl|usw|z|B|d|h|u|a|o|S|Art|Abs|Bd|Hrsg|Aufl|Jh|St|Dr|Prof|Kap|evtl|ggf|inkl|\d{1,2}",
    common=frozenset(
        {"der", "die", "und", "das", "den", "von", "zu", "mit", "ist", "des", "auf", "für", "nicht", "dem", "im", "um"}
    ),
    dates=DateWords(
        tag="de",
        nth=r"\.",
        of="des jahres|des|der|von|im jahre?",
        one="ersten?",
        ordinals=(r"erste\w?", r"zweite\w?", r"dritte\w?", r"vierte\w?"),
        quarter="(?:quartals?|vierteljahr(?:e?s)?)",
        half="(?:halbjahr(?:e?s)?|jahreshälfte|hälfte)",
        decade="#er(?:[ -]?jahren?)?",
        century=r"#\. ?(?:jahrhunderts?|jh\.?|jhs\.?|jhdt\.?)",
        seasons={
            "spring": "frühjahrs?|frühlings?",
            "summer": "(?:hoch|spät)?sommers?",
            "autumn": "herbste?s?",
            "winter": "winters?",
        },
        parts={
            "start of": "(?:zu )?(?:anfang|beginn)(?: des jahres| der)?",
            "early": "(?:frühe[nrs]?)",
            "mid": "mitte(?: des jahres| der)?",
            "late": "späte[nrs]?",
            "end of": "(?:jahres)?ende(?: des jahres| der)?",
        },
        forms={"jänner": 1, "feber": 2},
    ),
)
