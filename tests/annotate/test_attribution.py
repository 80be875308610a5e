"""Attribution chains: who said it, through whom, and for which party."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.attribution import chain, inner_sources
from sitrep.annotate.parties import Parties
from sitrep.annotate.parties.speakers import speaker_of
from sitrep.annotate.sentences import split
from sitrep.ingest import frames_document
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame, Said
from sitrep.model.mention import AttributionLink
from sitrep.model.span import Span

REPORT = """The Syrian Democratic Forces (SDF), an alliance of Arab and Kurdish militias, closed in.
A group of Islamic State fighters left the town overnight, a militia spokesman told Reuters on Sunday.
Mostafa Karim, a spokesman for the SDF, said the last convoy had gone.
He added that the foreigners stayed.
Activists said 12 people died.
The U.N. says 8,000 people are trapped.
Pentagon spokesman Eric Doe denied that jets hit the school.
Lina Aswad said she fled.
State agency Anadolu, citing military sources, reported that shells fell.
A Turkish official said the border was closed.
"""


def document_of(text: str = REPORT, *, agency: str = "", outlet: str = "Egypt Today") -> Document:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line)))
        start += len(line)
    blocks = tuple(Block(span, BlockRole.BODY) for span in spans)
    published = datetime(2017, 10, 15, tzinfo=UTC)
    return Document("d", "c", text, blocks, published=published, agency=agency, outlet=outlet)


def at(quote: str, text: str = REPORT) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def frame_of(trigger: str, source: str = "", cue: str = "", via: str = "", origin: str = "") -> Frame:
    """A frame with its said-by; source, cue, via and origin are quotes of the report."""
    said = None
    if source or cue:
        said = Said(
            source=at(source) if source else None,
            cue=at(cue) if cue else None,
            via=at(via) if via else None,
            said_origin=at(origin) if origin else None,
        )
    return Frame(at(trigger), "withdraw", "actual", 0, {}, said)


def links_of(*frames: Frame, **facts: str) -> tuple[tuple[AttributionLink, ...], bool]:
    """The chain of the last frame of the report."""
    document = document_of(**facts)  # type: ignore[arg-type]
    sentences = tuple(Sentence(n, block.span, n, block.role) for n, block in enumerate(document.blocks))
    return chain(document, frames[-1], Parties(document, sentences, frames))


def brief(links: tuple[AttributionLink, ...]) -> list[tuple[str, str, str]]:
    return [(link.role, link.name, link.named) for link in links]


def test_described_spokesman_told_an_agency() -> None:
    links, own = links_of(frame_of("left", "a militia spokesman", "told", via="Reuters"))
    assert brief(links) == [
        ("speaker", "a militia spokesman", "described"),
        ("agency", "Reuters", "named"),
        ("outlet", "Egypt Today", "named"),
    ]
    assert links[0].party == "Syrian Democratic Forces"
    assert links[0].cue == "told"
    assert not own


def test_named_spokesman_speaks_for_his_party() -> None:
    links, _ = links_of(frame_of("gone", "Mostafa Karim, a spokesman for the SDF", "said"))
    assert brief(links)[0] == ("speaker", "Mostafa Karim", "named")
    assert links[0].party == "Syrian Democratic Forces"
    assert not links[0].private


def test_pronoun_is_the_last_speaker() -> None:
    links, _ = links_of(
        frame_of("gone", "Mostafa Karim, a spokesman for the SDF", "said"), frame_of("stayed", "He", "added")
    )
    assert (links[0].name, links[0].party) == ("Mostafa Karim", "Syrian Democratic Forces")


def test_activists_are_anonymous() -> None:
    links, own = links_of(frame_of("died", "Activists", "said 12"))
    assert brief(links)[0] == ("speaker", "Activists", "anonymous")
    assert links[0].party == ""
    assert not own


def test_a_party_speaks_by_its_name() -> None:
    links, _ = links_of(frame_of("trapped", "The U.N.", "says"))
    assert (links[0].name, links[0].named, links[0].party) == ("United Nations", "named", "United Nations")


def test_an_institution_speaks_for_its_state() -> None:
    links, _ = links_of(frame_of("hit", "Pentagon spokesman Eric Doe", "denied"))
    assert (links[0].name, links[0].party) == ("Eric Doe", "United States")
    links, _ = links_of(frame_of("closed.", "A Turkish official", "said the border"))
    assert (links[0].named, links[0].party) == ("described", "Turkey")


@pytest.mark.parametrize(
    ("told", "party", "private"),
    [
        ("The group's spokesman, Omar Haddad, said more would come.", "Hamas", False),
        ("The group's spokesman Omar Haddad said more would come.", "Hamas", False),
        ("Its leader, Omar Haddad, said more would come.", "Hamas", False),
        (
            "The head of the Syrian Democratic Forces, Omar Haddad, said so.",
            "Syrian Democratic Forces",
            False,
        ),
        ("The official, Omar Haddad, said so.", "", False),
        ("A baker in the town, Omar Haddad, said so.", "", True),
        ("After they met the president, Omar Haddad said so.", "", True),
    ],
)
def test_a_role_in_front_of_a_name_makes_public_and_tells_the_party(
    told: str, party: str, private: bool
) -> None:
    text = f"Hamas fired rockets.\n{told}\nHaddad left.\n"
    document = document_of(text)
    sentences = tuple(Sentence(n, block.span, n, block.role) for n, block in enumerate(document.blocks))
    hamas = Frame(at("fired", text), "shelling", "actual", 0, {"agent": (at("Hamas", text),)})
    start = text.rindex("Haddad")
    frame = Frame(at("left", text), "withdraw", "actual", 2, {}, Said(source=Span(start, start + 6)))
    links, _ = chain(document, frame, Parties(document, sentences, [hamas, frame]))
    assert (links[0].name, links[0].party, links[0].private) == ("Omar Haddad", party, private)


def test_its_spokesman_speaks_for_the_party_told_before() -> None:
    text = "The Taliban struck.\nIts spokesman named no toll of the dead.\n"
    document = document_of(text)
    sentences = tuple(Sentence(n, block.span, n, block.role) for n, block in enumerate(document.blocks))
    struck = Frame(at("struck", text), "attack", "actual", 0, {"agent": (at("The Taliban", text),)})
    frame = Frame(at("dead", text), "kill", "actual", 1, {}, Said(source=at("Its spokesman", text)))
    links, _ = chain(document, frame, Parties(document, sentences, [struck, frame]))
    assert (links[0].named, links[0].party) == ("described", "Taliban")


def test_a_private_person_as_speaker_is_marked() -> None:
    links, _ = links_of(frame_of("fled", "Lina Aswad", "said she"))
    assert links[0].private


def test_origin_stands_before_the_agency_that_cites_it() -> None:
    links, _ = links_of(frame_of("fell", "State agency Anadolu", "reported", origin="military sources"))
    assert [link.role for link in links] == ["origin", "agency", "outlet"]
    assert (links[0].name, links[0].named) == ("military sources", "anonymous")
    assert links[1].name == "Anadolu Agency"


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("Reuters", [("agency", "Reuters", "named"), ("outlet", "Egypt Today", "named")]),
        ("", [("outlet", "Egypt Today", "named")]),
    ],
)
def test_own_voice_is_the_agency_of_the_text_else_the_outlet(
    agency: str, expected: list[tuple[str, str, str]]
) -> None:
    links, own = links_of(frame_of("closed in"), agency=agency)
    assert brief(links) == expected
    assert own


def test_told_to_another_agency_holds_for_that_statement_only() -> None:
    told = frame_of("left", "a militia spokesman", "told", via="Reuters")
    other = frame_of("trapped", "The U.N.", "says")
    assert [link.name for link in links_of(other, told, agency="Associated Press")[0]][1] == "Reuters"
    assert [link.name for link in links_of(told, other, agency="Associated Press")[0]][
        1
    ] == "Associated Press"


def test_a_cue_without_source_is_somebody_unnamed() -> None:
    links, own = links_of(frame_of("fell", "", "reported"))
    assert (links[0].named, links[0].name, own) == ("anonymous", "", False)


def test_photo_credit_says_nothing_about_the_text() -> None:
    text = "The town fell on Friday.\nPhoto: Reuters\n"
    document = Document(
        "d",
        "c",
        text,
        (Block(Span(0, 25), BlockRole.BODY), Block(Span(25, 40), BlockRole.CREDIT)),
        outlet="Egypt Today",
    )
    frame = Frame(Span(9, 13), "capture", "actual", 0)
    links, own = chain(
        document, frame, Parties(document, (Sentence(0, Span(0, 25), 0, BlockRole.BODY),), [frame])
    )
    assert [link.name for link in links] == ["Egypt Today"]
    assert own


def test_agent_of_a_denial_is_the_source_of_its_topic() -> None:
    text = "The army denied that troops shelled the camp, which rebels left."
    denial = Frame(
        at("denied", text),
        "deny",
        "actual",
        0,
        {"agent": (at("The army", text),), "topic": (at("that troops shelled the camp", text),)},
    )
    shelling = Frame(at("shelled", text), "shelling", "negated", 0)
    leaving = Frame(at("left", text), "withdraw", "actual", 0)
    found = inner_sources((denial, shelling, leaving), text)
    assert found[1].said == Said(source=at("The army", text), cue=at("denied", text))
    assert found[0] is denial
    assert found[2] is leaving


def test_a_source_of_its_own_stays() -> None:
    text = "The army denied that troops shelled the camp."
    own = Said(source=at("The army", text), cue=at("denied", text), direct=True)
    topic = {"agent": (at("The army", text),), "topic": (at("that troops shelled the camp", text),)}
    denial = Frame(at("denied", text), "deny", "actual", 0, topic)
    shelling = Frame(at("shelled", text), "shelling", "negated", 0, {}, own)
    assert inner_sources((denial, shelling), text)[1].said is own


@pytest.mark.parametrize(
    ("text", "act", "type", "trigger", "modality", "filled"),
    [
        ("The army accused rebels of shelling the camp.", "accused", "accuse", "shelling", "actual", True),
        ("The army denies shelling the camp.", "denies", "deny", "shelling", "negated", True),
        ("The army denied reports that troops shelled it.", "denied", "deny", "shelled", "negated", True),
        ("The army condemned the shelling of the camp.", "condemned", "accuse", "shelling", "actual", False),
        ("The army rejected the truce with the rebels.", "rejected", "deny", "truce", "actual", False),
        ("The army urged a truce.", "urged", "demand", "truce", "demanded", False),
        ("The army demands that rebels leave.", "demands", "demand", "leave", "demanded", True),
    ],
)
def test_only_what_a_topic_states_is_said_by_the_agent(
    text: str, act: str, type: str, trigger: str, modality: str, filled: bool
) -> None:
    topic = Span(at(act, text).end + 1, len(text) - 1)
    roles = {"agent": (at("The army", text),), "topic": (topic,)}
    outer = Frame(at(act, text), type, "actual", 0, roles)
    inner = Frame(at(trigger, text), "attack", modality, 0)
    found = inner_sources((outer, inner), text)[1].said
    assert found == (Said(source=at("The army", text), cue=at(act, text)) if filled else None)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shells fell, the mayor of Tel Aran said.", "the mayor of Tel Aran"),
        ("The White House said jets flew.", "The White House"),
        ("The report we received tells of raids.", "The"),
    ],
)
def test_a_source_cut_to_its_article_is_completed(text: str, source: str) -> None:
    start = text.index(source)
    article = Span(start, start + 3)
    frame = Frame(Span(0, 3), "shelling", "actual", 0, {}, Said(source=article))
    (found,) = inner_sources((frame,), text)
    assert found.said is not None
    assert found.said.source is not None
    assert found.said.source.of(text) == source


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        (
            "Smoke rises after what local activists said were airstrikes on the town.",
            "airstrikes",
            "local activists",
        ),
        ("He died in what the ministry called a deadly drone strike.", "strike", "the ministry"),
        ("They know what happened: airstrikes hit the town.", "airstrikes", ""),
    ],
)
def test_a_source_in_a_relative_clause_before_the_trigger(text: str, trigger: str, source: str) -> None:
    (found,) = inner_sources((Frame(at(trigger, text), "airstrike", "actual", 0),), text)
    quote = found.said.source.of(text) if found.said and found.said.source else ""
    assert quote == source


def test_without_the_text_no_source_is_mended() -> None:
    frame = Frame(Span(4, 8), "attack", "actual", 0, {}, Said(source=Span(0, 3)))
    assert inner_sources((frame,)) == (frame,)


@settings(max_examples=80, deadline=None)
@given(
    text=st.text(st.sampled_from("He said a UN,spokesman of (IS).\n"), min_size=1, max_size=80),
    cuts=st.lists(st.integers(0, 80), min_size=6, max_size=6),
)
def test_any_spans_give_a_chain(text: str, cuts: list[int]) -> None:
    a, b, c, d, e, f = sorted(min(cut, len(text)) for cut in cuts)
    document = document_of(text, agency="Reuters")
    sentences = tuple(Sentence(n, block.span, n, block.role) for n, block in enumerate(document.blocks))
    frame = Frame(Span(0, 1), "kill", "actual", 0, {}, Said(Span(a, b), Span(b, c), Span(c, d), Span(e, f)))
    links, own = chain(document, frame, Parties(document, sentences, [frame]))
    assert not own
    assert links[-1].role == "outlet"
    assert all(link.named in {"named", "described", "anonymous"} for link in links)


def test_a_noun_before_a_partys_name_only_says_what_it_is() -> None:
    text = "At least 30 people were killed, the monitoring group Airwars said."
    document = frames_document({"id": "x", "text": text, "published": "2017-10-20"})
    parties = Parties(document, split(document), ())
    start = text.index("the monitoring")
    spoken = speaker_of(Span(start, start + len("the monitoring group Airwars")), document, parties)
    assert (spoken.name, spoken.named, spoken.party) == ("Airwars", "named", "Airwars")


def test_an_armys_command_speaks_for_the_army() -> None:
    text = "The Syrian army captured Karsa on Saturday.\nTroops hold the town, the army's command said in a statement."
    document = frames_document({"id": "x", "text": text, "published": "2017-10-14"})
    parties = Parties(document, split(document), ())
    start = text.index("the army's command")
    spoken = speaker_of(Span(start, start + len("the army's command")), document, parties)
    assert spoken.named == "described" and spoken.party == "Syrian government forces"


def test_one_said_has_one_subject() -> None:
    text = "The coalition said a convoy would leave but ruled out an exit of the foreigners."
    said = Said(source=Span(0, 13), cue=Span(14, 18))
    leave = Frame(Span(34, 39), "withdraw", "planned", 0, {}, said)
    exit_ = Frame(Span(57, 61), "withdraw", "negated", 0, {}, Said(cue=Span(14, 18)))
    assert text[34:39] == "leave" and text[57:61] == "exit"
    mended = inner_sources((leave, exit_), text)
    assert mended[1].said == said


def test_what_is_said_by_nobody_stays_so() -> None:
    text = "It was reported that a bomb went off and that two houses were hit."
    first = Frame(Span(23, 27), "bombing", "actual", 0, {}, Said(source=Span(0, 2), cue=Span(3, 15)))
    second = Frame(Span(62, 65), "destroy", "actual", 0, {}, Said(cue=Span(3, 15)))
    assert inner_sources((first, second), text)[1].said == second.said


@pytest.mark.parametrize(
    ("source", "name", "named"),
    [
        ("The Sudan Doctors Network", "Sudan Doctors Network", "named"),
        ("the Committee for Missing Persons", "Committee for Missing Persons", "named"),
        ("a Sudanese doctor", "a Sudanese doctor", "described"),
        ("the Foreign Minister", "the Foreign Minister", "described"),
    ],
)
def test_a_body_with_a_name_of_its_own_speaks_for_itself(source: str, name: str, named: str) -> None:
    text = f"At least 150 people were killed in Sudan, {source} said."
    document = frames_document({"id": "x", "text": text, "published": "2025-10-28"})
    start = text.index(source)
    spoken = speaker_of(Span(start, start + len(source)), document, Parties(document, split(document), ()))
    assert (spoken.name, spoken.named) == (name, named)


def test_its_troops_are_the_speakers() -> None:
    text = "The rebels seized the base.\nThe Sudanese army confirmed that its troops had withdrawn."
    document = frames_document({"id": "x", "text": text, "published": "2025-10-28"})
    army, troops = text.index("The Sudanese army"), text.index("its troops")
    said = Said(source=Span(army, army + 17), cue=Span(army + 18, army + 27))
    left = Frame(
        Span(text.index("withdrawn"), text.index("withdrawn") + 9),
        "withdraw",
        "actual",
        1,
        {"agent": (Span(troops, troops + 10),)},
        said,
    )
    parties = Parties(document, split(document), (left,))
    (mention,) = parties.resolve(Span(troops, troops + 10), 1, frame=left)
    assert mention.name == "Sudanese Armed Forces"


BODIES = """Rebels shelled the market, the Sudan Doctors Network said.
Another 12 people were hurt, the network said.
Shells fell, the Syrian Union of Teachers said.
The army withdrew, the union of officers said.
"""


@pytest.mark.parametrize(
    ("quote", "name", "named"),
    [
        ("the Sudan Doctors Network", "Sudan Doctors Network", "named"),
        ("the network", "Sudan Doctors Network", "named"),
        ("the Syrian Union of Teachers", "Syrian Union of Teachers", "named"),
    ],
)
def test_a_body_named_in_full_speaks_for_itself_and_not_for_the_country(
    quote: str, name: str, named: str
) -> None:
    document = document_of(BODIES)
    spans = [at(source, BODIES) for source in ("the Sudan Doctors Network", "the network")]
    frames = [
        Frame(at(trigger, BODIES), "shelling", "actual", index, {}, Said(source=span))
        for index, (trigger, span) in enumerate(zip(("shelled", "hurt"), spans, strict=True))
    ]
    parties = Parties(document, split(document), frames)
    speaker = speaker_of(at(quote, BODIES), document, parties)
    assert (speaker.name, speaker.named, speaker.party) == (name, named, "")


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Shells fell, Prime Minister Arben Hoxha said.", "Prime", "Prime Minister Arben Hoxha"),
        ("State-run MRTV said no jet had flown.", "run MRTV", "State-run MRTV"),
        ("Shells fell, Arben Hoxha said.", "Arben Hoxha", "Arben Hoxha"),
    ],
)
def test_a_source_cut_in_a_title_or_a_word_is_made_whole(text: str, cut: str, whole: str) -> None:
    frame = Frame(at(text[:6], text), "shelling", "actual", 0, {}, Said(source=at(cut, text)))
    (mended,) = inner_sources([frame], text)
    assert mended.said is not None and mended.said.source is not None
    assert mended.said.source.of(text) == whole


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "Fighters will leave, an official of the Raqqa Civil Council said.\n"
            "The official, Omar Alloush, said buses had come.\n",
            "Raqqa Civil Council",
        ),
        (
            "Fighters will leave, a Raqqa Civil Council official told reporters.\n"
            "The official, Omar Alloush, said buses had come.\n",
            "Raqqa Civil Council",
        ),
        ("Fighters will leave, elders said.\nThe official, Omar Alloush, said buses had come.\n", ""),
        (
            "A doctor of the Raqqa Civil Council spoke.\nThe official, Omar Alloush, said buses had come.\n",
            "",
        ),
    ],
)
def test_the_official_who_gets_a_name_is_the_one_told_of_before(text: str, party: str) -> None:
    document = document_of(text)
    start = text.index("Omar Alloush")
    spoken = speaker_of(Span(start, start + 12), document, Parties(document, split(document), ()))
    assert (spoken.name, spoken.named, spoken.party) == ("Omar Alloush", "named", party)
