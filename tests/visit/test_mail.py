"""Mail addresses: how they are written, and whether their domain takes mail."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from dnslib import MX, QTYPE, RCODE, RR, A, DNSRecord  # type: ignore[import-untyped]
from dnslib.server import BaseResolver, DNSHandler, DNSServer  # type: ignore[import-untyped]
from evil_origin import fetch_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Check
from verifier.addresses import Unusable, parse
from verifier.fetch import Visitor
from verifier.mail import recipients
from verifier.mx import MailServers
from verifier.transport import OfflineTransport


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("joe@example.com", ["joe@example.com"]),
        ("joe+tag@mail.example.co.uk", ["joe+tag@mail.example.co.uk"]),
        ("a@b.co,c@d.co", ["a@b.co", "c@d.co"]),
        ("a@b.co?cc=c@d.co&subject=Hi", ["a@b.co", "c@d.co"]),
        ("?to=a@b.co%2Cc@d.co", ["a@b.co", "c@d.co"]),
        ("?subject=Hi", []),
        ("gorby%25kremvax@example.com", ["gorby%kremvax@example.com"]),
        ("%22not%40me%22@example.org", ['"not@me"@example.org']),
        ("user@%E7%B4%8D%E8%B1%86.example.org", ["user@納豆.example.org"]),
        ("unlikely%3Faddress@example.com?blat=foop", ["unlikely?address@example.com"]),
        ("joe@[192.0.2.1]", ["joe@[192.0.2.1]"]),
    ],
)
def test_recipients_are_read_as_the_standard_writes_them(text: str, addresses: list[str]) -> None:
    """Several, in the path and in the fields of the query, with what is escaped (RFC 6068)."""
    assert recipients(text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        *("", "nobody", "joe@", "@example.com", "joe@example", "joe@@example.com"),
        *("joe@exam ple.com", ".joe@example.com", "jo..e@example.com", "joe@-example.com"),
        *("a@b.co,", "a@b.co,nobody", "a@b.co?cc=nobody", "Joe <joe@example.com>"),
        *(f"{'a' * 65}@example.com", f"a@{'b' * 64}.com", "joe@example.com%0A"),
        f"a@{'.'.join(['b' * 60] * 5)}",
    ],
)
def test_what_is_no_mail_address_is_refused(text: str) -> None:
    """A recipient that cannot be written to makes the link malformed, and the sentence names it."""
    with pytest.raises(Unusable) as caught:
        parse(f"mailto:{text}")

    assert caught.value.reason == "not_a_url"
    assert "mail address" in caught.value.detail


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=200)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    """Whatever stands behind mailto:, it is recipients or a plain refusal."""
    try:
        assert all("@" in address for address in recipients(text))
    except ValueError as error:
        assert str(error)


class _Zone(BaseResolver):  # type: ignore[misc]
    """example.test takes mail, null.test does not, host.test has only an address."""

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        reply, name = request.reply(), str(request.q.qname).rstrip(".")
        kind = QTYPE[request.q.qtype]
        if name == "example.test" and kind == "MX":
            for preference, server in ((20, "b.test"), (10, "a.test")):
                reply.add_answer(RR(name, QTYPE.MX, rdata=MX(server, preference)))
        elif name == "null.test" and kind == "MX":
            reply.add_answer(RR(name, QTYPE.MX, rdata=MX(".", 0)))
        elif name == "host.test" and kind == "A":
            reply.add_answer(RR(name, QTYPE.A, rdata=A("192.0.2.1")))
        elif name == "broken.test":
            reply.header.rcode = RCODE.SERVFAIL
        elif name not in ("example.test", "null.test", "host.test", "web.test"):
            reply.header.rcode = RCODE.NXDOMAIN
        return reply


@pytest.fixture(scope="module")
def zone() -> Iterator[int]:
    server = DNSServer(_Zone(), address="127.0.0.1", port=0)
    server.start_thread()
    yield server.server.server_address[1]
    server.stop()
    server.server.server_close()


def visit(url: str, mail: MailServers | None) -> Check:
    async def run() -> Check:
        return (await Visitor(OfflineTransport(), fetch_settings(), mail=mail).visit(url)).check

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "status", "reason", "says"),
    [
        ("mailto:joe@example.test", "live", "ok", "taken by a.test"),
        ("mailto:joe@EXAMPLE.test?cc=x@host.test", "live", "ok", "taken by a.test"),
        ("mailto:joe@host.test", "live", "ok", "taken by host.test"),
        ("mailto:joe@null.test", "failing", "no_mail_server", "null.test takes no mail"),
        ("mailto:joe@web.test", "failing", "no_mail_server", "web.test takes no mail"),
        ("mailto:joe@nowhere.test", "failing", "dns_not_found", "no host named nowhere.test"),
        ("mailto:joe@broken.test", "failing", "dns_failure", "broken.test"),
        ("mailto:a@example.test,b@null.test", "failing", "no_mail_server", "null.test"),
        ("mailto:?subject=Hi", "unchecked", "scheme", "mailto"),
        ("mailto:joe@[192.0.2.1]", "unchecked", "scheme", "mailto"),
        ("mailto:nobody", "malformed", "not_a_url", '"nobody" is not a mail address'),
    ],
)
def test_a_domain_is_asked_whether_it_takes_mail(
    zone: int, url: str, status: str, reason: str, says: str
) -> None:
    """MX records, or an address of its own, or a record that says no."""
    check = visit(url, MailServers(["127.0.0.1"], zone))

    assert (check.status.value, check.reason) == (status, reason), check.why
    assert says in check.why


@pytest.mark.parametrize("scheme", ["mailto:joe@example.test", "tel:+1-201-555", "ftp://x.test/y"])
def test_without_the_setting_nothing_is_asked(scheme: str) -> None:
    """An address that is not a page's is unchecked, and said to be."""
    check = visit(scheme, None)

    assert (check.status.value, check.reason) == ("unchecked", "scheme")
    assert scheme.partition(":")[0] in check.why
