"""Commands for accounts: who may use a served record from other machines."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT

accounts = typer.Typer(
    help="Accounts of people who use a served record.", no_args_is_help=True, rich_markup_mode=None
)

File = Annotated[Path, typer.Option("--file", help="File of the accounts.")]
DEFAULT = Path("accounts.json")


@accounts.command()
def add(
    name: Annotated[str, typer.Argument(help="Name to sign in with; decisions are noted under it.")],
    role: Annotated[str, typer.Option("--role", help="viewer, reviewer, publisher or admin.")] = "viewer",
    file: File = DEFAULT,
) -> None:
    """Add an account, or change its role and password; asks for the password, or takes it from standard input."""
    from sitrep.web.accounts import add as add_account

    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\n")
    add_account(file, name, role, password)
    OUT.print(f"{name}: {role}, in {file}", markup=False, highlight=False)


@accounts.command()
def remove(name: Annotated[str, typer.Argument(help="Name of the account.")], file: File = DEFAULT) -> None:
    """Remove an account; a server that runs forgets it when it is started again."""
    from sitrep.web.accounts import remove as remove_account

    remove_account(file, name)
    OUT.print(f"{name}: removed from {file}", markup=False, highlight=False)
