"""Identities of captures and documents, and the canonical form of an address."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitrep.ingest.decode import replace_unusable

_TRACKING = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "cmpid",
        "ocid",
        "ref",
        "ref_src",
        "cmp",
        "smid",
    }
)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def capture_id(data: bytes) -> str:
    """SHA-256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def document_id(*, url: str, outlet: str, title: str, text: str) -> str:
    """20 hex digits of SHA-256 over the canonical address, else the outlet, with title and text.

    Only what was found in the bytes may be handed in: attributes given by hand never change an identity.
    NUL joins the parts; no part can hold one.
    """
    key = "\x00".join(replace_unusable(part) for part in (url or outlet, title, text))
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:20]


def canonical_url(url: str) -> str:
    """An http(s) address without fragment, tracking, default port, host in lower case; else empty."""
    try:
        parts = urlsplit(url.strip())
        query = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _tracks(name)
        ]
    except ValueError:
        return ""
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.netloc:
        return ""
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().rpartition("@")[2].removesuffix(_DEFAULT_PORTS[scheme])
    return replace_unusable(
        urlunsplit((scheme, host, parts.path or "/", urlencode(query, errors="replace"), ""))
    )


def _tracks(name: str) -> bool:
    return name.lower().startswith("utm_") or name.lower() in _TRACKING
