"""Deals and positions: what was agreed, and what every side says of each term, with when."""

from collections import defaultdict

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.record import Deal, Position
from sitrep.report.blocks import Block, Heading, Paragraph, Table
from sitrep.report.known import Known
from sitrep.report.runs import Cell, Kind, Line, Run, cited, day, joined, name, words


def deals(known: Known) -> tuple[Block, ...]:
    """Each deal as a table of its terms and who says what of them."""
    found = known.situation.deals
    if not found:
        return (Paragraph((words("No report tells of a deal, ceasefire or talks."),)),)
    blocks: list[Block] = []
    for deal in sorted(found, key=lambda deal: (-len(deal.positions), deal.place, deal.id)):
        place = name(deal.place) if deal.place else words("Place not stated")
        when = wording.deal_days(deal)
        dated: Run = Run(when, Kind.DAY) if any(character.isdigit() for character in when) else words(when)
        blocks.append(Heading((place, words(", "), dated)))
        parties = joined([(name(party),) for party in deal.parties]) or (words("parties not stated"),)
        blocks.append(
            Paragraph(
                (
                    words("Parties: "),
                    *parties,
                    words("; "),
                    *known.status(deal.claims, deal.counted),
                    words("."),
                )
            )
        )
        blocks.append(_table(known, deal))
    return tuple(blocks)


def _table(known: Known, deal: Deal) -> Table:
    terms: dict[str, list[Position]] = defaultdict(list)
    for position in deal.positions:
        terms[position.term].append(position)
    rows = []
    for term in sorted(terms, key=lambda term: (term != "", term)):
        stances: dict[str, list[Position]] = defaultdict(list)
        for position in terms[term]:
            stances[position.stance].append(position)
        opposed: Line = (
            (words("positions differ", "warn"),) if {"affirms", "denies"} <= stances.keys() else ()
        )
        head: Line = (name(term),) if term else (words("the deal itself"),)
        cells: list[Cell] = [
            _holders(known, stances.get("affirms", [])),
            _holders(known, stances.get("denies", [])),
        ]
        others = [(stance, found) for stance, found in stances.items() if stance not in ("affirms", "denies")]
        cells.append(tuple(line for stance, found in others for line in _holders(known, found, stance)))
        rows.append(((head, opposed) if opposed else (head,), *cells))
    return Table(("Term", "Who says so", "Who denies it", "Other positions"), tuple(rows), (25, 27, 27, 21))


def _holders(known: Known, positions: list[Position], stance: str = "") -> Cell:
    lexicon = report_words()
    made = []
    for position in sorted(positions, key=lambda position: (str(position.as_of), position.holder)):
        line: list[Run] = [name(known.root(position.holder))]
        if stance:
            line += [words(" "), words(lexicon.stances.get(stance, stance))]
        if position.as_of is not None:
            line += [words(", "), day(position.as_of)]
        line.append(cited((position.claim,)))
        made.append(tuple(line))
    return tuple(made)


def disputed(known: Known) -> tuple[Line, ...]:
    """A line for each term on which positions differ."""
    lines = []
    for deal in known.situation.deals:
        by_term: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
        for position in deal.positions:
            if position.term:
                by_term[position.term][position.stance].append(position)
        for term, stances in by_term.items():
            if {"affirms", "denies"} <= stances.keys():
                lines.append(_dispute(known, deal, term, stances))
    return tuple(lines)


def _dispute(known: Known, deal: Deal, term: str, stances: dict[str, list[Position]]) -> Line:
    made: list[Run] = [words("Positions differ on "), name(f"“{term}”")]
    if deal.place:
        made += [words(", "), name(deal.place)]
    for verb, stance in ((": said by ", "affirms"), ("; denied by ", "denies")):
        made += [words(verb), *known.roots(position.holder for position in stances[stance])]
        made.append(cited(known.notes([position.claim for position in stances[stance]])))
    return (*made, words("."))
