from pathlib import Path

import pytest

from tests.index.sources.made import PROSE, read, shown, write

LEXIS = f"""
                               1 of 2 DOCUMENTS

                                Bay Chronicle

                       March 4, 2019 Monday
                            Final Edition

Hospital hit in raid

BYLINE: Ann Dole

SECTION: NEWS; Pg. 3

LENGTH: 41 words

HIGHLIGHT: The roof fell in.

{PROSE[0]}

{PROSE[1]}

LOAD-DATE: March 5, 2019

LANGUAGE: ENGLISH

                Copyright 2019 Bay Chronicle
                     All Rights Reserved

                               2 of 2 DOCUMENTS

                                 Hill Observer

                            9 March 2019

HEADLINE: Avalanche near Gorin

BODY:
Two skiers were killed by an avalanche near Gorin.
"""
FACTIVA = f"""NEWS
Hospital hit in raid
By Ann Dole
41 words
4 March 2019
09:15 GMT
Bay Chronicle
BAYCHR
English
Copyright 2019 Bay Chronicle. All Rights Reserved.

{PROSE[0]}

{PROSE[1]}

Document BAYCHR0020190304ef3400001

Avalanche near Gorin
30 words
9 March 2019
Hill Observer
HILOBS
English
(c) 2019 Hill Observer

Two skiers were killed by an avalanche near Gorin.

Document HILOBS0020190309ef3900002
"""
FIELDED = f"""HD  Hospital hit in raid
BY  Ann Dole
WC  41 words
PD  4 March 2019
SN  Bay Chronicle
LA  English
LP
{PROSE[0]}
TD
{PROSE[1]}

Document BAYCHR0020190304ef3400001
"""


UNI = f"""Hospital hit in raid

Bay Chronicle

March 4, 2019 Monday

Copyright 2019 Bay Chronicle All Rights Reserved

Section: NEWS; Pg. 3

Length: 41 words

Byline: Ann Dole

Body

{PROSE[0]}

{PROSE[1]}

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: March 5, 2019

End of Document

Avalanche near Gorin

Hill Observer

9 March 2019

Copyright 2019 Hill Observer

Body

Two skiers were killed by an avalanche near Gorin.

Load-Date: March 9, 2019

End of Document
"""


@pytest.mark.parametrize("text", [LEXIS, FACTIVA, FIELDED, UNI])
def test_each_report_is_an_article_with_its_own_head(tmp_path: Path, text: str) -> None:
    (first, *others), errors = read(write(tmp_path, "a.txt", text))
    assert errors == []
    assert (first.title, first.published, first.source) == ("Hospital hit in raid", "2019-03-04", "Bay Chronicle")
    assert first.author is not None
    assert "Ann Dole" in first.author
    assert [one for one in shown(first) if one in PROSE] == list(PROSE)
    assert not any(
        word in first.text for word in ("words", "NEWS", "LOAD", "English", "BAYCHR", "Copyright", "of 2", "Body")
    )
    for other in others:
        assert (other.title, other.published, other.source) == ("Avalanche near Gorin", "2019-03-09", "Hill Observer")
        assert shown(other)[-1] == "Two skiers were killed by an avalanche near Gorin."


def test_other_languages_count_as_well_and_prose_that_counts_is_prose(tmp_path: Path) -> None:
    text = LEXIS.replace("1 of 2 DOCUMENTS", "Dokument 1 von 2").replace("2 of 2 DOCUMENTS", "Dokument 2 von 2")
    assert len(read(write(tmp_path, "a.txt", text))[0]) == 2
    prose = f"{PROSE[0]}\n\nHe gave in 2 of 3 documents, a report said.\n\n{PROSE[1]}"
    assert len(read(write(tmp_path, "b.txt", prose))[0]) == 1


def test_reports_without_a_text_are_refused_and_the_others_read(tmp_path: Path) -> None:
    articles, errors = read(
        write(tmp_path, "a.txt", "1 of 2 DOCUMENTS\n\nBay Chronicle\n\n" + LEXIS[LEXIS.index("2 of 2") :])
    )
    assert [article.title for article in articles] == ["Avalanche near Gorin"]
    assert [(error.line, "report 1" in error.reason) for error in errors] == [(1, True)]


def test_factiva_in_another_language(tmp_path: Path) -> None:
    def report(head: str, day: int) -> str:
        rights = f"120 Wörter\n{day}. März 2019\nTarner Zeitung\nTARNZ\nS. 1\nDeutsch\nCopyright 2019 Tarner Zeitung"
        return f"{head}\n{rights}\n\n{PROSE[0]}\n\n{PROSE[1]}\n\nDokument TARNZ0002019030{day}ef34000{day}\n\n"

    text = report("Politik\nFähre gesunken\n\nAnn Dole und Bo Li", 4) + report("Politik\n\nSuche geht weiter", 5)
    articles, errors = read(write(tmp_path, "a.txt", text))
    assert errors == []
    assert [(one.title, one.published, one.source, one.author) for one in articles] == [
        ("Fähre gesunken", "2019-03-04", "Tarner Zeitung", "Ann Dole und Bo Li"),
        ("Suche geht weiter", "2019-03-05", "Tarner Zeitung", None),
    ]
    assert [shown(one)[1:] for one in articles] == [list(PROSE)] * 2
