"""The model as plain data: a lossless codec, derived from the dataclass fields, that JSON can hold.

No field list is typed twice: `to_plain` and `from_plain` read the dataclasses themselves, once per class.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, lru_cache, partial
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_SCALARS: dict[type, tuple[type, ...]] = {str: (str,), bool: (bool,), int: (int,), float: (float, int)}
"""Annotation → types that a value may have; an int is a float that the text wrote without a fraction."""


def to_plain(obj: Any) -> dict[str, Any]:
    """A model object as a dict that JSON can hold, keys in field order.

    Dates become ISO text, datetimes ISO text in UTC, enums their value, tuples lists.

    Raises:
        ValueError: If a field holds a value of another type than it declares, or a datetime without a zone.
    """
    return _converter(obj.__class__).write(obj)


def from_plain(cls: type[T], plain: Mapping[str, Any]) -> T:
    """The object that `to_plain` was given: equal, with equal types.

    A missing key takes the field's default (it was written before the field existed).

    Raises:
        ValueError: If a key is unknown, a key without default is missing, or a value has the wrong type.
    """
    if type(plain) is not dict:
        raise ValueError(f"{cls.__name__}: expected an object, got {type(plain).__name__}")
    converter: _Converter = _converter(cast(Any, cls))
    return cast(T, converter.read(plain))


def to_json(obj: Any) -> str:
    """`to_plain` as compact JSON: equal objects give equal text.

    Raises:
        ValueError: As `to_plain`; and for a number that JSON has no form for (NaN, infinity).
    """
    return _ENCODER.encode(to_plain(obj))


def from_json(cls: type[T], text: str) -> T:
    """The object that `to_json` was given.

    Raises:
        ValueError: As `from_plain`, and if the text is not JSON.
    """
    return from_plain(cls, json.loads(text))


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one annotation are written and read; no converter where values stay as they are."""

    live: tuple[type, ...]
    plain: tuple[type, ...]
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


class _Converter:
    """Writes and reads one dataclass. Values move as whole tuples, so that the work a field is done in C."""

    def __init__(self, cls: Any) -> None:
        hints = get_type_hints(cls)
        self.cls = cls
        self.fields: tuple[Field[Any], ...] = fields(cls)
        self.names = tuple(field.name for field in self.fields)
        forms = [_form(hints[name]) for name in self.names]
        self.live = tuple(form.live for form in forms)
        self.plain = tuple(form.plain for form in forms)
        self.writers = [(i, form.write) for i, form in enumerate(forms) if form.write]
        self.readers = [(i, form.read) for i, form in enumerate(forms) if form.read]
        # a second name keeps the getters' result a tuple for classes of one field
        self.get = attrgetter(*self.names, "__class__")
        self.pick = itemgetter(*self.names) if len(self.names) > 1 else lambda plain: (plain[self.names[0]],)
        self.keys = frozenset(self.names)

    def write(self, obj: Any) -> dict[str, Any]:
        values = list(self.get(obj)[:-1])
        if not _fits(self.live, tuple(map(type, values))):
            raise self._misfit(self.live, values)
        for index, convert in self.writers:
            if values[index] is not None:
                values[index] = convert(values[index])
        return dict(zip(self.names, values, strict=True))

    def read(self, plain: dict[str, Any]) -> Any:
        if plain.keys() != self.keys:
            plain = self._completed(plain)
        values = list(self.pick(plain))
        if not _fits(self.plain, tuple(map(type, values))):
            raise self._misfit(self.plain, values)
        for index, convert in self.readers:
            if values[index] is not None:
                try:
                    values[index] = convert(values[index])
                except KeyError as error:
                    where = f"{self.cls.__name__}.{self.names[index]}"
                    raise ValueError(f"{where}: unknown value {error}") from error
        return self.cls(*values)

    def _completed(self, plain: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(plain.keys() - self.keys)
        if unknown:
            raise ValueError(f"{self.cls.__name__}: unknown keys {', '.join(unknown)}")
        complete = dict(plain)
        for field in self.fields:
            if field.name in complete:
                continue
            if field.default is MISSING and field.default_factory is MISSING:
                raise ValueError(f"{self.cls.__name__}: key {field.name} is missing")
            value = field.default_factory() if field.default_factory is not MISSING else field.default
            write = dict(self.writers).get(self.names.index(field.name))
            complete[field.name] = write(value) if write and value is not None else value
        return complete

    def _misfit(self, allowed: tuple[tuple[type, ...], ...], values: list[Any]) -> ValueError:
        for name, types, value in zip(self.names, allowed, values, strict=True):
            if not _fits((types,), (type(value),)):
                return ValueError(f"{self.cls.__name__}.{name}: {_wrong(value, types)}")
        return ValueError(f"{self.cls.__name__}: values do not fit its fields")


@lru_cache(maxsize=8192)
def _fits(allowed: tuple[tuple[type, ...], ...], found: tuple[type, ...]) -> bool:
    """Whether each found type is allowed for its field. A bool is no number; a subclass of text is text."""
    return all(
        kind in types or (kind is not bool and kind is not datetime and issubclass(kind, types))
        for types, kind in zip(allowed, found, strict=True)
    )


def _wrong(value: Any, types: tuple[type, ...]) -> str:
    return f"{value!r} is a {type(value).__name__}, not {' or '.join(kind.__name__ for kind in types)}"


@cache
def _converter(cls: Any) -> _Converter:
    if not is_dataclass(cls):
        raise ValueError(f"{cls!r} is not a class of the model")
    return _Converter(cls)


def _form(hint: Any) -> _Form:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        forms = [_form(argument) for argument in arguments if argument is not NoneType]
        return _union(forms, optional=NoneType in arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(_form(arguments[0]))
    if origin is tuple:
        return _product([_form(argument) for argument in arguments])
    if origin is dict and arguments[0] is str:
        return _mapping(_form(arguments[1]))
    return _single(hint)


def _single(hint: Any) -> _Form:
    if hint in _SCALARS:
        return _Form(_SCALARS[hint], _SCALARS[hint])
    if hint is datetime:
        return _Form((datetime,), (str,), _write_datetime, _read_datetime)
    if hint is date:
        return _Form((date,), (str,), date.isoformat, _read_date)
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return _Form((hint,), (str,), attrgetter("value"), members.__getitem__)
    if isinstance(hint, type) and is_dataclass(hint):
        converter = _converter(hint)
        return _Form((hint,), (dict,), converter.write, converter.read)
    raise ValueError(f"no plain form for {hint!r}: extend sitrep.model.columns")


def _union(forms: list[_Form], *, optional: bool) -> _Form:
    none = (NoneType,) if optional else ()
    if len(forms) == 1:
        form = forms[0]
        return _Form(form.live + none, form.plain + none, form.write, form.read)
    if any(form.write or form.read for form in forms):
        raise ValueError("a union of converted types has no plain form: nothing tells which one was written")
    types = tuple(dict.fromkeys(kind for form in forms for kind in form.live))
    return _Form(types + none, types + none)


def _checked(
    values: Iterable[Any], types: tuple[type, ...], convert: Callable[[Any], Any] | None
) -> list[Any]:
    checked = []
    for value in values:
        if not _fits((types,), (type(value),)):
            raise ValueError(_wrong(value, types))
        checked.append(convert(value) if convert and value is not None else value)
    return checked


def _sequence(form: _Form) -> _Form:
    def write(values: tuple[Any, ...]) -> list[Any]:
        return _checked(values, form.live, form.write) if values else []

    def read(values: list[Any]) -> tuple[Any, ...]:
        return tuple(_checked(values, form.plain, form.read)) if values else ()

    return _Form((tuple,), (list,), write, read)


def _product(forms: list[_Form]) -> _Form:
    def each(values: Iterable[Any], attribute: str, types: str) -> list[Any]:
        values = list(values)
        if len(values) != len(forms):
            raise ValueError(f"{values!r} must have {len(forms)} items")
        return [
            _checked((value,), getattr(form, types), getattr(form, attribute))[0]
            for form, value in zip(forms, values, strict=True)
        ]

    return _Form(
        (tuple,),
        (list,),
        partial(each, attribute="write", types="live"),
        lambda values: tuple(each(values, "read", "plain")),
    )


def _mapping(form: _Form) -> _Form:
    def convert(
        values: dict[str, Any], types: tuple[type, ...], one: Callable[[Any], Any] | None
    ) -> dict[str, Any]:
        keys = _checked(values, (str,), None)
        return dict(zip(keys, _checked(values.values(), types, one), strict=True))

    return _Form(
        (dict,),
        (dict,),
        partial(convert, types=form.live, one=form.write),
        partial(convert, types=form.plain, one=form.read),
    )


def _write_datetime(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: datetimes of the model are aware")
    return value.astimezone(UTC).isoformat()


def _read_datetime(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.utcoffset() != timedelta(0):
        raise ValueError(f"{text!r} is not a time in UTC")
    return value


def _read_date(text: str) -> date:
    value = date.fromisoformat(text)
    if value.isoformat() != text:  # fromisoformat also reads week dates and dates without hyphens
        raise ValueError(f"{text!r} is not a date written YYYY-MM-DD")
    return value
