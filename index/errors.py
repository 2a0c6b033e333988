"""Everything that can go wrong in `index`, as one tree.

    VerbatimError
    ├── SourceError            one file or one record in it could not be read as an article
    ├── NoArticles             a build found nothing to index
    ├── UnknownArticle         no article has this id
    ├── ArchiveError           the index cannot be used as it is
    │   ├── ArchiveMissing     there is none at this place
    │   ├── ArchiveDamaged     a file is missing, cut short or does not agree with the manifest
    │   ├── ArchiveMismatch    it was built with another format
    │   └── ArchiveUnreachable it is in a cluster that does not answer
    ├── StoreSettingsError     what is set of the cluster cannot be used
    ├── BuildInProgress        another process is building the same index
    ├── BuildFailed            the disk does not take what a build writes
    ├── FilterError            a filter typed in a question cannot be used
    ├── EmbedderError          the embedding model cannot be loaded or is not the expected one
    └── ReaderError            the reader's model cannot be loaded or is not the expected one

Each message says what is wrong, with which file, and what to run next; the attributes are for the catcher.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path


class VerbatimError(Exception):
    """Base of all errors that `index` raises on purpose."""


class SourceError(VerbatimError):
    """A file, or one record in it, cannot be read as an article.

    Attributes:
        path: the file.
        reason: what is wrong with it and the way out, one line.
        line: 1-based line of the record, where that is known.
    """

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        self.path = str(path)
        self.reason = reason
        self.line = line
        place = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{place}: {reason}")


class NoArticles(VerbatimError):
    """A build found no article to index."""


class UnknownArticle(VerbatimError):
    """No article has this id.

    Attributes:
        id: that was given.
    """

    def __init__(self, article_id: str, message: str) -> None:
        self.id = article_id
        super().__init__(message)


class ArchiveError(VerbatimError):
    """The index cannot be used as it is.

    Attributes:
        directory: the index folder, or the address of its cluster.
    """

    def __init__(self, directory: Path | str, message: str) -> None:
        self.directory = directory
        super().__init__(message)


class ArchiveMissing(ArchiveError):
    """There is no index in this folder."""


class ArchiveDamaged(ArchiveError):
    """A file of the index is missing, cut short, or disagrees with the manifest."""


class ArchiveMismatch(ArchiveError):
    """The index was built in a format that this version does not read."""


class ArchiveUnreachable(ArchiveError):
    """The cluster that keeps the index does not answer, wholly or, where all of it is needed, in part."""


class StoreSettingsError(VerbatimError):
    """What is set of the cluster that keeps the index cannot be used."""


class BuildInProgress(VerbatimError):
    """Another process is building the same index."""


class BuildFailed(VerbatimError):
    """The index could not be written; what serves is as it was."""


class FilterProblem(StrEnum):
    """What is wrong with a filter."""

    NO_DATE = "no date"
    NO_OUTLET = "no outlet"
    NO_LANGUAGE = "no language"
    BACKWARDS = "backwards"
    """What it ends with lies before what it begins with."""
    NO_ARTICLE = "no article"
    """Every filter by itself can be used, and no article passes them all."""


class FilterError(VerbatimError):
    """A filter of a question cannot be used.

    Attributes:
        value: what was given; for filters that do not go together, all of them.
        near: values that there are, the likeliest first.
    """

    def __init__(self, problem: FilterProblem, value: str, near: Sequence[str] = ()) -> None:
        self.problem = problem
        self.value = value
        self.near = tuple(near)
        there_are = f"; there are: {', '.join(near)}" if near else "; the articles name none"
        super().__init__(
            {
                FilterProblem.NO_DATE: f"{value!r} is no date; write 2018, 2018-02 or 2018-02-05",
                FilterProblem.NO_OUTLET: f"no article is from {value!r}{there_are}",
                FilterProblem.NO_LANGUAGE: f"no article is in {value!r}{there_are}",
                FilterProblem.BACKWARDS: f"{value}: that ends before it begins; change the two dates over",
                FilterProblem.NO_ARTICLE: f"no article passes {value}; leave one out, or change it",
            }[problem]
        )


class EmbedderError(VerbatimError):
    """The embedding model cannot be loaded, or its weights are not the expected ones."""


class ReaderError(VerbatimError):
    """The reader's model cannot be loaded, is not the expected one, or fails on a passage."""
