"""Captions and credits of the pictures within a page's article, each with the paragraph it stands after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.codebook.page_words_markup import MarkupWords, markup_words
from sitrep.ingest.markup import Element, classes, paragraph_text, visible_text

_MAX_CAPTION = 900
_MAX_CAPTIONS = 60
_TEXT_TAGS = ("p", "li", "blockquote", "h2", "h3", "h4", "div")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's caption and credit (either may be empty), and the body paragraph before it, -1 for none."""

    caption: str
    credit: str
    after: int


def pictures(tree: Element, body: Sequence[str]) -> tuple[Picture, ...]:
    """Pictures of the article, in page order.

    Captions of teasers, galleries of other reports and side bars are left out: a picture belongs to the
    article where it shares the article's element with the body's first paragraph.

    Args:
        tree: The parsed page; not changed.
        body: Paragraphs of the body, each on one line.
    """
    words = markup_words()
    places = {text: index for index, text in reversed(list(enumerate(body)))}
    found: list[tuple[Element, int]] = []
    matched: list[Element] = []
    after = -1
    for element in tree.iter("figcaption", *_TEXT_TAGS, "span", "small", "em", "cite"):
        if _is_caption(element, words):
            if not any(outer is ancestor for outer, _ in found[-3:] for ancestor in element.iterancestors()):
                found.append((element, after))
        elif element.tag in _TEXT_TAGS and _is_leaf(element):
            index = places.get(paragraph_text(element))
            if index is not None:
                matched.append(element)
                after = max(after, index)
        if len(found) >= _MAX_CAPTIONS:
            break
    container = _container(matched)
    kept = [(element, after) for element, after in found if _belongs(element, container, words)]
    return tuple(picture for element, after in kept if (picture := _picture(element, after, words, places)))


def _is_leaf(element: Element) -> bool:
    return element.tag != "div" or not any(
        child.tag in (*_TEXT_TAGS, "figure", "section") for child in element
    )


def _is_caption(element: Element, words: MarkupWords) -> bool:
    if element.tag == "figcaption":
        return True
    name = element.get("class")
    if not name:
        return False
    name = name.lower()[:300]
    return bool(words.caption_classes.search(name)) and not words.not_caption_classes.search(name)


def _container(matched: Sequence[Element]) -> Element | None:
    """The article's element: article or main around the first paragraph, else what holds first and last."""
    if not matched:
        return None
    for ancestor in matched[0].iterancestors("article", "main"):
        return ancestor
    last = set(matched[-1].iterancestors())
    for ancestor in matched[0].iterancestors():
        if ancestor in last:
            parent = ancestor.getparent()
            return parent if parent is not None and parent.tag not in ("body", "html") else ancestor
    return None


def _belongs(element: Element, container: Element | None, words: MarkupWords) -> bool:
    if container is None:
        return False
    for ancestor in element.iterancestors():
        if ancestor is container:
            return True
        if ancestor.tag in words.outside_tags or words.outside_classes.search(classes(ancestor)):
            return False
    return False


def _picture(element: Element, after: int, words: MarkupWords, places: Mapping[str, int]) -> Picture | None:
    whole = visible_text(element)
    credits = [
        child
        for child in element.iter("span", "small", "em", "cite", "p", "div", "i", "figcaption")
        if child is not element and words.credit_classes.search(classes(child))
    ]
    credit = visible_text(credits[0]) if credits else ""
    caption = " ".join(whole.replace(credit, " ", 1).split()) if credit else whole
    if not whole or len(whole) > _MAX_CAPTION or caption in places:
        return None
    return Picture(caption, credit, after)
