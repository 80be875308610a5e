"""The page and the HTTP API over one record. Needs the extra `web`.

Names are imported when first used, so that asking for one part does not load the server.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitrep.web.app import create_app
    from sitrep.web.serving import serve
    from sitrep.web.settings import WebSettings

__all__ = ["WebSettings", "create_app", "serve"]

_HOME = {
    "WebSettings": "sitrep.web.settings",
    "create_app": "sitrep.web.app",
    "serve": "sitrep.web.serving",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
