"""Where an article says its text or pictures come from: agencies, outlets it cites, photo credits, posts.

One table of the world's agencies with the forms their names take in credits, and a general pattern for names that
look like news media. A credit is never a claim; it is evidence for lineage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

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
CreditKind = Literal["agency", "outlet", "photo", "embed"]
PHOTO_ONLY = frozenset({"Getty Images", "EPA"})
FORMS = {form: name for name, forms in AGENCIES.items() for form in forms}
FORM = "|".join(re.escape(f) for f in sorted(FORMS, key=len, reverse=True))
AGENCY = re.compile(rf"(?<![\w-])(?:{FORM})(?![\w-])")
MEDIA_WORD = (
    r"Times|Post|Herald|Tribune|Journal|Guardian|Telegraph|Chronicle|Gazette|Observer|Mirror|Mail|Express|Standard|Star|Sun|Independent|"
    r"News|Press|TV|Television|Radio|Broadcasting|Today|Review|Monitor|Daily|Weekly|Magazine|Globe|Dispatch|Bulletin|Courier|Executive|"
    r"International|Network|Agency|Media|Wire|Economist|Spectator|Politico|Axios|Variety|Haaretz|Dawn"
)
INITIALS = r"BBC|CNN|NBC|CBS|ABC|NHK|NPR|PBS|CNBC|MSNBC|CNA|ITV|RTÉ|RTE|NDTV|RTS|SVT|TVE|TV4|DW|RT|ARD|ZDF|RAI|TF1|BFMTV|BFM TV|LCI|RTL"
OUTLET = re.compile(
    rf"(?<![\w-])(?:(?:[Tt]he )?(?:[A-Z][\w’'.&-]{{0,40}}\s){{0,3}}(?:{MEDIA_WORD})(?: (?:{MEDIA_WORD}|of [A-Z]\w+))*|(?:{INITIALS})(?: (?:News|Sport|Radio|World|\d\b))?"
    r"|Al[ -](?:Jazeera|Arabiya|Mayadeen|Manar|Ahram|Hadath|Masdar|Monitor|Alam|Quds)|Asharq Al-Awsat|Le (?:Monde|Figaro|Parisien)|El (?:País|Pais|Mundo)|Der Spiegel|La Repubblica|Corriere della Sera)(?![\w-])"
)
# one of these words alone is a name only after "the", or not at all
NO_NAME = re.compile(
    r"(?:The )?(?:News|Press|TV|Television|Radio|Broadcasting|Today|Daily|Weekly|Magazine|International|Network|Agency|Media|Wire|Executive)"
)
NAME_AFTER_THE = re.compile(
    r"Times|Post|Herald|Tribune|Journal|Telegraph|Chronicle|Gazette|Observer|Mirror|Mail|Express|Standard|Star|Sun|Independent|Review|Monitor|Globe|"
    r"Dispatch|Bulletin|Courier"
)
TEXT_CREDIT = re.compile(
    r"\b(?:reporting by|additional reporting|with (?:inputs?|files|reporting|reports?|material) from|contributed to this (?:report|story|article)|"
    r"source:|agencies|this (?:story|article|report) (?:was|is|has been)|copyright|edited by|originally (?:published|appeared)|courtesy of)",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(
    r"\b(?:photo(?:graph|s)?|picture|image|pic|video|file photo|getty|via|illustration|graphic)\b|/", re.IGNORECASE
)
# the closing line of one agency's stories, which names its reporters and editors and not itself
HOUSE_STYLE = (
    (
        "Reuters",
        re.compile(
            r"^\(?(?:additional )?reporting by [^()]{4,200}[;,.]\s*(?:writing by [^()]{4,80}[;,.]\s*)?editing by [^()]{4,80}\)?$",
            re.IGNORECASE,
        ),
    ),
)
CITED = re.compile(
    r"\b(?:told|tells|telling|confirmed to|according to|(?:first )?(?:reported|published|carried|quoted|cited|obtained|seen|reviewed|verified|examined|analy[sz]ed)"
    r"(?: as saying)? (?:by|in)|citing|quoting|quoted in|reports? (?:in|from|by|of)|interview (?:with|to)|(?:spoke|speaking) to|statement to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"^(?:['’]s?)?\s*(?:,[^,]{0,40},\s*)?(?:(?:news )?agency\s+)?(?:(?:has|had|have)\s+)?(?:(?:first|also|earlier|previously|later)\s+)?"
    r"(?:reported|reports|report|said|says|writes|wrote|quoted|quotes|cited|cites|learned|obtained|was first|reporters|journalists|correspondents?)\b"
)
# what a newsroom says of its own work: in another outlet's article, a sign that the text came from it
NEWSROOM = re.compile(
    r"^\s*(?:(?:has|had|have|was|is)\s+)?(?:(?:not|yet|been|able|unable|immediately|independently|could|cannot)\s+){0,4}(?:to\s+)?"
    r"(?:immediately\s+|independently\s+)?(?:verif(?:y|ied)|confirm(?:ed)?|authenticated?|analy[sz]ed|examined|reviewed|geolocated)\b"
)


def find_credits(article: str, text: str, blocks: Sequence[Block]) -> tuple[Credit, ...]:
    """All credits of a text, in text order, each once per place."""
    found: dict[tuple[int, int], Credit] = {}
    prose = [b.end for b in blocks if b.kind is BlockKind.PARAGRAPH] or [0]
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        for start, end, name, kind in _in_block(words, block.kind):
            if kind == "agency" and block.kind is BlockKind.CREDIT and _beside_picture(words, number, blocks, prose):
                kind = "photo"
            anchor = Anchor(article, block.start + start, block.start + end, words[start:end])
            found.setdefault((anchor.start, anchor.end), Credit(name=name, kind=kind, anchor=anchor))
    return tuple(found[key] for key in sorted(found))


def _beside_picture(words: str, number: int, blocks: Sequence[Block], prose: Sequence[int]) -> bool:
    """Whether a credit is a picture's: it ends a caption, or stands bare between two paragraphs."""
    before = blocks[number - 1] if number else None
    if before is not None and before.kind is BlockKind.CAPTION:
        return not TEXT_CREDIT.search(words)
    return AGENCY.fullmatch(words.strip(" ()[].—–-")) is not None and prose[0] <= blocks[number].start < prose[-1]


def _in_block(words: str, kind: BlockKind) -> Iterator[tuple[int, int, str, CreditKind]]:
    if kind is BlockKind.EMBED:
        return
    for match in AGENCY.finditer(words):
        name = FORMS[match.group()]
        if kind in {BlockKind.DATELINE, BlockKind.BYLINE}:
            yield match.start(), match.end(), name, "agency"
        elif kind is BlockKind.CREDIT:
            photo = name in PHOTO_ONLY or (PHOTO_CREDIT.search(words) and not TEXT_CREDIT.search(words))
            yield match.start(), match.end(), name, "photo" if photo else "agency"
        elif kind is BlockKind.CAPTION:
            yield match.start(), match.end(), name, "photo"
        elif kind in {BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.SUBHEADING} and _marked(words, match, kind):
            yield match.start(), match.end(), name, "agency" if _signed(words, match) else "outlet"
    if kind in {BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.SUBHEADING}:
        for match in OUTLET.finditer(words):
            outlet = _outlet_name(words, match)
            if outlet and outlet not in FORMS and _marked(words, match, kind):
                yield match.start(), match.end(), outlet, "outlet"
    if kind is BlockKind.CREDIT and not AGENCY.search(words):
        styled = next((name for name, style in HOUSE_STYLE if style.search(words)), None)
        if styled or re.search(r"\bagenc(?:y|ies)\b|\bwire (?:service|report)s?\b", words, re.IGNORECASE):
            yield 0, len(words), styled or "agencies", "agency"


def _outlet_name(words: str, match: re.Match[str]) -> str | None:
    """The outlet a match names, without "the"; None for a common word such as "TV"."""
    name = re.sub(r"^[Tt]he ", "", match.group())
    if NO_NAME.fullmatch(name):
        return None
    the = name != match.group() or words[: match.start()].lower().endswith("the ")
    return None if NAME_AFTER_THE.fullmatch(name) and not the else name


def _marked(words: str, match: re.Match[str], kind: BlockKind) -> bool:
    """Whether the words around a name say that something was taken from it."""
    before, after = words[: match.start()], words[match.end() :]
    if kind is not BlockKind.PARAGRAPH and ((not before and after.startswith(": ")) or _closes(before, after)):
        return True  # "CNN: air battle ..." and "... - Reuters"
    return bool(CITED.search(before) or REPORTS.match(after) or NEWSROOM.match(after) or _signed(words, match))


def _closes(before: str, after: str) -> bool:
    return not after.strip() and re.search(r"(?:[—–|:]| -)\s*$", before) is not None


def _signed(words: str, match: re.Match[str]) -> bool:
    """Whether the name signs the text: "(AP)", "- Reuters" at its end."""
    before, after = words[: match.start()].rstrip(), words[match.end() :].lstrip()
    if AGENCY.search(before[-40:]):
        return False  # "The Associated Press (AP)" only explains the name
    return (before.endswith("(") and after.startswith(")")) or (not after and before[-1:] in {"-", "–", "—", "/"})
