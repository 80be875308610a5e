"""Parties, coreference and privacy, on sentences written for these tests."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.norms import party_norm
from sitrep.annotate.parties import Parties
from sitrep.annotate.sentences import split
from sitrep.ingest import frames_document
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame, Said
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span


def document_of(text: str, **facts: object) -> tuple[Document, tuple[Sentence, ...]]:
    """A document with one sentence a line."""
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line)))
        start += len(line)
    blocks = tuple(Block(span, BlockRole.BODY) for span in spans)
    sentences = tuple(Sentence(n, span, n, BlockRole.BODY) for n, span in enumerate(spans))
    published = datetime(2017, 10, 15, tzinfo=UTC)
    return Document("d", "c", text, blocks, published=published, **facts), sentences  # type: ignore[arg-type]


def span_of(text: str, quote: str) -> Span:
    """Where a quote stands; "quote#2" is its second place."""
    quote, _, number = quote.partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def resolve(
    text: str,
    quote: str,
    *,
    type: str = "attack",
    role: str = "agent",
    others: tuple[str, ...] = (),
    source: str = "",
) -> tuple[PartyMention, ...]:
    """The mentions of a quote in the role of a frame; `others` are agents of earlier frames."""
    document, sentences = document_of(text)
    said = Said(source=span_of(text, source)) if source else None
    frames = [
        Frame(span_of(text, other), "attack", "actual", 0, {"agent": (span_of(text, other),)})
        for other in others
    ]
    span = span_of(text, quote)
    frame = Frame(Span(span.end, span.end), type, "actual", 0, {role: (span,)}, said)
    return Parties(document, sentences, [*frames, frame]).resolve(span, 0, frame=frame)


def names(text: str, quote: str, **more: object) -> list[str]:
    return [mention.name for mention in resolve(text, quote, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ISIS", ["Islamic State"]),
        ("Da'esh", ["Islamic State"]),
        ("the SDF and the U.S.-led coalition", ["Syrian Democratic Forces", "US-led coalition"]),
        ("the Food and Agriculture Organization", ["Food and Agriculture Organization"]),
        ("Russia, Turkey and Iran", ["Russia", "Turkey", "Iran"]),
        ("Syrian army", ["Syrian government forces"]),
        ("Iraqi police", ["Iraqi police"]),
        ("Turkish warplanes", ["Turkish Armed Forces"]),
        ("Spanish police", ["Spanish police"]),
        ("the government of Norway", ["Government of Norway"]),
        ("the Assad regime", ["Syrian government"]),
        ("President Vladimir Putin", ["Vladimir Putin"]),
        ("about 300 civilians", ["civilians"]),
        ("women and children", ["women", "children"]),
        ("three schools", ["schools"]),
    ],
)
def test_names_and_classes(phrase: str, expected: list[str]) -> None:
    assert names(f"{phrase} were in the valley on Sunday.\n", phrase) == expected


def test_fighters_of_a_party_are_its_members() -> None:
    (mention,) = resolve("Islamic State fighters left the valley.\n", "Islamic State fighters")
    assert (mention.name, mention.members_of, mention.kind) == (
        "Islamic State",
        "Islamic State",
        "armed_group",
    )
    assert not mention.is_part
    (mention,) = resolve("Fighters of the Taliban left the valley.\n", "Fighters of the Taliban")
    assert (mention.name, mention.members_of) == ("Taliban", "Taliban")


@pytest.mark.parametrize(
    "phrase",
    [
        "A group of Islamic State fighters",
        "Some 200 Islamic State fighters",
        "foreign Islamic State fighters",
    ],
)
def test_a_part_of_a_party_is_marked(phrase: str) -> None:
    (mention,) = resolve(f"{phrase} left the valley.\n", phrase)
    assert mention.name == "Islamic State"
    assert mention.is_part


def test_is_needs_capitals() -> None:
    text = "The valley is quiet, IS has left.\n"
    assert names(text, "IS") == ["Islamic State"]
    assert resolve("What is left is sand.\n", "is")[0].party_id == ""


def test_us_in_a_text_of_capitals_is_a_pronoun() -> None:
    text = "THEY GAVE US FOOD AND WATER ON THE ROAD.\n"
    assert "United States" not in names(text, "US")


def test_an_abbreviation_means_what_the_document_defines() -> None:
    text = "The Northern Valley Council (NVC) met on Friday.\nThe NVC refused.\n"
    assert names(text, "The NVC") == ["Northern Valley Council"]


def test_an_ambiguous_acronym_goes_by_the_country_of_the_report() -> None:
    sudan = "Fighting went on in Sudan.\nThe RSF took a Sudanese town.\n"
    assert names(sudan, "The RSF") == ["Rapid Support Forces"]
    press = "The RSF counted journalists in prison.\n"
    assert names(press, "The RSF") == ["Reporters Without Borders"]


def test_pronoun_takes_the_last_group_that_acts() -> None:
    text = "Hamas fired at the post.\nThey left soon after.\n"
    (mention,) = resolve(text, "They", others=("Hamas",))
    assert mention.name == "Hamas"
    assert mention.reason.startswith("pronoun")


def test_a_part_of_them_is_a_part_of_the_people_named_last() -> None:
    text = "Hamas shelled the market. Hamas men wounded 12 people, three of them badly.\n"
    assert names(text, "three of them", type="injure", role="target", others=("Hamas", "12 people")) == [
        "people"
    ]


def test_pronoun_agrees_in_number() -> None:
    text = "General Omar Haddad met villagers.\nHe promised aid.\n"
    assert names(text, "He", type="aid", others=("General Omar Haddad", "villagers")) == ["Omar Haddad"]
    assert names(
        text.replace("He promised", "They promised"), "They", others=("General Omar Haddad", "villagers")
    ) == ["villagers"]


def test_pronoun_without_antecedent_abstains() -> None:
    (mention,) = resolve("They left the valley.\n", "They")
    assert (mention.name, mention.reason) == ("", "pronoun_unresolved")


def test_definite_description_takes_the_party_of_that_noun() -> None:
    text = "Islamic State lost the town to the SDF, an alliance of militias.\nThe alliance moved on.\n"
    assert names(text, "The alliance", others=("Islamic State", "the SDF")) == ["Syrian Democratic Forces"]
    text = "The Taliban attacked a base.\nAfghan forces answered.\nThe group lost ten men.\n"
    assert names(text, "The group", others=("The Taliban", "Afghan forces")) == ["Taliban"]


def test_institution_of_the_reports_country() -> None:
    text = "Clashes shook Colombia.\nIn Colombia, the army sent more men.\n"
    assert names(text, "the army") == ["Colombian Army"]
    assert names(text.replace("army", "government"), "the government") == ["Government of Colombia"]


def test_both_sides_are_the_two_parties_named_last() -> None:
    text = "Israel and Hezbollah traded fire.\nBoth sides stopped at dawn.\n"
    assert names(text, "Both sides", others=("Israel", "Hezbollah")) == ["Israel", "Hezbollah"]


def test_a_surname_is_the_full_name_told_before() -> None:
    text = "Commander Yusuf Karam spoke on Friday.\nKaram was wounded.\n"
    (mention,) = resolve(text, "Karam#2", type="injure", role="target")
    assert (mention.name, mention.private) == ("Yusuf Karam", False)


@pytest.mark.parametrize(
    "type", ["kill", "injure", "execute", "abduct", "detain", "abuse", "displace", "trap"]
)
def test_a_named_victim_without_a_public_role_is_private(type: str) -> None:
    text = "Samira Haddad, a teacher, was hit on Monday.\n"
    (mention,) = resolve(text, "Samira Haddad, a teacher", type=type, role="target")
    assert (mention.name, mention.kind, mention.private) == ("Samira Haddad", "person", True)


def test_a_general_killed_is_public() -> None:
    text = "General Karim Nasser was killed on Monday.\n"
    (mention,) = resolve(text, "General Karim Nasser", type="kill", role="target")
    assert (mention.name, mention.private) == ("Karim Nasser", False)


def test_a_role_in_an_apposition_makes_public() -> None:
    text = "Mostafa Karim, a spokesman for the council, was arrested.\n"
    (mention,) = resolve(text, "Mostafa Karim", type="detain", role="target")
    assert not mention.private


def test_a_person_without_a_role_is_private_as_agent_too() -> None:
    text = "Lina Aswad fled with her sons.\n"
    assert resolve(text, "Lina Aswad", type="demand")[0].private


def test_a_single_unknown_name_of_a_victim_is_private() -> None:
    text = "Neighbours said Samir was shot.\n"
    assert resolve(text, "Samir", type="kill", role="target")[0].private


def test_a_private_person_may_share_a_surname_with_a_public_one() -> None:
    text = "General Salim Idris spoke on Friday.\nAhmed Idris, a baker, was killed.\n"
    assert resolve(text, "Ahmed Idris", type="kill", role="target")[0].private
    text = "Anas Bashir, a farmer, was shot.\nBashir died at once.\n"
    assert resolve(text, "Bashir#2", type="kill", role="target")[0].private


def test_a_public_namesake_does_not_make_a_victim_public() -> None:
    text = "Samira Haddad was hit.\nGeneral Omar Haddad came.\nHaddad died later.\n"
    assert resolve(text, "Samira Haddad", type="injure", role="target")[0].private
    assert resolve(text, "Haddad#3", type="kill", role="target")[0].private
    assert not resolve(text, "General Omar Haddad", type="injure", role="target")[0].private


def test_a_family_told_by_a_private_name_is_private() -> None:
    text = "Lina Aswad, a nurse, lives there.\nThe family of Lina Aswad was taken.\n"
    assert resolve(text, "The family of Lina Aswad", type="abduct", role="target")[0].private


def test_we_are_the_party_of_the_speaker() -> None:
    text = '"We hold the hill," Hamas said.\n'
    assert names(text, "We", type="hold", source="Hamas") == ["Hamas"]


def test_a_pronoun_as_its_own_source_ends() -> None:
    assert names('"I saw them," I said.\n', "I", source="I#2") == [""]


@pytest.mark.parametrize(
    ("phrase", "role", "expected"),
    [
        ("8,000 people", "target", "civilians"),
        ("8,000 people", "agent", "people"),
        ("a gunman", "agent", "gunman"),
        ("two gunmen", "agent", "gunmen"),
        ("ISIS and the Taliban", "agent", "Islamic State; Taliban"),
    ],
)
def test_norm_writes_names_as_the_guidelines_do(phrase: str, role: str, expected: str) -> None:
    assert party_norm(resolve(f"{phrase} came.\n", phrase, role=role), role) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Kurdish and Arab militias", ["Kurdish and Arab militias"]),
        ("moderate and Islamist factions", ["moderate and Islamist factions"]),
        ("Syrian and Russian forces", ["Syrian government forces", "Russian armed forces"]),
        ("police and army officers", ["police", "army officers"]),
        ("farms and training camps", ["farms", "training camps"]),
        ("anti-IS fighters", ["anti-IS fighters"]),
        ("pro-government militias", ["pro-government militias"]),
        ("U.S.-backed fighters", ["U.S.-backed fighters"]),
        ("opponents of the Iraqi government", ["opponents"]),
        ("soldiers of the Iraqi army", ["Iraqi Army"]),
        ("supporters of President Vladimir Putin", ["supporters"]),
        ("the government of President Recep Tayyip Erdogan", ["Government of Turkey"]),
        ("the so-called Islamic State", ["Islamic State"]),
        ("a record 11,500 migrants", ["migrants"]),
        ("US officials", ["US officials"]),
        ("another 530 families — nearly 3,000 people", ["families"]),
    ],
)
def test_who_a_phrase_names_and_who_only_describes(phrase: str, expected: list[str]) -> None:
    text = f"They saw {phrase} move on.\n"
    assert [mention.name for mention in resolve(text, phrase)] == expected


def test_us_in_a_headline_with_small_letters_is_the_country() -> None:
    assert names("US sends more men to the valley\n", "US") == ["United States"]


def test_number_words_alone_are_people() -> None:
    text = "Dozens were wounded in the town.\n"
    (mention,) = resolve(text, "Dozens", type="injure", role="target")
    assert (mention.kind, mention.plural, mention.is_part) == ("people", True, True)
    assert party_norm((mention,), "target") == "civilians"


def test_a_pronoun_is_never_the_other_side_of_its_frame() -> None:
    text = "The Taliban left the base.\nBoko Haram shelled it.\nThey fought the Boko Haram men.\n"
    document, sentences = document_of(text)
    spans = [span_of(text, quote) for quote in ("The Taliban", "Boko Haram", "They", "the Boko Haram men")]
    frames = [Frame(span, "attack", "actual", 0, {"agent": (span,)}) for span in spans[:2]]
    roles = {"agent": (spans[2],), "target": (spans[3],)}
    frame = Frame(span_of(text, "fought"), "clash", "actual", 2, roles)
    (mention,) = Parties(document, sentences, [*frames, frame]).resolve(spans[2], 2, frame=frame)
    assert mention.name == "Taliban"


def test_a_reflexive_is_the_other_side_of_its_frame() -> None:
    text = "General Omar Haddad shot himself.\n"
    document, sentences = document_of(text)
    agent, target = span_of(text, "General Omar Haddad"), span_of(text, "himself")
    frame = Frame(span_of(text, "shot"), "kill", "actual", 0, {"agent": (agent,), "target": (target,)})
    (mention,) = Parties(document, sentences, [frame]).resolve(target, 0, frame=frame)
    assert mention.name == "Omar Haddad"


def test_those_driven_out_are_people_before_fighters() -> None:
    text = "Villagers met Boko Haram.\nThey fled.\n"
    others = ("Villagers", "Boko Haram")
    assert names(text, "They", type="displace", role="target", others=others) == ["villagers"]
    assert names(text, "They", type="withdraw", role="agent", others=others) == ["Boko Haram"]


def test_we_are_the_side_that_the_speaker_belongs_to() -> None:
    text = 'Eric Doe, a spokesman for the SDF, came.\n"We hold the hill," Doe said.\n'
    assert names(text, "We", type="hold", source="Doe#2") == ["Syrian Democratic Forces"]
    assert names(text.replace("We", "I"), "I", type="hold", source="Doe#2") == ["Eric Doe"]


def test_the_army_is_of_the_country_told_about_and_not_of_a_power_far_away() -> None:
    text = "American envoys left Washington.\nU.S. aid reached Colombia.\nThe army was there.\n"
    assert names(text, "The army") == ["Colombian Army"]


@settings(max_examples=120, deadline=None)
@given(
    text=st.text(st.sampled_from("The SDFof and,a IS(they)U.S.-\n 12’é'"), min_size=1, max_size=120),
    first=st.integers(0, 120),
    size=st.integers(0, 60),
    type=st.sampled_from(["kill", "attack", "agree"]),
)
def test_any_span_gives_a_mention_with_its_quote(text: str, first: int, size: int, type: str) -> None:
    start = min(first, len(text))
    span = Span(start, min(len(text), start + size))
    document, sentences = document_of(text)
    frame = Frame(span, type, "actual", 0, {"agent": (span,)}, Said(source=span))
    found = Parties(document, sentences, [frame]).resolve(span, 0, frame=frame)
    assert found
    for mention in found:
        assert mention.span is not None
        assert span.contains(mention.span)
        assert mention.phrase == mention.span.of(text)
        assert mention.reason


def test_resolving_twice_gives_the_same() -> None:
    text = "Hamas and Israel traded fire.\nThey stopped at dawn.\n"
    assert resolve(text, "They", others=("Hamas",)) == resolve(text, "They", others=("Hamas",))


def test_who_is_attacked_is_not_who_attacks() -> None:
    text = "The Syrian Democratic Forces launched an assault on the militants who remain in the city."
    document = frames_document({"id": "x", "text": text, "published": "2017-10-15"})
    clash = Frame(Span(41, 48), "clash", "actual", 0, {"agent": (Span(0, 28),), "target": (Span(52, 65),)})
    stay = Frame(Span(70, 76), "present", "actual", 0, {"agent": (Span(52, 65),)})
    parties = Parties(document, split(document), (clash, stay))
    assert text[52:65] == "the militants" and text[0:28] == "The Syrian Democratic Forces"
    (stayed,) = parties.resolve(Span(52, 65), 0, frame=stay)
    assert stayed.name != "Syrian Democratic Forces"


def test_a_general_staff_is_the_armed_forces_and_its_troops_are_its_own() -> None:
    assert names("Ukraine's General Staff denied it.\n", "Ukraine's General Staff") == [
        "Ukrainian Armed Forces"
    ]


@pytest.mark.parametrize(
    ("source", "expected"), [("The Houthis", "Houthis"), ("The Yemeni army", "Islamic State")]
)
def test_they_right_behind_said_are_a_speaker_in_the_plural(source: str, expected: str) -> None:
    text = f"Islamic State fighters came. Islamic State fought. {source} said they remained in the town.\n"
    document, sentences = document_of(text)
    said = Said(source=span_of(text, source), cue=span_of(text, "said"))
    earlier = [
        Frame(span_of(text, quote), "attack", "actual", 0, {"agent": (span_of(text, quote),)})
        for quote in ("Islamic State fighters", "Islamic State#2")
    ]
    they = span_of(text, "they")
    frame = Frame(span_of(text, "remained"), "hold", "actual", 0, {"agent": (they,)}, said)
    (mention,) = Parties(document, sentences, [*earlier, frame]).resolve(they, 0, frame=frame)
    assert mention.name == expected
