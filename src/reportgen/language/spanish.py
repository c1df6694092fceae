"""Spanish."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

WORDS: Final = Words(
    numbers=counted(
        "2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve; 10 diez; 11 once; 12 doce; 13 trece;"
        "14 catorce; 15 quince; 16 dieciséis; 17 diecisiete; 18 dieciocho; 19 diecinueve; 20 veinte;"
        "21 veintiuno veintiún veintiuna; 22 veintidós; 23 veintitrés; 24 veinticuatro; 25 veinticinco; 26 veintiséis;"
        "27 veintisiete; 28 veintiocho; 29 veintinueve; 30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta;"
        "70 setenta; 80 ochenta; 90 noventa; 100 cien ciento; 200 doscientos doscientas; 300 trescientos trescientas;"
        "400 cuatrocientos cuatrocientas; 500 quinientos quinientas; 600 seiscientos seiscientas;"
        "700 setecientos setecientas; 800 ochocientos ochocientas; 900 novecientos novecientas"
    ),
    articles=frozenset({"un", "una", "uno"}),
    joints=frozenset({"y"}),
    scales={
        "mil": 10**3,
        "millón": 10**6,
        "millones": 10**6,
        "billón": 10**12,
        "billones": 10**12,
        "mill": 10**6,
        "millardo": 10**9,
        "millardos": 10**9,
    },
    single=frozenset({"mil"}),
    half=frozenset({"medio", "media"}),
    and_half=frozenset({"y medio", "y media"}),
    point=frozenset({"coma"}),
    parts={
        "tercio": 3,
        "tercios": 3,
        "cuarto": 4,
        "cuartos": 4,
        "quinto": 5,
        "quintos": 5,
        "décimo": 10,
        "décimas": 10,
    },
    halves=frozenset({"mitad"}),
    times={
        r"duplic\w+|doble|doblaron|dobló": Decimal(2),
        r"triplic\w+|triple": Decimal(3),
        r"cuadruplic\w+|cuádruple": Decimal(4),
        r"quintuplic\w+|quíntuple": Decimal(5),
    },
    units={
        "por ciento": "percent",
        "dólares": "USD",
        "dólar": "USD",
        "rublos": "RUB",
        "libras": "GBP",
        "puntos porcentuales": "percentage points",
    },
    down=r"ca(?:e|en|yó|yeron|ía|ían|er|ído|ída)s?|caíd[oa]s?|baj(?:a|an|ó|aron|ado|ada|ar|as|aba)\b|descen\w+"
    r"|descien\w+|disminu\w+|redu(?:j|c|zc|cc)\w+|retroce\w+|ced(?:e|en|ió|ieron|ido)"
    r"|contra(?:jo|jeron|e|cc\w+|ído|er)|merm\w+|desplom\w+|depreci\w+|devalu\w+|recort\w+|mengu\w+|hund\w+"
    r"|perdi\w+|perde\w+|pierd\w+|pérdid\w+|decre\w+|decrez\w+|abarat\w+|rebaj\w+|aminor\w+|declin\w+|declive\w*"
    r"|debilit\w+|desaceler\w+|ralentiz\w+|derrumb\w+|encog\w+|estrech\w+|moder(?:ó|aron|ado|ación)\w*|afloj\w+"
    r"|sacrific\w+|deterior\w+|empeor\w+|déficits?|inferior\w*|menor(?:es)?|menos|flexion\w+|desinfl\w+"
    r"|adelgaz\w+|amortigu\w+|atenu\w+|deja(?:ron|do)?(?= )|dejó|negativ\w+|minor\w+|colaps\w+|esfum\w+"
    r"|desvaloriz\w+|contracción",
    up=r"sub(?:e|en|ió|ieron|ido|ir|ía|idas?)\b|crec\w+|crez\w+|aument\w+|increment\w+|alzas?|avan[cz]\w+"
    r"|gan(?:a|an|ó|aron|ado|ar|ancias?)|encarec\w+|repunt\w+|elev\w+|ascend\w+|ascien\w+|ascens\w+|mejor\w+"
    r"|expan[ds]\w+|ampl[ií]\w+|apreci\w+|revaloriz\w+|dispar\w+|trep\w+|escal(?:ó|ada|aron|ado)"
    r"|salt(?:o|ó|aron|ado)|duplic\w+|triplic\w+|cuadruplic\w+|multiplic\w+|rebot\w+|superávits?|superior\w*"
    r"|mayor(?:es)?|más|aceler\w+|fortale\w+|engros\w+|sum(?:ó|aron)|recuper\w+|engord\w+|despeg\w+|acrecent\w+"
    r"|acreci\w+|remont\w+|reforz\w+|excedentes?|agrand\w+",
    less=r"menos|menor\w*|inferior\w*",
    more=r"más|mayor\w*|superior\w*",
    by=r"en|un|en un|del?|de un",
    level=r"a|al|hasta|hasta el|a un|por debajo de|por encima de",
    start=r"del?",
    hedge=r"casi|cerca de|alrededor de|aproximadamente|unos|unas|más de|menos de|al menos|sólo|solo|apenas|un|el"
    r"|en torno al?",
    came=r"fue del?|fue de un|alcanzó|alcanzó el|es del?|era del?|llegó al?",
    bounds={
        "exact": r"exactamente|precisamente|justo",
        "nearly": r"casi|algo menos del?|poco menos del?",
        "just over": r"algo más del?|poco más del?",
        "at most": r"como máximo|como mucho|a lo sumo|no más del?|un máximo de",
        "at least": r"al menos|por lo menos|como mínimo|no menos del?|cuando menos|un mínimo de",
        "below": r"menos del?",
        "above": r"más del?",
        "about": r"unos|unas|cerca de|alrededor de|aproximadamente|en torno al?|aprox\.",
        "over": r"por encima de|sobre",
        "under": r"por debajo de|bajo",
        "up to": r"hasta",
    },
    rate=r"crecimiento|tasa|inflación|ritmo|variación",
    foreseen=r"previst\w+|prev[éeé]\w*|esperad\w+|espera(?:n)?|planead\w+|planificad\w+|proyectad\w+|pronostic\w+",
    short=r"Sr|Sra|Dr|Dra|art|pág|págs|p|pp|núm|vol|etc|aprox|EE|UU|cap|ed|M|mill",
    common=frozenset(
        {"el", "la", "los", "las", "de", "y", "en", "que", "del", "por", "una", "con", "para", "es", "se", "al"}
    ),
    dates=DateWords(
        tag="es",
        nth=r"\.?[oaº°]|er|ro",
        of="del año|del|de|de los",
        one="primero",
        ordinals=("primer[oa]?", "segund[oa]", "tercer[oa]?", "cuart[oa]"),
        quarter="trimestres?",
        half="(?:semestres?|mitad)",
        decade="(?:década de(?: los)?(?: años)?|años) #",
        century="siglos? #",
        seasons={"spring": "primavera", "summer": "verano", "autumn": "otoño", "winter": "invierno"},
        parts={
            "start of": "(?:a )?(?:principios|comienzos|inicios)(?: del año| del?(?: los)?)?",
            "early": "(?!)",
            "mid": "(?:a )?mediados(?: del año| del?(?: los)?)?",
            "late": "(?!)",
            "end of": "(?:a )?(?:finales|fines|fin)(?: del año| del?(?: los)?)?",
        },
        forms={"setiembre": 9},
    ),
)
