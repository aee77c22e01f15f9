"""An .xlsx as its parts: read, changed, and written again with every part that was not touched as it was."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Final

from lxml import etree

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
WORKBOOK: Final = "xl/workbook.xml"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Element = etree._Element


class Unusual(Exception):
    """The file is built in a way that is not edited here (another dialect, a part missing)."""


def tag(name: str, space: str = MAIN) -> str:
    """ "row" as lxml calls it."""
    return f"{{{space}}}{name}"


class Package:
    """The parts of a workbook by name. A part is changed through its `tree`, or by `put`."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
        self._trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part as it stands now."""
        if name in self._trees:
            return etree.tostring(self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        return self._parts[name]

    def tree(self, name: str) -> Element:
        """The root of a part, to be changed in place. Unusual where it is missing or no XML."""
        if name not in self._trees:
            self._trees[name] = self._look(name)
        return self._trees[name]

    def _look(self, name: str) -> Element:
        """The root of a part, only to be looked at: a part that is not changed stays byte for byte as it was."""
        if name in self._trees:
            return self._trees[name]
        # Nothing outside of the file is ever looked up, whatever it asks for.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self._parts[name], parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            raise Unusual(name) from error

    def put(self, name: str, content: bytes) -> None:
        self._trees.pop(name, None)
        self._parts[name] = content

    def remove(self, name: str) -> None:
        """Takes a part away with its relations and its type."""
        for one in (name, _relations_of(name)):
            self._parts.pop(one, None)
            self._trees.pop(one, None)
        for override in self.tree("[Content_Types].xml").findall(tag("Override", TYPES)):
            if override.get("PartName") == f"/{name}":
                override.getparent().remove(override)  # type: ignore[union-attr]  # it was found under one

    def free_name(self, stem: str, ending: str) -> str:
        """ "xl/comments3.xml", where the file has 1 and 2."""
        number = 1
        while f"{stem}{number}{ending}" in self._parts:
            number += 1
        return f"{stem}{number}{ending}"

    def add(self, name: str, content: bytes, kind: str) -> None:
        """A new part. `kind`: the last word of its content type ("worksheet", "comments", "styles")."""
        self.put(name, content)
        types = self.tree("[Content_Types].xml")
        types.append(
            types.makeelement(tag("Override", TYPES), PartName=f"/{name}", ContentType=f"{_SPREADSHEET}.{kind}+xml")
        )

    def allow(self, ending: str, content_type: str) -> None:
        """The type of all parts with an ending, where the file does not state it yet."""
        types = self.tree("[Content_Types].xml")
        if all(d.get("Extension", "").lower() != ending for d in types.findall(tag("Default", TYPES))):
            types.insert(0, types.makeelement(tag("Default", TYPES), Extension=ending, ContentType=content_type))

    def content_type(self, name: str) -> str:
        types = self._look("[Content_Types].xml").findall(tag("Override", TYPES))
        return next((t.get("ContentType", "") for t in types if t.get("PartName") == f"/{name}"), "")

    def related(self, source: str, kind: str) -> dict[str, str]:
        """The parts of a kind ("worksheet", "comments") that a part points to, by the name that it gives them."""
        if _relations_of(source) not in self._parts:
            return {}
        found = self._look(_relations_of(source)).findall(tag("Relationship", RELATIONS))
        return {r.get("Id", ""): _target(source, r) for r in found if r.get("Type", "").endswith(f"/{kind}")}

    def relate(self, source: str, target: str, kind: str) -> str:
        """Makes a part point to another; the name that it gives it."""
        name = _relations_of(source)
        if name not in self._parts:
            self.put(name, f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        relations = self.tree(name)
        taken = {r.get("Id") for r in relations}
        own = next(n for i in range(1, len(taken) + 2) if (n := f"rIdKh{i}") not in taken)
        attributes = {"Id": own, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"}
        relations.append(relations.makeelement(tag("Relationship", RELATIONS), attributes))
        return own

    def unrelate(self, source: str, name: str) -> None:
        relations = self.tree(_relations_of(source))
        for relation in relations.findall(tag("Relationship", RELATIONS)):
            if relation.get("Id") == name:
                relations.remove(relation)

    def data(self) -> bytes:
        """The whole file. The same parts give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._parts:
                archive.writestr(zipfile.ZipInfo(name), self.read(name), zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _relations_of(name: str) -> str:
    folder, _slash, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _target(source: str, relation: Element) -> str:
    target = relation.get("Target", "")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
