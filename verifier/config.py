"""The one place that opens a configuration file.

The defaults are read from the ``config.toml`` that ships with verifier, so that file is
the one truth: the types below have no defaults of their own.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from verifier import __version__
from verifier.errors import BadConfig

__all__ = [
    "Archives",
    "EndpointJudge",
    "Fetch",
    "Judge",
    "Links",
    "Memento",
    "OnnxJudge",
    "Report",
    "Schedule",
    "Settings",
    "Snapshots",
    "Store",
    "Wayback",
    "load",
]


class Size(int):
    """A number of bytes, written "64kB" or "10MB" (decimal, as disks and wires count)."""


@dataclass(frozen=True, slots=True)
class Store:
    url: str


@dataclass(frozen=True, slots=True)
class Fetch:
    user_agent: str
    contact: str
    accept_language: str
    concurrency: int
    processes: str
    host_concurrency: int
    host_interval: timedelta
    domain_concurrency: int
    domain_interval: timedelta
    address_concurrency: int
    address_interval: timedelta
    deadline: timedelta
    max_bytes: Size
    max_redirects: int
    retries: int
    retry_pause: timedelta
    robots: bool
    probe: bool
    mail: bool
    http2: bool
    authorities: str
    allow_addresses: tuple[str, ...]
    allow_ports: tuple[int, ...]
    proxy: str
    resolve: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def agent(self) -> str:
        """The User-Agent that is sent, to sites and archives alike."""
        name = self.user_agent.replace("{version}", __version__)
        return f"{name} (+{self.contact})" if self.contact else name


@dataclass(frozen=True, slots=True)
class Links:
    exclude: tuple[str, ...]
    include: tuple[str, ...]
    max_age: timedelta
    ages: Mapping[str, timedelta]
    files: bool
    root: str


@dataclass(frozen=True, slots=True)
class Schedule:
    live: timedelta
    live_most: timedelta
    failing: timedelta
    failing_least: timedelta
    dead: timedelta
    dead_most: timedelta
    blocked: timedelta
    blocked_most: timedelta
    strikes: int
    canaries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wayback:
    url: str
    searches_per_minute: int
    copies_per_second: float
    saves_per_minute: int
    saves_per_day: int
    save_deadline: timedelta
    access_key_variable: str
    secret_variable: str


@dataclass(frozen=True, slots=True)
class Memento:
    url: str
    timemap: str
    searches_per_minute: int
    copies_per_second: float


@dataclass(frozen=True, slots=True)
class Archives:
    enabled: tuple[str, ...]
    deadline: timedelta
    rest: timedelta
    max_bytes: Size
    save: str
    save_again: timedelta
    wayback: Wayback
    memento: Memento
    arquivo: Memento
    archive_today: Memento
    perma: Memento
    archive_it: Memento
    loc: Memento
    uk_web: Memento
    uk_national: Memento
    uk_parliament: Memento
    scotland: Memento
    iceland: Memento
    stanford: Memento


@dataclass(frozen=True, slots=True)
class OnnxJudge:
    path: str
    support: float
    windows: int


@dataclass(frozen=True, slots=True)
class EndpointJudge:
    protocol: str
    url: str
    model: str
    key_variable: str
    deadline: timedelta
    calls: int
    characters: int
    cache: str
    input_price: float
    output_price: float


@dataclass(frozen=True, slots=True)
class Judge:
    enabled: tuple[str, ...]
    calibrations: str
    onnx: OnnxJudge
    endpoint: EndpointJudge


@dataclass(frozen=True, slots=True)
class Snapshots:
    folder: str
    roll_at: Size
    keep: Size
    keep_for: timedelta


@dataclass(frozen=True, slots=True)
class Report:
    fail_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, each with a value."""

    store: Store
    fetch: Fetch
    links: Links
    schedule: Schedule
    archives: Archives
    snapshots: Snapshots
    judge: Judge
    report: Report


def load(path: Path | None = None) -> Settings:
    """The defaults, overlaid with the file at ``path``.

    Raises ``BadConfig``: the file cannot be read, is not TOML, or has an unknown key or
    a value of the wrong kind.
    """
    settings = _table(_defaults_path())
    if path is not None:
        settings = _overlay(settings, _table(path), Settings, str(path), "")
    built = _build(Settings, settings, str(path or "config.toml"), "")
    if built.links.ages:
        _check_ages(built.links.ages, str(path))
    return built


def _check_ages(ages: Mapping[str, timedelta], path: str) -> None:
    """Only answers have an age: whatever may be an error is asked again each time."""
    from citations.model import LinkStatus
    from verifier.availability import REASONS

    answers = {LinkStatus.LIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED, LinkStatus.BLOCKED}
    known = {*answers, *(reason for reason, (status, _) in REASONS.items() if status in answers)}
    known -= {"fragment_missing", "anchor_missing"}
    for name in ages:
        if name in {*LinkStatus, *REASONS} - known or name.startswith("http_"):
            raise BadConfig(f"{path}: links.ages.{name}: an error, and errors are asked again")
        if name not in known:
            close = _nearest(name, dict.fromkeys(known))
            raise BadConfig(f"{path}: links.ages.{name}: no such status or reason; {close}")


def parse_duration(text: str) -> timedelta:
    """ "500ms", "30s", "5m", "2h", "7d"; raises ``ValueError``."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)", text)
    if not match:
        raise ValueError('a duration like "500ms", "30s", "5m", "2h" or "7d"')
    unit = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800}[match[2]]
    try:
        return timedelta(seconds=float(match[1]) * unit)
    except OverflowError:
        raise ValueError("a shorter duration") from None


def _defaults_path() -> Path:
    here = Path(__file__).parent
    installed = here / "config.toml"
    return installed if installed.exists() else here.parent / "config.toml"


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise BadConfig(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"{path}: not valid TOML: {error}") from None


def _overlay(
    base: dict[str, Any], over: dict[str, Any], kind: type, path: str, prefix: str
) -> dict[str, Any]:
    types = typing.get_type_hints(kind)
    merged = dict(base)
    for key, value in over.items():
        name = f"{prefix}{key}"
        if key not in types:
            raise BadConfig(f"{path}: unknown key {name}; {_nearest(key, types)}")
        if is_dataclass(types[key]):
            if not isinstance(value, dict):
                raise BadConfig(f"{path}: {name} is a table; write [{name}]")
            value = _overlay(base[key], value, typing.cast("type", types[key]), path, f"{name}.")
        merged[key] = value
    return merged


def _nearest(key: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(known))}"


_T = TypeVar("_T")


def _build(kind: type[_T], table: Mapping[str, Any], path: str, prefix: str) -> _T:
    types = typing.get_type_hints(kind)
    values = {}
    for item in fields(typing.cast("Any", kind)):
        name, wanted = f"{prefix}{item.name}", types[item.name]
        if is_dataclass(wanted):
            part = typing.cast("type[Any]", wanted)
            values[item.name] = _build(part, table[item.name], path, f"{name}.")
        else:
            try:
                values[item.name] = _value(wanted, table[item.name])
            except ValueError as error:
                found = table[item.name]
                raise BadConfig(f"{path}: {name} = {found!r}: must be {error}") from None
    return kind(**values)


def _value(wanted: Any, value: Any) -> Any:
    """``value`` as the wanted type; raises ``ValueError`` that says what would do."""
    origin = typing.get_origin(wanted)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError('a list, like ["a", "b"]')
        return tuple(_value(typing.get_args(wanted)[0], item) for item in value)
    if origin is not None:
        if not isinstance(value, dict):
            raise ValueError("a table of names and values")
        kind = typing.get_args(wanted)[1]
        return {key: _value(kind, item) for key, item in value.items()}
    return _SCALARS[wanted](value)


def _size(value: Any) -> Size:
    match = re.fullmatch(r"(\d+)(B|kB|MB|GB)?", str(value))
    if not match or isinstance(value, bool):
        raise ValueError('a size like "64kB" or "10MB"')
    return Size(int(match[1]) * {None: 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}[match[2]])


def _duration(value: Any) -> timedelta:
    return parse_duration(str(value))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("a number, 0 or more")
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("a whole number, 0 or more")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text in quotation marks")
    return value


_SCALARS: dict[Any, Any] = {
    Size: _size,
    timedelta: _duration,
    float: _number,
    int: _whole,
    bool: _flag,
    str: _text,
}
