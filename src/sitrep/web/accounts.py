"""Accounts: who may come in from other machines, and what they may do. A JSON file, passwords as argon2id hashes."""

import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sitrep.errors import SettingsError

ROLES = ("viewer", "reviewer", "publisher", "admin")
"""Each may do what those before it may. viewer: the public view. reviewer: judge, add documents, and see the restricted view
where the server shows it. publisher: take restricted exports away. admin: nothing more yet than a publisher."""

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1_000
SHORTEST_NAME, LONGEST_NAME = 1, 60
DUMMY = PasswordHasher().hash(secrets.token_hex(16))
"""Verified where the name is unknown, so that the time taken does not tell which names exist."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person. `password` is an argon2id hash."""

    name: str
    role: str
    password: str

    def may(self, role: str) -> bool:
        """Whether the account's role reaches another."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of a file, read when the server starts.

    Args:
        found: Name → account.
    """

    def __init__(self, found: Mapping[str, Account]) -> None:
        self._found = dict(found)
        self._hasher = PasswordHasher()

    def __len__(self) -> int:
        return len(self._found)

    def get(self, name: str) -> Account | None:
        """The account of a name."""
        return self._found.get(name)

    def verified(self, name: str, password: str) -> Account | None:
        """The account, if the password is its own."""
        account = self._found.get(name)
        if len(password) > LONGEST_PASSWORD:
            return None
        try:
            self._hasher.verify(account.password if account else DUMMY, password)
        except (VerificationError, InvalidHashError):
            return None
        return account


def load(file: Path) -> Accounts:
    """The accounts of a file.

    Raises:
        SettingsError: If the file cannot be read, is open to other users of the machine, or holds no account.
    """
    try:
        if file.stat().st_mode & 0o077:
            raise SettingsError(
                f"{file}: other users of this machine can read the accounts. Close it: chmod 600 {file}"
            )
        rows = json.loads(file.read_text(encoding="utf-8"))
        found = {row["name"]: Account(row["name"], row["role"], row["password"]) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{file}: not a file of accounts ({error}). Make one: sitrep accounts add NAME --role reviewer"
        ) from error
    wrong = sorted(account.role for account in found.values() if account.role not in ROLES)
    if wrong or not found:
        told = f"unknown role {wrong[0]!r}" if wrong else "no account"
        raise SettingsError(f"{file}: {told}. Add one: sitrep accounts add NAME --role {'|'.join(ROLES)}")
    return Accounts(found)


def add(file: Path, name: str, role: str, password: str) -> None:
    """Add an account, or give one that exists another role and password. The file is closed to other users.

    Raises:
        SettingsError: If the name, role or password cannot be.
    """
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise SettingsError(
            f"{name!r} cannot be a name: use {SHORTEST_NAME} to {LONGEST_NAME} printable characters"
        )
    if role not in ROLES:
        raise SettingsError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise SettingsError(
            f"a password needs at least {SHORTEST_PASSWORD} characters; several words are easy to remember"
        )
    found = _rows(file)
    found[name] = asdict(Account(name, role, PasswordHasher().hash(password)))
    _write(file, found)


def remove(file: Path, name: str) -> None:
    """Remove an account.

    Raises:
        SettingsError: If there is no such account.
    """
    found = _rows(file)
    if found.pop(name, None) is None:
        raise SettingsError(f"{file}: no account {name!r}; there are {', '.join(sorted(found)) or 'none'}")
    _write(file, found)


def _rows(file: Path) -> dict[str, dict[str, str]]:
    if not file.exists():
        return {}
    try:
        return {row["name"]: row for row in json.loads(file.read_text(encoding="utf-8"))}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{file}: not a file of accounts ({error})") from error


def _write(file: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # mkstemp lets nobody else read
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump([rows[each] for each in sorted(rows)], out, ensure_ascii=False, indent=1)
    os.replace(name, file)
