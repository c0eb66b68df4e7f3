"""What the words of RTF mean (Rich Text Format Specification 1.9.1): signs, code pages, groups."""

from __future__ import annotations

import codecs

__all__ = ["CHARSETS", "KNOWN", "SIGNS", "SKIPPED", "codec_of", "language_of"]

#: Words and symbols that stand for one character.
SIGNS = {
    "tab": "\t",
    "line": " ",
    "lbr": " ",
    "softline": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwnj": "\u200c",
    "zwj": "\u200d",
    "~": "\u00a0",
    "_": "\u2011",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
#: Groups that hold no words of the text.
SKIPPED = frozenset(
    {
        "colortbl", "filetbl", "revtbl", "listtable", "listoverridetable", "rsidtbl", "generator",
        "pict", "nonshppict", "shprslt", "objdata", "themedata", "datastore", "xmlnstbl",
        "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
        "annotation", "atnid", "atnauthor", "xe", "tc", "tcn", "rxe", "txe", "private", "template",
        "nonesttables", "sp", "fchars", "lchars", "formfield", "background", "pgdsc",
        # What a formula says of itself beside its letters.
        "mctrlPr", "mbegChr", "mendChr", "msepChr", "mchr", "mtype", "mpos", "mgrow", "mshp",
        "mdegHide", "mlimLoc", "msubHide", "msupHide", "mvertJc", "mbaseJc", "mcGp", "mcGpRule",
        "mcount", "mmcJc", "mdiff", "mnoBreak", "mobjDist", "mopEmu", "mmaxDist", "mplcHide",
    }
)  # fmt: skip
#: Groups marked as "leave out what you do not know" that we do know.
KNOWN = frozenset(
    {
        "ud", "shpinst", "shpgrp", "do", "moMath", "moMathPara",
    }
)  # fmt: skip
#: Character sets of fonts, as Windows numbers them.
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "johab", 80: "gb2312", 81: "big5",
    83: "mac_greek", 84: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODEPAGES = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 950: "big5", 1361: "johab"}
#: Primary languages of Windows' language numbers.
_LANGUAGES = {
    1: "ar", 2: "bg", 3: "ca", 4: "zh", 5: "cs", 6: "da", 7: "de", 8: "el", 9: "en", 10: "es",
    11: "fi", 12: "fr", 13: "he", 14: "hu", 16: "it", 17: "ja", 18: "ko", 19: "nl", 20: "no",
    21: "pl", 22: "pt", 24: "ro", 25: "ru", 29: "sv", 31: "tr", 34: "uk",
}  # fmt: skip


def codec_of(page: int) -> str:
    """Python's name of a Windows code page; the western one if there is none of that number."""
    name = _CODEPAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def language_of(number: int) -> str | None:
    """The primary language of a Windows language number."""
    return _LANGUAGES.get(number & 0x3FF)
