"""Identities depend on what is in the bytes, and on nothing else."""

from sitrep.ingest.identity import canonical_url, capture_id, document_id


def test_a_capture_is_its_bytes() -> None:
    assert capture_id(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_document_is_address_or_outlet_with_title_and_text() -> None:
    one = document_id(url="https://x.org/a", outlet="Post", title="T", text="Body")
    assert len(one) == 20 and int(one, 16) >= 0
    assert one == document_id(url="https://x.org/a", outlet="Other", title="T", text="Body")
    assert one != document_id(url="", outlet="Post", title="T", text="Body")
    assert one != document_id(url="https://x.org/a", outlet="Post", title="TB", text="ody")
    assert len(document_id(url="", outlet="\ud800", title="", text="")) == 20


def test_addresses_lose_what_does_not_name_the_page() -> None:
    assert (
        canonical_url("HTTPS://User@X.org:443/a/B?utm_source=z&id=3&fbclid=1#top") == "https://x.org/a/B?id=3"
    )
    assert canonical_url("http://x.org") == "http://x.org/"
    for nothing in ("", "ftp://x.org/a", "/a/b", "https://", "https://[bad", "javascript:alert(1)"):
        assert canonical_url(nothing) == ""
