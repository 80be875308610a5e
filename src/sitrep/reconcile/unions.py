"""Union-find: groups from pairs, the same whatever the order of the pairs."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Members joined in pairs; `groups` gives them in the order in which members were given."""

    def __init__(self, members: Iterable[T]) -> None:
        self._above: dict[T, T] = {member: member for member in members}

    def join(self, a: T, b: T) -> None:
        """Put the groups of two members together."""
        above, below = self.top(a), self.top(b)
        if above != below:
            self._above[below] = above

    def top(self, member: T) -> T:
        """The member that stands for a member's group; which one depends on the order of joins."""
        top = member
        while self._above[top] != top:
            top = self._above[top]
        while self._above[member] != top:
            self._above[member], member = top, self._above[member]
        return top

    def groups(self) -> list[list[T]]:
        """The groups, each in the order of members given, ordered by their first."""
        found: dict[T, list[T]] = {}
        for member in self._above:
            found.setdefault(self.top(member), []).append(member)
        return list(found.values())
