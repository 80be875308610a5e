"""Figure claims: every number of people or homes that a frame states, as reported, with what it counts."""

from collections.abc import Iterator
from dataclasses import replace

from sitrep.codebook import frames_figures, frames_sides
from sitrep.codebook.frames import Metric
from sitrep.codebook.frames_figures import FigureWords
from sitrep.extract.assembly import ARMED, Draft, Page, build, counted_parties
from sitrep.model.claim import Claim, ClaimKind, Figure
from sitrep.model.mention import PartyMention, Quantity
from sitrep.model.span import Span

_PEOPLE = frozenset(("civilians", "combatants", "people", "person"))
_COUNTABLE = _PEOPLE | {"unknown"}
_PRONOUNS = frozenset(
    ("he", "she", "it", "they", "them", "this", "that", "these", "those", "we", "us", "who", "which")
)
_ONE = frozenset(("him", "her"))
_BARE_PLURAL = 2  # a bare plural is at least two, and never printed as a number
_BEFORE = 40  # characters before a number in which "including" or "no" may stand


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The figures of a frame: one for each number, and for each countable target without one.

    A frame whose primary claim is its figure always gives one, with null bounds and a reason where the text
    gives no number; one that only describes the people of another frame gives none. "including N" points
    to the number it is a part of by `subset_of`.
    """
    words = frames_figures.load()
    whole = ""
    given = False
    paired = set()
    for quantity in (*draft.resolved.quantities, *draft.resolved.parts):
        party = _counted(quantity, counted_parties(draft))
        figure = _stated(draft, page, words, quantity=quantity, party=party)
        paired.add(party)
        if figure is None:
            continue
        if (quantity.subset and draft.part_of is None) or _is_part(draft, page, words, quantity):
            figure = _with_whole(figure, whole)
        claim = _claim(draft, page, figure, quantity.span)
        whole = whole if figure.subset_of else claim.id
        given = True
        yield claim
    for party in () if draft.describes else counted_parties(draft):
        if party in paired or (unstated := _unstated(draft, page, words, party)) is None:
            continue
        if _names_part(page, words, party):
            unstated = _with_whole(unstated, whole)
        claim = _claim(draft, page, unstated, unstated.span)
        whole = whole or ("" if unstated.subset_of else claim.id)
        given = True
        yield claim
    if not given and not draft.describes and draft.type.kinds[0] == ClaimKind.FIGURE:
        yield _claim(draft, page, _empty(draft, page, words), None)


def _claim(draft: Draft, page: Page, figure: Figure, span: Span | None) -> Claim:
    reasons = (("figure", figure.reason),) if figure.reason else ()
    slot = str(span.start) if span else ""
    return replace(build(draft, page, ClaimKind.FIGURE, slot=slot, reasons=reasons), figure=figure)


def _with_whole(figure: Figure, whole: str) -> Figure:
    return replace(figure, subset_of=whole, reason=figure.reason if whole else "subset_of_unknown")


def _counted(quantity: Quantity, parties: tuple[PartyMention, ...]) -> PartyMention | None:
    """The party whose span holds the number or follows it; the only one there is; else none."""
    spanned = [(party.span, party) for party in parties if party.span is not None]
    holding = [party for span, party in spanned if span.contains(quantity.span)]
    following = [(span.start, party) for span, party in spanned if span.start >= quantity.span.end]
    if holding:
        return holding[0]
    if following:
        return min(following, key=lambda pair: pair[0])[1]
    return parties[0] if len(parties) == 1 else None


def _stated(
    draft: Draft, page: Page, words: FigureWords, *, quantity: Quantity, party: PartyMention | None
) -> Figure | None:
    """The figure of a number, None where it counts something else (a share, money, strikes, tanks)."""
    casualties = quantity.unit == "casualty" or _is_either(draft, page, words)
    name = draft.type.metric(page.lower((draft.trigger,)), "casualty" if casualties else quantity.unit)
    if not name or (casualties and _told_with_deaths(draft, page, quantity)):
        return None
    metric = page.book.metrics[name]
    phrase = _phrase(draft, page, quantity, party)
    if _is_share(page, words, quantity):
        return None
    if not _fits(metric, words, quantity=quantity, phrase=phrase, party=party):
        return None
    measure = draft.resolved.measure or metric.measure
    return Figure(
        metric=name,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        low_open=quantity.low_open,
        high_open=quantity.high_open,
        quantifier=quantity.quantifier,
        unit=quantity.unit,
        measure=measure,
        idmc=metric.category(measure),
        subject=_of_groups(metric, words, quantity) or _subject(metric, words, phrase, party),
        increment=quantity.increment,
        running_total=quantity.running_total,
        span=quantity.span,
        reason=quantity.reason if quantity.best is None else "",
    )


def _is_either(draft: Draft, page: Page, words: FigureWords) -> bool:
    """Whether the trigger stands in "killed or wounded": the number is of both, and says of neither how many."""
    start = max(draft.evidence.start, draft.trigger.start - _BEFORE)
    around = page.text(
        Span(start, max(draft.trigger.end, min(draft.evidence.end, draft.trigger.end + _BEFORE)))
    ).lower()
    first, last = draft.trigger.start - start, draft.trigger.end - start
    return any(found.start() < last and first < found.end() for found in words.either.finditer(around))


def _is_share(page: Page, words: FigureWords, quantity: Quantity) -> bool:
    """Whether the words say a share ("80 percent of homes", "four in five buildings"): it counts nothing."""
    if quantity.unit == "percent":
        return True
    text = page.document.text
    start = quantity.span.start
    match = frames_sides.load().share_of.search(text[start : quantity.span.end + _BEFORE].lower())
    if match is None or start + match.start() > quantity.span.end:
        return False
    noun = text[start + match.end() : start + match.end() + _BEFORE].lower().split(",")[0]
    noun = " ".join(noun.split()[:2])
    return "of" in match.group() or bool(words.subject(noun) or words.housing.search(noun))


def _told_with_deaths(draft: Draft, page: Page, quantity: Quantity) -> bool:
    """Whether deaths tell this number too: "N killed or wounded" is one number, not two.

    Source: ACLED Codebook, fatalities.
    """
    if draft.type.name != "injure":
        return False
    return any(
        other.type.name == "kill" and any(one.span == quantity.span for one in other.resolved.quantities)
        for other in page.neighbours(draft)
    )


def _phrase(draft: Draft, page: Page, quantity: Quantity, party: PartyMention | None) -> str:
    """The words that a number counts: from its end to the end of its noun phrase or the next number."""
    end = quantity.span.end
    words = frames_figures.load()
    if of_them := words.part_of_them.match(page.text(Span(end, max(end, draft.evidence.end))).lower()):
        end += of_them.end()
    if party is not None and party.span is not None and party.span.end > end:
        start, stop = max(end, party.span.start), party.span.end
        later = [one.span.start for one in draft.resolved.quantities if start < one.span.start < stop]
        stop = min(later, default=stop)
        return page.text(Span(start, stop)).lower().split(", ")[0].split(" including")[0]
    rest = page.text(Span(end, max(end, draft.evidence.end))).lower()
    return " ".join(rest[:_BEFORE].split(",")[0].split()[:2])


def _fits(
    metric: Metric, words: FigureWords, *, quantity: Quantity, phrase: str, party: PartyMention | None
) -> bool:
    unit = quantity.unit.lower()
    if metric.counts == "housing":
        return bool(words.housing.search(unit) or words.housing.search(phrase))
    if unit in words.person_units or words.subject(unit):
        return True
    return unit != "percent" and party is not None and party.kind in _PEOPLE


def _of_groups(metric: Metric, words: FigureWords, quantity: Quantity) -> str:
    """Families or households, where a number counts people by them; else empty."""
    return "" if metric.counts == "housing" else words.group_units.get(quantity.unit, "")


def _subject(metric: Metric, words: FigureWords, phrase: str, party: PartyMention | None) -> str:
    if metric.counts == "housing":
        return "housing"
    subject = words.subject(phrase) or (words.subject(party.phrase.lower()) if party else "")
    if party is not None and (subject == "combatants" or (not subject and party.kind in ARMED)):
        side = party.members_of or (party.name if party.party_id else "")
        return f"combatants:{side}" if side else "combatants"
    if party is not None and not subject and party.kind == "civilians":
        return "civilians"
    return subject or "people"


def _is_part(draft: Draft, page: Page, words: FigureWords, quantity: Quantity) -> bool:
    start = max(draft.evidence.start, quantity.span.start - _BEFORE)
    return bool(words.subset_before.search(page.text(Span(start, max(start, quantity.span.start))).lower()))


def _names_part(page: Page, words: FigureWords, party: PartyMention) -> bool:
    """Whether "including" stands before a party, with no comma between: another number counts it too."""
    if party.span is None:
        return False
    before = page.text(Span(max(0, party.span.start - _BEFORE), party.span.start)).lower()
    match = words.subset_before.search(before)
    return match is not None and "," not in match.group()


def _unstated(draft: Draft, page: Page, words: FigureWords, party: PartyMention) -> Figure | None:
    """The figure of a target without a number: 0 if none, 1 if it is one, at least 2 if plural."""
    name = draft.type.metric(page.lower((draft.trigger,)), "person")
    if not name:
        return None
    metric = page.book.metrics[name]
    if metric.stated_only:
        return None
    phrase = party.phrase.lower()
    if metric.counts == "housing":
        countable = bool(words.housing.search(phrase))
    else:
        countable = phrase in _ONE or (party.kind in _COUNTABLE and phrase not in _PRONOUNS)
    if _is_zero(draft, page, words, party):
        return _plain(metric, words, party, bounds=(0, 0, 0), quantifier="exact", reason="stated_zero")
    if not countable or draft.modality == "negated":
        return None
    if phrase in _ONE or _is_one(words, party):
        return _plain(
            metric, words, party, bounds=(1, 1, 1), quantifier="counted", reason="singular_or_named"
        )
    if party.plural:
        bounds = (_BARE_PLURAL, None, None)
        return _plain(metric, words, party, bounds=bounds, quantifier="vague", reason="bare_plural")
    return None


def _is_one(words: FigureWords, party: PartyMention) -> bool:
    """A named person, or a person with a singular determiner ("a teacher"); not "migrant flows"."""
    if party.is_named and party.kind == "person":
        return party.plural is not True
    if party.plural is not False or not words.one_before.search(party.phrase.lower()):
        return False
    return party.kind != "unknown" or bool(words.subject(party.phrase.lower()))


def _is_zero(draft: Draft, page: Page, words: FigureWords, party: PartyMention | None) -> bool:
    if draft.modality != "negated":
        return False
    if party is not None and words.none.search(party.phrase.lower()):
        return True
    at = party.span.start if party is not None and party.span is not None else draft.trigger.start
    start = max(draft.evidence.start, at - _BEFORE)
    return bool(words.zero_before.search(page.text(Span(start, max(start, at))).lower()))


def _plain(
    metric: Metric,
    words: FigureWords,
    party: PartyMention | None,
    *,
    bounds: tuple[int | None, int | None, int | None],
    quantifier: str,
    reason: str,
) -> Figure:
    low, best, high = bounds
    return Figure(
        metric=metric.name,
        low=low,
        best=best,
        high=high,
        low_open=False,
        high_open=high is None,
        quantifier=quantifier,
        unit="housing" if metric.counts == "housing" else "person",
        measure=metric.measure,
        idmc=metric.category(metric.measure),
        subject=_subject(metric, words, party.phrase.lower() if party else "", party),
        span=party.span if party else None,
        reason=reason,
    )


def _empty(draft: Draft, page: Page, words: FigureWords) -> Figure:
    """The figure of a frame that tells deaths, flight and the like without any number."""
    metric = page.book.metrics[draft.type.metric(page.lower((draft.trigger,)), "person")]
    parties = counted_parties(draft)
    party = parties[0] if len(parties) == 1 else None
    if _is_zero(draft, page, words, None):
        return _plain(metric, words, party, bounds=(0, 0, 0), quantifier="exact", reason="stated_zero")
    shares = [quantity for quantity in draft.resolved.quantities if _is_share(page, words, quantity)]
    reason = "share_of_a_whole" if shares else "negated" if draft.modality == "negated" else "no_quantity"
    return _plain(metric, words, party, bounds=(None, None, None), quantifier="not_stated", reason=reason)
