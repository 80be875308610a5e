"""Support: how near the other places that a document names lie to each place that a name may stand for."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sitrep.annotate.gazetteer import Match, Place
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.scan import Toponym
from sitrep.model.geography import EARTH_KM

Floats = NDArray[np.float64]
FADES_KM = 75.0
"""Distance over which a neighbour's support fades to a third: towns of one region's news lie so far apart."""

_KINDS = ("town", "adm2")
_MOST = 12
"""Bearers of a name that are looked at, largest first."""


class Support:
    """A document's names of towns and districts as points on the globe.

    A name speaks for a place of another name where one of its own bearers lies beside it: "Paris" beside "Cookville" is
    not the capital. A name with many bearers says less: each speaks with one part of its name's voice.

    Args:
        toponyms: The names that the document's text has.
    """

    def __init__(self, toponyms: Iterable[Toponym]) -> None:
        named: dict[str, Sequence[Place]] = {}
        for toponym in toponyms:
            named.setdefault(keys(toponym.name).bare, bearers(toponym.matches))
        rows = [
            (number, place, 1.0 / len(places))
            for number, places in enumerate(named.values())
            for place in places
        ]
        self._numbers = {name: number for number, name in enumerate(named)}
        self._names = np.array([number for number, _, _ in rows], np.int64)
        self._points = _on_sphere([place for _, place, _ in rows])
        self._voices = np.array([voice for _, _, voice in rows], np.float64)

    def of(self, places: Sequence[Place], name: str) -> Floats:
        """How much the document's other names speak for each place: the sum of their voices, each 0 to 1.

        Args:
            places: Bearers of a name; those without a point get nothing.
            name: Bare key of the name, which does not speak for itself.
        """
        if not len(self._names) or not places:
            return np.zeros(len(places))
        cosines = np.clip(_on_sphere(places) @ self._points.T, -1.0, 1.0)
        voices = np.exp(-EARTH_KM * np.arccos(cosines) / FADES_KM) * self._voices
        voices[:, self._names == self._numbers.get(name, -1)] = 0.0
        best = np.zeros((len(places), len(self._numbers)))
        for column in range(len(self._names)):
            np.maximum(best[:, self._names[column]], voices[:, column], out=best[:, self._names[column]])
        supported: Floats = best.sum(axis=1)
        supported[[place.lat is None for place in places]] = 0.0
        return supported


def bearers(matches: Sequence[Match]) -> list[Place]:
    """The towns and districts with a point that bear a name exactly, largest first."""
    return [
        match.place
        for match in matches
        if match.how == "exact" and match.place.kind in _KINDS and match.place.lat is not None
    ][:_MOST]


def _on_sphere(places: Sequence[Place]) -> Floats:
    """Unit vectors of the places' points (places, 3)."""
    phi = np.radians([place.lat or 0.0 for place in places])
    lam = np.radians([place.lon or 0.0 for place in places])
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
