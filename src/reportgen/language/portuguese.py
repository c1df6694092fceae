"""Portuguese."""

from __future__ import annotations

from typing import Final

from reportgen.language.calendar import DateWords
from reportgen.language.model import Words, counted

WORDS: Final = Words(
    numbers=counted(
        "2 dois duas; 3 três; 4 quatro; 5 cinco; 6 seis; 7 sete; 8 oito; 9 nove; 10 dez; 11 onze; 12 doze; 13 treze;"
        "14 catorze quatorze; 15 quinze; 16 dezasseis dezesseis; 17 dezassete dezessete; 18 dezoito;"
        "19 dezanove dezenove; 20 vinte; 30 trinta; 40 quarenta; 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta;"
        "90 noventa; 100 cem cento; 200 duzentos duzentas; 300 trezentos trezentas; 400 quatrocentos quatrocentas;"
        "500 quinhentos quinhentas; 600 seiscentos seiscentas; 700 setecentos setecentas; 800 oitocentos oitocentas;"
        "900 novecentos novecentas"
    ),
    articles=frozenset({"um", "uma"}),
    joints=frozenset({"e"}),
    scales={
        "mil": 10**3,
        "milhão": 10**6,
        "milhões": 10**6,
        "bilhão": 10**9,
        "bilhões": 10**9,
        "bilião": 10**12,
        "biliões": 10**12,
        "trilhão": 10**12,
        "trilhões": 10**12,
    },
    single=frozenset({"mil"}),
    half=frozenset({"meio", "meia"}),
    and_half=frozenset({"e meio", "e meia"}),
    point=frozenset({"vírgula"}),
    parts={
        "terço": 3,
        "terços": 3,
        "quarto": 4,
        "quartos": 4,
        "quinto": 5,
        "quintos": 5,
        "décimo": 10,
        "décimos": 10,
    },
    halves=frozenset({"metade"}),
    units={
        "por cento": "percent",
        "dólares": "USD",
        "dólar": "USD",
        "rublos": "RUB",
        "libras": "GBP",
        "reais": "BRL",
        "escudos": "PTE",
        "pontos percentuais": "percentage points",
        "ponto percentual": "percentage points",
        "pontos base": "basis points",
    },
    down=r"ca(?:iu|íram|i|em|ída|ídas|ir|indo|ía)|baix(?:ou|aram|a|am|as|ar|ado|ada)"
    r"|desc(?:eu|eram|e|em|ida|er)|diminu\w+"
    r"|redu[zç]\w*|recu(?:ou|aram|o|os|a|am|ar)|perd(?:eu|eram|ido|a|as|er)|queda\w*|contra(?:iu|íram|[cç]\w+)"
    r"|declin\w+"
    r"|decresc\w+|encolh\w+|cort(?:ou|e|es|aram)|retra(?:iu|ção|íram)|menos|menor\w*|inferior\w*|negativ\w+|défice\w*"
    r"|déficit\w*|desvaloriz\w+|depreci\w+|abrand\w+|desaceler\w+|quebr(?:a|as|ou)",
    up=r"aument\w+|sub(?:iu|iram|e|em|ida|idas|ir)|cresc\w+|increment\w+|alta|ganh(?:ou|o|os|aram)"
    r"|elev(?:ou|aram|ação)"
    r"|expan\w+|avanç(?:o|ou|aram)|mais|maior\w*|superior\w*|superávit\w*|excedente\w*|melhor\w*|valoriz\w+"
    r"|acréscimo\w*",
    less=r"(?:a |de )?menos|inferior\w*|mais baix\w+|menor\w*|de (?:queda|redução)",
    more=r"(?:a |de )?mais(?! baix)|superior\w*|maior\w*|de (?:aumento|crescimento)",
    by=r"em|de|do|da|por|num|um",
    level=r"a|para|até|ao?s?|abaixo de|acima de|nos?",
    start=r"de|dos?",
    hedge=r"cerca de|quase|aproximadamente|mais de|menos de|apenas|pelo menos|uns|umas|perto de|só|um|uma|os"
    r"|mais|em média"
    r"|em torno de|ao redor de",
    came=r"foi de|era de|é de|atingiu|alcançou|chegou a|ficou em|situou-se em",
    short=r"Sr|Sra|Dr|Dra|art|pág|págs|p|pp|n|núm|vol|etc|aprox|cap|ed|mi|bi",
    common=frozenset(
        {"o", "os", "as", "de", "e", "que", "do", "da", "em", "um", "para", "com", "não", "uma", "no", "na", "dos"}
    ),
    dates=DateWords(
        tag="pt",
        nth=r"\.?[oaº°ª]",
        of="de|do ano de|do ano|do|da|dos",
        one="primeiro",
        ordinals=("primeir[oa]", "segund[oa]", "terceir[oa]", "quart[oa]"),
        quarter="trimestres?",
        half="(?:semestres?|metade)",
        decade="(?:década de|décadas de|anos) #",
        century="séculos? #",
        seasons={"spring": "primavera", "summer": "verão", "autumn": "outono", "winter": "inverno"},
        parts={
            "start of": "(?:no )?(?:início|começo|princípios?)(?: do ano| de| dos?| da)?",
            "early": "(?!)",
            "mid": "(?:em )?(?:meados|meio)(?: do ano| de| dos?| da)?",
            "late": "(?!)",
            "end of": "(?:no )?(?:fim|final|finais|fins)(?: do ano| de| dos?| da)?",
        },
    ),
)
