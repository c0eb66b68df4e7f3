"""Pages to put articles on: the furniture of one site, and of the same site years later."""

# ruff: noqa: E501 - pages as they come

from __future__ import annotations

from random import Random

Skin = str

#: Slots: {headline} {body} and, fresh for each page, {date} {count} {ad} {tease}.
DEV: tuple[Skin, ...] = (
    """<!doctype html><html lang="en"><head><title>{headline} - The Daily Wherever</title></head>
<body><header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
<p>{date}</p></header><main><article><h1>{headline}</h1><p class="byline">By Jo Writer, {date}</p>
<p>{count} views · {count} comments</p>{body}<div class="ad"><p>Advertisement</p><p>{ad}</p></div>
</article></main><aside><h2>Most read</h2><ul><li>{tease}</li><li>{tease}</li></ul></aside>
<footer><p>© 2026 The Daily Wherever. All rights reserved.</p></footer></body></html>""",
    """<html><head><title>{headline}</title></head><body><div id="top">Menu Search Log in</div>
<div class="cookie"><p>We use cookies to improve your experience. Accept</p></div>
<div id="content"><h1>{headline}</h1><div class="meta">Published: {date} | Updated: {date}</div>
{body}</div><div class="box"><h3>Subscribe to our newsletter</h3><p>Sign up for the best stories in
your inbox every morning.</p></div><div class="rel"><h3>Related</h3><p>{tease}</p><p>{tease}</p>
</div><div id="foot">Contact us | Privacy policy | Terms of use</div></body></html>""",
    """<html><body><table width="100%"><tr><td><b>WHEREVER ONLINE</b></td><td>{date}</td></tr></table>
<h2>{headline}</h2>{body}<hr><p><i>{ad}</i></p><p>Visitors: {count}</p></body></html>""",
    """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{headline} | Harbour Post</title>
</head><body><div class="masthead"><a href="/">Harbour Post</a><span>Edition of {date}</span></div>
<div class="breadcrumb">News &gt; Regional &gt; Features</div><div class="story"><h1>{headline}</h1>
<p class="standfirst"><time>{date}</time> · {count} min read · {count} shares</p>{body}</div>
<div class="promo"><p>{ad}</p></div><section class="more"><h2>More from Harbour Post</h2>
<ul><li><a href="#">{tease}</a></li><li><a href="#">{tease}</a></li><li><a href="#">{tease}</a></li>
</ul></section><footer><p>Harbour Post is published by Quay Media, registered office 4 Dock Lane.
</p><p>Copyright Quay Media</p></footer></body></html>""",
    """<html lang="en"><head><title>{headline}</title></head><body>
<div role="banner"><p>Your privacy matters: this site uses cookies for statistics.</p>
<button>Fine</button></div><article itemscope><header><h1>{headline}</h1>
<p>Posted on {date} by Admin</p></header><section>{body}</section>
<p class="views">Viewed {count} times</p></article><div id="comments"><h3>{count} comments</h3></div>
<aside><p>Support our journalism with a small monthly gift.</p><p>{ad}</p></aside>
<div class="next"><p>Read next: {tease}</p></div></body></html>""",
    """<html><head><title>Archive: {headline}</title></head><body bgcolor="#fff"><center>
<font size="5">{headline}</font></center><p align="right">{date}</p>{body}<p align="center">
[<a href="/">home</a>] [<a href="/map">map</a>]</p><p>Last modified: {date}</p>
<p>You are visitor number {count}</p></body></html>""",
    """<!doctype html><html><head><title>{headline} – Harbour</title></head><body>
<header><nav><ul><li>Politics</li><li>Culture</li><li>Science</li></ul></nav></header>
<main><div class="hero"><h1>{headline}</h1></div><div class="columns"><div class="text">{body}</div>
<div class="side"><p>Trending</p><p>{tease}</p><p>{tease}</p><p>Sponsored</p><p>{ad}</p></div></div>
<div class="after"><p>{date}</p><p>Share this story</p></div></main>
<footer>All rights reserved · Imprint · Follow us</footer></body></html>""",
    """<!doctype html><html><head><title>{headline} :: Gazette</title></head><body>
<div id="hd"><span class="logo">The Gazette</span> <span>{date}</span> <a href="/in">Sign in</a></div>
<div id="main"><h1>{headline}</h1><div class="tools">Listen · Save · Print · {count} reactions</div>
{body}<div class="tags">Topics: news, features</div><div class="author"><p>Got a story? Write to our
editorial team at the usual address.</p></div></div><div id="right"><h4>Editor's picks</h4>
<p>{tease}</p><p>{tease}</p><h4>From our partners</h4><p>{ad}</p></div>
<div id="ft"><p>Gazette Newspapers, all rights reserved {date}</p></div></body></html>""",
    """<html><body><div class="wrap"><p class="crumbs">You are here: Start / Texts / {headline}</p>
<h2>{headline}</h2><p><small>written {date}, read {count} times</small></p>{body}
<p><small>Filed under: Miscellany. {count} people like this.</small></p>
<p>Older: {tease}</p><p>Newer: {tease}</p><p>Powered by a small script.</p></div></body></html>""",
    """<!doctype html><html><head><meta name="viewport" content="width=device-width"><title>{headline}
</title></head><body><div class="banner">{ad}</div><div class="page"><div class="kicker">Report</div>
<h1>{headline}</h1><div class="info">{date} · Reading time: {count} minutes</div>{body}
<div class="hint"><p>This page is kept up by volunteers. Please tell us about dead links.</p></div>
<ol class="top"><li>{tease}</li><li>{tease}</li><li>{tease}</li></ol></div>
<div class="cmp">We and our partners store cookies on your device. Agree / Decline</div>
</body></html>""",
    """<!doctype html><html><head><title>{headline}</title></head><body><div class="topbar"><b>Tide
&amp; Times</b><span>{date}</span><span>Weather: 14 degrees</span></div><article><h1>{headline}</h1>
<div class="by">Staff report, last changed {date}</div>{body}<div class="rate">Rate this text:
{count} votes so far</div></article><div class="grid"><div><h5>What others are reading</h5>
<p>{tease}</p><p>{tease}</p></div><div><h5>Marketplace</h5><p>{ad}</p><p>{ad}</p></div></div>
<div class="end"><p>Letters to the editor are welcome and may be shortened.</p><p>Tide &amp; Times
is a member of the press council.</p></div></body></html>""",
    """<html><head><title>{headline}</title></head><body><div class="left"><ul><li>Start</li>
<li>Archive</li><li>People</li></ul></div><div class="mid"><h3>{headline}</h3><span>{date}</span>
{body}<p class="nav"><a href="#">Previous: {tease}</a> <a href="#">Next: {tease}</a></p>
<p>{count} people are online right now.</p></div><div class="low"><p>Hosted without trackers on a
very old computer.</p><p>{ad}</p></div></body></html>""",
    """<!doctype html><html lang="en"><head><title>Wire | {headline}</title></head><body>
<div class="lang">EN · DE · FR</div><h1>{headline}</h1><p>{date}, {count} clicks</p>
<div id="copy">{body}</div><p>With reporting from our correspondents.</p><ul class="also">
<li>{tease}</li><li>{tease}</li></ul><blockquote>{ad}</blockquote>
<p>Please rotate your screen for the best experience.</p></body></html>""",
)

HELD_OUT: tuple[Skin, ...] = (
    """<!doctype html><html><head><title>{headline} | The Lantern</title></head><body>
<div class="strip">The Lantern, independent since 1911. Today is {date}.</div><div class="cols">
<div class="c1"><h1>{headline}</h1><p class="dek">Words by our reporter in the field</p>{body}
<p class="end">■</p><p class="fix">Spotted a mistake? Let the desk know.</p></div><div class="c2">
<h3>In other news</h3><p>{tease}</p><p>{tease}</p><p>{tease}</p><h3>Classifieds</h3><p>{ad}</p>
<p>{ad}</p></div></div><div class="btm"><p>The Lantern is printed on recycled paper in small
numbers.</p></div></body></html>""",
    """<html><head><title>{headline}</title></head><body><table><tr><td width="20%">Sections<br>
Letters<br>Weather<br>Puzzle</td><td><h2>{headline}</h2><p><i>{date}</i></p>{body}<p>Print this
text. Mail this text.</p><p>{count} hits since {date}</p></td><td width="20%"><p>{ad}</p><p>{tease}</p>
</td></tr></table></body></html>""",
    """<!doctype html><html><head><title>{headline}</title></head><body><div class="nav2"><span>Log on
</span><span>Basket</span></div><article><h1>{headline}</h1><p>{date} / {count} words / Category:
Report</p>{body}</article><div class="poll"><h4>Poll of the day</h4><p>Do you read footnotes?</p>
<p>{count} answers</p></div><div class="f"><p>{tease}</p><p>You can listen to this text in the app.
</p><p>Designed with care in a shed.</p></div></body></html>""",
)

ADS = (
    "Win a weekend for two at the seaside.",
    "Half price on all garden chairs this week only.",
    "New phones from 9.99 a month.",
    "Compare car insurance in two minutes.",
    "Taste the new oat drink.",
    "Fly to the sun from 49.",
)
TEASERS = (
    "Ten quick suppers for busy weeks",
    "Why cats love cardboard boxes so much",
    "The hidden cost of cheap shoes",
    "Five walks to take before winter comes",
    "Is this the end of the handshake?",
    "Meet the man who collects sand",
    "What your handwriting says about you",
    "House prices: the map",
)


def render(rng: Random, skin: Skin, headline: str, paragraphs: list[str]) -> bytes:
    """The page; date, counters, advertisements and teasers are those of the day."""
    body = ""
    for paragraph in paragraphs:
        body += f"<p>{paragraph}</p>\n"
        if rng.random() < 0.08:
            body += "<div class='ad'><p>Advertisement</p></div>\n"
    page = skin.replace("{headline}", headline).replace("{body}", body)
    for slot, choices in (("{ad}", ADS), ("{tease}", TEASERS)):
        while slot in page:
            page = page.replace(slot, rng.choice(choices), 1)
    while "{count}" in page:
        page = page.replace("{count}", f"{rng.randint(2, 90_000):,}", 1)
    while "{date}" in page:
        page = page.replace("{date}", _date(rng), 1)
    return page.encode()


def _date(rng: Random) -> str:
    months = ("January", "March", "April", "June", "July", "October", "November")
    day, month, year = rng.randint(1, 28), rng.choice(months), rng.randint(2011, 2026)
    return rng.choice(
        (
            f"{day} {month} {year}",
            f"{month} {day}, {year}",
            f"{year}-{rng.randint(1, 12):02}-{day:02}",
        )
    )
