"""The mapping and the matching of event arguments."""

from benchmarks.tasks import rams_wikievents as task
from benchmarks.tasks.rams_wikievents import Counted, argument, head, mapped, paired

from sitrep.model.span import Span

TEXT = "Rebels in the hills killed the mayor of Oresh, a former teacher."


def span(phrase: str) -> Span:
    return Span(TEXT.index(phrase), TEXT.index(phrase) + len(phrase))


def words(part: Span) -> str:
    return part.of(TEXT)


def test_the_head_is_the_last_word_of_the_first_noun_phrase() -> None:
    assert words(head(span("the mayor of Oresh, a former teacher"), TEXT)) == "mayor"
    assert words(head(span("Rebels in the hills"), TEXT)) == "Rebels"
    assert words(head(span("a former teacher"), TEXT)) == "teacher"
    assert words(head(span("in the hills"), TEXT)) == "hills"


def test_arguments_meet_by_equal_spans_by_heads_or_by_overlap() -> None:
    gold = [argument(span("the mayor of Oresh"), "Victim", TEXT)]
    short, wrong = (
        argument(span("mayor"), "victim", TEXT),
        argument(span("the mayor of Oresh"), "killer", TEXT),
    )
    assert paired(gold, [short], by="exact", role=True) == 0
    assert paired(gold, [short], by="head", role=True) == 1
    assert paired(gold, [wrong], by="exact", role=False) == 1
    assert paired(gold, [wrong], by="exact", role=True) == 0
    assert paired(gold, [argument(span("Oresh"), "victim", TEXT)], by="overlap", role=True) == 1


def test_one_of_ours_answers_one_annotated_argument() -> None:
    gold = [argument(span("the mayor of Oresh"), "victim", TEXT), argument(span("Oresh"), "victim", TEXT)]
    ours = [argument(span("the mayor of Oresh"), "victim", TEXT)]
    assert paired(gold, ours, by="overlap", role=True) == 1


def test_event_types_are_read_by_the_first_entry_that_fits() -> None:
    explosion, attack = mapped("Conflict.Attack.DetonateExplode"), mapped("conflict.attack.firearmattack")
    assert explosion is not None and explosion.roles["instrument"] == "explosivedevice"
    assert attack is not None and attack.roles["instrument"] == "instrument"
    assert mapped("transaction.transfermoney.purchase") is None


def test_missed_events_cost_recall_alone() -> None:
    counted = Counted()
    right = [argument(span("Rebels in the hills"), "killer", TEXT)]
    counted.add(right, right)
    counted.add(right, [])
    assert counted.scores("exact_c")[:2] == (100.0, 50.0)


def test_the_mapping_names_only_frames_and_roles_that_exist() -> None:
    assert len(task.table()) > 20
