"""claimreview.jsonld: what stories claim, with every copy of it, as schema.org ClaimReview without a rating.

One object for each sentence of a story: where it appeared first, and everywhere else. sitrep rates nothing, so there is no
reviewRating: `creativeWorkStatus` says whether the claim counts in the record or is unreviewed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sitrep.codebook.parties import load
from sitrep.export.claims_parquet import about
from sitrep.export.material import COUNTED, UNREVIEWED, Material, Source, Written
from sitrep.export.whole_file import whole_file
from sitrep.model.claim import Claim


def write(material: Material, out: Path) -> Written:
    """Write a graph of claim reviews, each sentence of a story once.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    head = about(material)
    count = 0
    with whole_file(out) as file:
        context = {
            "@context": "https://schema.org",
            "description": f"{head['disclaimer']} View: {head['view']}. As of: {head['as_of'] or 'unknown'}.",
        }
        file.write(json.dumps(context, ensure_ascii=False)[:-1] + ', "@graph": [')
        for review in _reviews(material):
            file.write((",\n" if count else "\n") + json.dumps(review, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return Written(count, "claim reviews")


def _reviews(material: Material) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in material.situation.claims.values():
        story = _source(material, claim).story or claim.document
        groups.setdefault((story, " ".join(claim.quote.split())), []).append(claim)
    for (_, sentence), claims in groups.items():
        yield _review(sentence, claims, material)


def _source(material: Material, claim: Claim) -> Source:
    return material.sources.get(claim.document, Source(claim.document))


def _review(sentence: str, claims: Sequence[Claim], material: Material) -> dict[str, Any]:
    sources = {claim.document: _source(material, claim) for claim in claims}
    ordered = sorted(sources.values(), key=lambda source: (source.published or "9", source.id))
    counts = any(claim.id in material.situation.counting for claim in claims)
    first = ordered[0]
    chain = next((claim.chain for claim in claims if claim.chain), ())
    item = {
        "@type": "Claim",
        "author": _author(chain[0].name) if chain else None,
        "datePublished": first.published,
        "firstAppearance": _article(first),
        "appearance": [_article(source) for source in ordered],
    }
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:sitrep:claim:{min(claim.id for claim in claims)}",
        "claimReviewed": sentence,
        "creativeWorkStatus": COUNTED if counts else UNREVIEWED,
        "datePublished": material.as_of.isoformat() if material.as_of else "",
        "identifier": sorted(claim.id for claim in claims),
        "itemReviewed": _given(item),
    }
    return _given(review)


def _author(name: str) -> Mapping[str, Any]:
    organised = name in load().by_name
    return {"@type": "Organization", "name": name} if organised else {"name": name or "unnamed source"}


def _article(source: Source) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _given(
        {
            "@type": "NewsArticle",
            "@id": f"urn:sitrep:document:{source.id}",
            "headline": source.title,
            "url": source.url,
            "datePublished": source.published,
            "publisher": publisher,
        }
    )


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
