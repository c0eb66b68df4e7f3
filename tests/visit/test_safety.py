"""A thousand hostile addresses through the real client: nothing on this machine is reached."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import itertools
import random
import socket
from collections.abc import AsyncIterator

from evil_origin import Request, Writer, answer, fetch_settings, go, running

from citations.model import LinkStatus
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

LOOPBACK = "127.0.0.1"


def spellings(address: str) -> set[str]:
    """Every way to write an IPv4 address that some program reads."""
    a, b, c, d = (int(part) for part in address.split("."))
    number = int(ipaddress.IPv4Address(address))
    return {
        *(address, f"{address}.", str(number), hex(number), f"0{number:o}"),
        *(f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}"),
        *(f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        *(f"0x{a:X}.{b}.{c}.{d}", f"0x{a:02x}{b:02x}{c:02x}{d:02x}"),
        address.replace(".", "。"),
        address.replace(".", "．"),
        address.replace(".", "｡"),
        address.replace(".", "%2e"),
        "".join(chr(0xFF10 + int(char)) if char.isdigit() else char for char in address),
        "".join(
            chr(0x2460 + int(x) - 1) if x in "123456789" else ("⓪" if x == "0" else x)
            for x in address
        ),
        f"[::ffff:{address}]",
        f"[::ffff:0:{address}]",
        f"[::{address}]",
        f"[64:ff9b::{address}]",
        f"[64:ff9b:1::{address}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
        f"[2001:0:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
        f"[::ffff:{a:02x}{b:02x}:{c:02x}{d:02x}]",
        f"[0:0:0:0:0:ffff:{a:02x}{b:02x}:{c:02x}{d:02x}]",
    }


INSIDE = [
    *("127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "0.0.0.0", "10.0.0.1"),
    *("192.168.1.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "192.0.0.192"),
    *("168.63.129.16", "198.18.0.1", "224.0.0.1", "255.255.255.255"),
]
INSIDE_V6 = ["::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "::2"]


def hostile(port: int) -> list[str]:
    """Addresses and spellings, each dressed in several ways."""
    hosts = sorted({form for address in INSIDE for form in spellings(address)})
    hosts += [f"[{address}]" for address in INSIDE_V6] + ["[fe80::1%25lo]", "[::1%lo]", "localhost"]
    hosts += ["localhost.", "LOCALHOST", "foo.localhost", "ip6-localhost", "①②⑦.1"]
    dresses = [
        "http://{h}:{p}/",
        "http://{h}/",
        "HTTP://{h}:{p}/x?y",
        "http://public.test@{h}:{p}/",
    ]
    dresses += [
        "http://{h}:{p}\\@public.test/",
        "http:\\\\{h}:{p}/",
        "http://public.test:80@{h}:{p}/",
    ]
    return [dress.format(h=host, p=port) for host in hosts for dress in dresses]


@contextlib.asynccontextmanager
async def canaries() -> AsyncIterator[tuple[int, list[str]]]:
    """Listeners on every loopback form, and what reached them."""
    reached: list[str] = []

    async def note(reader: asyncio.StreamReader, writer: Writer) -> None:
        reached.append(str(writer.get_extra_info("sockname")))
        writer.close()

    first = await asyncio.start_server(note, "0.0.0.0", 0)
    port = first.sockets[0].getsockname()[1]
    servers = [first]
    if socket.has_ipv6:
        with contextlib.suppress(OSError):
            servers.append(await asyncio.start_server(note, "::1", port))
    try:
        yield port, reached
    finally:
        for server in servers:
            server.close()


def test_a_thousand_hostile_addresses_reach_nothing() -> None:
    """No spelling of an inside address, and no name that leads there, opens a connection."""

    async def run() -> tuple[int, list[str], set[LinkStatus]]:
        async with canaries() as (port, reached):
            fetch = fetch_settings(allow_addresses=(), allow_ports=(port,), resolve={})

            async def inside(host: str, port: int) -> list[str]:
                return ["127.0.0.1", "::1"]

            transport = GuardedTransport(fetch, lookup=inside)
            visitor = Visitor(transport, fetch)
            urls = hostile(port)
            seen = {(await visitor.visit(url)).check.status for url in urls}
            await transport.aclose()
            return len(urls), reached, seen

    count, reached, seen = asyncio.run(run())

    assert count >= 1000
    assert reached == []
    assert seen == {LinkStatus.UNSAFE, LinkStatus.MALFORMED}


def test_no_redirect_leads_inside() -> None:
    """Every redirect status, towards every inside address, from a public page."""

    async def run() -> tuple[list[str], set[str]]:
        async with canaries() as (port, reached):
            hosts = [form for address in INSIDE[:4] for form in sorted(spellings(address))]
            hosts += [f"[{address}]" for address in INSIDE_V6]
            targets = dict(enumerate(f"http://{host}:{port}/" for host in hosts))
            cases = list(itertools.product((301, 302, 303, 307, 308), targets))

            async def send(request: Request, writer: Writer) -> None:
                code, number = request.path.strip("/").split("/")
                writer.write(go(targets[int(number)], int(code)))

            async with running({"*": send}, host="127.0.0.99") as origin:
                # Only the origin's own address is open, as if it were public.
                fetch = fetch_settings(
                    origin,
                    allow_addresses=("127.0.0.99/32",),
                    allow_ports=(port,),
                    resolve={"site.test:80": f"127.0.0.99:{origin.port}"},
                )
                return await _follow(fetch, cases, reached)

    reached, seen = asyncio.run(run())

    assert reached == []
    assert seen == {"private_address", "protocol_error"}


async def _follow(
    fetch: object, cases: list[tuple[int, int]], reached: list[str]
) -> tuple[list[str], set[str]]:
    transport = GuardedTransport(fetch)  # type: ignore[arg-type]
    visitor = Visitor(transport, fetch)  # type: ignore[arg-type]
    seen = set()
    for code, number in cases:
        seen.add((await visitor.visit(f"http://site.test/{code}/{number}")).check.reason)
    await transport.aclose()
    return reached, seen


def test_a_meta_refresh_cannot_lead_inside_either() -> None:
    """Every hop is judged, whoever asked for it."""

    async def run() -> tuple[list[str], str]:
        async with canaries() as (port, reached):
            body = f'<meta http-equiv="refresh" content="0; url=http://127.0.0.1:{port}/">'.encode()
            async with running({"/x": answer(body)}, host="127.0.0.99") as origin:
                fetch = fetch_settings(
                    allow_addresses=("127.0.0.99/32",),
                    resolve={"site.test:80": f"127.0.0.99:{origin.port}"},
                )
                transport = GuardedTransport(fetch)
                check = (await Visitor(transport, fetch).visit("http://site.test/x")).check
                await transport.aclose()
                return reached, check.reason

    assert asyncio.run(run()) == ([], "private_address")


def test_two_hundred_slow_hosts_end_within_the_deadline() -> None:
    """All at once, each is cut off in time, and nobody else waits for them."""
    from datetime import timedelta

    async def drip(request: Request, writer: Writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        for _ in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    async def run() -> tuple[float, set[str]]:
        async with running({"*": drip}) as origin:
            names = [f"s{number}.test" for number in range(200)]
            fetch = fetch_settings(
                concurrency=300,
                deadline=timedelta(seconds=1),
                resolve={f"{name}:80": f"127.0.0.1:{origin.port}" for name in names},
            )
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            begin = asyncio.get_running_loop().time()
            visits = await asyncio.gather(*(visitor.visit(f"http://{name}/") for name in names))
            took = asyncio.get_running_loop().time() - begin
            await transport.aclose()
            return took, {visit.check.reason for visit in visits}

    took, reasons = asyncio.run(run())

    assert reasons == {"timeout"}
    assert took < 4


def test_noise_of_any_kind_ends_in_a_check() -> None:
    """Random bytes, cut and mangled answers: every visit ends, and none raises."""
    chance = random.Random(5)
    good = (
        answer(b"<title>x</title>" * 20)
        + b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"
    )

    def mangled() -> bytes:
        raw = bytearray(good)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(raw))
            match chance.randrange(3):
                case 0:
                    raw[at] = chance.randrange(256)
                case 1:
                    del raw[at : at + chance.randint(1, 40)]
                case _:
                    raw[at:at] = chance.randbytes(chance.randint(1, 20))
        return bytes(raw)

    async def run() -> int:
        async def send(request: Request, writer: Writer) -> None:
            writer.write(mangled())
            await writer.drain()
            writer.close()

        async with running({"*": send}) as origin:
            fetch = fetch_settings(origin, retries=0)
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            for number in range(300):
                check = (await visitor.visit(f"http://site.test/{number}")).check
                assert check.why
            await transport.aclose()
            return len(origin.requests)

    assert asyncio.run(run()) >= 300
