"""The plain words in which numbers, days and chains are shown, the same in the terminal, the report and exports.

Hedges survive: "more than 1,000" is never shown as "1,000".
"""

from datetime import date

from sitrep.model.claim import Claim, Figure
from sitrep.model.mention import AttributionLink, Number, TimeMention
from sitrep.model.record import Deal, Grade, HouseFigure, Range, TermState

NOT_STATED = "not stated"


def number(value: Number) -> str:
    """A number with thousands separators; whole numbers without a fraction."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def figure(stated: Figure) -> str:
    """A figure as reported, with its quantifier: "more than 1,000", "200 to 300", "nearly 270,000"."""
    low, best, high = stated.low, stated.best, stated.high
    if stated.quantifier == "range" and low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    if stated.quantifier == "vague" and low is not None:
        return f"an unstated number ({number(low)} or more)"
    words = {
        "at_least": "at least ",
        "more_than": "more than ",
        "less_than": "less than ",
        "up_to": "up to ",
        "about": "about ",
        "nearly": "nearly ",
    }.get(stated.quantifier, "")
    value = best if best is not None else low if low is not None else high
    if value is None:
        return "a number that is not stated"
    if stated.quantifier == "counted" and low is not None and best is None:
        return "more than one"
    return words + number(value)


def span_of(reported: Range | None) -> str:
    """A range of reports: "1,029 to 1,300", "1,000 or more", "up to 50"; a dash where nothing belongs to the reading."""
    if reported is None:
        return "–"
    low, best, high = reported.low, reported.best, reported.high
    if low is not None and high is not None:
        words = number(low) if low == high else f"{number(low)} to {number(high)}"
        return f"{words} or more" if reported.high_open else words
    if low is not None:
        return f"{number(low)} or more"
    if high is not None:
        nearly = best is not None and best == high
        return f"nearly {number(high)}" if nearly else f"up to {number(high)}"
    return f"about {number(best)}" if best is not None else NOT_STATED


_METRICS = {"housing_destroyed": "destroyed", "fighters_present": "present", "in_need": "in need"}


def counted_thing(subject: str, metric: str) -> str:
    """What a figure counts, in words: "civilians killed", "fighters of Islamic State surrendered", "homes destroyed"."""
    who = subject
    if subject.startswith("combatants:"):
        who = f"fighters of {subject.partition(':')[2]}"
    elif subject == "combatants":
        who = "fighters"
    elif subject == "housing":
        who = "homes"
    what = _METRICS.get(metric, metric.replace("_", " "))
    return what if who == what else f"{who} {what}"


def has_number(reported: Range | None) -> bool:
    """Whether a range gives any number at all."""
    return reported is not None and any(
        value is not None for value in (reported.low, reported.best, reported.high)
    )


def house_figure(found: HouseFigure) -> str:
    """A figure as its house writes it: "12", "low 0, best 0, high 25", "12 to 20", "Approximately 270,000"; "not taken"."""
    low, best, high = found.low, found.best, found.high
    if found.quantifier:
        value = f"{_or_dash(low)} to {_or_dash(high)}" if best is None else number(best)
        return f"{found.quantifier} {value}"
    if low is None and best is None and high is None:
        return "not taken"
    if low == best == high:
        return _or_dash(best)
    if best is None and low is not None and high is not None:
        return number(low) if low == high else f"{number(low)} to {number(high)}"
    if best is None:
        return f"{number(low)} or more" if low is not None else f"up to {_or_dash(high)}"
    return f"low {_or_dash(low)}, best {number(best)}, high {_or_dash(high)}"


def _or_dash(value: Number | None) -> str:
    return "–" if value is None else number(value)


def grade(given: Grade | None) -> str:
    """A grade as shown: "fair (proposed only)"; empty where there is none. Only a person signs a grade."""
    return f"{given.value} (proposed only)" if given is not None else ""


def term_state(state: TermState) -> str:
    """How a term stands, with dissent: "excluded (Syrian Democratic Forces); otherwise: Raqqa Civil Council"."""
    status = state.status.replace("_", " ")
    words = f"{status} ({'; '.join(root(each) for each in state.holders)})"
    if state.dissent:
        words += f"; otherwise: {'; '.join(root(each) for each in state.dissent)}"
    return words if state.counted else f"{words} [unreviewed]"


def root(name: str) -> str:
    """An independent origin as shown: an unnamed one is "unnamed source", not its story's id."""
    return "unnamed source" if name.startswith("unnamed:") else name


def day(value: date) -> str:
    """A day: "15 Oct 2017"."""
    return f"{value.day} {value:%b %Y}"


def days(start: date | None, end: date | None) -> str:
    """An interval of days, both inclusive: "14–15 Oct 2017", "1 Jun – 15 Oct 2017"; "undated" where null."""
    if start is None or end is None:
        return "undated"
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b %Y}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {day(end)}"
    return f"{day(start)} – {day(end)}"


def deal_days(deal: Deal) -> str:
    """When a deal is dated, else on which days it was told of."""
    if deal.start is not None:
        return days(deal.start, deal.end)
    told = [position.as_of for position in deal.positions if position.as_of is not None]
    return f"told {days(min(told), max(told))}" if told else "undated"


def time(mention: TimeMention) -> str:
    """The interval of a time mention, or why there is none."""
    if mention.start is None:
        return "undated"
    return days(mention.start, mention.end)


def chain(links: tuple[AttributionLink, ...], own_voice: bool) -> str:
    """An attribution chain, origin first: "a militia spokesman → Reuters → Egypt Today"."""
    words = " → ".join(link.name or "unnamed source" for link in links)
    if own_voice:
        return f"{words} (own voice)" if words else "the report itself (own voice)"
    return words or "unnamed"


def parties(claim: Claim) -> tuple[str, str]:
    """Names of the agents and of the targets, joined by "; ", empty where none is stated."""
    return "; ".join(m.name for m in claim.agents), "; ".join(m.name for m in claim.targets)


def place(claim: Claim) -> str:
    """Names of the claim's places with their country, joined by "; "."""
    names = []
    for mention in claim.places:
        country = f", {mention.country}" if mention.country and mention.country != mention.name else ""
        names.append(f"{mention.name}{country}")
    return "; ".join(dict.fromkeys(names))
