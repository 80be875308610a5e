"""Method, limits and data responsibility: what a reader must know before passing a number on."""

from sitrep.model.view import Level
from sitrep.report.blocks import Block, Bullets, Paragraph
from sitrep.report.known import Known
from sitrep.report.runs import Line, code, count, counted, joined, words

METHOD = (
    "The unit is the claim: one dated, placed statement, tied to its characters in a report and to "
    "the chain of who said it. A number here is what somebody is reported to have said, not what is "
    "known to have happened.",
    "Reports that copy or reword one story are one voice. A correction beats the report that it "
    "corrects, which stays in the record.",
    "A range is a range of reports, not a confidence interval: for every independent origin its "
    "latest number, then the lowest and the highest of them. Totals over a period are never added to "
    "single events, and nothing is filled in that no report gives.",
    "“Counted” claims were accepted by a person, or lie above the confidence from which, for their "
    "kind, four in five were right when measured. All others are “unreviewed”: shown where nothing "
    "else is, and always labelled.",
    "Denied, announced, possible and demanded things enter no figure, no event and no control; they "
    "stand as positions.",
    "Nobody is graded by fame. Grades, where they stand, are proposals of a rule until a person signs them.",
)

LIMITS = (
    "Claims are read from the text by a trained engine; it overlooks some and misreads others. Follow"
    " the note to the sentence before using a number.",
    "Only the reports that were given are in it. What they do not cover is not there, and silence is "
    "no sign of calm.",
    "The map draws a place at the precision of the report. Its outlines are coarse, and places of one"
    " name can be confused.",
    "Two reports of one event may stand as two events where they agree on too little to be joined.",
)

PUBLIC = (
    "Public view: persons named as victims, detainees or displaced, and named persons without a "
    "public role, are replaced by “[private person]”, in quotes too; points of shelters, hospitals, "
    "camps and convoys are cut to a tenth of a degree, some eleven kilometres. Masking is automatic "
    "and may miss a name: read before you publish.",
    "Quotes are short evidence. The reports' texts belong to their publishers and are not passed on "
    "with this report.",
    "Consider what naming a place, a group or a source can do to people who are still there; hold "
    "back what could harm them.",
)

RESTRICTED = (
    "Restricted view: it holds names of private persons and exact points of protected places. Keep it"
    " where only those read it who need to, and do not pass it on.",
    "Quotes are short evidence. The reports' texts belong to their publishers and are not passed on "
    "with this report.",
)

NOTICE = "Reported, not verified. Place names and boundaries imply no endorsement."


def method(known: Known) -> tuple[Block, ...]:
    """How the report was made and what it cannot do."""
    engines = sorted({claim.model for claim in known.claims.values() if claim.model})
    made: list[Block] = [
        Bullets(tuple(_line(each) for each in METHOD)),
        Paragraph((words("Limits", "strong"),)),
        Bullets(tuple(_line(each) for each in LIMITS)),
    ]
    if engines:
        told = joined([(code(engine),) for engine in engines], ", ")
        made.append(
            Paragraph(
                (
                    words("Read by the engine of hash "),
                    *told,
                    words(". The same claims give the same report."),
                ),
                "note",
            )
        )
    return tuple(made)


def responsibility(known: Known) -> tuple[Block, ...]:
    """What is masked, and what the reader has to take care of."""
    told = PUBLIC if known.situation.level is Level.PUBLIC else RESTRICTED
    return (Bullets(tuple(_line(each) for each in told)), Paragraph((words(NOTICE),), "note"))


def uncited(known: Known, cited: int) -> Paragraph:
    """How many claims stand behind the notes."""
    rest = len(known.claims) - cited
    return Paragraph(
        (
            *counted(cited, "claim is", "claims are"), words(" cited. In the record beside them: "), count(rest),
            words(", copies of these and statements that no section needs."),
        ), "note",
    )  # fmt: skip


def _line(text: str) -> Line:
    return (words(text),)
