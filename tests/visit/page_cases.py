"""Sites and their pages, each with the status and reason it must get."""

from __future__ import annotations

from evil_origin import HOST, Request, Route, Writer, answer, go, html, page

PROSE = (
    "The council measured the water of the lake in every month and found that its level had "
    "fallen by a third since the records began, which the engineers had long expected. "
)
LONG = "</p><p>".join([PROSE * 2] * 8)
MENU = '<nav><a href="/a">News</a> <a href="/b">Sport</a> <a href="/c">Weather</a></nav>'


def any_path(body: bytes) -> Route:
    """The same answer for every path, robots.txt included."""

    async def send(request: Request, writer: Writer) -> None:
        writer.write(answer(body))

    return send


def echo(body: str) -> Route:
    async def send(request: Request, writer: Writer) -> None:
        writer.write(answer(body.format(path=request.path).encode()))

    return send


# name: (routes, path, status, reason)
PAGES: dict[str, tuple[dict[str, Route], str, str, str]] = {
    "not found in the title": (
        {"/x": page("Page not found | The Daily", "Try the search.")},
        *("/x", "soft_404", "not_found_page"),
    ),
    "not found in the heading": (
        {"/x": answer(b"<title>The Daily</title><h1>404</h1><p>This page does not exist.</p>")},
        *("/x", "soft_404", "not_found_page"),
    ),
    "not found in a sentence": (
        {
            "/x": answer(
                b"<title>The Daily</title><p>Sorry, we could not find the page you asked for."
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "German": (
        {
            "/x": page(
                "Seite nicht gefunden", "Die gesuchte Seite existiert leider nicht.", "", "de"
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "Japanese": (
        {
            "/x": page(
                "ページが見つかりません", "お探しのページは削除された可能性があります。", "", "ja"
            )
        },
        *("/x", "soft_404", "not_found_page"),
    ),
    "an article about missing pages": (
        {"/x": page("Page not found: the story of the 404 error", LONG)},
        *("/x", "live", "ok"),
    ),
    "an encyclopedia on HTTP 404": (
        {"/x": page("HTTP 404 - Encyclopedia", LONG)},
        "/x",
        "live",
        "ok",
    ),
    "a short item on somebody missing": (
        {"/x": page("Missing hikers not found after a week", "Rescuers could not find them. " * 4)},
        *("/x", "live", "ok"),
    ),
    "a year": ({"/x": page("404 - Chronicle", LONG)}, "/x", "live", "ok"),
    "one page for every path": (
        {"*": any_path(html("The Daily", "News of today. " * 40))},
        "/a/x",
        "soft_404",
        "same_as_missing",
    ),
    "one page that repeats the path": (
        {
            "*": echo(
                "<title>Search</title><h1>Search</h1><p>You searched for {path}."
                + "<p>News today. " * 60
            )
        },
        *("/a/some-thing", "soft_404", "same_as_missing"),
    ),
    "an article on a site that never says 404": (
        {
            "*": any_path(html("The Daily", "News of today. " * 40)),
            "/a/x": page("Lake levels", LONG),
        },
        *("/a/x", "live", "ok"),
    ),
    "a short note on a site that never says 404": (
        {
            "*": any_path(html("The Daily", MENU + "News of today. " * 200)),
            "/a/x": answer(
                html("The Daily", MENU + "News of today. " * 200).replace(
                    b"<h1>The Daily", b"<h1>The lake rose by two metres in the night"
                )
            ),
        },
        *("/a/x", "live", "ok"),
    ),
    "the front page of a site that never says 404": (
        {"*": any_path(html("The Daily", "News of today. " * 40))},
        *("/", "live", "ok"),
    ),
    "a shell that scripts fill": (
        {"*": any_path(b"<title>App</title><div id=root></div><script src=/app.js></script>")},
        *("/a/x", "live", "ok"),
    ),
    "everything leads to one landing page": (
        {"*": go("/landing/start"), "/landing/start": page("Welcome", LONG)},
        *("/a/x", "soft_404", "same_as_missing"),
    ),
    "sent to the front page": (
        {"/a/x": go("/"), "/": page("The Daily", LONG)},
        *("/a/x", "soft_404", "redirect_to_home"),
    ),
    "sent to the front page for good": (
        {"/a/x": go("/index.html", 301), "/index.html": page("The Daily", LONG)},
        *("/a/x", "soft_404", "redirect_to_home"),
    ),
    "sent to another site's front page": (
        {f"{HOST}/a/x": go("http://other.test/", 301), "other.test/": page("New owner", LONG)},
        *("/a/x", "soft_404", "redirect_to_home"),
    ),
    "the front page sent to its language": (
        {f"{HOST}/": go("/en/", 302), "/en/": page("The Daily", LONG)},
        *("/", "live", "ok"),
    ),
    "a whole site that moved": (
        {f"{HOST}/": go("http://other.test/", 301), "other.test/": page("The Daily", LONG)},
        *("/", "moved", "permanent_redirect"),
    ),
    "sent to an error page": (
        {"/a/x": go("/errors/404.html"), "/errors/404.html": page("Hm", "Nothing.")},
        *("/a/x", "soft_404", "not_found_page"),
    ),
    "parked": (
        {
            "/x": page(
                "site.test", "This domain is for sale. Buy this domain. Related searches: Loans"
            )
        },
        *("/x", "soft_404", "parked_domain"),
    ),
    "expired": (
        {"/x": page("Domain has expired", "Renew now.")},
        "/x",
        "soft_404",
        "parked_domain",
    ),
    "a fresh server": (
        {"/x": page("Welcome to nginx!", "If you see this page, the web server works.")},
        *("/x", "soft_404", "parked_domain"),
    ),
    "suspended": (
        {"/x": page("Account Suspended", "This account has been suspended.")},
        *("/x", "soft_404", "parked_domain"),
    ),
    "an article on domains": (
        {"/x": page("This domain is for sale: how names are traded", LONG)},
        *("/x", "live", "ok"),
    ),
    "nothing but mark-up": (
        {"/x": answer(b"<html><head></head><body> </body></html>")},
        "/x",
        "soft_404",
        "empty_page",
    ),
    "a page of one picture": (
        {"/x": answer(b"<title>Map</title><img src=/map.png>")},
        "/x",
        "live",
        "ok",
    ),
    "a PDF that is a page": (
        {"/r.pdf": page("Reports", "All our reports. " * 20)},
        "/r.pdf",
        "soft_404",
        "wrong_type",
    ),
    "a PDF": ({"/r.pdf": answer(b"%PDF-1.4 ...", kind="application/pdf")}, "/r.pdf", "live", "ok"),
    "a PDF in a viewer": (
        {"/blob/r.pdf": page("r.pdf", "<embed src=/raw/r.pdf>")},
        *("/blob/r.pdf", "live", "ok"),
    ),
    "a PDF that is a page by its bytes": (
        {"/r.pdf": answer(html("Gone", "All our reports. " * 20), kind="application/pdf")},
        *("/r.pdf", "soft_404", "wrong_type"),
    ),
    "maintenance": (
        {"/x": page("Site under maintenance", "We'll be back soon.")},
        *("/x", "failing", "maintenance"),
    ),
    "maintenance in Spanish": (
        {"/x": page("Sitio en mantenimiento", "Volvemos pronto.", "", "es")},
        *("/x", "failing", "maintenance"),
    ),
    "an article on maintenance": (
        {"/x": page("How bridges are kept under maintenance", LONG)},
        *("/x", "live", "ok"),
    ),
    "a database that is down": (
        {"/x": page("Error establishing a database connection", "")},
        *("/x", "failing", "server_error"),
    ),
    "503 and maintenance": (
        {"/x": answer(html("Scheduled maintenance", "Back at noon."), 503)},
        *("/x", "failing", "maintenance"),
    ),
    "Cloudflare, 403": (
        {"/x": answer(html("Just a moment...", ""), 403, "cf-mitigated: challenge")},
        *("/x", "blocked", "bot_challenge"),
    ),
    "Cloudflare, 503": (
        {
            "/x": answer(
                b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", 503
            )
        },
        *("/x", "blocked", "bot_challenge"),
    ),
    "Cloudflare, 200": (
        {"/x": answer(b"<title>Just a moment...</title><script>window._cf_chl_opt={}</script>")},
        *("/x", "blocked", "bot_challenge"),
    ),
    "Anubis, 200": (
        {
            "/x": answer(
                b"<title>Making sure you're not a bot!</title>"
                b"<script id=anubis_challenge>{}</script>"
                b"<img src=/.within.website/x/cmd/anubis/static/img/pensive.webp><h1>Making sure"
            )
        },
        *("/x", "blocked", "bot_challenge"),
    ),
    "Akamai, 403": (
        {
            "/x": answer(
                b"<title>Access Denied</title><h1>Access Denied</h1>You don't have permission. "
                b"Reference #18.2 https://errors.edgesuite.net/18.2",
                403,
            )
        },
        *("/x", "blocked", "bot_challenge"),
    ),
    "Imperva, 200": (
        {
            "/x": answer(
                b'<html><iframe src="/_Incapsula_Resource?x">Request unsuccessful.</iframe>'
            )
        },
        *("/x", "blocked", "bot_challenge"),
    ),
    "DataDome, 403": (
        {"/x": answer(b"<script src=https://ct.captcha-delivery.com/c.js></script>", 403)},
        *("/x", "blocked", "bot_challenge"),
    ),
    "a captcha": (
        {"/x": page("Are you a robot?", "Please confirm. <div class=g-recaptcha></div>")},
        *("/x", "blocked", "bot_challenge"),
    ),
    "an article with a captcha below": (
        {"/x": page("Lake levels", LONG + "<form class=g-recaptcha></form>")},
        *("/x", "live", "ok"),
    ),
    "an article on captchas": (
        {"/x": page("Are you a robot? On captchas", LONG)},
        "/x",
        "live",
        "ok",
    ),
    "sent to sign in": (
        {
            "/x": go("/login?next=/x"),
            "/login": page("Sign in", "<form><input name=u><input type=password></form>"),
        },
        *("/x", "blocked", "login_required"),
    ),
    "sent to sign in elsewhere": (
        {
            f"{HOST}/x": go("http://other.test/oauth/authorize?redirect_uri=x"),
            "other.test/oauth/authorize": page("Log in", "<input type=password>"),
        },
        *("/x", "blocked", "login_required"),
    ),
    "a sign-in form in its place": (
        {"/x": page("Log in to continue", "<form><input name=u><input type=password></form>")},
        *("/x", "blocked", "login_required"),
    ),
    "an article with a sign-in form beside it": (
        {"/x": page("Lake levels", LONG + "<form><input type=password></form>")},
        *("/x", "live", "ok"),
    ),
    "the sign-in page itself": (
        {"/login": page("Sign in", "<form><input type=password></form>")},
        *("/login", "live", "ok"),
    ),
    "sent to a page of that name": (
        {"/x": go("/login"), "/login": page("Members", "Please identify yourself.")},
        *("/x", "blocked", "login_required"),
    ),
    "sent to a case": (
        {"/x": go("/cas/17"), "/cas/17": page("Le cas 17", LONG)},
        *("/x", "live", "ok"),
    ),
    "not in our country": (
        {"/x": page("Sorry", "This content is not available in your country.")},
        *("/x", "blocked", "region_blocked"),
    ),
    "blank": ({"/x": answer(b" \n\t \n")}, "/x", "soft_404", "empty_page"),
    "for sale by name": (
        {"/x": page("site.test", "The domain name example.co.uk is for sale. Inquire now.")},
        *("/x", "soft_404", "parked_domain"),
    ),
    "access denied, 200": (
        {"/x": page("Access Denied", "You do not have access to this page.")},
        *("/x", "blocked", "bot_challenge"),
    ),
    "not free, by its own word": (
        {
            "/x": page(
                "Lake levels",
                PROSE,
                '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
            )
        },
        *("/x", "paywalled", "paywall"),
    ),
    "not free, as a text": (
        {
            "/x": page(
                "Lake levels",
                PROSE,
                '<script type="application/ld+json">{"isAccessibleForFree":"False"}</script>',
            )
        },
        *("/x", "paywalled", "paywall"),
    ),
    "free, by its own word": (
        {
            "/x": page(
                "Lake levels",
                PROSE,
                '<script type="application/ld+json">{"isAccessibleForFree": true}</script>',
            )
        },
        *("/x", "live", "ok"),
    ),
    "an offer where the text breaks off": (
        {
            "/x": page(
                "Lake levels", PROSE + '<div class="paywall">Subscribe to continue reading.</div>'
            )
        },
        *("/x", "paywalled", "paywall"),
    ),
    "an invitation on every page": (
        {"/x": page("Lake levels", LONG + '<a class="subscriber-link">Subscribe</a>')},
        *("/x", "live", "ok"),
    ),
    "a DOI whose publisher refuses us": (
        {f"{HOST}/10.1/x": go("http://other.test/x"), "other.test/x": answer(b"no", 403)},
        *("/10.1/x", "blocked", "forbidden"),
    ),
    "plain text": (
        {"/x": answer(b"Not found in this log: nothing.\n" * 9, kind="text/plain")},
        "/x",
        "live",
        "ok",
    ),
    "data": ({"/x": answer(b'{"error": null}', kind="application/json")}, "/x", "live", "ok"),
}
