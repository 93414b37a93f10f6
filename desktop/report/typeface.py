"""One typeface as one font of the file: a subset with two bytes a sign, so that a line of Chinese is one text and is found by search.

The library's own fonts hold 256 signs each and cut a Chinese line into pieces that readers put together wrongly.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, TTFont

_MOST_LINES = 100  # entries of one block of a mapping, by the format


class _Used:
    """The signs that one document uses, numbered in the order of their first use; 0 stays for none."""

    def __init__(self) -> None:
        self.codes: dict[int, int] = {}
        self.name = ""


class WideFont(TTFont):
    """A TrueType font embedded as a composite font (ISO 32000-1, 9.7) with the signs that were used."""

    def __init__(self, name: str, file: str | BytesIO) -> None:
        super().__init__(name, file, shapable=False)
        self._used: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()

    def encode(self, text: str, doc: Any) -> bytes:
        """The text as the document's codes, two bytes a sign."""
        codes = self._of(doc).codes
        out = bytearray()
        for sign in text:
            code = codes.get(ord(sign))
            if code is None:
                code = codes[ord(sign)] = len(codes) + 1
            out += code.to_bytes(2, "big")
        return bytes(out)

    def resource(self, doc: Any) -> str:
        """The font's name on the pages of the document."""
        used = self._of(doc)
        if not used.name:
            used.name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = f"/{used.name}"
            doc.delayedFonts.append(self)
        return f"/{used.name}"

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """What the library's own text asks of a font: here all signs are in subset 0."""
        return [(0, self.encode(text, doc))] if text else []

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """See splitString."""
        return self.resource(doc)

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Puts the font with its subset into the document."""
        used = self._of(doc)
        face: Any = self.face
        codes = list(used.codes)
        name = f"AAAAAA+{face.name.decode('ascii')}"
        widths = [face.getCharWidth(code) for code in codes]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": self._descriptor(doc, name, codes),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(width, 3) for width in widths])]),
                "CIDToGIDMap": _stream(doc, f"glyphs:{name}", self._glyphs(codes)),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{name}")]),
                "ToUnicode": _stream(doc, f"unicode:{name}", _to_unicode(codes)),
            }
        )
        doc.idToObject["BasicFonts"].dict[used.name] = doc.Reference(font, f"font:{name}")
        del self._used[doc]

    def _of(self, doc: Any) -> _Used:
        used = self._used.get(doc)
        if used is None:
            used = self._used[doc] = _Used()
        return used

    def _glyphs(self, codes: list[int]) -> bytes:
        """The glyph of each code in the subset's own order (two signs may share a glyph), two bytes each."""
        places: dict[int, int] = {0: 0}
        out = bytearray(2)
        for code in codes:
            glyph = self.face.charToGlyph.get(code, 0)
            out += places.setdefault(glyph, len(places)).to_bytes(2, "big")
        return bytes(out)

    def _descriptor(self, doc: Any, name: str, codes: list[int]) -> Any:
        face: Any = self.face
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{name}",
                "Flags": (face.flags & ~FF_NONSYMBOLIC) | FF_SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "ItalicAngle": face.italicAngle,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "StemV": face.stemV,
                "FontFile2": _stream(doc, f"file:{name}", face.makeSubset(codes), plain_length=True),
            }
        )
        return doc.Reference(descriptor, f"descriptor:{name}")


def _stream(doc: Any, name: str, content: bytes, *, plain_length: bool = False) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    if plain_length:
        stream.dictionary["Length1"] = len(content)
    stream.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(stream, name)


def _to_unicode(codes: list[int]) -> bytes:
    """What each code means, for search and copying."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(codes), _MOST_LINES):
        block = codes[first : first + _MOST_LINES]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{first + at + 1:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for at, code in enumerate(block)]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
