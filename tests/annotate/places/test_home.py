"""The country that a report is published in, by its address."""

import pytest

from sitrep.annotate.places.home import home_country
from sitrep.model.document import Document


@pytest.mark.parametrize(
    ("url", "outlet", "country"),
    [
        ("https://www.example.co.uk/news/1", "", "GB"),
        ("https://news.example.ge/a", "", "GE"),
        ("", "example.ng", "NG"),
        ("https://example.com/uk/news", "", ""),
        ("https://example.tv/a", "", ""),
        ("", "The Example Times", ""),
        ("http://[broken", "", ""),
        ("", "", ""),
    ],
)
def test_the_country_code_of_the_address_tells_the_country(url: str, outlet: str, country: str) -> None:
    assert home_country(Document("d", "c", "", (), url=url, outlet=outlet)) == country
