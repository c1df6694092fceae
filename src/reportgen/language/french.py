"""French."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

WORDS: Final = Words(
    numbers=counted(
        "2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9 neuf; 10 dix; 11 onze; 12 douze; 13 treize;"
        "14 quatorze; 15 quinze; 16 seize; 20 vingt vingts; 30 trente; 40 quarante; 50 cinquante; 60 soixante;"
        "70 septante; 80 huitante octante; 90 nonante; 100 cent cents"
    ),
    articles=frozenset({"un", "une"}),
    joints=frozenset({"et"}),
    scales={
        "mille": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "billion": 10**12,
        "billions": 10**12,
        "md": 10**9,
        "mds": 10**9,
    },
    single=frozenset({"mille"}),
    half=frozenset({"demi", "demie"}),
    and_half=frozenset({"et demi", "et demie"}),
    point=frozenset({"virgule"}),
    parts={"tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10, "dixièmes": 10},
    halves=frozenset({"moitié"}),
    times={
        r"doubl(?:é\w*|ent|er|a|èrent|ement)|double": Decimal(2),
        r"tripl(?:é\w*|ent|er|a|èrent|ement)|triple": Decimal(3),
        r"quadrupl\w+": Decimal(4),
        r"quintupl\w+": Decimal(5),
        r"décupl\w+": Decimal(10),
    },
    units={
        "pour cent": "percent",
        "p cent": "percent",
        "roubles": "RUB",
        "livres": "GBP",
        "point": "percentage points",
        "points": "percentage points",
        "point de pourcentage": "percentage points",
        "points de pourcentage": "percentage points",
    },
    down=r"baiss\w*|recul(?!ons)\w*|chut\w*|dimin\w*|réduc\w*|rédui\w*|tomb\w*|perd(?:u\w*|ent|ait|ant|it|irent)?"
    r"|perte\w*|repli\w*|contract\w*|décl(?:in|iné)\w*|décroî\w*|décroiss\w*|décru\w*|effondr\w*"
    r"|plong(?:é|e|eon)\w*|fléchi\w*|dégring\w*|abaiss\w*|régress\w*|ralenti\w*|coup(?:é|es?)\w*|déficit\w*"
    r"|inférieur\w*|moins|moindres?|négati\w*|dévalu\w*|déprécia\w*|déprécié\w*|céd(?:é|a|er|ait|aient)\w*"
    r"|cèd(?:e|ent)|fond(?:u\w*|ent|ait)?|fondirent|lâch(?:é|a|e|ent)\w*|tass(?:é|ement|e)\w*|amput\w*|rogn\w*"
    r"|amenuis\w*|affaibli\w*|affaiss\w*|rétréci\w*|gliss(?:é|a|ement|e|ent)\w*|dévissé?\w*|rabot\w*|allég\w*"
    r"|écroul\w*|érod\w*|érosion\w*|amoindri\w*|comprim\w*|atténu\w*|rabaiss\w*|dépéri\w*|tari\w*|détérior\w*"
    r"|dégrad\w*|sacrifi\w*|restri\w*|raréfi\w*|essouffl\w*|supprim\w*",
    up=r"haus\w*|augment\w*|progress\w*|cr(?:û|oî|oiss)\w*|cru|accr\w*|gagn\w*|gain\w*"
    r"|mont(?:é|ée|ées|és|ait|er|e|ent)|bond\w*|rebond\w*|grimp\w*|relev\w*|relèv\w*|élev(?:é|er)\w*"
    r"|élévation\w*|excédent\w*|supérieur\w*|plus|davantage|major\w+|envol\w*|revaloris\w*|appréci\w*"
    r"|renchéri\w*|doubl\w*|tripl\w*|quadrupl\w*|multipli\w*|amélior\w*|gonfl\w*|enfl\w*|explos\w*|flamb\w*"
    r"|redress\w*|étend\w*|élargi\w*|expansion\w*|essor|pouss\w*|accélér\w*|surcroît|avanc(?:é|e|ée)\w*"
    r"|remont\w*|rehauss\w*|décoll\w*|renforc\w*",
    less=r"de moins|inférieur\w*|en moins|de baisse|de recul|de repli|plus bas\w*",
    more=r"de plus|supérieur\w*|en plus|de hausse|de croissance|plus (?:haut|élevé|importante?)\w*",
    by=r"de|d'|à hauteur de",
    level=r"à|jusqu'à|en dessous de|au-dessous de|au-dessus de|sous",
    start=r"de",
    hedge=r"près de|environ|presque|quelque|plus de|moins de|à peine|au moins|au plus|seulement|un peu plus de|la"
    r"|quasi(?:ment)?"
    r"|en moyenne|autour de|encore|d'environ|de près de|de plus de|de moins de|l'ordre de",
    came=r"a atteint|atteint|atteignit|fut de|était de|est de|a été de|s'élève à|s'élevait à|s'établit à",
    bounds={
        "exact": r"exactement|précisément|très exactement",
        "nearly": r"presque|quasi(?:ment)?|près de|pas loin de|un peu moins de|à peine moins de",
        "just over": r"un peu plus de|à peine plus de",
        "at most": r"au plus|tout au plus|au maximum|pas plus de|un maximum de",
        "at least": r"au moins|au minimum|pas moins de|un minimum de",
        "below": r"moins de",
        "above": r"plus de",
        "about": r"environ|autour de|à peu près|quelque|approximativement|de l'ordre de|aux alentours de",
        "over": r"au-dessus de|au-delà de",
        "under": r"sous|au-dessous de|en dessous de",
        "up to": r"jusqu'à",
    },
    rate=r"croissance|taux|inflation|rythme|variation|progression",
    foreseen=r"prévu\w*|prévoi\w+|attendu\w*|devrai(?:t|ent)|projet(?:é|te)\w*|planifi\w+|envisag\w+|escompt\w+",
    short=r"M|MM|Mme|Mlle|Dr|St|art|p|pp|cf|env|etc|n|no|vol|chap|éd|av|apr|Mds|Md|Mio|hab",
    common=frozenset(
        {"le", "la", "les", "des", "et", "de", "du", "une", "dans", "est", "pour", "qui", "que", "au", "sur", "par"}
    ),
    dates=DateWords(
        tag="fr",
        nth="ers?|res?|è?[mr]es?|nde?|de?|e",
        of="de l'année|de l'an|de|du|d'|des années|des",
        one="premier",
        ordinals=("premi(?:er|ère)s?", "deuxièmes?|seconde?s?", "troisièmes?", "quatrièmes?|dernier"),
        quarter="trimestres?",
        half="(?:semestres?|moitié)",
        decade="(?:années|décennie) #",
        century=r"#(?: ?(?:è?me|e|er))? (?:siècles?|s\.)",
        seasons={"spring": "printemps", "summer": "été", "autumn": "automne", "winter": "hiver"},
        parts={
            "start of": "(?:le |au )?début(?: de l'année| de| des| du)?|commencement(?: de l'année| de| des| du)?",
            "early": "(?!)",
            "mid": "(?:la )?mi|milieu(?: de l'année| de| des| du)?",
            "late": "(?!)",
            "end of": "(?:la )?fin(?: de l'année| de| des| du)?",
        },
    ),
)
