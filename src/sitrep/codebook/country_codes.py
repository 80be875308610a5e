"""Numbers and regions that event tables give a country, from `country_codes.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.countries import countries
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """One country in the numbers of others.

    Attributes:
        iso2: ISO 3166-1 alpha-2.
        iso3: ISO 3166-1 alpha-3.
        iso_numeric: ISO 3166-1 numeric, None where there is none.
        gwno: State number of Gleditsch and Ward, None where the list has none.
        acled_region: ACLED's region, empty where ACLED has none.
        ucdp_name: UCDP's name of the country.
    """

    iso2: str
    iso3: str
    iso_numeric: int | None
    gwno: int | None
    acled_region: str
    ucdp_name: str


@cache
def country_codes() -> dict[str, CountryCodes]:
    """Codes of every country and territory by its ISO alpha-2 code.

    Raises:
        CodebookError: If an entry's country is unknown, or one stands twice.
    """
    known = {country.iso3: country for country in countries().values()}
    found: dict[str, CountryCodes] = {}
    for entry in read_yaml("country_codes.yaml")["countries"]:
        country = known.get(entry["iso3"])
        if country is None or country.iso2 in found:
            raise CodebookError(f"country_codes.yaml: {entry['iso3']} is unknown or stands twice")
        found[country.iso2] = CountryCodes(
            iso2=country.iso2,
            iso3=country.iso3,
            iso_numeric=entry.get("iso_numeric"),
            gwno=entry.get("gwno"),
            acled_region=entry.get("acled_region", ""),
            ucdp_name=entry.get("ucdp_name", country.name),
        )
    return found
