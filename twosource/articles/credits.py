"""Where an article says its text or pictures come from: agencies, outlets it cites, photo credits, posts.

One table of the world's agencies with the forms their names take in credits, and a general pattern for names that
look like news media. A credit is never a claim; it is evidence for lineage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from twosource.data import Anchor, Block, BlockKind, Credit

# Canonical name -> forms found in credit lines, datelines and photo credits (matched with case, as whole words).
AGENCIES: dict[str, tuple[str, ...]] = {
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "Reuters": ("Reuters", "REUTERS", "Thomson Reuters"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "PA": ("PA", "PA Media", "Press Association"),
    "UPI": ("UPI", "United Press International"),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA",),
    "Xinhua": ("Xinhua",),
    "TASS": ("TASS", "Tass"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Jiji": ("Jiji", "Jiji Press"),
    "Yonhap": ("Yonhap",),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI",),
    "IANS": ("IANS",),
    "UNI": ("UNI",),
    "APP": ("APP", "Associated Press of Pakistan"),
    "Bernama": ("Bernama", "BERNAMA"),
    "Antara": ("Antara", "ANTARA"),
    "VNA": ("VNA",),
    "CNA": ("Central News Agency",),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA"),
    "WAFA": ("WAFA", "Wafa"),
    "SPA": ("SPA", "Saudi Press Agency"),
    "WAM": ("WAM",),
    "QNA": ("QNA", "Qatar News Agency"),
    "SANA": ("SANA",),
    "IRNA": ("IRNA", "Islamic Republic News Agency"),
    "ISNA": ("ISNA", "Isna", "Iranian Students' News Agency", "Iranian Students’ News Agency"),
    "Fars": ("Fars", "Fars News Agency"),
    "Tasnim": ("Tasnim", "Tasnim News"),
    "Mehr": ("Mehr", "Mehr News"),
    "MENA": ("MENA",),
    "CP": ("The Canadian Press", "Canadian Press"),
    "AAP": ("AAP", "Australian Associated Press"),
    "TT": ("TT", "TT News Agency"),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "STT": ("STT",),
    "Belga": ("Belga",),
    "ANP": ("ANP",),
    "Lusa": ("Lusa", "LUSA"),
    "Europa Press": ("Europa Press",),
    "Tanjug": ("Tanjug", "TANJUG"),
    "Beta": ("Beta news agency",),
    "FoNet": ("FoNet",),
    "MTI": ("MTI",),
    "PAP": ("PAP",),
    "CTK": ("CTK", "ČTK"),
    "Ukrinform": ("Ukrinform",),
    "KCNA": ("KCNA",),
    "BNS": ("BNS",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Dow Jones": ("Dow Jones Newswires", "Dow Jones"),
    "MT Newswires": ("MT Newswires",),
    "Getty Images": ("Getty Images", "Getty"),
    "EPA": ("EPA", "EPA-EFE", "EPA/EFE"),
}
PHOTO_ONLY = frozenset({"Getty Images", "EPA"})
FORMS = {form: name for name, forms in AGENCIES.items() for form in forms}
FORM = "|".join(re.escape(f) for f in sorted(FORMS, key=len, reverse=True))
AGENCY = re.compile(rf"(?<![\w-])(?:{FORM})(?![\w-])")
MEDIA_WORD = (
    r"Times|Post|Herald|Tribune|Journal|Guardian|Telegraph|Chronicle|Gazette|Observer|Mirror|Mail|Express|Standard|Star|Sun|Independent|"
    r"News|Press|TV|Television|Radio|Broadcasting|Today|Review|Monitor|Daily|Weekly|Magazine|Globe|Dispatch|Bulletin|Courier|Executive|"
    r"International|Network|Agency|Media|Wire|Economist|Spectator|Politico|Axios|Variety|Haaretz|Dawn"
)
INITIALS = (
    r"BBC|CNN|NBC|CBS|ABC|NHK|NPR|PBS|CNBC|MSNBC|CNA|ITV|RTÉ|RTE|NDTV|RTS|SVT|TVE|TV4|DW|RT|ARD|ZDF|RAI|TF1|BFMTV|LCI"
)
OUTLET = re.compile(
    rf"(?:[Tt]he )?(?:[A-Z][\w’'.&-]*\s){{0,3}}(?:{MEDIA_WORD})(?: (?:{MEDIA_WORD}|of [A-Z]\w+))*|(?:{INITIALS})(?: [A-Z]\w+)?"
    r"|Al[ -][JAM][a-z]+a?\w*|Le (?:Monde|Figaro|Parisien)|El (?:País|Pais|Mundo)|Der Spiegel|La Repubblica|Corriere della Sera"
)
TEXT_CREDIT = re.compile(
    r"\b(?:reporting by|additional reporting|with (?:inputs?|files|reporting|reports?|material) from|contributed to this (?:report|story|article)|"
    r"source:|agencies|this (?:story|article|report) (?:was|is|has been)|copyright|edited by|originally (?:published|appeared)|courtesy of)",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(
    r"\b(?:photo(?:graph|s)?|picture|image|pic|video|file photo|getty|via|illustration|graphic)\b", re.IGNORECASE
)
CITED = re.compile(
    r"\b(?:told|tells|according to|reported by|first reported by|citing|cited by|quoted by|quoting|as reported in|published (?:in|by)|carried by|"
    r"reports? in|interview (?:with|to))\s+$",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"^\s*(?:,[^,]{0,40},\s*)?(?:reported|reports|said|says|quoted|cited|was first|reporters|journalists|correspondents)\b"
)


def find_credits(article: str, text: str, blocks: Sequence[Block]) -> tuple[Credit, ...]:
    """All credits of a text, in text order, each once per place."""
    found: dict[tuple[int, int], Credit] = {}
    for block in blocks:
        words = text[block.start : block.end]
        for start, end, name, kind in _in_block(words, block.kind):
            anchor = Anchor(article, block.start + start, block.start + end, words[start:end])
            found.setdefault((anchor.start, anchor.end), Credit(name=name, kind=kind, anchor=anchor))  # type: ignore[arg-type]
    return tuple(found[key] for key in sorted(found))


def _in_block(words: str, kind: BlockKind) -> Iterable[tuple[int, int, str, str]]:
    for match in AGENCY.finditer(words):
        name = FORMS[match.group()]
        if kind is BlockKind.DATELINE:
            yield match.start(), match.end(), name, "agency"
        elif kind is BlockKind.EMBED:
            continue
        elif kind is BlockKind.CREDIT:
            photo = name in PHOTO_ONLY or (PHOTO_CREDIT.search(words) and not TEXT_CREDIT.search(words))
            yield match.start(), match.end(), name, "photo" if photo else "agency"
        elif kind is BlockKind.BYLINE:
            yield match.start(), match.end(), name, "agency"
        elif kind is BlockKind.CAPTION:
            yield match.start(), match.end(), name, "photo"
        elif kind is BlockKind.PARAGRAPH and _marked(words, match):
            yield match.start(), match.end(), name, "agency" if _signed(words, match) else "outlet"
    if kind in {BlockKind.PARAGRAPH, BlockKind.HEADLINE}:
        for match in OUTLET.finditer(words):
            if _marked(words, match) and match.group() not in FORMS:
                yield match.start(), match.end(), re.sub(r"^[Tt]he ", "", match.group()), "outlet"
    if kind is BlockKind.CREDIT and not AGENCY.search(words) and re.search(r"\bagenc(?:y|ies)\b", words, re.IGNORECASE):
        yield 0, len(words), "agencies", "agency"


def _marked(words: str, match: re.Match[str]) -> bool:
    """Whether the words around a name say that something was taken from it."""
    return bool(CITED.search(words[: match.start()]) or REPORTS.match(words[match.end() :]) or _signed(words, match))


def _signed(words: str, match: re.Match[str]) -> bool:
    """Whether the name signs the text: "(AP)", "- Reuters" at its end."""
    before, after = words[: match.start()].rstrip(), words[match.end() :].lstrip()
    return (before.endswith("(") and after.startswith(")")) or (not after and before[-1:] in {"-", "–", "—", "/"})
