"""A story of sixty articles and two hundred findings, made without the pipeline. We wrote it; it reports nothing."""

from __future__ import annotations

from twosource.articles import make_article
from twosource.data import Account, Anchor, Article, ArticleEntry, Basis, Finding, Origin, Reason, Status, Value

ARTICLES, FINDINGS, COPIES = 60, 200, 20
STATUSES = (Status.CONFLICTING, Status.UPDATED, Status.CORROBORATED, Status.REFINED, Status.SINGLE_SOURCE)


def sentence(finding: int, teller: int) -> str:
    """What an article says on a finding; disputed figures differ from one to the next."""
    count = 40 + (finding * 7 + teller * 3) % 60 if finding % 5 < 2 else 40 + finding
    return f"Crews of district {finding} counted {count} houses under water, the mayor of district {finding} said."


def tellers(finding: int) -> list[int]:
    """Numbers of the articles that speak on a finding."""
    many = 1 if finding % 5 == 4 else 2 + finding % 5
    return sorted({(finding * 11 + k * 17) % ARTICLES for k in range(many)})


def big_story() -> tuple[Account, list[Article]]:
    """The account with its articles."""
    told: dict[int, list[int]] = {n: [] for n in range(ARTICLES)}
    for finding in range(FINDINGS):
        for teller in tellers(finding):
            told[teller].append(finding)
    articles = [_article(n, told[n]) for n in range(ARTICLES)]
    origin = {n: n if n < ARTICLES - COPIES else n - COPIES for n in range(ARTICLES)}
    origins = tuple(
        Origin(
            id=f"o{n}",
            articles=tuple(articles[m].id for m in range(ARTICLES) if origin[m] == n),
            outlets=tuple(articles[m].outlet for m in range(ARTICLES) if origin[m] == n),
            families=(f"family {n}",),
        )
        for n in sorted(set(origin.values()))
    )
    parts: tuple[()] = ()
    account = Account(
        story="story-big", origins=origins, articles=tuple(_entry(a, f"o{origin[n]}") for n, a in enumerate(articles)),
        findings=tuple(_finding(f, articles, origin) for f in range(FINDINGS)),
        attributions=parts, actors=parts, quotes=parts, timeline=parts, gaps=parts,
    )  # fmt: skip
    return account, articles


def _article(number: int, findings: list[int]) -> Article:
    body = "\n\n".join(sentence(f, number) + " Nobody could say how long the water would stay." for f in findings)
    return make_article(
        id=f"a{number:02}", outlet=f"Valley Paper {number}", published=f"2024-05-{1 + number // 10:02}",
        title=f"Flood in the valley, report {number}", text=f"Flood in the valley, report {number}\n\n{body or 'Rain fell on the valley all night long and the rivers rose.'}",
    )  # fmt: skip


def _entry(article: Article, origin: str) -> ArticleEntry:
    return ArticleEntry(
        id=article.id, outlet=article.outlet, origin=origin, family=article.outlet, sha256=article.sha256, url=None,
        title=article.title, published=article.published, published_basis="given", date_basis=Basis.PUBLICATION,
        language="en", credits=(), notes=(),
    )  # fmt: skip


def _finding(number: int, articles: list[Article], origin: dict[int, int]) -> Finding:
    values: dict[str, list[int]] = {}
    for teller in tellers(number):
        values.setdefault(sentence(number, teller), []).append(teller)
    status = STATUSES[number % 5]
    made = tuple(
        Value(
            value=words.split(" counted ")[1].split(" houses")[0],
            normalised=words.split(" counted ")[1].split(" houses")[0],
            evidence=tuple(_anchor(articles[t], words) for t in said),
            first_reported=articles[said[0]].published or "",
            origins=tuple(sorted({f"o{origin[t]}" for t in said})),
        )
        for words, said in values.items()
    )
    speaking = tellers(number)
    return Finding(
        id=f"f-{number:010}", kind="quantity", status=status, values=made, score=0.5,
        reasons=(Reason(rule="quantity.disjoint", inputs=("made for a test",)),),
        articles=tuple(articles[t].id for t in speaking), outlets=tuple(articles[t].outlet for t in speaking),
        families=(), origins=tuple(sorted({f"o{origin[t]}" for t in speaking})),
    )  # fmt: skip


def _anchor(article: Article, words: str) -> Anchor:
    start = article.text.index(words)
    return article.anchor(start, start + len(words))
