"""Texts in other languages than English: by how much something fell or rose, and numbers in words."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import pipeline
from reportgen.checks.claim_matching import Claim, bears_out, claims_of_date
from reportgen.checks.passage_facts import parse_passage
from reportgen.language.names import fold
from reportgen.language.notations import Notation, notation_of
from reportgen.language.number_words import in_digits
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import Quantity
from reportgen.language.registry import KNOWN, knows_change_words, words_of
from reportgen.language.unit_names import unit_names

SHORT_SCALE = {"english", "russian", "ukrainian"}
FALLS = {
    "russian": (
        "Объём торговли снизился на 2,5 % за год.",
        "Отмечено сокращение экспорта на 2,5 процента.",
        "Произошло 2,5-процентное падение экспорта.",
        "Импорт сократился почти на 2,5 процента и составил 40 млрд долларов.",
        "Спад производства составил 2,5 %.",
        "Добыча была на 2,5 % ниже, чем годом ранее.",
    ),
    "german": (
        "Der Export sank um 2,5 Prozent.",
        "Der Export ist um 2,5 Prozent gesunken.",
        "Die Ausfuhren gingen gegenüber dem Vorjahr um 2,5 Prozent auf 40 Milliarden Euro zurück.",
        "Die Zahl der Schiffe verringerte sich um mehr als 2,5 Prozent.",
        "Es waren 2,5 Prozent weniger als zuvor.",
        "Ein 2,5-prozentiger Rückgang folgte.",
    ),
    "french": (
        "Le commerce a baissé de 2,5 % en un an.",
        "En 2009, les échanges ont chuté de 2,5 %, à 40 milliards de dollars.",
        "Le recul a atteint 2,5 % en 1998.",
        "Il y eut 2,5 % de moins.",
        "Elle a perdu 2,5 % de sa valeur.",
    ),
    "spanish": (
        "El comercio cayó un 2,5 %.",
        "Hubo una caída del 2,5 %.",
        "Las importaciones fueron un 2,5 % inferiores.",
        "En 2009 las exportaciones descendieron un 2,5 % hasta los 40 millones de euros.",
    ),
    "ukrainian": ("Торгівля знизилася на 2,5 %.", "Падіння склало 2,5 %.", "Відбулося зменшення на 2,5 відсотка."),
    "polish": ("Handel spadł o 2,5 %.", "Spadek wyniósł 2,5 %.", "Sprzedaż była niższa o 2,5 proc."),
    "italian": (
        "Il commercio è sceso del 2,5 per cento.",
        "Le esportazioni sono diminuite del 2,5 % rispetto al 1994.",
        "Si è registrato un calo del 2,5 %.",
        "Nel 2009 le importazioni sono calate di circa il 2,5 %, a 40 miliardi di euro.",
        "La produzione era inferiore del 2,5 %.",
        "Il valore perse il 2,5 %.",
    ),
    "portuguese": (
        "O comércio caiu 2,5 %.",
        "As exportações diminuíram em 2,5 por cento.",
        "Houve uma queda de 2,5 %.",
        "Em 2009 as importações recuaram cerca de 2,5 %, para 40 milhões de euros.",
        "A redução foi de 2,5 %.",
        "As vendas foram 2,5 % inferiores.",
    ),
    "dutch": (
        "De handel daalde met 2,5 procent.",
        "De uitvoer is met 2,5 procent gedaald.",
        "De invoer nam met ruim 2,5 procent af tot 40 miljard euro.",
        "Er was een daling van 2,5 procent.",
        "De omzet lag 2,5 procent lager.",
        "De productie kromp 2,5 procent.",
    ),
    "danish": (
        "Handelen faldt med 2,5 pct.",
        "Eksporten er faldet med omkring 2,5 procent til 40 mia. kr.",
        "Importen gik tilbage med 2,5 procent.",
        "Et fald på 2,5 procent fulgte.",
        "Salget var 2,5 pct. lavere.",
        "Faldet var på 2,5 procent.",
    ),
    "swedish": (
        "Handeln minskade med 2,5 procent.",
        "Exporten sjönk med drygt 2,5 procent till 40 miljarder kronor.",
        "Importen föll 2,5 procent.",
        "En nedgång på 2,5 procent följde.",
        "Försäljningen var 2,5 procent lägre.",
        "Minskningen uppgick till 2,5 procent.",
    ),
    "czech": (
        "Obchod klesl o 2,5 %.",
        "Vývoz se snížil o 2,5 procenta na 40 miliard korun.",
        "Následoval pokles o 2,5 %.",
        "Pokles činil 2,5 %.",
        "Tržby byly o 2,5 % nižší.",
        "Dovoz se zmenšil téměř o 2,5 procenta.",
    ),
}
NO_FALLS = {
    "russian": (
        "Экспорт увеличился на 2,5 %, а импорт снизился на 3 %.",
        "Доля снизилась с 5 % до 2,5 %.",
        "Пошлина в 2,5 % взимается.",
    ),
    "german": (
        "Der Umsatz sank 1990, stieg danach aber um 2,5 Prozent.",
        "Die Quote fiel von 5 auf 2,5 Prozent.",
        "Der Anteil betrug im Fall der Stadt 2,5 %.",
    ),
    "french": (
        "Les ventes ont progressé de 2,5 %, contre une baisse de 3 % en 1990.",
        "Le taux a baissé de 5 % à 2,5 %.",
        "Un droit de 2,5 % est perçu sur les peaux.",
    ),
    "spanish": ("Las ventas subieron más de un 2,5 %.", "La tasa bajó al 2,5 %.", "Un impuesto del 2,5 % se cobra."),
    "ukrainian": ("Імпорт збільшився на 2,5 %.", "Частка знизилася до 2,5 %."),
    "polish": ("Eksport był o 2,5 % wyższy.", "Inflacja obniżyła się z 20 do 2,5 proc."),
    "italian": (
        "Le esportazioni sono aumentate del 2,5 %, mentre le importazioni sono scese del 3 %.",
        "Il tasso è sceso dal 5 al 2,5 %.",
        "Si paga un dazio del 2,5 %.",
        "Un aumento del 2,5 % seguì.",
    ),
    "portuguese": (
        "As vendas subiram 2,5 %, contra uma queda de 3 % em 1990.",
        "A taxa caiu de 5 % para 2,5 %.",
        "Cobra-se um imposto de 2,5 %.",
        "O crescimento foi de 2,5 %.",
    ),
    "dutch": (
        "De uitvoer steeg met 2,5 procent, de invoer daalde met 3 procent.",
        "Het tarief daalde van 5 naar 2,5 procent.",
        "Een recht van 2,5 procent wordt geheven.",
        "De omzet lag 2,5 procent hoger.",
    ),
    "danish": (
        "Eksporten steg med 2,5 procent, mens importen faldt med 3 procent.",
        "Satsen faldt fra 5 til 2,5 procent.",
        "En told på 2,5 procent opkræves.",
        "En stigning på 2,5 procent fulgte.",
    ),
    "swedish": (
        "Exporten ökade med 2,5 procent medan importen minskade med 3 procent.",
        "Satsen sänktes från 5 till 2,5 procent.",
        "En tull på 2,5 procent tas ut.",
        "En ökning med 2,5 procent följde.",
    ),
    "czech": (
        "Vývoz vzrostl o 2,5 %, dovoz klesl o 3 %.",
        "Sazba klesla z 5 na 2,5 %.",
        "Vybírá se clo 2,5 %.",
        "Tržby byly o 2,5 % vyšší.",
    ),
}


def says(language: str, text: str, value: str, unit: str = "", scale: str = "1") -> bool:
    """Whether a text in a language bears out the number of a row."""
    facts = parse_passage(text, notation_of(language), language != "russian", words_of(language)).facts
    return bears_out(Claim("number", Quantity(Decimal(value), Decimal(scale), unit), value), [facts], {})


def each(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in table.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), each(FALLS))
def test_what_fell_bears_out_less_than_nothing_and_no_more(language: str, text: str) -> None:
    assert says(language, text, "-2.5", "percent")
    assert not says(language, text, "2.5", "percent")


@pytest.mark.parametrize(("language", "text"), each(NO_FALLS))
def test_what_rose_or_is_a_level(language: str, text: str) -> None:
    assert says(language, text, "2.5", "percent")
    assert not says(language, text, "-2.5", "percent")


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "scale"),
    [
        ("german", "Es waren zwei Millionen Euro.", "2", "EUR", "1e6"),
        ("german", "Es waren anderthalb Millionen Euro.", "1.5", "EUR", "1e6"),
        ("german", "Es waren zwei Komma fünf Millionen Euro.", "2.5", "EUR", "1e6"),
        ("german", "Es kamen zweitausenddreihundert Leute.", "2300", "", "1"),
        ("german", "Es war eine halbe Million Euro.", "0.5", "EUR", "1e6"),
        ("french", "Il y a deux millions et demi d'euros.", "2.5", "EUR", "1e6"),
        ("french", "On compte quatre-vingt-dix-sept ponts.", "97", "", "1"),
        ("french", "On a payé cinq millions trois cent mille euros.", "5.3", "EUR", "1e6"),
        ("russian", "Было выделено пять миллиардов рублей.", "5", "RUB", "1e9"),
        ("russian", "Было выделено полтора миллиона рублей.", "1.5", "RUB", "1e6"),
        ("russian", "Было выделено два с половиной миллиона рублей.", "2.5", "RUB", "1e6"),
        ("russian", "Построено сорок две тысячи пятьсот домов.", "42500", "", "1"),
        ("russian", "Две трети жителей.", "66.7", "percent", "1"),
        ("spanish", "Se pagaron dos millones y medio de dólares.", "2.5", "USD", "1e6"),
        ("spanish", "Se pagaron 25 mil millones de dólares.", "25", "USD", "1e9"),
        ("ukrainian", "Виділено п’ять мільярдів гривень.", "5", "UAH", "1e9"),
        ("polish", "Wydano dwa i pół miliona złotych.", "2.5", "PLN", "1e6"),
        ("italian", "Si spesero due milioni e mezzo di euro.", "2.5", "EUR", "1e6"),
        ("italian", "Vennero ventitré ponti.", "23", "", "1"),
        ("italian", "Costò trecentomila lire.", "300000", "ITL", "1"),
        ("italian", "Costò 25 miliardi di lire.", "25", "ITL", "1e9"),
        ("portuguese", "Gastaram-se dois milhões e meio de euros.", "2.5", "EUR", "1e6"),
        ("portuguese", "Havia vinte e cinco pontes.", "25", "", "1"),
        ("portuguese", "Gastaram-se 25 mil milhões de euros.", "25", "EUR", "1e9"),
        ("portuguese", "São dois terços das pontes.", "66.7", "percent", "1"),
        ("dutch", "Er kwamen vijfentwintig bruggen.", "25", "", "1"),
        ("dutch", "Het kostte twee en een half miljoen euro.", "2.5", "EUR", "1e6"),
        ("dutch", "Het kostte 25 miljard gulden.", "25", "NLG", "1e9"),
        ("dutch", "Het kostte een half miljoen euro.", "0.5", "EUR", "1e6"),
        ("danish", "Der kom femogtyve broer.", "25", "", "1"),
        ("danish", "Det kostede to og en halv million euro.", "2.5", "EUR", "1e6"),
        ("danish", "Det kostede 25 mia. kr.", "25", "DKK", "1e9"),
        ("danish", "To tredjedele af broerne.", "66.7", "percent", "1"),
        ("swedish", "Det kom tjugofem broar.", "25", "", "1"),
        ("swedish", "Det kostade två och en halv miljon kronor.", "2.5", "SEK", "1e6"),
        ("swedish", "Det kostade 25 miljarder kronor.", "25", "SEK", "1e9"),
        ("swedish", "Två tredjedelar av broarna.", "66.7", "percent", "1"),
        ("czech", "Přišlo dvacet pět mostů.", "25", "", "1"),
        ("czech", "Stálo to dva a půl milionu korun.", "2.5", "CZK", "1e6"),
        ("czech", "Stálo to 25 miliard korun.", "25", "CZK", "1e9"),
        ("czech", "Dvě třetiny mostů.", "66.7", "percent", "1"),
    ],
)
def test_numbers_in_words(language: str, text: str, value: str, unit: str, scale: str) -> None:
    assert says(language, text, value, unit, scale)


UNITS = [
    ("french", "Elle est de 2,5 pour cent.", "2.5", "percent", "1", True),
    ("french", "Elle est de 2,5 p. cent.", "2.5", "percent", "1", True),
    ("french", "Elle est de 2,5 p. 100.", "2.5", "percent", "1", True),
    ("french", "Elle a gagné 2,5 points de pourcentage.", "2.5", "percentage points", "1", True),
    ("french", "Elle a gagné 2,5 points de pourcentage.", "2.5", "percent", "1", False),
    ("french", "Elle vaut 2,5 Mds d'euros.", "2.5", "EUR", "1e9", True),
    ("french", "Elle vaut 2,5 Md€.", "2.5", "EUR", "1e9", True),
    ("french", "Elle vaut 2,5 millions de dollars.", "2.5", "USD", "1e6", True),
    ("spanish", "Es del 2,5 por ciento.", "2.5", "percent", "1", True),
    ("spanish", "Ganó 2,5 puntos porcentuales.", "2.5", "percentage points", "1", True),
    ("spanish", "Ganó 2,5 puntos porcentuales.", "2.5", "percent", "1", False),
    ("spanish", "Ganó 2,5 p.p. más.", "2.5", "percentage points", "1", True),
    ("spanish", "Son 25 mill. de euros.", "25", "EUR", "1e6", True),
    ("portuguese", "É de 2,5 por cento.", "2.5", "percent", "1", True),
    ("portuguese", "Ganhou 2,5 pontos percentuais.", "2.5", "percentage points", "1", True),
    ("portuguese", "Custa 2,5 mil milhões de euros.", "2.5", "EUR", "1e9", True),
    ("portuguese", "Custa 2,5 milhões de euros.", "2.5", "EUR", "1e9", False),
    ("italian", "È del 2,5 per cento.", "2.5", "percent", "1", True),
    ("italian", "Ha 2,5 punti percentuali in più.", "2.5", "percentage points", "1", True),
    ("italian", "Costa 25 mila euro.", "25", "EUR", "1e3", True),
    ("italian", "Costa 2,5 mln di euro.", "2.5", "EUR", "1e6", True),
    ("italian", "Costa 2,5 mld di euro.", "2.5", "EUR", "1e9", True),
    ("german", "Er ist 2,5 v. H. hoch.", "2.5", "percent", "1", True),
    ("german", "Er ist 2,5 vH hoch.", "2.5", "percent", "1", True),
    ("german", "Er ist 2,5 v.H. hoch.", "2.5", "percent", "1", True),
    ("german", "Er ist 2,5 vH hoch.", "2.5", "hours", "1", False),
    ("german", "Er stieg um 2,5 Prozentpunkte.", "2.5", "percentage points", "1", True),
    ("german", "Er stieg um 2,5 Prozentpunkte.", "2.5", "percent", "1", False),
    ("german", "Er liegt bei 2,5 Mrd. Euro.", "2.5", "EUR", "1e9", True),
    ("german", "Er liegt bei 2,5 Mio. Euro.", "2.5", "EUR", "1e6", True),
    ("german", "Er liegt bei 2,5 Mio. Euro.", "2.5", "EUR", "1e9", False),
    ("german", "Er liegt bei 25 Tsd. Euro.", "25", "EUR", "1e3", True),
    ("german", "Er liegt bei 2,5 Bio. Euro.", "2.5", "EUR", "1e12", True),
    ("german", "Er liegt bei 2,5 Mrd. DM.", "2.5", "DEM", "1e9", True),
    ("german", "Er liegt bei 25 Promille.", "25", "per mille", "1", True),
    ("russian", "Рост на 2,5 п.п. за год.", "2.5", "percentage points", "1", True),
    ("russian", "Рост на 2,5 п. п. за год.", "2.5", "percentage points", "1", True),
    ("russian", "Рост на 2,5 проц. за год.", "2.5", "percent", "1", True),
    ("russian", "Рост на 2,5 процентных пункта.", "2.5", "percentage points", "1", True),
    ("russian", "Рост на 2,5 процентного пункта.", "2.5", "percent", "1", False),
    ("russian", "Всего 2,5 млрд руб. в год.", "2.5", "RUB", "1e9", True),
    ("russian", "Всего 2,5 тыс. руб. в год.", "2.5", "RUB", "1e3", True),
    ("russian", "Всего 2,5 трлн рублей.", "2.5", "RUB", "1e12", True),
    ("russian", "Всего 2,5 млн долл. США.", "2.5", "USD", "1e6", True),
    ("russian", "Всего 2,5 тыс. тонн.", "2.5", "tonnes", "1e3", True),
    ("russian", "Всего 2,5 тыс. т зерна.", "2.5", "tonnes", "1e3", True),
    ("russian", "Всего 2,5 млн чел.", "2.5", "", "1e6", True),
    ("ukrainian", "Усього 2,5 млрд грн.", "2.5", "UAH", "1e9", True),
    ("ukrainian", "Усього 2,5 тис. грн.", "2.5", "UAH", "1e3", True),
    ("ukrainian", "Зростання на 2,5 в.п. за рік.", "2.5", "percentage points", "1", True),
    ("ukrainian", "Зростання на 2,5 відсоткового пункту.", "2.5", "percentage points", "1", True),
    ("ukrainian", "Усього 2,5 трлн грн.", "2.5", "UAH", "1e12", True),
    ("polish", "Razem 2,5 mld zł.", "2.5", "PLN", "1e9", True),
    ("polish", "Razem 25 tys. zł.", "25", "PLN", "1e3", True),
    ("polish", "Razem 2,5 mln zł.", "2.5", "PLN", "1e6", True),
    ("polish", "Razem 2,5 bln zł.", "2.5", "PLN", "1e12", True),
    ("polish", "Razem 2,5 bln zł.", "2.5", "PLN", "1e9", False),
    ("polish", "Wzrost o 2,5 pkt proc. w roku.", "2.5", "percentage points", "1", True),
    ("polish", "Wzrost o 2,5 p.p. w roku.", "2.5", "percentage points", "1", True),
    ("polish", "Wzrost o 2,5 punktu procentowego.", "2.5", "percentage points", "1", True),
    ("polish", "Wzrost o 2,5 punktu procentowego.", "2.5", "percent", "1", False),
    ("dutch", "Het is 2,5 mld. euro.", "2.5", "EUR", "1e9", True),
    ("dutch", "Het is 2,5 mln. euro.", "2.5", "EUR", "1e6", True),
    ("dutch", "Het steeg 2,5 procentpunt.", "2.5", "percentage points", "1", True),
    ("dutch", "Het steeg 2,5 procentpunt.", "2.5", "percent", "1", False),
    ("danish", "Det er 2,5 mia. kr. i alt.", "2.5", "DKK", "1e9", True),
    ("danish", "Det er 2,5 mio. kr. i alt.", "2.5", "DKK", "1e6", True),
    ("danish", "Det steg 2,5 procentpoint.", "2.5", "percentage points", "1", True),
    ("swedish", "Det är 2,5 mdr kronor.", "2.5", "SEK", "1e9", True),
    ("swedish", "Det är 2,5 mkr.", "2.5", "SEK", "1e6", True),
    ("swedish", "Det steg 2,5 procentenheter.", "2.5", "percentage points", "1", True),
    ("swedish", "Det steg 2,5 procentenheter.", "2.5", "percent", "1", False),
    ("czech", "Je to 2,5 mld. Kč.", "2.5", "CZK", "1e9", True),
    ("czech", "Je to 2,5 mil. Kč.", "2.5", "CZK", "1e6", True),
    ("czech", "Je to 25 tis. Kč.", "25", "CZK", "1e3", True),
    ("czech", "Je to o 2,5 procentního bodu více.", "2.5", "percentage points", "1", True),
    ("czech", "Je to o 2,5 p. b. více.", "2.5", "percentage points", "1", True),
]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("french", "On a payé cinq millions trois cent mille euros.", "5e6"),
        ("french", "Les deux tiers des ponts.", "2"),
        ("french", "Il y a une ville.", "1"),
        ("german", "Es waren zwei Komma fünf Millionen Euro.", "5e6"),
        ("german", "Es kamen fünfundzwanzig Leute.", "5"),
        ("german", "Millionen von Menschen kamen in drei Städte.", "3e6"),
        ("russian", "Было двадцать пять мостов.", "5"),
        ("spanish", "Había once puentes.", "1"),
        ("spanish", "No había puentes.", "0"),
        ("italian", "No, sono once.", "1"),
        ("italian", "Vennero ventitré ponti.", "3"),
        ("dutch", "Er kwamen vijfentwintig bruggen.", "5"),
        ("danish", "Der kom femogtyve broer.", "20"),
        ("swedish", "Det kom tjugofem broar.", "5"),
        ("czech", "Přišlo dvacet pět mostů.", "5"),
        ("portuguese", "Havia vinte e cinco pontes.", "5"),
    ],
)
def test_a_part_of_a_number_and_words_that_are_numbers_elsewhere(language: str, text: str, value: str) -> None:
    assert not says(language, text, value)


@pytest.mark.parametrize(("language", "text", "value", "unit", "scale", "held"), UNITS)
def test_units_and_scales_as_they_are_abbreviated(
    language: str, text: str, value: str, unit: str, scale: str, held: bool
) -> None:
    assert says(language, text, value, unit, scale) is held


def test_the_language_of_a_work_without_one_is_told_by_its_words() -> None:
    german = "Der Handel zwischen den Städten und den Dörfern ist in dem Jahr um ein Viertel gesunken"
    english = "the trade of the towns fell by a quarter in the year"
    assert words_of("", german.split()) is KNOWN["de"]
    assert words_of("", english.split()) is None
    assert words_of("de-AT") is KNOWN["de"]


@given(st.sampled_from(sorted(KNOWN)), st.text(alphabet="abдва tausend cinq пять mil deux zwei-'. 12,5 %", max_size=60))
def test_what_is_respelled_keeps_its_places(tag: str, text: str) -> None:
    plain = fold(text)
    written = in_digits(plain, KNOWN[tag])
    assert written.origin(len(written.text), end=True) == len(plain) or not written.text
    for place, letter in enumerate(written.text):
        start, end = written.origin(place), written.origin(place + 1, end=True)
        assert 0 <= start < end <= len(plain)
        # a unit may be one letter of another script ("1т" is a tonne)
        named = plain[start] in KNOWN[tag].units or unit_names(tag).find(plain[start].casefold())
        assert letter == plain[start] or end - start > 1 or named


def test_a_check_reads_a_source_in_its_language(rivers: Path) -> None:
    for path, old, new in (
        ("bib/sources.bib", "shorttitle = {Guide},", "shorttitle = {Guide}, langid = {german},"),
        ("bib/texts/guide.txt", "Only one bridge takes money.", "Der Verkehr sank um 7,5 Prozent. Only one."),
        ("bib/evidence.csv", "guide-toll,", "guide-fall,guide,Tolls,,Der Verkehr sank um,,\nguide-toll,"),
        ("data/figures.csv", "share-toll,", "fall,change,toll,,7.5,percent,1,,guide-fall\nshare-toll,"),
    ):
        text = (rivers / path).read_text("utf-8")
        assert old in text
        (rivers / path).write_text(text.replace(old, new, 1), "utf-8")
    found = [str(f.message) for f in pipeline.check(rivers, lambda _: None).findings if f.code == "NUM009"]
    assert 'the row says 7.5 per cent, the passage "guide-fall" a fall of 7.5 per cent' in found


@pytest.mark.parametrize(("language", "wrong"), [("de", False), ("en", True)])
def test_texts_of_cells_are_in_the_notation_of_the_brief(rivers: Path, language: str, wrong: bool) -> None:
    for path, old, new in (
        ("report.toml", 'title = "Bridges over two rivers"', f'language = "{language}"\ntitle = "B"'),
        ("bib/texts/guide.txt", "Only one bridge takes money.", "Only one bridge, 7,500 men, takes money."),
        ("bib/evidence.csv", "guide-toll,", 'guide-men,guide,Tolls,,"one bridge, 7,500 men",,\nguide-toll,'),
        ("data/bridges.csv", "name", "name"),
    ):
        text = (rivers / path).read_text("utf-8")
        assert old in text
        (rivers / path).write_text(text.replace(old, new, 1), "utf-8")
    figures = (rivers / "data/figures.csv").read_text("utf-8")
    (rivers / "data/figures.csv").write_text(figures + "men,about 7.500 men,toll,,7500,count,1,,guide-men\n", "utf-8")
    codes = [f.code for f in pipeline.check(rivers, lambda _: None).findings if f.location.path == "data/figures.csv"]
    assert ("NUM003" in codes or "NUM009" in codes) is wrong


@pytest.mark.parametrize("value", ["1", "234", "1234"])
def test_a_number_that_a_line_cuts_with_a_hyphen_is_none(value: str) -> None:
    assert not says("english", "The bridge cost 1,- 234 euros and no more.", value, "EUR")


@pytest.mark.parametrize("text", ["zwei Komma anderthalb", "anderthalb Komma fünf", "null Komma eine halbe"])
def test_decimals_that_no_number_has_are_no_crash(text: str) -> None:
    assert isinstance(numbers_in(text, Notation.COMMA, words=KNOWN["de"]), tuple)


@pytest.mark.parametrize(
    ("langid", "told"),
    [("langid = {hungarian},", True), ("langid = {italian},", False), ("langid = {english},", False)],
)
def test_a_source_whose_directions_are_not_read_is_told_of_once(rivers: Path, langid: str, told: bool) -> None:
    path = rivers / "bib/sources.bib"
    text = path.read_text("utf-8")
    path.write_text(text.replace("shorttitle = {Guide},", f"shorttitle = {{Guide}}, {langid}", 1), "utf-8")
    found = [f for f in pipeline.check(rivers, lambda _: None).findings if f.code == "NUM016"]
    assert len(found) == told
    if told:
        assert "hungarian" in str(found[0].message)
        assert "4 rows and sentences rest on it" in str(found[0].message)
        assert (found[0].location.path, found[0].location.line) == ("bib/sources.bib", 1)


def test_whether_directions_are_read_is_told_by_the_words_of_a_text_without_a_language() -> None:
    english = ("the trade of the towns fell by a quarter in the year " * 30).split()
    hungarian = ("a kereskedelem a városok között az évben negyedével csökkent és nem " * 30).split()
    assert knows_change_words("", english)
    assert not knows_change_words("", hungarian)
    assert knows_change_words("", hungarian[:20])


REPORTS = [
    line.split(" | ")
    for line in Path(__file__).with_name("reports.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "text", "claims"), REPORTS)
def test_sentences_as_statistical_reports_print_them(language: str, text: str, claims: str) -> None:
    facts = parse_passage(text, notation_of(language), language not in SHORT_SCALE, words_of(language)).facts
    found = re.findall(r"(?:(-?[\d.]+);([^;=]*);(\w+)|([\dX/-]+))=([yn])", claims)
    assert found
    for value, unit, scale, edtf, held in found:
        number = Claim("number", Quantity(Decimal(value or 0), Decimal(scale or 1), unit), value)
        claimed = claims_of_date(edtf) if edtf else (number,)
        assert all(bears_out(claim, [facts], {}) for claim in claimed) is (held == "y"), (value, unit, edtf)
