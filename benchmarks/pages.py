"""Reports of our stories as an outlet's page would hold them: metadata, menus, links to other reports, a footer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

SECTIONS = ("World", "Politics", "Business", "Science", "Health", "Sport", "Culture", "Travel", "Weather", "Opinion")
STYLE = "".join(f".c{i}{{margin:{i}px;padding:{i % 7}px;color:#{i * 4099 % 4096:03x}}}" for i in range(300))
SCRIPT = "".join(f"window.q{i}=function(a){{return a+{i}}};" for i in range(400))


def page(record: Mapping[str, str]) -> str:
    """One report as HTML, about 45 kB."""
    lines = [line for line in record["text"].split("\n") if line.strip()]
    title = record.get("title") or lines.pop(0)
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": record.get("published"),
        "publisher": {"@type": "Organization", "name": record["outlet"]},
    }
    menu = "".join(f'<li class="c{i}"><a href="/{s.lower()}">{s}</a></li>' for i, s in enumerate(SECTIONS * 3))
    links = "".join(
        f'<div class="card c{i}"><a href="/{i}"><h3>{s} report {i}</h3></a></div>' for i, s in enumerate(SECTIONS * 4)
    )
    body = "".join(f'<p class="c7">{escape(line)}</p>\n' for line in lines)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {escape(record["outlet"])}</title>'
        f'<meta property="og:site_name" content="{escape(record["outlet"])}"><style>{STYLE}</style><script>{SCRIPT}</script>'
        f'<link rel="canonical" href="{escape(record.get("url") or "")}">'
        f'<script type="application/ld+json">{json.dumps(known)}</script></head><body>'
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(title)}</h1>{body}</article>"
        f"<aside><h2>More on this</h2>{links}</aside></main><footer><ul>{menu}</ul><p>All rights reserved.</p></footer></body></html>"
    )
