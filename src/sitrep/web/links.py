"""Addresses that forms lead back to."""


def local(address: str) -> str:
    """An address if it lies on this server, else nothing: a form must not lead elsewhere."""
    plain = address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else ""
