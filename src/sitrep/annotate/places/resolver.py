"""Places: what the place phrases of a report stand for, with coordinates, precision and a reason, or an abstention."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sitrep.annotate.gazetteer import Gazetteer, Match, Place
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.areas import weigh_areas
from sitrep.annotate.places.choose import choose, usual_level
from sitrep.annotate.places.context import Candidate, Query, Ranking, act_of, head_of
from sitrep.annotate.places.mentions import (
    abstention,
    at,
    between,
    border,
    distinct,
    found,
    refined,
)
from sitrep.annotate.places.names import Chunk, chunk_of
from sitrep.annotate.places.nations import weigh_countries
from sitrep.annotate.places.phrase import Named, Phrase, is_part, is_premises, means_capital, read_phrase
from sitrep.annotate.places.scan import PLACE_ROLES, Scan, owners, scan
from sitrep.annotate.places.support import Support
from sitrep.codebook.place_words import place_words
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PlaceMention
from sitrep.model.span import Span

ROLE_OF = {"place": "event", "origin": "origin", "destination": "destination"}
LEAST, WIDE_LEAST = 0.6, 0.2
"""Probability that a place taken from the context must have.

On the training corpus, from 0.6 on, four in five were right where the annotators give a place at all, and 58 % when
the frames to which they give none count as wrong.
"""

LIKELY = 0.5
"""Share of the document's main country from which a country is a likely one."""

_PARTS = ("quarter", "adm2")
_POINTING = frozenset({"coreference", "pronoun_unresolved"})


class Places:
    """Resolves the place phrases of one document: one sense of a name per document.

    Args:
        document: The report.
        sentences: Its reporting sentences.
        frames: Its frames; their place roles say which names are places.
        gazetteer: Where names are looked up.
        wide: Take the best reading of a name where the document does not settle it, instead of abstaining. For
            comparing with annotations that place every name, not for a record.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        frames: Sequence[Frame],
        gazetteer: Gazetteer,
        *,
        wide: bool = False,
    ) -> None:
        self._document = document
        self._wide = wide
        self._text = document.text
        self._sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]
        self._gazetteer = gazetteer
        self._scan: Scan = scan(document, sentences, frames, gazetteer)
        weigh_countries(document, sentences, self._scan)
        weigh_areas(self._text, self._scan)
        self._support = Support(self._scan.toponyms)
        self._senses: dict[tuple[str, str, str], tuple[Match | None, str]] = {}
        self._phrases: dict[Span, Phrase] = {}
        self._longest: dict[int, str] = {}
        self._fuzzy: dict[tuple[str, str], Match | None] = {}
        self._frames = frames
        self._owner = owners(frames)
        self._candidates: list[Candidate] = []
        self._ranking: Ranking | None = None
        self._candidates = self._gather()
        self._ranking = Ranking(self._candidates, self._main_country())

    def resolve(self, span: Span, *, role: str) -> tuple[PlaceMention, ...]:
        """What a place phrase stands for: one mention for each place that it names, in text order; never empty.

        Args:
            span: The phrase, as the engine found it.
            role: The frame's role (place, origin, destination), or dateline, statement.
        """
        phrase = self._phrase(span)
        line = self._border(phrase)
        if line is not None:
            mentions = [line]
        elif phrase.named:
            words = (word.lower for word in phrase.words)
            mentions = between([self._named(named) for named in phrase.named], words)
        else:
            mentions = [self._unnamed(phrase, span, role)]
        quote = span.of(self._text)
        return tuple(at(mention, span, quote, ROLE_OF.get(role, role)) for mention in distinct(mentions))

    def toponyms(self) -> tuple[PlaceMention, ...]:
        """Every name in the text that is read as a place, in text order, whatever frame it belongs to."""
        return tuple(
            at(self._named(Named(chunk_of(name), level=name.level)), name.span, name.name, "")
            for name in self._scan.toponyms
        )

    def of_frame(self, frame: Frame, *, role: str, wide: bool = False) -> tuple[PlaceMention, ...]:
        """Everything that a frame says of one place role, or what the context tells where it says nothing.

        A phrase that only points back ("the city") is left out where another phrase of the role names a place. From
        the context comes only the place itself, never an origin or destination; only for frame types that happen
        somewhere (`placed_by_context`), and not for movements.

        Args:
            frame: The frame.
            role: place, origin or destination.
            wide: Take the place of statements and relations from the context as well.
        """
        mentions = [mention for span in frame.spans(role) for mention in self.resolve(span, role=role)]
        named = [mention for mention in mentions if mention.reason not in _POINTING]
        moves = frame.spans("origin") or frame.spans("destination")
        happens = wide or frame.type in place_words().placed_by_context
        if mentions or role != "place" or moves or not happens:
            return distinct(named or mentions)
        inherited = self.context(frame, role=role, least=WIDE_LEAST if wide else LEAST)
        return () if inherited is None else (inherited,)

    def _border(self, phrase: Phrase) -> PlaceMention | None:
        chunks = [chunk for named in phrase.named for chunk in (*named.containers, named.chunk)]
        chunks.extend(phrase.nations)
        nations = [
            chunk.matches[0].place
            for chunk in chunks
            if chunk.matches and chunk.matches[0].place.kind == "country"
        ]
        if len(nations) < len(chunks):
            return None
        adjective = next((chunk.name for chunk in chunks if chunk.adjective), "")
        return border((word.lower for word in phrase.words), (place.name for place in nations), adjective)

    def _phrase(self, span: Span) -> Phrase:
        if span not in self._phrases:
            self._phrases[span] = read_phrase(self._text, span, self._scan)
        return self._phrases[span]

    # ---- names

    def _named(self, named: Named) -> PlaceMention:
        if means_capital(named):
            capital = self._capital(named.chunk.matches[0].place.country)
            if capital is not None:
                return capital
        country, admin1, inside = self._containers(named)
        if inside is not None and inside.kind == "town" and is_part(named, inside):
            return self._quarter(named, found(inside, self._spelled(inside), reason="part_of_town"))
        match, reason = self._sense(named.chunk, named.level, country, admin1)
        if match is None and country:
            match, reason = self._without(named, reason)
        if match is None:
            return self._unknown(named, country, reason)
        place = match.place
        district = place.kind == "adm2" and named.level == "adm2"
        name = self._full_name(named) if district else self._spelled(place, named.chunk.name)
        return refined(found(place, name, reason=reason), place, named)

    def _without(self, named: Named, reason: str) -> tuple[Match | None, str]:
        """The sense of a name whose stated country has no such place: the phrase may only touch on that country."""
        match, other = self._sense(named.chunk, named.level, "", "")
        if match is None:
            return None, reason
        loose = all(chunk.adjective for chunk in named.containers)
        likely = self._scan.prior()[0].get(match.place.country, 0.0) >= LIKELY
        return (match, other) if loose or likely else (None, reason)

    def _capital(self, country: str) -> PlaceMention | None:
        place = self._gazetteer.capital(country)
        return None if place is None else found(place, self._spelled(place), reason="capital")

    def _quarter(self, named: Named, town: PlaceMention) -> PlaceMention:
        """A part of a town: the town's point (UCDP 1, ACLED 1) with the part kept in the name where it is a quarter."""
        return (
            replace(town, name=f"{self._shown(named.chunk.name)}, {town.name}")
            if named.level in _PARTS
            else town
        )

    def _containers(self, named: Named) -> tuple[str, str, Place | None]:
        """Country and first-order area that the phrase itself puts the name in, and the nearest place named so."""
        country = admin1 = ""
        inside: Place | None = None
        for chunk in named.containers:
            if named.tail and chunk.adjective:
                continue  # "the Saudi hospital" says who built it, not where
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
        wanted = level or self._scan.levels.get(chunk.span, "") or usual_level(chunk.matches)
        wanted = wanted or self._scan.told_level(keys(chunk.name).bare)
        if not country and wanted in ("", "town"):
            country, admin1 = self._scan.inside.get(keys(chunk.name).bare, ("", ""))
        key = (keys(chunk.name).bare, wanted, country)
        if key not in self._senses:
            chosen = choose(
                chunk.matches,
                self._scan,
                name=chunk.name,
                level=wanted,
                country=country,
                admin1=admin1,
                support=self._support,
                wide=self._wide,
            )
            self._senses[key] = chosen
            match = chosen[0]
            if match is not None:
                self._note(match.place, chunk.name)
        return self._senses[key]

    def _note(self, place: Place, name: str) -> None:
        """Keeps the document's longest spelling of a place."""
        if len(name) > len(self._longest.get(place.id, "")):
            self._longest[place.id] = name

    def _spelled(self, place: Place, name: str = "") -> str:
        if place.kind == "country":
            return place.name
        return self._shown(self._longest.get(place.id, name)) or place.name

    def _shown(self, name: str) -> str:
        """A name as it is shown: in a text of capitals with capital initials only."""
        if not (self._scan.capitals and name.isupper() and len(name) > 3):
            return name
        small = place_words().inside - {"al", "el"}
        words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split(" ")]
        return " ".join([words[0].capitalize(), *words[1:]])

    def _unknown(self, named: Named, country: str, reason: str) -> PlaceMention:
        chunk = named.chunk
        if reason == "not_in_gazetteer" and named.level in ("", "town") and not named.tail:
            for nation in dict.fromkeys([country, *self._countries()[:2]]):
                nearly = self._nearly(chunk.name, nation) if nation else None
                if nearly is not None:
                    return refined(
                        found(nearly.place, self._shown(chunk.name), reason="fuzzy"), nearly.place, named
                    )
        if (named.level == "quarter" or is_premises(named)) and not [
            chunk for chunk in named.containers if not chunk.adjective
        ]:
            town = self._from_context(chunk.span.start, None, "place", head="town", country=country)
            if town is not None and town[1].kind == "town":
                return self._quarter(named, replace(town[1], reason="part_of_town"))
        if named.level in _PARTS:
            reason = "no_area_data"
        kind = {"adm2": "adm2", "adm1": "adm1", "town": "town"}.get(named.level, "other")
        likely = country or ("" if reason == "ambiguous" else self._main_country())
        return abstention(self._full_name(named), likely, kind=kind, reason=reason)

    def _nearly(self, name: str, country: str) -> Match | None:
        if (name, country) not in self._fuzzy:
            self._fuzzy[name, country] = self._gazetteer.fuzzy(name, country)
        return self._fuzzy[name, country]

    def _full_name(self, named: Named) -> str:
        """The name with its facility noun, or a district with its own noun and its province's name."""
        name = self._shown(named.chunk.name)
        if named.tail:
            return f"{name} {named.tail}"
        if named.level != "adm2":
            return name
        parts = [chunk for chunk in (named.chunk, *named.containers[:1]) if not chunk.adjective]
        return ", ".join(self._with_noun(chunk) for chunk in parts)

    def _with_noun(self, chunk: Chunk) -> str:
        following = self._text[chunk.span.end : chunk.span.end + 20].split()
        noun = following[0].strip(",.;") if following else ""
        levels = place_words().adm2 | place_words().adm1
        return f"{self._shown(chunk.name)} {noun}" if noun.lower() in levels else self._shown(chunk.name)

    # ---- phrases without a name

    def _unnamed(self, phrase: Phrase, span: Span, role: str) -> PlaceMention:
        lower = [word.lower for word in phrase.words]
        nation = phrase.nations[0].matches[0].place if phrase.nations else None
        country = nation.country if nation is not None else ""
        head = head_of(lower)
        if "capital" in lower and "provincial" not in lower:
            capital = self._capital(country or self._main_country())
            if capital is not None:
                return capital
        if nation is not None and head not in ("town", "facility", "quarter"):
            mention = found(nation, nation.name, reason="adjective")
            return replace(mention, ucdp_prec=5, acled_prec=3, kind="area") if head == "line" else mention
        frame, key = self._owner.get(span, (None, role))
        earlier = self._from_context(span.start, frame, key, head=head, country=country)
        if earlier is None:
            return abstention("", "", kind="other", reason="pronoun_unresolved")
        return replace(earlier[1], reason="coreference")

    def context(self, frame: Frame, *, role: str = "place", least: float = LEAST) -> PlaceMention | None:
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
        if self._ranking is None:  # while the candidates are still gathered
            best = Ranking(self._candidates, self._main_country()).best(query, country=country)
        else:
            best = self._ranking.best(query, country=country)
        return (best[0], best[1].mention) if best else None

    def query(self, position: int, frame: Frame | None, role: str, head: str) -> Query:
        """What is asked of the context for a phrase or trigger at a position."""
        number = bisect_right(self._starts, position) - 1
        here = self._sentences[number].span if number >= 0 else Span(position, position)
        inside = (
            [s for key, spans in frame.roles.items() if key not in PLACE_ROLES for s in spans]
            if frame
            else []
        )
        return Query(
            position=position,
            sentence=here,
            before=self._sentences[number - 1].span if number > 0 else None,
            head=head,
            act=act_of(frame),
            role=role,
            inside=tuple(inside),
        )

    # ---- the document

    def _countries(self) -> list[str]:
        """Countries that the document speaks of, most first."""
        prior, local = self._scan.prior()
        return sorted(prior, key=lambda country: (-prior[country] - local.get(country, 0.0), country))

    def _main_country(self) -> str:
        return next(iter(self._countries()), "")

    def _gather(self) -> list[Candidate]:
        """Every place that the document names, with where; countries also by their adjectives."""
        toponyms = [(each, Named(chunk_of(each), level=each.level)) for each in self._scan.toponyms]
        for _, named in toponyms:
            self._sense(named.chunk, named.level, "", "")
        gathered: dict[tuple[str, str], Candidate] = {}
        for toponym, named in toponyms:
            mention = self._named(named)
            if mention.lat is not None or mention.kind == "region":
                candidate = gathered.setdefault((mention.name, mention.iso2), Candidate(mention))
                (candidate.adjectives if toponym.adjective else candidate.starts).append(toponym.span.start)
        self._candidates = list(gathered.values())
        for frame in self._frames:
            for role in PLACE_ROLES:
                for span in frame.spans(role):
                    self._gather_roles(span, gathered)
        for candidate in gathered.values():
            candidate.starts.sort()
        return sorted(gathered.values(), key=lambda candidate: (candidate.starts or candidate.adjectives)[0])

    def _gather_roles(self, span: Span, gathered: dict[tuple[str, str], Candidate]) -> None:
        for named in self._phrase(span).named:
            mention = self._named(named)
            candidate = gathered.setdefault((mention.name, mention.iso2), Candidate(mention))
            candidate.roles.append(span.start)
            if named.chunk.span.start not in candidate.starts:
                candidate.starts.append(named.chunk.span.start)
