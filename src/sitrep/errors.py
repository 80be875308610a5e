"""Every error that sitrep raises on purpose, as one tree.

SitrepError
├── SpanError             a span leaves its text or is malformed
├── ReadError             one input cannot become a document; carries a reason code
├── CodebookError         a vocabulary file is malformed or names an unknown code
├── EngineError           the engine's files are missing or do not match their hash
├── StoreError            the record's file
│   ├── SchemaVersionError   written by a newer sitrep
│   ├── NotFoundError        no such claim, document or judgement
│   └── ConflictError        another process holds the record
├── JudgementError        a person's decision names a field or value that cannot be
├── MissingExtraError     a format needs an optional dependency that is not installed
└── SettingsError         a setting or environment variable is not usable

Every message says what failed, on which value, where, and what to do.
"""


class SitrepError(Exception):
    """Root of the tree: catch this to catch every deliberate error of sitrep."""


class SpanError(SitrepError):
    """A span is malformed or leaves the text that it should point into."""


class ReadError(SitrepError):
    """One input cannot be read as a document.

    Attributes:
        reason: Stable code of `REASONS`, for programs.
        origin: Path, URL or row that was being read.
    """

    def __init__(self, reason: str, message: str, *, origin: str = "") -> None:
        if reason not in REASONS:
            raise ValueError(f"unknown reason code {reason!r}: add it to errors.REASONS")
        super().__init__(message)
        self.reason = reason
        self.origin = origin


REASONS: dict[str, str] = {
    "empty": "The input holds no text. Check that the page was saved with its content.",
    "unreadable": "The bytes are not text in an encoding that could be recognised. Save the file as UTF-8 text or HTML.",
    "binary": "The input is not text (an image, archive, PDF or program). Extract its text first.",
    "too_large": "The input is above the size limit. Split it into one document a file, or use JSONL or CSV.",
    "unsupported_format": "No reader for this kind of file. Supported: .txt .html .htm .jsonl .csv",
    "malformed_row": "A row of the table or a line of the JSONL file cannot be parsed. Fix or remove that row.",
    "missing_column": "A required column is missing. Name it with --columns text=YOURCOLUMN.",
    "no_article": "The page has no article text that could be told from its surroundings.",
    "several_documents": "The file seems to hold several reports. Split it: one report a file.",
    "language_unsupported": "The text is not English. Only English is supported so far.",
    "timed_out": "Reading took longer than the limit and was stopped. The file may be damaged or hostile.",
    "out_of_memory": "Reading needed more memory than the limit and was stopped. The file may be damaged or hostile.",
    "worker_died": "The reading process ended without an answer. The file may be damaged or hostile.",
    "internal_error": "sitrep itself failed on this document. Please report it, with the document if you may.",
    "nothing_found": "The document was read, and no claim of a known kind was found in it.",
    "already_read": "The record holds this document already; nothing was changed.",
    "dropped": "A person dropped this document from the record: it is not read again. `sitrep drop --list` says who and why.",
    "impossible_judgement": "The judgement sets a field or value that the claim cannot have. Correct or remove that line.",
    "words_not_found": "Words are looked for as they are printed, in one sentence. Take them over from the text.",
    "no_such_sentence": "The report has no such sentence. They are numbered from 0, the title's first.",
    "no_such_kind": "A frame of that type becomes no claim of that kind. The reference of codebooks lists the kinds of each.",
    "claim_known": "The record holds that claim already. Accept or correct it instead of adding it.",
    "io_error": "The file could not be opened. Check that it exists and may be read.",
}
"""Reason code → what it means and what to do. Codes never change their meaning."""


class CodebookError(SitrepError):
    """A vocabulary file is malformed, or a code is used that no codebook holds."""


class EngineError(SitrepError):
    """The engine's weights or tables are missing, damaged or of another version."""


class StoreError(SitrepError):
    """The record cannot be opened, read or written."""


class SchemaVersionError(StoreError):
    """The record was written by a newer sitrep, or is not a sitrep record."""


class NotFoundError(StoreError):
    """The record holds no object of that identity."""


class ConflictError(StoreError):
    """Another process holds the record's write lock for too long."""


class JudgementError(SitrepError):
    """A judgement names a field that cannot be set, or a value that the field cannot take.

    Attributes:
        reason: Stable code of `REASONS` where words of a text are concerned; else empty.
        claim: Claim that the record holds already, where one is in the way; else empty.
    """

    def __init__(self, message: str, *, reason: str = "", claim: str = "") -> None:
        if reason and reason not in REASONS:
            raise ValueError(f"unknown reason code {reason!r}: add it to errors.REASONS")
        super().__init__(message)
        self.reason = reason
        self.claim = claim


class MissingExtraError(SitrepError):
    """A format needs an optional dependency; the message names the extra to install."""


class SettingsError(SitrepError):
    """A setting or environment variable has a value that cannot be used."""
