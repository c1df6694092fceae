"""Texts in other languages than English: by how much something fell or rose, and numbers in words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import pipeline
from reportgen.checks.claim_matching import Claim, bears_out
from reportgen.checks.passage_facts import read_passage
from reportgen.language.known import KNOWN, words_of
from reportgen.language.names import fold
from reportgen.language.notations import Notation, notation_of
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import Quantity
from reportgen.language.spelling import respelled

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
}


def says(language: str, text: str, value: str, unit: str = "", scale: str = "1") -> bool:
    """Whether a text in a language bears out the number of a row."""
    facts = read_passage(text, notation_of(language), language != "russian", words_of(language)).facts
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
    ],
)
def test_numbers_in_words(language: str, text: str, value: str, unit: str, scale: str) -> None:
    assert says(language, text, value, unit, scale)


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
    ],
)
def test_a_part_of_a_number_and_words_that_are_numbers_elsewhere(language: str, text: str, value: str) -> None:
    assert not says(language, text, value)


def test_the_language_of_a_work_without_one_is_told_by_its_words() -> None:
    german = "Der Handel zwischen den Städten und den Dörfern ist in dem Jahr um ein Viertel gesunken"
    english = "the trade of the towns fell by a quarter in the year"
    assert words_of("", german.split()) is KNOWN["de"]
    assert words_of("", english.split()) is None
    assert words_of("de-AT") is KNOWN["de"]


@given(st.sampled_from(sorted(KNOWN)), st.text(alphabet="abдва tausend cinq пять mil deux zwei-'. 12,5 %", max_size=60))
def test_what_is_respelled_keeps_its_places(tag: str, text: str) -> None:
    plain = fold(text)
    written = respelled(plain, KNOWN[tag])
    assert written.origin(len(written.text), end=True) == len(plain) or not written.text
    for place, letter in enumerate(written.text):
        start, end = written.origin(place), written.origin(place + 1, end=True)
        assert 0 <= start < end <= len(plain)
        assert letter == plain[start] or end - start > 1


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
