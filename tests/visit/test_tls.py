"""What can be wrong with a certificate, told apart."""

from __future__ import annotations

import asyncio
import datetime as dt
import ssl
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from evil_origin import ARTICLE, HOST, fetch_settings, running, serving

from citations.model import Check
from verifier.errors import BadConfig
from verifier.fetch import Visitor
from verifier.transport import GuardedTransport

CA = trustme.CA()
OTHER_CA = trustme.CA()
NOW = dt.datetime.now(dt.UTC)


def server(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def expired() -> ssl.SSLContext:
    return server(CA.issue_cert(HOST, not_after=NOW - dt.timedelta(days=1)))


def not_yet() -> ssl.SSLContext:
    return server(CA.issue_cert(HOST, not_before=NOW + dt.timedelta(days=9)))


def self_signed(tmp: str) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOW - dt.timedelta(days=1))
        .not_valid_after(NOW + dt.timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    with open(tmp, "wb") as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp)
    return context


def visit_tls(tls: ssl.SSLContext, url: str = f"https://{HOST}/x") -> Check:
    async def run() -> Check:
        trusting = ssl.create_default_context()
        CA.configure_trust(trusting)
        async with running({"/x": ARTICLE}, tls) as origin:
            fetch = fetch_settings(origin)
            transport = GuardedTransport(fetch, ssl_context=trusting)
            try:
                return (await Visitor(transport, fetch).visit(url)).check
            finally:
                await transport.aclose()

    return asyncio.run(run())


def test_a_good_certificate_is_no_finding() -> None:
    """A page over TLS is read like any other."""
    check = visit_tls(server(CA.issue_cert(HOST)))

    assert (check.status.value, check.reason) == ("live", "ok"), check.why


def test_an_authority_of_the_settings_is_trusted(tmp_path: Path) -> None:
    """An intranet's own certificates, beside those of the system."""
    CA.cert_pem.write_to_path(tmp_path / "ca.pem")

    async def run(**changes: str) -> str:
        async with running({"/x": ARTICLE}, server(CA.issue_cert(HOST))) as origin:
            fetch = fetch_settings(origin, **changes)
            transport = GuardedTransport(fetch)
            try:
                return (await Visitor(transport, fetch).visit(f"https://{HOST}/x")).check.reason
            finally:
                await transport.aclose()

    assert asyncio.run(run(authorities=str(tmp_path / "ca.pem"))) == "ok"
    assert asyncio.run(run()) == "tls_untrusted"


@pytest.mark.parametrize("text", [None, "nonsense"])
def test_an_authority_that_cannot_be_read_is_a_bad_setting(
    text: str | None, tmp_path: Path
) -> None:
    """Refused before anything is visited."""
    if text is not None:
        (tmp_path / "ca.pem").write_text(text)

    with pytest.raises(BadConfig, match=r"fetch\.authorities.*cannot be read"):
        GuardedTransport(fetch_settings(authorities=str(tmp_path / "ca.pem")))


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("expired", "tls_expired"),
        ("not_yet", "tls_expired"),
        ("other_host", "tls_hostname_mismatch"),
        ("other_ca", "tls_untrusted"),
        ("self_signed", "tls_self_signed"),
    ],
)
def test_each_fault_of_a_certificate_has_its_reason(
    kind: str, reason: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The status is insecure, and the reason says what is wrong."""
    tls = {
        "expired": expired,
        "not_yet": not_yet,
        "other_host": lambda: server(CA.issue_cert("elsewhere.test")),
        "other_ca": lambda: server(OTHER_CA.issue_cert(HOST)),
        "self_signed": lambda: self_signed(str(tmp_path_factory.mktemp("tls") / "self.pem")),
    }[kind]()

    check = visit_tls(tls)

    assert (check.status.value, check.reason) == ("insecure", reason), check.error
    assert check.http_status is None


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
        b"\x15\x03\x03\x00\x02\x02\x28",  # alert: handshake_failure
        b"\x15\x03\x01\x00\x02\x02\x46",  # alert: protocol_version
    ],
)
def test_a_server_that_agrees_on_no_tls_is_a_failed_handshake(raw: bytes) -> None:
    """Plain HTTP on the TLS port, or no version or cipher in common."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(raw)
        await writer.drain()
        await reader.read()

    async def run() -> Check:
        async with serving(serve) as port:
            fetch = fetch_settings()
            transport = GuardedTransport(fetch)
            check = (await Visitor(transport, fetch).visit(f"https://127.0.0.1:{port}/")).check
            await transport.aclose()
            return check

    check = asyncio.run(run())

    assert (check.status.value, check.reason) == ("insecure", "tls_handshake"), check.error


def test_a_certificate_for_an_address_is_checked_against_the_address() -> None:
    """An IP address in the URL needs one in the certificate."""

    async def run(name: str) -> str:
        trusting = ssl.create_default_context()
        CA.configure_trust(trusting)
        async with running({"/x": ARTICLE}, server(CA.issue_cert(name))) as origin:
            fetch = fetch_settings()
            transport = GuardedTransport(fetch, ssl_context=trusting)
            url = f"https://127.0.0.1:{origin.port}/x"
            check = (await Visitor(transport, fetch).visit(url)).check
            await transport.aclose()
            return check.reason

    assert asyncio.run(run("127.0.0.1")) == "ok"
    assert asyncio.run(run(HOST)) == "tls_hostname_mismatch"


def test_a_proxy_tunnels_to_a_verified_host() -> None:
    """CONNECT, with the proxy's credentials; the certificate is the host's, and is checked."""
    seen: list[bytes] = []

    async def run(name: str) -> str:
        trusting = ssl.create_default_context()
        CA.configure_trust(trusting)
        async with running({"/x": ARTICLE}, server(CA.issue_cert(name))) as origin:

            async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                seen.append(await reader.readuntil(b"\r\n\r\n"))
                inside, outside = await asyncio.open_connection("127.0.0.1", origin.port)
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")

                async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
                    while data := await source.read(65_536):
                        sink.write(data)
                    sink.close()

                try:
                    await asyncio.gather(pump(reader, outside), pump(inside, writer))
                finally:
                    outside.close()

            async with serving(proxy) as port:
                fetch = fetch_settings(proxy=f"http://me:secret@127.0.0.1:{port}", resolve={})
                transport = GuardedTransport(fetch, ssl_context=trusting)
                check = (await Visitor(transport, fetch).visit(f"https://{HOST}/x")).check
                await transport.aclose()
                return check.reason

    assert asyncio.run(run(HOST)) == "ok"
    assert asyncio.run(run("elsewhere.test")) == "tls_hostname_mismatch"
    assert seen[0].startswith(b"CONNECT site.test:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic bWU6c2VjcmV0" in seen[0]


def test_a_proxy_that_refuses_is_named() -> None:
    """The link is not at fault, and the sentence says so."""

    async def run() -> Check:
        async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            await reader.read()

        async with serving(proxy) as port:
            fetch = fetch_settings(proxy=f"http://127.0.0.1:{port}", resolve={})
            transport = GuardedTransport(fetch)
            check = (await Visitor(transport, fetch).visit(f"https://{HOST}/x")).check
            await transport.aclose()
            return check

    check = asyncio.run(run())

    assert check.reason == "unreachable"
    assert "the proxy answered 407" in check.why
