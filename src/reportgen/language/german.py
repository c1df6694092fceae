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


_COMPARED: Final = (
    r"(?:dem|der|den|des) (?:\w+ ){0,2}?(?:\w*vorjahr\w*|vormonat\w*|vorquartal\w*|\w*niveau\w*|\w*stand\w*|\w*wert\w*"
    r"|\w*durchschnitt\w*|plan|\w*ziel\w*|\w*mittel)"
)
"""What a number may lie below or above: "unter dem Wert des Vorjahres"."""

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
    times={
        r"verdoppel\w*|doppelt\w*|zweifach\w*": Decimal(2),
        r"verdreifach\w*|dreifach\w*|dreimal": Decimal(3),
        r"vervierfach\w*|vierfach\w*|viermal": Decimal(4),
        r"verfünffach\w*|fünffach\w*|fünfmal": Decimal(5),
        r"verzehnfach\w*|zehnfach\w*|zehnmal": Decimal(10),
        r"halbier\w*": Decimal("0.5"),
    },
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
    down=r"s[ai]nk\w*|gesunken\w*|f[äi]llt|fiel(?:en)?|fallen(?!de?\b)|gefallen\w*|schrumpf\w*|geschrumpft\w*"
    r"|verringer\w*|vermindert\w*|verminderung\w*|vermindern|reduzier\w*|reduktion\w*"
    r"|zurückge(?:gangen|fallen|fahren|schraubt|nommen|blieben)\w*|zurück(?:gehen|fallen|fahren)\w*|rückgang\w*"
    r"|rückgänge\w*|rückläufig\w*|rückschlag\w*|abnahme\w*|abgenommen|abnehm\w*|minus|verlor(?:en)?|verloren\w*"
    r"|verlier\w*|verlust\w*|einbu[sß]+\w*|eingebüßt\w*|gekürzt\w*|kürz(?:te|ten|t|en|ung\w*)|senk(?!recht)\w*"
    r"|herabgesetzt\w*|herabsetz\w*|gesenkt\w*|einbruch\w*|einbrüche\w*|eingebrochen\w*|(?:ab|um)?sturz"
    r"|abgestürzt\w*|stürz(?:te|ten|t|en)|gestürzt\w*|defizit\w*|nach(?:gegeben|gelassen)\w*"
    r"|schw[aiu]nd(?:en|et)?|geschwunden\w*|halbier\w*"
    r"|abge(?:baut|flaut|schwächt|sackt|rutscht|wertet|schmolzen|bröckelt)\w*|abbau(?:en|s)?|abwert\w*"
    r"|abschwung\w*|abschwäch\w*|abschlag|verbillig\w*|gedrosselt\w*|drossel\w*|schmäler\w*|geschmälert\w*"
    r"|mindert\w*|(?<!\w)minderung\w*|gemindert\w*|bröckel\w*|schm[oi]lzt?|schmelz\w*|geschmolzen\w*"
    r"|(?:preis|kurs|wert)?verfall\w*|gestrichen\w*|dezimier\w*|schwächer\w*|niedriger\w*|geringer\w*|weniger"
    r"|kleiner\w*|schlechter|billiger|preisrutsch|talfahrt|verschlechter\w*|entwert\w*|eingedampft\w*|rezession"
    r"|schwäch(?:te|ten)",
    up=r"st[ie]+g(?:en|t|e)?|gestiegen\w*|steiger\w*|gesteigert\w*|wuchs(?:en)?|wächst|wachsen|gewachsen\w*"
    r"|wachstum\w*|zunahme\w*|zunehm\w*|zugenommen\w*|erhöh\w*|(?:preis)?anstieg\w*|ansteig\w*|anwuchs|anwachsen"
    r"|(?:an|zu)gewachsen\w*|zuwachs\w*|zuwächse\w*|plus|gewinn\w*|gewann(?:en)?|gewonnen\w*"
    r"|(?:zu|hinzu)gewinn\w*|überschu\w*|überschüss\w*|mehr|kletter\w*|geklettert\w*|höher\w*|größer\w*"
    r"|zu(?:gelegt|legen)|(?:an|hoch)gehoben\w*|anhebung\w*|an(?:gezogen|geschwollen)\w*|aufgestockt\w*"
    r"|aufstock\w*|ausgeweitet\w*|ausweit\w*|verteuer\w*|teuerung\w*|verdoppel\w*|verdreifach\w*|vervierfach\w*"
    r"|vervielfach\w*|schnell(?:te|ten)|(?:hoch|empor)geschnellt\w*|aufgeschlagen\w*|verbesser\w*|expan[ds]\w*"
    r"|vergrößer\w*|herauf(?:gesetzt|setz)\w*|vermehr\w*|mehr(?:te|ten|ung\w*)|spr(?:ang|angen|ingt)"
    r"|(?:preis|kurs)?sprung\w*|aufgewertet\w*|aufwert\w*|(?:preis)?aufschlag\w*|aufschwung\w*|explodier\w*"
    r"|schwoll(?:en)?|ausgebaut\w*|nach oben|in die höhe|schoss(?:en)?|empor\w*",
    split_down={
        "zurück": r"ging(?:en)?|geht|gehen|fuhr(?:en)?|fährt|fiel(?:en)?|fällt|blieb(?:en)?|bleibt|schraubt\w*"
        r"|nahm(?:en)?",
        "ab": r"nahm(?:en)?|nimmt|nehmen|baute?n?|baut|flaut\w*|schwäch\w+|stürz\w+|rutsch\w+|sackt\w*"
        r"|wertet\w*|bröckel\w+|schmolz\w*|fiel(?:en)?|fällt|sank(?:en)?",
        "ein": r"brach(?:en)?|bricht|brechen|büßt\w*",
        "nach": r"gab(?:en)?|gibt|geben|ließ(?:en)?|lässt|lassen",
        "herab": r"setzt\w*|sank(?:en)?",
        "herunter": r"ging(?:en)?|geht|setzt\w*|schraubt\w*|fuhr(?:en)?",
        "nach unten": r"ging(?:en)?|geht",
    },
    split_up={
        "zu": r"nahm(?:en)?|nimmt|nehmen|legt\w*|gewann(?:en)?",
        "an": r"zog(?:en)?|zieht|ziehen|hob(?:en)?|hebt|heben|stieg(?:en)?|steigt|steigen|wuchs(?:en)?|wächst"
        r"|schwoll(?:en)?",
        "auf": r"stockt\w*|wertet\w*|holt\w*|schlug(?:en)?",
        "aus": r"weitet\w*|baut\w*",
        "hoch": r"schnellt\w*|ging(?:en)?|geht|schraubt\w*",
        "herauf": r"setzt\w*",
        "nach oben": r"ging(?:en)?|geht",
        "hinzu": r"kam(?:en)?|gewann(?:en)?",
    },
    less=r"weniger|niedriger\w*|geringer\w*|kleiner\w*|(?:ige[rsnm]?|)?rückgang\w*|billiger|schwächer"
    r""
    rf"|(?:unter|hinter) {_COMPARED}",
    more=r"mehr|höher\w*|größer\w*|teurer|stärker"
    r""
    rf"|über {_COMPARED}",
    by=r"um|von|bei",
    level=r"auf|bis auf|von|bei|unter|über|bis",
    start=r"vo[nm]",
    hedge=r"etwa|rund|fast|knapp|gut|circa|ca\.?|ungefähr|mehr als|weniger als|über|mindestens|höchstens|nur"
    r"|durchschnittlich"
    r"|insgesamt|weitere|weiteren|nahezu|annähernd|schätzungsweise",
    came=r"betrug(?:en)?|beträgt|betragen|erreichte|lag bei|war",
    bounds={
        "exact": r"genau|exakt|punktgenau",
        "nearly": r"fast|beinahe|nahezu|knapp|annähernd|(?:etwas|kaum|wenig|ein wenig) (?:weniger als|unter)",
        "just over": r"gut|(?:etwas|kaum|wenig|ein wenig) (?:mehr als|über)",
        "at most": r"höchstens|maximal|nicht mehr als|allenfalls|längstens",
        "at least": r"mindestens|wenigstens|nicht weniger als|zumindest|minimal",
        "below": r"weniger als|kleiner als|geringer als|niedriger als",
        "above": r"mehr als|größer als|höher als",
        "about": r"etwa|rund|circa|zirka|ca\.|ungefähr|schätzungsweise|in etwa|um die",
        "over": r"über|jenseits von",
        "under": r"unter|unterhalb von",
        "up to": r"bis zu",
    },
    rate=r"\w*wachstum\w*|\w*rate|\w*quote|inflation|zuwachs\w*|tempo|veränderung\w*|teuerung",
    foreseen=r"soll(?:en|te|ten)?|geplant\w*|plant(?:en?)?|erwartet\w*|erwarten|voraussichtlich\w*|vorgesehen\w*"
    r"|prognosti\w+|dürften?|rechne[nt]\w* mit",
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
