"""Places: what the place phrases of a report stand for, with coordinates, precision and a reason, or an abstention."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sitrep.annotate.gazetteer import Gazetteer, Match, Place
from sitrep.annotate.places_context import Candidate, Query, act_of, head_of, rank
from sitrep.annotate.places_phrase import Chunk, Named, Phrase, read_phrase
from sitrep.annotate.places_scan import PLACE_ROLES, Scan, choose, scan
from sitrep.annotate.toponyms import keys
from sitrep.codebook.place_words import place_words
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PlaceMention
from sitrep.model.span import Span

ROLE_OF = {"place": "event", "origin": "origin", "destination": "destination"}
NEAR_KM = 25.0
"""UCDP: up to 25 km from a named place is precision 2, beyond it 5."""

KM_PER_DEGREE = 111.2


class Places:
    """Resolves the place phrases of one document: one sense of a name per document.

    Args:
        document: The report.
        sentences: Its reporting sentences.
        frames: Its frames; their place roles say which names are places.
        gazetteer: Where names are looked up.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], frames: Sequence[Frame], gazetteer: Gazetteer
    ) -> None:
        self._document = document
        self._text = document.text
        self._sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]
        self._gazetteer = gazetteer
        self._scan: Scan = scan(document, sentences, frames, gazetteer)
        self._senses: dict[tuple[str, str, str], tuple[Match | None, str]] = {}
        self._near: list[Place] = []
        self._longest = self._spellings()
        self._fuzzy: dict[tuple[str, str], Match | None] = {}
        self._frames = frames
        self._owner = _owners(frames)
        self._candidates = self._gather()

    def resolve(self, span: Span, *, role: str) -> tuple[PlaceMention, ...]:
        """What a place phrase stands for: one mention for each place that it names, in text order; never empty.

        Args:
            span: The phrase, as the engine found it.
            role: The frame's role (place, origin, destination), or dateline, statement.
        """
        phrase = read_phrase(self._text, span, self._scan)
        role = ROLE_OF.get(role, role)
        if phrase.named:
            mentions = [self._named(named, span, role) for named in phrase.named]
            return _distinct(mentions)
        return (self._unnamed(phrase, span, role),)

    # ---- names

    def _named(self, named: Named, span: Span, role: str) -> PlaceMention:
        country, admin1, inside = self._containers(named)
        if _means_capital(named):
            capital = self._capital(named.chunk.matches[0].place.country, span, role)
            if capital is not None:
                return capital
        if inside is not None and inside.kind == "town" and (named.level == "adm2" or not named.chunk.matches):
            named.level = "quarter" if named.level in ("adm2", "quarter") else named.level
            return self._quarter(named, inside, span, role)
        match, reason = self._sense(named.chunk, named.level, country, admin1)
        if match is None and country and all(chunk.adjective for chunk in named.containers):
            match, reason = self._sense(named.chunk, named.level, "", "")
        if match is None:
            return self._unknown(named, span, role, country or self._main_country(), reason)
        mention = self._mention(match.place, named.chunk, span, role, reason)
        return self._refine(mention, match.place, named)

    def _capital(self, country: str, span: Span, role: str) -> PlaceMention | None:
        place = self._gazetteer.capital(country)
        if place is None:
            return None
        chunk = Chunk(span, place.name, (), 0, 0)
        return self._mention(place, chunk, span, role, "capital")

    def _quarter(self, named: Named, town: Place, span: Span, role: str) -> PlaceMention:
        """A part of a town: the town's point (UCDP 1, ACLED 1) with the part kept in the name where it is a quarter."""
        chunk = next(chunk for chunk in named.containers if not chunk.adjective)
        mention = self._mention(town, chunk, span, role, "part_of_town")
        return replace(mention, name=f"{named.chunk.name}, {mention.name}") if named.level == "quarter" else mention

    def _containers(self, named: Named) -> tuple[str, str, Place | None]:
        """Country and first-order area that the phrase itself puts the name in, and the nearest place named so."""
        country = admin1 = ""
        inside: Place | None = None
        for chunk in named.containers:
            match, _ = self._sense(chunk, chunk.level, country, "")
            if match is None:
                continue
            place = match.place
            if inside is None and not chunk.adjective:
                inside = place
            country = country or place.country
            if not admin1 and place.kind in ("adm1", "town") and place.country == country:
                admin1 = place.admin1
        return country, admin1, inside

    def _sense(self, chunk: Chunk, level: str, country: str, admin1: str) -> tuple[Match | None, str]:
        if not chunk.matches:
            return None, "not_in_gazetteer"
        wanted = level or self._level_of(chunk)
        key = (keys(chunk.name).bare, wanted, country)
        if key not in self._senses:
            chosen = choose(
                chunk.matches, self._scan, level=wanted, country=country, admin1=admin1, near=self._near
            )
            self._senses[key] = chosen
            if chosen[0] is not None and chosen[0].place.kind == "town":
                self._near.append(chosen[0].place)
        return self._senses[key]

    def _level_of(self, chunk: Chunk) -> str:
        """A name at several levels is the town where a town of weight bears it: battles and falls are for towns."""
        towns = [match.place for match in chunk.matches if match.place.kind == "town" and match.how == chunk.matches[0].how]
        areas = [match.place for match in chunk.matches if match.place.kind == "adm1"]
        if any(match.place.kind in ("country", "region") for match in chunk.matches):
            return ""
        for area in areas:
            same = [town for town in towns if town.country == area.country]
            if same and max(town.population for town in same) * 25 > area.population:
                return "town"
        return ""

    def _unknown(self, named: Named, span: Span, role: str, country: str, reason: str) -> PlaceMention:
        chunk = named.chunk
        if reason == "not_in_gazetteer" and named.level in ("", "town") and not named.tail:
            for nation in dict.fromkeys([country, *self._countries()[:2]]):
                fuzzy = self._nearly(chunk.name, nation) if nation else None
                if fuzzy is not None:
                    return self._refine(self._mention(fuzzy.place, chunk, span, role, "fuzzy"), fuzzy.place, named)
        if named.level in ("adm2", "quarter"):
            reason = "no_area_data"
        stated = self._gazetteer.country(country)
        return PlaceMention(
            span=span, phrase=span.of(self._text), name=self._full_name(named), country=stated.name if stated else "",
            iso2=country, lat=None, lon=None, geonameid=None, gazetteer_name="",
            kind={"adm2": "adm2", "adm1": "adm1", "town": "town"}.get(named.level, "other"),
            role=role, ucdp_prec=None, acled_prec=None, radius_km=None, reason=reason,
        )  # fmt: skip

    def _nearly(self, name: str, country: str) -> Match | None:
        if (name, country) not in self._fuzzy:
            self._fuzzy[name, country] = self._gazetteer.fuzzy(name, country)
        return self._fuzzy[name, country]

    def _full_name(self, named: Named) -> str:
        """The name with its facility noun, or a district with its own noun and its province: "Sabari district, Khost province"."""
        name = named.chunk.name
        if named.tail:
            return f"{name} {named.tail}"
        if named.level != "adm2":
            return name
        parts = [chunk for chunk in (named.chunk, *named.containers[:1]) if not chunk.adjective]
        return ", ".join(self._with_noun(chunk) for chunk in parts)

    def _with_noun(self, chunk: Chunk) -> str:
        lists = place_words()
        following = self._text[chunk.span.end : chunk.span.end + 20].split()
        if following and following[0].strip(",.;").lower() in lists.adm2 | lists.adm1:
            return f"{chunk.name} {following[0].strip(',.;')}"
        return chunk.name

    def _mention(self, place: Place, chunk: Chunk, span: Span, role: str, reason: str) -> PlaceMention:
        nation = self._gazetteer.country(place.country)
        ucdp, acled = precision(place)
        name = place.name if place.kind in ("country", "region", "sea") else self._spelling(chunk)
        return PlaceMention(
            span=span, phrase=span.of(self._text), name=name, country=nation.name if nation else "",
            iso2=place.country, lat=place.lat, lon=place.lon, geonameid=place.id if place.id > 0 else None,
            gazetteer_name=place.name, kind="other" if place.kind == "sea" else place.kind, role=role,
            ucdp_prec=ucdp, acled_prec=acled, radius_km=place.radius_km, reason=reason,
        )  # fmt: skip

    def _refine(self, mention: PlaceMention, place: Place, named: Named) -> PlaceMention:
        """Applies what the phrase says around the name: near it, a part of it, a line along it, a facility there."""
        if named.tail and place.kind == "town":
            return replace(mention, name=f"{mention.name} {named.tail}", kind="other", reason="facility")
        if named.line and not (place.kind == "town" and not named.near):
            return replace(mention, ucdp_prec=5, acled_prec=3, kind="area")
        if place.kind == "town" and (named.near or named.distance_km is not None):
            far = (named.distance_km or 0.0) > NEAR_KM
            return replace(
                mention,
                ucdp_prec=5 if far else 2,
                acled_prec=3 if far else 2,
                radius_km=named.distance_km or NEAR_KM,
            )
        if named.compass and place.kind in ("country", "adm1", "region"):
            return self._part(mention, place, named.compass)
        return mention

    def _part(self, mention: PlaceMention, place: Place, compass: str) -> PlaceMention:
        north, east = place_words().compass[compass]
        lat, lon, radius = place.lat, place.lon, place.radius_km
        if lat is not None and lon is not None and radius is not None:
            lat = round(lat + north * radius / 2 / KM_PER_DEGREE, 2)
            lon = round(lon + east * radius / 2 / KM_PER_DEGREE / max(0.2, math.cos(math.radians(lat))), 2)
        return replace(
            mention,
            name=f"{compass} {mention.name}",
            lat=lat,
            lon=lon,
            kind="area",
            ucdp_prec=5 if place.kind != "adm1" else 4,
            acled_prec=3,
            radius_km=round(radius / 2, 1) if radius else None,
            reason="compass_part",
        )

    # ---- phrases without a name

    def _unnamed(self, phrase: Phrase, span: Span, role: str) -> PlaceMention:
        lower = [word.lower for word in phrase.words]
        country = phrase.country.matches[0].place.country if phrase.country is not None else ""
        head = head_of(lower)
        if "capital" in lower and "provincial" not in lower:
            capital = self._capital(country or self._main_country(), span, role)
            if capital is not None:
                return capital
        if phrase.country is not None and head not in ("town", "facility", "quarter"):
            return self._mention(phrase.country.matches[0].place, phrase.country, span, role, "adjective")
        frame, key = self._owner.get(span, (None, role))
        found = self._from_context(span.start, frame, key, head=head, country=country)
        if found is None:
            return self._abstain(span, role, "pronoun_unresolved")
        return replace(found[1], span=span, phrase=span.of(self._text), role=role, reason="coreference")

    def context(self, frame: Frame, *, role: str = "place", least: float = 0.0) -> PlaceMention | None:
        """Where a frame without a place phrase happens, as the rest of the report tells; None where that is unclear.

        A ranking of the places that the report names; the mention's reason is `context`, its span None.

        Args:
            frame: The frame.
            role: place, origin or destination.
            least: Probability (0 to 1) that the place must have among the named ones.
        """
        found = self._from_context(frame.trigger.start, frame, role, head="", country="")
        if found is None or found[0] < least:
            return None
        return replace(found[1], span=None, phrase="", role=ROLE_OF.get(role, role), reason="context")

    def _from_context(
        self, position: int, frame: Frame | None, role: str, *, head: str, country: str
    ) -> tuple[float, PlaceMention] | None:
        query = self.query(position, frame, role, head)
        candidates = [c for c in self._candidates if not country or c.mention.iso2 == country]
        ranked = rank(candidates, query, self._main_country())
        return (ranked[0][0], ranked[0][1].mention) if ranked else None

    def query(self, position: int, frame: Frame | None, role: str, head: str) -> Query:
        """What is asked of the context for a phrase or trigger at a position."""
        number = bisect_right(self._starts, position) - 1
        here = self._sentences[number].span if number >= 0 else Span(position, position)
        inside = [s for key, spans in frame.roles.items() if key not in PLACE_ROLES for s in spans] if frame else []
        return Query(
            position=position,
            sentence=here,
            before=self._sentences[number - 1].span if number > 0 else None,
            head=head,
            act=act_of(frame),
            role=role,
            inside=tuple(inside),
        )

    def _abstain(self, span: Span, role: str, reason: str) -> PlaceMention:
        return PlaceMention(
            span=span, phrase=span.of(self._text), name="", country="", iso2="", lat=None, lon=None, geonameid=None,
            gazetteer_name="", kind="other", role=role, ucdp_prec=None, acled_prec=None, radius_km=None, reason=reason,
        )  # fmt: skip

    # ---- the document

    def _countries(self) -> list[str]:
        """Countries that the document speaks of, most first."""
        prior, local = self._scan.prior, self._scan.local
        return sorted(prior, key=lambda country: (-prior[country] - local.get(country, 0.0), country))

    def _main_country(self) -> str:
        return next(iter(self._countries()), "")

    def _spellings(self) -> dict[str, str]:
        longest: dict[str, str] = {}
        for toponym in self._scan.toponyms:
            key = keys(toponym.name).bare
            if len(toponym.name) > len(longest.get(key, "")):
                longest[key] = toponym.name
        return longest

    def _spelling(self, chunk: Chunk) -> str:
        return self._longest.get(keys(chunk.name).bare, chunk.name)

    def _gather(self) -> list[Candidate]:
        """Every place that the document names, with where; countries also by their adjectives."""
        found: dict[tuple[str, str], Candidate] = {}
        for toponym in self._scan.toponyms:
            chunk = Chunk(toponym.span, toponym.name, toponym.matches, 0, 1, toponym.level)
            mention = self._named(Named(chunk, level=toponym.level), toponym.span, "statement")
            if mention.lat is not None or mention.kind == "region":
                candidate = found.setdefault((mention.name, mention.iso2), Candidate(mention))
                (candidate.adjectives if toponym.adjective else candidate.starts).append(toponym.span.start)
        for frame in self._frames:
            for role in PLACE_ROLES:
                for span in frame.spans(role):
                    for named in read_phrase(self._text, span, self._scan).named:
                        mention = self._named(named, span, "statement")
                        candidate = found.setdefault((mention.name, mention.iso2), Candidate(mention))
                        candidate.roles.append(span.start)
                        if named.chunk.span.start not in candidate.starts:
                            candidate.starts.append(named.chunk.span.start)
        for candidate in found.values():
            candidate.starts.sort()
        return sorted(found.values(), key=lambda candidate: (candidate.starts or candidate.adjectives)[0])


def _owners(frames: Sequence[Frame]) -> dict[Span, tuple[Frame | None, str]]:
    """The frame and role that each place span belongs to; the first where several share it."""
    owners: dict[Span, tuple[Frame | None, str]] = {}
    for frame in frames:
        for role in PLACE_ROLES:
            for span in frame.spans(role):
                owners.setdefault(span, (frame, role))
    return owners


def _means_capital(named: Named) -> bool:
    """Whether a country's name stands only to say whose capital is meant ("the U.S. capital")."""
    chunk = named.chunk
    return named.level == "town" and named.noun == "capital" and chunk.matches[:1] != () and (
        chunk.matches[0].place.kind == "country"
    )


def _distinct(mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    seen: dict[tuple[str, str], PlaceMention] = {}
    for mention in mentions:
        seen.setdefault((mention.name, mention.country), mention)
    return tuple(seen.values())


def precision(place: Place) -> tuple[int | None, int | None]:
    """UCDP where_prec and ACLED geo_precision of a whole place (practice: Places table).

    A town 1 and 1, a district 3 and 2, a province 4 and 3, a region within a country 5 and 3, a country 6 and not
    recorded, the sea 7 and 3; a region over several countries has neither.
    """
    if place.kind == "region" and not place.country:
        return None, None
    codes: dict[str, tuple[int | None, int | None]] = {
        "town": (1, 1), "adm2": (3, 2), "adm1": (4, 3), "region": (5, 3), "country": (6, None), "sea": (7, 3),
    }  # fmt: skip
    return codes.get(place.kind, (1, 1))


def norm_place(mention: PlaceMention) -> str:
    """The place as the frames interchange writes it: "Raqqa, Syria"; a country or sea alone; empty for an abstention."""
    if not mention.name or mention.kind == "country" or mention.country in ("", mention.name):
        return mention.name
    return f"{mention.name}, {mention.country}"
