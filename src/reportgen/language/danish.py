"""Danish."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

_SMALL: Final = counted(
    "2 to; 3 tre; 4 fire; 5 fem; 6 seks; 7 syv; 8 otte; 9 ni; 10 ti; 11 elleve; 12 tolv; 13 tretten; 14 fjorten;"
    "15 femten; 16 seksten; 17 sytten; 18 atten; 19 nitten"
)
_TENS: Final = counted("20 tyve; 30 tredive; 40 fyrre; 50 halvtreds; 60 tres; 70 halvfjerds; 80 firs; 90 halvfems")


def _under_hundred() -> dict[str, int]:
    """Return all numbers under a hundred, which Danish writes in one word, "og" between ones and tens."""
    ones = {word: int(n) for word, n in _SMALL.items() if n < 10} | {"en": 1, "et": 1}
    below = {word: int(n) for word, n in (_SMALL | _TENS).items()}
    return below | {f"{one}og{ten}": a + int(b) for one, a in ones.items() for ten, b in _TENS.items()}


WORDS: Final = Words(
    numbers={
        **_under_hundred(),
        "hundrede": 100,
        "hundred": 100,
        "halvanden": Decimal("1.5"),
        "halvandet": Decimal("1.5"),
    },
    articles=frozenset({"en", "et", "én", "ét"}),
    joints=frozenset({"og"}),
    scales={
        "tusind": 10**3,
        "tusinde": 10**3,
        "million": 10**6,
        "millioner": 10**6,
        "milliard": 10**9,
        "milliarder": 10**9,
        "billion": 10**12,
        "billioner": 10**12,
        "mio": 10**6,
        "mia": 10**9,
    },
    single=frozenset({"tusind", "tusinde", "mio", "mia"}),
    half=frozenset({"halv", "halve", "halvt"}),
    and_half=frozenset({"og halv", "og halvt", "og en halv", "og et halvt"}),
    point=frozenset({"komma"}),
    parts={
        "tredjedel": 3,
        "tredjedele": 3,
        "fjerdedel": 4,
        "fjerdedele": 4,
        "kvart": 4,
        "femtedel": 5,
        "femtedele": 5,
        "tiendedel": 10,
        "tiendedele": 10,
    },
    halves=frozenset({"halvdelen", "halvdel"}),
    times={
        r"fordobl\w+|dobbelt\w*": Decimal(2),
        r"tredobl\w+|tredobbelt\w*": Decimal(3),
        r"firedobl\w+|firedobbelt\w*": Decimal(4),
        r"halver\w+": Decimal("0.5"),
    },
    units={
        "dollar": "USD",
        "rubler": "RUB",
        "kroner": "DKK",
        "kr": "DKK",
        "pund": "GBP",
        "pct": "percent",
        "procentpoint": "percentage points",
        "procentpoints": "percentage points",
        "basispoint": "basis points",
    },
    down=r"fald(?:t|et|e|er)?|faldet|faldt|faldende|sank|sunk\w*|synk\w*|reduc\w+|reduktion\w*|mindsk\w+"
    r"|nedgang\w*|nedsæt\w*"
    r"|nedsat\w*|tilbagegang\w*|mist\w+|tab(?:t|te|et|er)?|skrump\w+|svækk\w+|formindsk\w+|dyk(?:ket|kede|)"
    r"|mindre|lavere"
    r"|færre|minus|underskud\w*|negativ\w*|dårligere|gik (?:[\w,%-]+ ){0,8}?(?:ned|tilbage)"
    r"|skar (?:[\w,%-]+ ){0,8}?ned",
    up=r"steg|stig(?:er|e|ning\w*|ende)|steget|vækst\w*|voks\w+|øg(?:e|et|ede|es|edes|ning\w*)|forøg\w+"
    r"|frem(?:gang\w*)"
    r"|hæv\w+|vandt|gevinst\w*|mere|højere|større|flere|plus|overskud\w*|tiltog|tiltag\w*"
    r"|gik (?:[\w,%-]+ ){0,8}?(?:op|frem)",
    less=r"mindre|lavere|færre|(?:i )?(?:fald|nedgang)",
    more=r"mere|højere|større|flere|(?:i )?(?:stigning|vækst)",
    by=r"med|på",
    level=r"til|fra|under|over|på|op til|ned til",
    start=r"fra",
    hedge=r"omkring|ca\.?|cirka|næsten|knap|godt|mere end|mindre end|over|under|mindst|højst|kun|blot|hele|yderligere"
    r"|i gennemsnit|gennemsnitligt|omtrent",
    came=r"var på|udgjorde|udgør|blev på|nåede|er på|lød på|androg",
    bounds={
        "exact": r"præcis|nøjagtig(?:t)?|netop",
        "nearly": r"næsten|knap|lige under|tæt på",
        "just over": r"godt|lidt over|lidt mere end",
        "at most": r"højst|maksimalt|allerhøjst|ikke mere end",
        "at least": r"mindst|i det mindste|ikke mindre end",
        "below": r"mindre end|færre end",
        "above": r"mere end|flere end",
        "about": r"omkring|cirka|ca\.?|omtrent|rundt regnet",
        "over": r"over",
        "under": r"under",
        "up to": r"op til",
    },
    rate=r"vækst\w*|takt\w*|inflation\w*|ændring\w*",
    foreseen=r"planlagt\w*|planlægge\w*|forvent\w+|ventes|prognose\w*",
    short=r"f|eks|bl|a|ca|nr|kr|pct|mio|mia|s|jf|jfr|art|stk|dvs|osv|m|v|vedr|inkl|kap|\d{1,2}",
    common=frozenset(
        {"og", "af", "at", "er", "det", "til", "på", "den", "som", "med", "ikke", "der", "blev", "fra", "har", "var"}
    ),
    dates=DateWords(
        tag="da",
        nth=r"\.",
        of="(?:i|af|i året)",
        one="første",
        ordinals=("første", "and(?:et|en)", "tredje", "fjerde|sidste"),
        quarter="kvartal(?:er|et|erne)?",
        half="(?:halvår(?:et)?|halvdel(?:en)?(?: af)?)",
        decade="#'?(?:erne|er-årene|ernes)",
        century=r"#(?:00-tallets?|\. århundredes?)",
        seasons={
            "spring": "forår(?:et)?",
            "summer": "sommer(?:en)?",
            "autumn": "efterår(?:et)?",
            "winter": "vinter(?:en)?",
        },
        parts={
            "start of": "(?:i )?(?:starten|begyndelsen|primo)(?: af)?",
            "early": "(?:de )?tidlige",
            "mid": "(?:i )?(?:midten|medio)(?: af)?",
            "late": "(?:de )?sene",
            "end of": "(?:i )?(?:slutningen|udgangen|ultimo)(?: af)?",
        },
    ),
)
