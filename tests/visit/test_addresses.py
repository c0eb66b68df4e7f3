"""Which addresses are asked, and which never."""

from __future__ import annotations

import asyncio
import ipaddress
import random
import re
from urllib.parse import urlsplit

import httpx
import pytest
from evil_origin import ARTICLE, HOST, answer, fetch_settings, go, running, visit
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import LinkStatus
from verifier.addresses import Policy, Unusable, join, parse
from verifier.errors import BadConfig
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

# As written: as sent, or the reason it is not.
SPELLINGS = {
    "http://site.test": "http://site.test/",
    "HTTP://SITE.Test:80/A": "http://site.test/A",
    "https://site.test:443/": "https://site.test/",
    "https://site.test:80/": "https://site.test:80/",
    "  http://site.test/a \n": "http://site.test/a",
    "http://site.test./a": "http://site.test/a",
    "http://site.test?q=1": "http://site.test/?q=1",
    "http://site.test/a b/ü?q=ü#ü": "http://site.test/a%20b/%C3%BC?q=%C3%BC",
    "http://site.test/a/../b/./c": "http://site.test/b/c",
    "http://site.test/..": "http://site.test/",
    "http://site.test/100%": "http://site.test/100%25",
    "http://site.test/%7Ea%2Fb": "http://site.test/%7Ea%2Fb",
    "http://site.test/a\\b": "http://site.test/a/b",
    "http://zürich.test/": "http://xn--zrich-kva.test/",
    "http://ｓｉｔｅ.test/": "http://site.test/",
    "http://☃.test/": "http://xn--n3h.test/",
    "http://a_b.test/": "http://a_b.test/",
    "http://127.1/": "http://127.0.0.1/",
    "http://0x7f.1/": "http://127.0.0.1/",
    "http://0177.0.0.1/": "http://127.0.0.1/",
    "http://2130706433/": "http://127.0.0.1/",
    "http://①②⑦.⓪.⓪.①/": "http://127.0.0.1/",
    "http://127。0。0。1/": "http://127.0.0.1/",
    "http://[::FFFF:127.0.0.1]/": "http://[::ffff:7f00:1]/",
    "http://[0:0::1]:8080/": "http://[::1]:8080/",
    "": "not_a_url",
    "site.test/a": "not_a_url",
    "site.test:8080/a": "not_a_url",
    "localhost:80": "not_a_url",
    "http:site.test": "not_a_url",
    "http:/site.test": "not_a_url",
    "http://": "not_a_url",
    "http:///path": "not_a_url",
    "http://site..test/": "not_a_url",
    "http://si te.test/": "not_a_url",
    "http://site.test:0/": "not_a_url",
    "http://site.test:99999/": "not_a_url",
    "http://site.test:８０/": "not_a_url",
    "http://site.test:-1/": "not_a_url",
    "http://site.test\\@other.test/": "not_a_url",
    "http:\\\\site.test\\": "not_a_url",
    "http://site.test\r\nX: y/": "not_a_url",
    "http://site.test/\x00": "not_a_url",
    "http://site%2etest/": "not_a_url",
    "http://[fe80::1%25eth0]/": "not_a_url",
    "http://[::1/": "not_a_url",
    "http://[::1]x/": "not_a_url",
    "http://256.1.1.1/": "not_a_url",
    "http://1.2.3.4.5/": "not_a_url",
    "http://0x1ffffffff/": "not_a_url",
    "http://08.1.1.1/": "not_a_url",
    "http://" + "a" * 64 + ".test/": "not_a_url",
    "http://" + "a." * 127 + "test/": "not_a_url",
    "http://site.test/" + "a" * 9000: "not_a_url",
    "http://user@site.test/": "userinfo",
    "http://user:pass@site.test/": "userinfo",
    "http://site.test:80@other.test/": "userinfo",
    "http://@site.test/": "userinfo",
    "ftp://site.test/a": "scheme",
    "htp://site.test/a": "not_a_url",
    "htttps://site.test/a": "not_a_url",
    "hxxp://site.test/a": "not_a_url",
    "ttps://site.test/a": "not_a_url",
    "mailto:a@site.test": "scheme",
    "mailto:a.b+c@mail.site.test?subject=x": "scheme",
    "mailto:nobody": "not_a_url",
    "mailto:a@b@site.test": "not_a_url",
    "mailto:": "not_a_url",
    "javascript:alert(1)": "scheme",
    "file:///etc/passwd": "scheme",
    "gopher://127.0.0.1:6379/_x": "scheme",
    "data:text/html,x": "scheme",
}


@pytest.mark.parametrize("text", SPELLINGS, ids=lambda text: repr(text)[:40])
def test_an_address_has_one_reading(text: str) -> None:
    """Every spelling is sent as one canonical address, or refused with its reason."""
    try:
        read = parse(text).url
    except Unusable as error:
        read = error.reason

    assert read == SPELLINGS[text]


LOCATIONS = {
    "/b": "http://site.test/b",
    "b": "http://site.test/d/b",
    "?q": "http://site.test/d/a?q",
    "//other.test/b": "http://other.test/b",
    "\\\\other.test\\b": "http://other.test/b",
    "/\\other.test/b": "http://other.test/b",
    "https:b": "not_a_url",
    "http:b": "http://site.test/d/b",
    "../../../b": "http://site.test/b",
    "http://[::": "not_a_url",
    "ldap://x": "scheme",
    "http://u@other.test": "userinfo",
}


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_redirect_leads_where_a_browser_would_go(location: str) -> None:
    """Relative, protocol-relative and backslashed locations have one reading."""
    try:
        read = join(parse("http://site.test/d/a"), location).url
    except Unusable as error:
        read = error.reason

    assert read == LOCATIONS[location]


_PIECES = st.sampled_from(
    [
        *("http", "https", ":", "/", "//", "@", "\\", "?", "#", "[", "]", ".", "..", "%", "%2e"),
        *("%00", "::", "127.0.0.1", "0x7f", "1", "①", "。", "site", "test", "ü", "ß", "\t", "\n"),
        *("\x00", "'", '"', "<", ">", "|", "^", "{", "}", ";", " "),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
@settings(deadline=None, max_examples=300)
def test_every_library_reads_what_we_send_alike(text: str) -> None:
    """What parse() lets through has one host and port for urllib and httpx, and one spelling."""
    for url in (text, f"http://{text}", f"http://site.test/{text}"):
        try:
            target = parse(url)
        except Unusable:
            continue
        assert target.url.isascii()
        assert parse(target.url) == target if not target.fragment else True
        theirs, split = httpx.URL(target.url), urlsplit(target.url)
        assert str(theirs) == target.url
        assert theirs.raw_host.decode().strip("[]") == split.hostname == target.host
        assert (split.port or {"http": 80, "https": 443}[split.scheme]) == target.port
        assert target.origin + target.path == target.url


@pytest.mark.parametrize(
    "hostile", ["/" * 100_000, "/a." * 33_000, "%" * 100_000, "a" * 100_000 + "\\"]
)
def test_reading_takes_no_longer_for_hostile_text(hostile: str) -> None:
    """Addresses of any length and make are read or refused at once."""
    with pytest.raises(Unusable):
        parse(f"http://site.test/{hostile}")
    parse("http://site.test/" + hostile[:8000].replace("\\", ""))


# One address or more of every range that must not be visited.
FORBIDDEN = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:7f00:1::1
2001:0:808:808:0:0:80ff:fffe 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1
2002:a00:1::1 2002:c0a8:1::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0
fec0::1 ff02::1 ff0e::1 nonsense
""".split()  # noqa: SIM905

ALLOWED = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.1.1.1 128.0.0.1 168.63.129.17
172.15.1.1 172.32.0.1 192.0.1.1 192.31.196.1 192.52.193.1 192.167.1.1 192.175.48.1 198.17.1.1
198.20.0.1 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1 2606:4700::1111
2a00:1450:4001::200e 2001:4860:4860::8888 2620:4f:8000::1 3ffe::1
2001:0:808:808:0:0:f7f7:f7f7
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", FORBIDDEN)
def test_addresses_that_lead_into_private_networks_are_refused(address: str) -> None:
    """The IANA special-purpose ranges, and every form that carries such an IPv4 address."""
    assert Policy().refuses(address, 80) == "private_address"


@pytest.mark.parametrize("address", ALLOWED)
def test_public_addresses_are_not_refused(address: str) -> None:
    """Neighbours of the forbidden ranges, and embedded public addresses, may be visited."""
    assert Policy().refuses(address, 443) is None


def test_no_public_address_is_refused_by_chance() -> None:
    """10,000 addresses that Python calls global and that embed nothing are all allowed."""
    chance, policy, tried = random.Random(7), Policy(), 0
    odd = re.compile(r"^(2002:|2001:[0-1]?[0-9a-f]{0,2}:|64:ff9b|168\.63\.129\.16$|192\.88\.99\.)")
    while tried < 10_000:
        if chance.random() < 0.5:
            address = ipaddress.ip_address(chance.getrandbits(32))
        else:
            address = ipaddress.ip_address(chance.getrandbits(125) | 1 << 125)
        if not address.is_global or address.is_multicast or odd.match(str(address)):
            continue
        if address in ipaddress.ip_network("3fff::/20"):
            continue
        tried += 1
        assert policy.refuses(str(address), 443) is None, address


def test_ports_are_those_of_web_servers_unless_the_address_is_opened() -> None:
    """80, 443 and allow_ports everywhere; every port on addresses that are opened."""
    policy = Policy(["10.1.0.0/16", "::1/128"], [8080])

    assert policy.refuses("8.8.8.8", 8080) is None
    assert policy.refuses("8.8.8.8", 22) == "forbidden_port"
    assert policy.refuses("10.1.2.3", 22) is None
    assert policy.refuses("::ffff:10.1.2.3", 22) is None
    assert policy.refuses("10.2.0.1", 80) == "private_address"
    assert policy.refuses("::1", 9999) is None


def test_a_range_that_is_none_is_a_bad_setting() -> None:
    """The message names the setting and shows what would do."""
    with pytest.raises(BadConfig, match=r"allow_addresses.*10\.0\.0\.0/8"):
        Policy(["10.0.0.0/99"])


@pytest.mark.parametrize("value", ["nonsense", "site.test:80", "", "127.0.0.1:0"])
def test_resolve_must_name_an_address(value: str) -> None:
    """The message names the setting, the value, and shows what would do."""
    with pytest.raises(BadConfig, match=r"fetch\.resolve.*127\.0\.0\.5:8600"):
        GuardedTransport(fetch_settings(resolve={"site.test:80": value}))


def _one(url: str, lookup: object = None, **changes: object) -> tuple[str, str]:
    async def run() -> tuple[str, str]:
        fetch = fetch_settings(**changes)
        transport = GuardedTransport(fetch, lookup=lookup)  # type: ignore[arg-type]
        try:
            check = (await Visitor(transport, fetch).visit(url)).check
        finally:
            await transport.aclose()
        return check.status.value, check.reason

    return asyncio.run(run())


def test_a_name_with_one_private_address_is_refused() -> None:
    """A public address beside it does not help."""

    async def both(host: str, port: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    assert _one("http://both.test/", both, allow_addresses=()) == ("unsafe", "private_address")


def test_a_name_that_changes_its_address_is_judged_again() -> None:
    """Rebinding: whatever a later look-up gives is what is judged and connected to."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"]])

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    async def run() -> list[str]:
        async with running({"/a": go("http://second.test/b"), "/b": ARTICLE}) as origin:
            fetch = fetch_settings()
            transport = GuardedTransport(fetch, lookup=rebinding)
            visitor = Visitor(transport, fetch)
            made = (await visitor.visit(f"http://first.test:{origin.port}/a")).check
            await transport.aclose()
            return [made.reason, str(len(origin.requests))]

    assert asyncio.run(run()) == ["private_address", "1"]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [(-2, "dns_not_found"), (-5, "dns_not_found"), (-3, "dns_failure"), (-4, "dns_failure")],
)
def test_a_missing_name_is_told_from_a_resolver_in_trouble(failure: int, reason: str) -> None:
    """EAI_NONAME and EAI_NODATA mean there is no such host; anything else is about now."""
    import socket

    async def failing(host: str, port: int) -> list[str]:
        raise socket.gaierror(failure, "as told")

    assert _one("http://lost.test/", failing) == ("failing", reason)


def test_a_resolver_that_hangs_is_cut_off_by_the_deadline() -> None:
    """A silent name server costs one visit its deadline and no more."""

    async def hanging(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    from datetime import timedelta

    assert _one("http://slow.test/", hanging, deadline=timedelta(milliseconds=200)) == (
        "failing",
        "timeout",
    )


def test_a_closed_port_is_a_refused_connection() -> None:
    """Nobody listens there."""
    assert _one("http://127.0.0.1:1/") == ("failing", "connect_refused")


def test_nothing_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that the environment names would be a way around the address policy."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    check, origin = visit({"/x": ARTICLE}, f"http://{HOST}/x")

    assert check.status is LinkStatus.LIVE
    assert len(origin.requests) == 1


def test_a_proxy_is_used_when_the_settings_name_one() -> None:
    """The whole address goes to the proxy, which connects; private addresses stay refused."""

    async def run() -> tuple[str, str, str]:
        async with running({f"http://{HOST}/x": ARTICLE, "*": answer(b"", 404)}) as origin:
            fetch = fetch_settings(proxy=f"http://127.0.0.1:{origin.port}", allow_addresses=())
            transport = GuardedTransport(fetch)
            visitor = Visitor(transport, fetch)
            through = (await visitor.visit(f"http://{HOST}/x")).check
            private = (await visitor.visit("http://10.0.0.1/")).check
            await transport.aclose()
            return through.reason, origin.requests[0].path, private.reason

    assert asyncio.run(run()) == ("ok", f"http://{HOST}/x", "private_address")
