"""Sites on which people of other checkers were told wrongly, each with what it must get.

Told of in the trackers of lychee, linkinator, muffet, Sphinx, html-proofer and
markdown-link-check, or known products with pages of their own.
"""

from __future__ import annotations

import gzip

from evil_origin import HOST, Request, Route, Writer, answer, go, html, page
from page_cases import LONG, PROSE
from wall_cases import APP, WALLS, Case

HELD = b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n" + b"\xff\xfb\x90\x00" * 64


def only_if(header: str, wanted: str, good: bytes, bad: bytes) -> Route:
    """One answer for those whose header has the words, another for all others."""

    async def send(request: Request, writer: Writer) -> None:
        writer.write(good if wanted in request.headers.get(header, "") else bad)

    return send


def only_get(code: int) -> Route:
    """A server that knows GET alone."""

    async def send(request: Request, writer: Writer) -> None:
        body = html("Lake levels", LONG)
        writer.write(answer(body) if request.method == "GET" else answer(b"", code))

    return send


async def on_the_air(request: Request, writer: Writer) -> None:
    """A radio station: it never ends."""
    writer.write(HELD)
    await writer.drain()


# name: (routes, path, status, reason)
REPORTED: dict[str, Case] = WALLS | {
    # Codes that few know.
    "407 from the way there": ({"/x": answer(b"no", 407)}, "/x", "blocked", "forbidden"),
    "511 from the way there": (
        {"/x": answer(html("Log in to the hotel's network", ""), 511)},
        *("/x", "blocked", "forbidden"),
    ),
    "509": ({"/x": answer(b"quota", 509)}, "/x", "failing", "server_error"),
    "526": ({"/x": answer(b"certificate", 526)}, "/x", "failing", "server_error"),
    "530": ({"/x": answer(b"origin", 530)}, "/x", "failing", "server_error"),
    "a puzzle for programs, 428": (
        {"/x": answer(b'{"sec-cp-challenge": "true"}', 428, kind="application/json")},
        *("/x", "blocked", "bot_challenge"),
    ),
    "a puzzle in a script, 412": (
        {"/x": answer(b"<html><head><script>$_ts=window['$_ts'];</script></head></html>", 412)},
        *("/x", "blocked", "forbidden"),
    ),
    "a check that asks for a moment": (
        {"/x": page("One moment, please...", "Please wait while your request is verified...")},
        *("/x", "blocked", "bot_challenge"),
    ),
    # Addresses and what becomes of them.
    "an ampersand in a name": (
        {f"{HOST}/wiki/A_%26_B": page("A & B", LONG)},
        *("/wiki/A_%26_B", "live", "ok"),
    ),
    "brackets in a number": (
        {"/PIIS2215-0366(17)30328-0/full": page("Lake levels", LONG)},
        *("/PIIS2215-0366(17)30328-0/full", "live", "ok"),
    ),
    "a slash in a name": (
        {"/a%2Fb": page("Lake levels", LONG)},
        *("/a%2Fb", "live", "ok"),
    ),
    "moved for good to the number of a visit": (
        {"/x": go("/x;jsessionid=0123ABCD.n1", 301), "/x;jsessionid=0123ABCD.n1": page("X", LONG)},
        *("/x", "live", "ok"),
    ),
    "moved for good, with the number of a visit": (
        {
            "/x": go("/y?PHPSESSID=0123abcd&a=1", 301),
            "/y": page("Y", LONG),
        },
        *("/x", "moved", "permanent_redirect"),
    ),
    "sent on from where its addresses begin": (
        {
            "/x": page("X", "", '<base href="/d/"><meta http-equiv=refresh content="0;url=y">'),
            "/d/y": page("Y", LONG),
        },
        *("/x", "moved", "meta_refresh"),
    ),
    "sent on by a header, without a page": (
        {"/x": answer(b"", 200, "Refresh: 0; url=/y"), "/y": page("Y", LONG)},
        *("/x", "moved", "meta_refresh"),
    ),
    "a PDF that is called a page": (
        {"/a.pdf": answer(b"%PDF-1.7 " + b"x" * 900)},
        *("/a.pdf", "live", "ok"),
    ),
    "forty kilobytes of headers": (
        {"/x": answer(html("X", LONG), 200, *(f"X-Policy-{n}: {'a' * 7000}" for n in range(6)))},
        *("/x", "live", "ok"),
    ),
    "compressed as nobody asked": (
        {"/x": answer(b"\x28\xb5\x2f\xfdwords" * 90, 200, "Content-Encoding: zstd")},
        *("/x", "live", "ok"),
    ),
    "a name in Latin-1": (
        {
            "/x": answer(b"", 302).replace(b"\r\n\r\n", b"\r\nLocation: /caf\xe9\r\n\r\n"),
            "/caf%E9": page("Y", LONG),
            "/caf%C3%A9": page("Y", LONG),
        },
        *("/x", "live", "ok"),
    ),
    "a quota, 200": (
        {
            "/x": page(
                "509 Bandwidth Limit Exceeded",
                "The server is temporarily unable to service your request due to the site owner "
                "reaching his/her bandwidth limit. Please try again later.",
            )
        },
        *("/x", "failing", "server_error"),
    ),
    "a warning of PHP and nothing else": (
        {
            "/x": answer(
                b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function x() on "
                b"null in /srv/www/index.php:17\nStack trace:\n#0 {main}"
            )
        },
        *("/x", "failing", "server_error"),
    ),
    "sent to a page for failures": (
        {"/x": go("/System/Error/500"), "/System/Error/500": page("Portal", "Try again.")},
        *("/x", "failing", "server_error"),
    ),
    "203": ({"/x": answer(html("Lake levels", LONG), 203)}, "/x", "live", "ok"),
    "a choice of pages": ({"/x": answer(html("Lake levels", LONG), 300)}, "/x", "live", "ok"),
    "created, and where": (
        {"/x": answer(html("Lake levels", LONG), 201, "Location: /y")},
        *("/x", "live", "ok"),
    ),
    # What scripts are to draw, and what their server knows all the same.
    "an app that says 404 to crawlers": (
        {"/x": answer(html("App", APP, '<meta name="prerender-status-code" content="404">'))},
        *("/x", "soft_404", "not_found_page"),
    ),
    "an app that says 200 to crawlers": (
        {"/x": answer(html("App", APP, '<meta name="prerender-status-code" content="200">'))},
        *("/x", "live", "ok"),
    ),
    "Next.js": (
        {
            "/x": answer(
                html("Shop", APP)
                + b'<script id="__NEXT_DATA__" type="application/json">'
                + b'{"props":{"pageProps":{"statusCode":404}},"page":"/_error"}</script>'
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "WordPress from a cache": (
        {
            "/x": answer(
                b"<title>The Daily</title><body class='error404 wp-theme'>"
                b"<h1>Nothing to see</h1><p>Try the search.</p>"
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "an article that tells of the class error404": (
        {"/x": page("The class error404", LONG + "<code>body.error404 { color: red }</code>")},
        *("/x", "live", "ok"),
    ),
    "a shell that leads on by script": (
        {"/x": answer(b"<html><script>location.replace('/new/place')</script></html>")},
        *("/x", "live", "ok"),
    ),
    "words for those without scripts": (
        {"/x": page("App", APP + "<noscript>You need to enable JavaScript.</noscript>")},
        *("/x", "live", "ok"),
    ),
    # What is asked with, and how it is answered.
    "HEAD is refused": ({"/x": only_get(405)}, "/x", "live", "ok"),
    "HEAD finds nothing": ({"/x": only_get(404)}, "/x", "live", "ok"),
    "nothing without Accept": (
        {"/x": only_if("accept", "text/html", page("Lake levels", LONG), answer(b"no", 404))},
        *("/x", "live", "ok"),
    ),
    "nothing without a language": (
        {"/x": only_if("accept-language", "en", page("Lake levels", LONG), answer(b"", 500))},
        *("/x", "live", "ok"),
    ),
    "nothing without compression": (
        {
            "/x": only_if(
                "accept-encoding",
                "gzip",
                answer(gzip.compress(html("Lake levels", LONG)), 200, "Content-Encoding: gzip"),
                answer(b"", 406),
            )
        },
        *("/x", "live", "ok"),
    ),
    "a charset for an encoding": (
        {"/x": answer(html("Page not found", "Try again."), 200, "Content-Encoding: UTF-8")},
        *("/x", "soft_404", "not_found_page"),
    ),
    "no encoding by name": (
        {"/x": answer(html("Page not found", "Try again."), 200, "Content-Encoding: none")},
        *("/x", "soft_404", "not_found_page"),
    ),
    "a header's name in small letters": (
        {
            "/x": answer(b"", 302).replace(b"\r\n\r\n", b"\r\nlocation: /y\r\n\r\n"),
            "/y": page("Y", LONG),
        },
        *("/x", "live", "ok"),
    ),
    "a redirect with blanks and brackets": (
        {
            "/x": go("/a b[1].html"),
            "/a%20b[1].html": page("Y", LONG),
            "/a%20b%5B1%5D.html": page("Y", LONG),
        },
        *("/x", "live", "ok"),
    ),
    "a redirect to a place in a page": (
        {"/x": go("/y#part-2"), "/y": page("Y", LONG)},
        *("/x", "live", "ok"),
    ),
    "a radio station of old": (
        {"/live": answer(HELD, kind="audio/mpeg").replace(b"HTTP/1.1 200", b"ICY 200", 1)},
        *("/live", "live", "ok"),
    ),
    "a radio station": ({"/live": on_the_air}, "/live", "live", "ok"),
    # The cited thing is gone, says a page of the site.
    "an article by number that leads home": (
        {f"{HOST}/?p=123": go("/", 301), f"{HOST}/": page("The Daily", LONG)},
        *("/?p=123", "soft_404", "redirect_to_home"),
    ),
    "a page with a name of two letters": (
        {"/x": go("/ok", 301), "/ok": page("Lake levels", LONG)},
        *("/x", "moved", "permanent_redirect"),
    ),
    "sent to the front page of a language": (
        {"/a/x": go("/pt-br/"), "/pt-br/": page("O Lago", LONG)},
        *("/a/x", "soft_404", "redirect_to_home"),
    ),
    "a social network": (
        {
            "/x": page("Facebook", "").replace(
                b"<h1>Facebook", b"<h1>This content isn't available right now"
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "a blog that was taken away": (
        {"/x": page("Blog not found", "Sorry, the blog you were looking for does not exist.")},
        *("/x", "soft_404", "not_found_page"),
    ),
    "a site that nobody publishes": (
        {
            "/x": page(
                "Example",
                "Looks like this domain isn't connected to a website yet. Is this your domain?",
            )
        },
        *("/x", "soft_404", "parked_domain"),
    ),
    "a site whose plan ended": (
        {
            "/x": page(
                "Website Expired", "This account has expired. If you are the site owner, log in."
            )
        },
        *("/x", "soft_404", "parked_domain"),
    ),
    "a missing page in Shift_JIS": (
        {
            "/x": answer(
                '<meta charset="shift_jis"><title>ページが見つかりません</title>'.encode("cp932")
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "a missing page in Windows-1251": (
        {
            "/x": answer(
                "<title>Страница не найдена</title><h1>Ошибка</h1>".encode("cp1251"),
                kind="text/html; charset=windows-1251",
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "a missing page in GBK": (
        {
            "/x": answer(
                "<title>页面不存在</title><h1>提示</h1>".encode("gbk"),
                kind="text/html; charset=gb2312",
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "a manual of the error": (
        {
            "/Web/Status/404": page(
                "404 Not Found - Manual",
                "The 404 Not Found client error says that the server cannot find the resource that "
                "was asked for. Links that lead to such a page are often called broken or dead.",
            )
        },
        *("/Web/Status/404", "live", "ok"),
    ),
    "a question about the error": (
        {
            "/questions/17/page-not-found-after-update": page(
                "Page not found after update",
                "Since yesterday each address of my site answers with page not found; the files "
                "are where they were. What could be the reason, and where would I look first?",
            )
        },
        *("/questions/17/page-not-found-after-update", "live", "ok"),
    ),
    "the error's own page": (
        {"/404.html": page("Page not found", "Sorry, this page does not exist.")},
        *("/404.html", "soft_404", "not_found_page"),
    ),
    "a record of a few words": (
        {
            "/record/17": page(
                "Emma",
                "<table><tr><td>Author<td>Austen</table>This item is not available for loan.",
            )
        },
        *("/record/17", "live", "ok"),
    ),
    "a help page on what is gone": (
        {"/help/17": page("My account has been deleted", PROSE)},
        *("/help/17", "live", "ok"),
    ),
    "rules for what is gone": (
        {
            "/rules": page(
                "Rules", "If your item has been removed, write to us. We answer within a day."
            )
        },
        *("/rules", "live", "ok"),
    ),
    "a product that is sold out": (
        {"/p/17": page("Copper kettle | Shop", "Out of stock. This item is unavailable. 49.00")},
        *("/p/17", "live", "ok"),
    ),
    "a product that is sold no more": (
        {"/p/17": page("Shop", "This product is no longer available.")},
        *("/p/17", "soft_404", "not_found_page"),
    ),
    "a thread that is locked": (
        {"/t/17": page("Pump hums | Forum", "This topic has been closed. No new replies.")},
        *("/t/17", "live", "ok"),
    ),
    "a thread that is gone": (
        {"/t/17": page("Information", "The requested topic does not exist.")},
        *("/t/17", "soft_404", "not_found_page"),
    ),
    "an offer of work that has run out": (
        {"/jobs/17": page("Careers", "This job is no longer available. See all jobs.")},
        *("/jobs/17", "soft_404", "not_found_page"),
    ),
    "a list of files": (
        {
            "/pub/": answer(
                b"<title>Index of /pub</title><h1>Index of /pub</h1><pre><a href=../>../</a>"
            )
        },
        *("/pub/", "live", "ok"),
    ),
    "a note by the way": ({"/x": page("Lake levels", PROSE)}, "/x", "live", "ok"),
}
