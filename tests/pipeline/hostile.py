"""Reports that are clean, and inputs that are not."""

from datetime import UTC, datetime

from sitrep.pipeline.messages import Task

NOW = datetime(2020, 1, 2, 3, 4, tzinfo=UTC)
CLEAN = {
    "karsa.txt": (
        "Troops leave Karsa after a month of fighting\n\nTue, 4 Jul 2017 - 05:40 GMT\n\n"
        "BEIRUT - Rebels killed 12 soldiers near the town of Kobani on Monday, the army said.\n\n"
        "The governor said that forty families had fled the town.\n\n© 2017 The Karsa Herald\n"
    ),
    "market.txt": (
        "Car bomb kills nine at a market in Baghdad\n\nWed, 5 Jul 2017 - 09:10 GMT\n\n"
        "BAGHDAD - A car bomb killed nine people at a market in Baghdad on Wednesday, police said.\n\n"
        "No group has claimed responsibility for the attack.\n\n© 2017 The Karsa Herald\n"
    ),
}
SENTENCE = "The army said on Monday that rebels killed 12 soldiers near the town of Kobani and fled. "


def task(number: int, content: str | bytes, origin: str) -> Task:
    data = content.encode("utf-8") if isinstance(content, str) else content
    return Task(number, data, origin, "file", NOW, 20_000_000)
