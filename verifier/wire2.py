"""HTTP/2 where a server offers it (RFC 9113): the same connection, spoken in frames.

Only with the setting ``fetch.http2``, and one exchange at a time, for politeness wants no
more. The frames are the library h2's affair; what is bounded for HTTP/1.1 is bounded here:
headers, interim answers, and frames that bring neither.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from functools import partial

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import (
    DataReceived,
    Event,
    InformationalResponseReceived,
    ResponseReceived,
    StreamEnded,
    StreamReset,
)
from h2.exceptions import ProtocolError
from h2.settings import SettingCodes, Settings

from verifier.pool import Outbox
from verifier.wire import MAX_FIELDS, MAX_HEAD, MAX_INTERIM, Connection, Data, Head, Sink, WireError
from verifier.wire import header_text as text

__all__ = ["EitherConnection"]

#: What a server may send before we take more.
_WINDOW = 1_048_576
#: Frames of one exchange that bring hardly anything of a body: headers, pings, settings,
#: those with less than so many bytes.
_MOST_IDLE_FRAMES, _LEAST = 1_000, 64
#: What we let a frame be (the least that a client may say), and the one that says goodbye.
_MOST_FRAME, _GOAWAY = 16_384, 7
#: Headers that speak of an HTTP/1.1 connection (RFC 9113, 8.2.2).
_OF_THE_CONNECTION = frozenset({"connection", "keep-alive", "te", "transfer-encoding", "upgrade"})


class EitherConnection(Connection):
    """A connection that speaks HTTP/2 if the server chose it in the TLS handshake."""

    def __init__(self, arrivals: memoryview | None = None, outbox: Outbox | None = None) -> None:
        super().__init__(arrivals, outbox)
        self._frames: H2Connection | None = None
        self._stream = 0
        self._idle_frames = 0
        self._pending = bytearray()
        #: The server said that it takes no further request here.
        self._leaving = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        tls: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
        if tls is None or tls.selected_alpn_protocol() != "h2":
            return
        self._frames = _client()
        self._flush(self._frames)

    def send(self, data: bytes, *, bodiless: bool = False, sink: Sink | None = None) -> None:
        frames = self._frames
        if frames is None:
            super().send(data, bodiless=bodiless, sink=sink)
            return
        super().send(b"", bodiless=bodiless, sink=sink)
        self._feed, self._idle_frames = self._feed_nothing, 0
        if self._error is not None:
            return
        fields, body = _request(data)

        def request() -> None:
            self._stream = frames.get_next_available_stream_id()
            frames.send_headers(self._stream, fields, end_stream=not body)
            if body:
                frames.send_data(self._stream, body, end_stream=True)

        self._guarded(request)
        self._flush(frames)

    def data_received(self, data: Data) -> None:
        frames = self._frames
        if frames is None:
            super().data_received(data)
            return
        self._pending += data
        while self._error is None and not self._closed and (frame := self._next_frame()):
            self._idle_frames += 1
            if frame[3] == _GOAWAY:
                self._told_to_leave(frame)
            else:
                self._guarded(partial(self._take_all, frames, frame))
            if self._idle_frames > _MOST_IDLE_FRAMES and self._error is None:
                self._fail("its frames bring nothing")
        if not self._closed:
            self._flush(frames)
        if self._sink is None or self._ended or self._error is not None:
            self._wake()

    def _next_frame(self) -> bytes:
        """The next frame that came whole, or b""."""
        length = int.from_bytes(self._pending[:3])
        if len(self._pending) < 9 or length > _MOST_FRAME:
            if len(self._pending) >= 3 and length > _MOST_FRAME:
                self._fail("its frames are garbled (too long)")
            return b""
        if len(self._pending) < 9 + length:
            return b""
        frame = bytes(self._pending[: 9 + length])
        del self._pending[: 9 + length]
        return frame

    def _told_to_leave(self, frame: bytes) -> None:
        """GOAWAY: no request more, but the answer under way may still come (RFC 9113, 6.8).

        The library would take nothing more from then on, so it does not hear of it.
        """
        self._leaving, self._persistent = True, False
        last = int.from_bytes(frame[9:13]) & 0x7FFFFFFF
        if self._ended:
            self.close()
        elif last < self._stream:
            self._error = WireError("connect_reset", "the server took no request more")
            self.close()

    def _take_all(self, frames: H2Connection, frame: bytes) -> None:
        for event in frames.receive_data(frame):
            self._take(frames, event)

    def _take(self, frames: H2Connection, event: Event) -> None:
        if getattr(event, "stream_id", None) != self._stream or self._ended:
            return  # settings, pings, and what is left of an exchange before
        if isinstance(event, DataReceived):
            self._idle_frames -= len(event.data or b"") >= _LEAST
            frames.acknowledge_received_data(event.flow_controlled_length or 0, self._stream)
            if event.data:
                self._push(event.data)
        elif isinstance(event, ResponseReceived):
            self._begin(event)
        elif isinstance(event, InformationalResponseReceived):
            self._interim += 1
            if self._interim > MAX_INTERIM:
                self._fail("it answers 103 without end")
        elif isinstance(event, StreamEnded):
            self._ended = True
        elif isinstance(event, StreamReset):
            kind = "connect_reset" if self._head is None else "broken_body"
            self._error = WireError(kind, "the server took its answer back")

    def _begin(self, event: ResponseReceived) -> None:
        headers = [(text(name), text(value)) for name, value in event.headers or ()]
        status = dict(headers).get(":status", "")
        if len(headers) > MAX_FIELDS or not (status.isascii() and status.isdigit()):
            self._fail("its headers are garbled")
            return
        self.answered, self._persistent = True, not self._leaving
        plain = tuple((name, value) for name, value in headers if not name.startswith(":"))
        self._head = Head(int(status), "", plain)
        if self._sink is not None:
            self._sink.head(self._head)

    def _guarded(self, act: Callable[[], None]) -> None:
        """Do what the library may refuse; whatever it refuses ends the exchange."""
        try:
            act()
        except (ProtocolError, ValueError, KeyError, IndexError) as error:
            self._fail(f"its frames are garbled ({type(error).__name__})")

    def _flush(self, frames: H2Connection) -> None:
        if self._transport is not None and (data := frames.data_to_send()):
            self._transport.write(data)


def _client() -> H2Connection:
    """Our end, before the first request: nothing is to be pushed, and headers end somewhere."""
    frames = H2Connection(H2Configuration(client_side=True, header_encoding=None))
    frames.local_settings = Settings(
        client=True,
        initial_values={
            SettingCodes.ENABLE_PUSH: 0,
            SettingCodes.INITIAL_WINDOW_SIZE: _WINDOW,
            SettingCodes.MAX_HEADER_LIST_SIZE: MAX_HEAD,
        },
    )
    frames.initiate_connection()
    frames.increment_flow_control_window(_WINDOW)
    return frames


def _request(data: bytes) -> tuple[list[tuple[str, str]], bytes]:
    """The fields and the body of a request as it would go over HTTP/1.1."""
    head, _, body = data.partition(b"\r\n\r\n")
    line, *lines = head.decode("utf-8").split("\r\n")
    method, path, _ = line.split(" ", 2)
    pairs = [(name.lower(), value.strip()) for name, _, value in (x.partition(":") for x in lines)]
    fields = [(":method", method), (":scheme", "https"), (":path", path)]
    fields += [(":authority", value) for name, value in pairs if name == "host"]
    fields += [pair for pair in pairs if pair[0] not in _OF_THE_CONNECTION and pair[0] != "host"]
    return fields, body
