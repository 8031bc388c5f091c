"""Is a text English? Everything after reading is made for English, so another language is refused, by name.

Most texts are settled by their share of English function words; py3langid (a naive Bayes over byte n-grams, 97
languages) judges the rest and is loaded only then. Texts too short to judge pass.
"""

from __future__ import annotations

import re
import unicodedata

ENGLISH = frozenset(
    "the of and to that in for with was were is are be has have had by from which who their this not said its his her they".split()
)
ENGLISH_SHARE = 0.2  # of the words; English news has .30 to .45, other languages stay below .12
WORDS = 25  # fewer words are not judged
LETTERS = 40  # nor fewer letters of a script that English is not written in
LOOKED_AT = 20_000
LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lo": "Lao", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay",
    "mt": "Maltese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "xh": "Xhosa", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def foreign_language(text: str) -> str | None:
    """Name of the language when the text is not English; None when it is, or is too short to tell."""
    text = text[:LOOKED_AT]
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < WORDS and _foreign_letters(text) < LETTERS:
        return None
    if sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return None
    from py3langid import classify

    code = str(classify(text)[0])
    return None if code == "en" else LANGUAGES.get(code, f"code {code!r}")


def _foreign_letters(text: str) -> int:
    return sum(not unicodedata.name(c, "LATIN").startswith("LATIN") for c in text if c.isalpha())
