"""What a page says of itself to catalogues: Highwire tags, Dublin Core, Open Graph and schema.org, and CITATION.cff."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from reportgen.blocks.model import Edition, Work

_ESCAPED: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_LONGEST: Final = 300


def head(edition: Edition, description: str) -> str:
    """Return the elements of a page's head by which it is found; its JSON-LD is data that no browser runs.

    Highwire tags: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing. Dublin Core: DCMI Terms in HTML
    (RFC 2731). Open Graph: https://ogp.me. JSON-LD: https://schema.org/Report.
    """
    lines = [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in _tags(edition, description)]
    if edition.url:
        lines.append(f'<link rel="canonical" href="{escape(edition.url)}{edition.volume}.html">')
    lines.append('<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">')
    told = json.dumps(structured(edition, description), ensure_ascii=False, sort_keys=True).translate(_ESCAPED)
    lines.append(f'<script type="application/ld+json">{told}</script>')
    return "\n".join(lines)


def _tags(edition: Edition, description: str) -> Iterator[tuple[str, str, str]]:
    day = edition.date.replace("-", "/")
    yield "name", "description", description
    yield "name", "author", ", ".join(edition.authors)
    if edition.keywords:
        yield "name", "keywords", ", ".join(edition.keywords)
    yield "name", "citation_title", edition.title
    for author in edition.authors:
        yield "name", "citation_author", author
    yield "name", "citation_publication_date", day
    yield "name", "citation_language", edition.language
    yield "name", "citation_technical_report_institution", edition.authors[0]
    for word in edition.keywords:
        yield "name", "citation_keywords", word
    yield "name", "DCTERMS.title", edition.title
    for author in edition.authors:
        yield "name", "DCTERMS.creator", author
    yield "name", "DCTERMS.issued", edition.date
    yield "name", "DCTERMS.language", edition.language
    yield "name", "DCTERMS.type", "Text"
    yield "name", "DCTERMS.description", description
    yield "property", "og:type", "article"
    yield "property", "og:title", edition.title
    yield "property", "og:description", description
    yield "property", "og:locale", edition.language.replace("-", "_")
    yield "property", "article:published_time", edition.date
    if edition.url:
        yield "name", "citation_pdf_url", f"{edition.url}{edition.volume}.pdf"
        yield "name", "citation_fulltext_html_url", f"{edition.url}{edition.volume}.html"
        yield "name", "DCTERMS.identifier", f"{edition.url}{edition.volume}.html"
        yield "property", "og:url", f"{edition.url}{edition.volume}.html"
        yield "property", "og:image", f"{edition.url}{edition.volume}.png"
        yield "property", "og:image:alt", edition.title


def structured(edition: Edition, description: str) -> Mapping[str, Any]:
    """Return what schema.org calls a ``Report``, with the works that it cites."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": edition.title,
        "headline": edition.title[:110],
        "alternativeHeadline": edition.subtitle,
        "author": [{"@type": "Organization", "name": author} for author in edition.authors],
        "datePublished": edition.date,
        "inLanguage": edition.language,
        "description": description,
        "keywords": list(edition.keywords),
        "version": edition.edition,
        "creativeWorkStatus": edition.status,
        "url": f"{edition.url}{edition.volume}.html" if edition.url else "",
        "image": f"{edition.url}{edition.volume}.png" if edition.url else "",
        "citation": [_cited(work) for work in edition.works],
    }
    return {key: value for key, value in told.items() if value}


def _cited(work: Work) -> Mapping[str, Any]:
    authors = [{"@type": "Person", "name": name} for name in work.authors]
    told = {"@type": "CreativeWork", "name": work.title, "author": authors, "datePublished": work.date}
    told |= {"url": work.url if work.url.lower().startswith(("http://", "https://")) else ""}
    return {key: value for key, value in told.items() if value}


def summary(edition: Edition) -> str:
    """Return a line that says what the volume is about."""
    return (edition.subject or edition.subtitle or edition.title)[:_LONGEST]


def citation_file(edition: Edition) -> str:
    """Return CITATION.cff (https://citation-file-format.github.io, 1.2.0); its strings are JSON's, as YAML has them."""

    def said(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = ["cff-version: 1.2.0", 'message: "Please cite this report as below."', "type: dataset"]
    lines += [f"title: {said(edition.title)}", "authors:"]
    lines += [f"  - name: {said(author)}" for author in edition.authors]
    lines += [f"date-released: {said(edition.date)}"]
    lines += [f"version: {said(edition.edition)}"] if edition.edition else []
    lines += [f"abstract: {said(summary(edition))}"]
    lines += [f"url: {said(edition.url)}"] if edition.url else []
    if edition.keywords:
        lines += ["keywords:", *(f"  - {said(word)}" for word in edition.keywords)]
    lines += ["preferred-citation:", "  type: report", f"  title: {said(edition.title)}", "  authors:"]
    lines += [f"    - name: {said(author)}" for author in edition.authors]
    lines += [f"  year: {edition.date[:4]}", f"  month: {int(edition.date[5:7])}"]
    lines += ["  institution:", f"    name: {said(edition.authors[0])}"]
    return "\n".join(lines) + "\n"
