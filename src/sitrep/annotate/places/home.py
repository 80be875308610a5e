"""The country that a report is published in, by the country code of its address: weak evidence for what its names mean."""

from urllib.parse import urlsplit

from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import place_words
from sitrep.model.document import Document


def home_country(document: Document) -> str:
    """ISO 3166-1 alpha-2 code of the country of the site that published a report; empty where its address tells none.

    Codes that sites elsewhere use for their letters (`generic_domains`: .tv, .io) tell nothing.
    """
    for address in (document.url, f"//{document.outlet}"):
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        _, dot, code = host.rpartition(".")
        if not dot or code in place_words().generic_domains:
            continue
        iso2 = "GB" if code == "uk" else code.upper()
        if iso2 in countries():
            return iso2
    return ""
