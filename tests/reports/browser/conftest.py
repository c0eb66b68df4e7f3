"""A real browser, driven over its own protocol: where ``chromium`` is on the machine."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--disable-dev-shm-usage",
)  # fmt: skip
_START = 60
_PATIENCE = 60


@dataclass
class Visit:
    """What happened while a page was open."""

    #: Addresses asked for besides the page itself.
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    #: Violations of the page's policy, errors, and whatever was logged.
    complaints: list[str] = field(default_factory=list)
    #: The value of each script that was run on the page.
    values: list[Any] = field(default_factory=list)
    screenshot: bytes = b""
    pdf: bytes = b""


@dataclass(frozen=True)
class Browser:
    """A running browser."""

    socket: str

    def visit(
        self,
        page: Path,
        *scripts: str,
        width: int = 1280,
        dark: bool = False,
        pictures: bool = False,
        script_off: bool = False,
    ) -> Visit:
        """Open a file, run the scripts on it, and tell what happened."""
        emulation = {
            "Emulation.setDeviceMetricsOverride": {
                "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500,
            },
            "Emulation.setEmulatedMedia": {
                "features": [
                    {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
                ]
            },
            "Emulation.setScriptExecutionDisabled": {"value": script_off},
        }  # fmt: skip
        return asyncio.run(_visit(self.socket, page, scripts, emulation, pictures))


class _Tab:
    """One tab, and what it reports."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, page: str) -> None:
        self.seen = Visit()
        self.loaded = asyncio.Event()
        self._socket, self._page = socket, page
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._session: str | None = None

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command and its answer."""
        key = next(self._ids)
        self._answers[key] = asyncio.get_running_loop().create_future()
        message: dict[str, Any] = {"id": key, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        await self._socket.send_json(message)
        return await asyncio.wait_for(self._answers[key], _PATIENCE)

    async def open(self) -> None:
        """Make the tab and listen to everything it tells."""
        target = (await self.call("Target.createTarget", url="about:blank"))["targetId"]
        made = await self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = made["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Audits"):
            await self.call(f"{domain}.enable")

    async def listen(self) -> None:
        """Hand answers to those who wait, and note events."""
        async for raw in self._socket:
            message = raw.json()
            waiting = self._answers.pop(message.get("id", 0), None)
            if waiting is None:
                self._note(message.get("method", ""), message.get("params", {}))
            elif "error" in message:
                waiting.set_exception(RuntimeError(message["error"]["message"]))
            else:
                waiting.set_result(message["result"])

    def _note(self, method: str, params: dict[str, Any]) -> None:
        match method:
            case "Page.loadEventFired":
                self.loaded.set()
            case "Network.requestWillBeSent" if params["request"]["url"] != self._page:
                self.seen.requests.append(params["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.seen.dialogs.append(params["message"])
            case "Log.entryAdded" | "Runtime.exceptionThrown" | "Audits.issueAdded":
                self.seen.complaints.append(str(params))
            case "Runtime.consoleAPICalled":
                self.seen.complaints.append(str(params["args"]))


async def _visit(
    socket: str, page: Path, scripts: tuple[str, ...], emulation: dict[str, Any], pictures: bool
) -> Visit:
    async with _tab(socket, page.as_uri()) as tab:
        for method, params in emulation.items():
            await tab.call(method, **params)
        await tab.call("Page.navigate", url=page.as_uri())
        await asyncio.wait_for(tab.loaded.wait(), _PATIENCE)
        for script in scripts:
            made = await tab.call(
                "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
            )
            tab.seen.values.append(made["result"].get("value"))
        if pictures:
            shot = await tab.call("Page.captureScreenshot", captureBeyondViewport=True)
            tab.seen.screenshot = base64.b64decode(shot["data"])
            printed = await tab.call("Page.printToPDF", preferCSSPageSize=True)
            tab.seen.pdf = base64.b64decode(printed["data"])
        return tab.seen


@contextlib.asynccontextmanager
async def _tab(socket: str, page: str) -> AsyncIterator[_Tab]:
    async with aiohttp.ClientSession() as session, session.ws_connect(socket, max_msg_size=0) as ws:
        tab = _Tab(ws, page)
        listener = asyncio.create_task(tab.listen())
        try:
            await tab.open()
            yield tab
        finally:
            await ws.close()
            await listener


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser with an empty profile."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not on this machine (Debian: apt-get install chromium)")
    profile = tmp_path_factory.mktemp("profile")
    quiet = subprocess.DEVNULL
    command = [found, *_FLAGS, "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen([*command, "about:blank"], stdout=quiet, stderr=quiet)
    try:
        yield Browser(_socket(process, profile / "DevToolsActivePort"))
    finally:
        process.terminate()
        process.wait(20)


def _socket(process: subprocess.Popen[bytes], ready: Path) -> str:
    """The address the browser listens on, once it has written it down."""
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            port, path = ready.read_text().split()
            return f"ws://127.0.0.1:{int(port)}{path}"
        time.sleep(0.05)
    pytest.fail("chromium did not start")
