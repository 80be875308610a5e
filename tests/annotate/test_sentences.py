from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.sentences import split
from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.span import Span


def document(*parts: tuple[str, BlockRole] | str, per_line: bool = False) -> Document:
    text, blocks = "", []
    for part in parts:
        content, role = part if isinstance(part, tuple) else (part, BlockRole.BODY)
        blocks.append(Block(Span(len(text), len(text) + len(content)), role))
        text += content + "\n"
    return Document(
        "0" * 20,
        "0" * 64,
        text,
        tuple(blocks),
        published=datetime(2017, 10, 15, tzinfo=UTC),
        sentence_per_line=per_line,
    )


def sentences(text: str) -> list[str]:
    whole = document(text)
    return [sentence.span.of(whole.text).strip() for sentence in split(whole)]


@pytest.mark.parametrize(
    "marked",
    [
        "The convoy left at dawn. | It reached the river by noon.",
        "Lt. Gen. Karim Aziz gave no figure. | Maj. Omar Said did.",
        "The bridge fell on Jan. 5 after two days. | In Feb. 2016 it was rebuilt.",
        "Shells hit the market at 5 p.m. Monday, a doctor said.",
        "The raid ended at 5 p.m. | The soldiers left.",
        "Troops held Hill No. 10 overnight. | They lost it at noon.",
        "He asked for more shells. | No. | They had none.",
        "A U.S. Central Command statement denied it. | Aid came from the U.S. | The rest was bought.",
        "Officials in Washington, D.C. said nothing. | Others in D.C. | The talks went on.",
        "Mr. A. B. Hassan and Dr. Ali were held. | Their driver was not.",
        "“We will not leave.” | The commander then hung up.",
        '"We will not leave." | The commander then hung up.',
        "The mayor said, “We have no water. | Nobody answers us.” | He left town.",
        "“Who gave the order?” Hassan asked.",
        "“Stop!” shouted one man. | He ran.",
        "Who fired first? | Both sides blame the other!",
        "The army (which denies it.) | Others do not.",
        "The front was quiet... | Then shelling began.",
        "It was quiet ... for an hour.",
        "1. The first clause binds both sides.",
        "Supplies went to Acme Corp. of Texas. | It sells pumps.",
        "Prices rose 3.5 percent. | 12 shops closed.",
        "WASHINGTON, D.C. — For a year he waited.",
        "Police took the post.| “ It was empty,” one said.",
        "Fighting went on. | • A bus was hit. | • Two people died.",
        "Food, water, etc. were gone by night.",
        "He was born in St. Petersburg vs. Moscow rumours.",
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_does(marked):
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace(".| ", ". ").replace(" | ", " ")
    assert sentences(text) == expected


def test_a_closing_mark_set_off_by_a_space_stays_with_its_sentence():
    assert sentences("He said “we leave now. ” Then he left.") == [
        "He said “we leave now. ”",
        "Then he left.",
    ]


def test_an_empty_line_ends_a_sentence_and_a_single_line_break_does_not():
    assert sentences("The convoy left\nat dawn\n\nIt returned at night") == [
        "The convoy left\nat dawn",
        "It returned at night",
    ]


def test_only_reporting_blocks_have_sentences_and_repeats_have_none():
    whole = document(
        ("City falls", BlockRole.TITLE),
        ("By A. Writer", BlockRole.BYLINE),
        "It fell. They left.",
        ("Smoke rises.", BlockRole.CAPTION),
        ("Share this. Now.", BlockRole.BOILERPLATE),
    )
    repeated = Document(
        whole.id,
        whole.capture_id,
        whole.text,
        (*whole.blocks[:3], Block(whole.blocks[3].span, BlockRole.CAPTION, repeats=2), whole.blocks[4]),
    )
    assert [(s.block, s.role.value) for s in split(whole)] == [
        (0, "title"),
        (2, "body"),
        (2, "body"),
        (3, "caption"),
    ]
    assert [s.block for s in split(repeated)] == [0, 2, 2]
    assert [s.index for s in split(repeated)] == [0, 1, 2]


def test_a_document_of_one_sentence_a_line_is_not_split_further():
    whole = document("It fell. They left.", "Nobody stayed. So it was.", per_line=True)
    assert [s.span for s in split(whole)] == [block.span for block in whole.blocks]


@given(st.text(alphabet=" \n.!?…\"'”“’)(—•aAzUS10pm", max_size=60), st.text(max_size=20))
def test_sentences_tile_their_block(first, second):
    whole = document(first, second)
    for index, block in enumerate(whole.blocks):
        spans = [s.span for s in split(whole) if s.block == index]
        assert all(len(span) for span in spans)
        assert [a.end for a in spans[:-1]] == [b.start for b in spans[1:]]
        if len(block.span):
            assert (spans[0].start, spans[-1].end) == (block.span.start, block.span.end)


@pytest.mark.parametrize("part", [".", "! ", '."', "\n", " .", "A.", "“(", ". (", "p.m. "])
def test_long_runs_of_marks_are_read_to_the_end(part):
    whole = document(part * 20_000)
    assert split(whole)[-1].span.end == whole.blocks[0].span.end
