"""ZIP, tar and .gz: their members as documents, read from memory or a nameless temporary file, never written out."""

import gzip
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import FileIO
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from index.errors import SourceError
from index.sources.decompression_limits import DAMAGED, DEEPEST, MOST_MEMBERS, ByteCounter, budgeted, damaged
from index.sources.detect import ending_of
from index.sources.document import Document, RefusedDocument
from index.sources.parsing.sidecar import Opener, read_sidecar
from index.sources.walk import is_ignored, printable_path

_HELD_IN_MEMORY = 16 * 2**20


def zip_members(document: Document) -> Iterator[Document | RefusedDocument]:
    """The files in a ZIP, sorted by name.

    Raises:
        SourceError: it is damaged, nested too deep, or an Office file of a kind that is not read.
    """
    _check_depth(document)
    with _seekable(document) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except DAMAGED as error:
            raise SourceError(document.path, damaged(error)) from error
        with archive:
            names = {info.filename for info in archive.infolist()}
            if "[Content_Types].xml" in names:
                raise SourceError(document.path, "an Office file that is no DOCX: save its text as DOCX or PDF")
            if "mimetype" in names:
                raise SourceError(
                    document.path, "an e-book or OpenDocument file that is no text: save its text as DOCX, ODT or PDF"
                )
            files = [info for info in archive.infolist() if not info.is_dir()]
            yield from _documents(document, {info.filename: partial(open_member, archive, info) for info in files})


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """The bytes of a file in a ZIP, expanded as they are read.

    Raises:
        RuntimeError: it is encrypted, or packed in a way of which zipfile expands all at once what it has read.
    """
    if info.flag_bits & 0x1:
        raise RuntimeError("it is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RuntimeError("it is packed by another method than deflate")
    return cast(BinaryIO, archive.open(info))


def tar_members(document: Document) -> Iterator[Document | RefusedDocument]:
    """The files in a tar, sorted by name; links and devices are refused.

    Raises:
        SourceError: it is damaged or nested too deep.
    """
    _check_depth(document)
    with _seekable(document) as stream:
        try:
            archive = tarfile.open(fileobj=stream, mode="r:")  # noqa: SIM115 - closed below, once it could be opened
        except DAMAGED as error:
            raise SourceError(document.path, damaged(error)) from error
        with archive:
            members: dict[str, Opener] = {}
            try:
                for number, info in enumerate(archive):
                    if number >= MOST_MEMBERS:
                        break  # said below, where they are counted
                    if info.isfile():
                        members[info.name] = partial(_tar_open, archive, info)
                    elif not info.isdir():
                        reason = "a link or a device, not a file: pack the file itself"
                        yield _refused(document, f"{document.path}/{printable_path(info.name)}", reason)
            except DAMAGED as error:
                yield _refused(document, document.path, damaged(error))
            yield from _documents(document, members)


def gzip_member(document: Document) -> Document:
    """The one file in a .gz, under the name without that ending.

    Raises:
        SourceError: nested too deep.
    """
    _check_depth(document)
    name = document.name
    if ending_of(name) == "gz":
        name = name[:-3]
    elif ending_of(name) == "tgz":
        name = name[:-3] + "tar"
    opener = _count_bytes(partial(_gzip_open, document), document)
    return replace(document, name=name, depth=document.depth + 1, open=opener, content_hash=None)


def _is_hidden(name: str) -> bool:
    """Whether a member, or a folder that it lies in, has the name of what is never an article."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(is_ignored(part) for part in parts if part not in (".", ".."))


def _documents(
    archive: Document, members: Mapping[str, Callable[[], BinaryIO]]
) -> Iterator[Document | RefusedDocument]:
    visible = [name for name in sorted(members) if not _is_hidden(name)]
    if not visible:
        yield _refused(archive, archive.path, "an empty archive: nothing to index")
    if len(members) >= MOST_MEMBERS:
        yield _refused(archive, archive.path, f"holds {MOST_MEMBERS:,} files or more: unpack it and give the folder")
        return
    for name in visible:
        if archive.budget.left < 0:
            return  # the member that spent it has been named
        path = f"{archive.path}/{printable_path(name)}"
        place = PurePosixPath(name.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in name[:3]:
            yield _refused(archive, path, "its name leads outside the archive: pack it again from inside its folder")
            continue
        opener = _count_bytes(members[name], replace(archive, path=path))

        folder = name[: len(name) - len(place.name)]

        def sibling(sibling_name: str, folder: str = folder, path: str = path) -> Opener | None:
            found = members.get(folder + sibling_name)
            return None if found is None else _count_bytes(found, replace(archive, path=path))

        try:
            metadata = read_sidecar(place.name, path, sibling)
        except SourceError as error:
            yield RefusedDocument(archive.place, error)
            continue
        if metadata is not None:
            yield Document(
                path,
                f"{archive.key}/{printable_path(name)}",
                place.name,
                opener,
                archive.budget,
                archive.depth + 1,
                metadata,
                archive.fields,
                archive.place,
                archive.retrieved,
                context=archive.context,
            )


def _refused(archive: Document, path: str, reason: str) -> RefusedDocument:
    return RefusedDocument(archive.place, SourceError(path, reason))


def _check_depth(document: Document) -> None:
    if document.depth >= DEEPEST:
        raise SourceError(document.path, f"more than {DEEPEST} archives in one another: unpack the outer ones")


def _seekable(document: Document) -> BinaryIO:
    """The document's bytes where they can be read in any order: its own file, or a nameless temporary one."""
    stream = document.open()
    if stream.seekable():
        return stream
    with stream:
        copy = tempfile.SpooledTemporaryFile(_HELD_IN_MEMORY)  # noqa: SIM115 - handed to the caller
        try:
            while piece := stream.read(2**20):
                copy.write(piece)
        except BaseException:
            copy.close()
            raise
    copy.seek(0)
    return cast(BinaryIO, copy)


def _count_bytes(opener: Opener, document: Document) -> Opener:
    counted = ByteCounter()

    def open_counted() -> BinaryIO:
        try:
            return budgeted(opener(), document.budget, document.path, counted)
        except DAMAGED as error:
            raise SourceError(document.path, damaged(error)) from error

    return open_counted


def _tar_open(archive: tarfile.TarFile, info: tarfile.TarInfo) -> BinaryIO:
    found: IO[bytes] | None = archive.extractfile(info)
    if found is None:
        raise tarfile.TarError("no file")
    return cast(BinaryIO, found)


def _gzip_open(document: Document) -> BinaryIO:
    beneath = document.open()
    stream = gzip.GzipFile(fileobj=beneath, mode="rb")
    stream.myfileobj = cast("FileIO", beneath)  # closed with it
    return cast(BinaryIO, stream)
