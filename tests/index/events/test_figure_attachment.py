import pytest

from index.events.figure_attachment import governing_deed, same_thing, thing_counted
from index.language.text import fold
from index.query.parser import understand
from index.reading.article_analysis import Tokens


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How many children were killed in Marhad?", "children"),
        ("How many people were killed in Marhad?", None),
        ("كم طفلا قتل في سرمين؟", "طفلا"),
        ("كم عدد الأطفال الذين قتلوا في سرمين؟", "اطفال"),
        ("عدد المنازل المدمرة في سرمين", "منازل"),
        ("\u200fكم منزلا دمر في سرمين؟", "منزلا"),
        ("كم شخصا قتل في سرمين؟", None),
        ("كم عدد القتلى في سرمين؟", None),
        ("كم قتيلا في سرمين؟", None),
        ("متى قتل الأطفال؟", None),
    ],
)
def test_what_a_question_counts_is_told_unless_it_is_anybody(question: str, thing: str | None) -> None:
    assert thing_counted(understand(question)) == thing


@pytest.mark.parametrize(
    ("word", "other"), [("طفلا", "أطفال"), ("منازل", "بيتا"), ("houses", "house"), ("المنازل", "منازل")]
)
def test_a_plural_of_another_stem_is_the_same_thing(word: str, other: str) -> None:
    assert same_thing(fold(word), fold(other))


@pytest.mark.parametrize(("word", "other"), [("طفلا", "نساء"), ("children", "women"), ("سيارات", "منازل")])
def test_other_things_are_others(word: str, other: str) -> None:
    assert not same_thing(fold(word), fold(other))


@pytest.mark.parametrize(
    ("sentence", "figure", "deed"),
    [
        ("Nine people were killed and ten wounded", "Nine", "death"),
        ("The raid killed nine and wounded ten", "nine", "death"),
        ("مقتل ستة في دلبان وإصابة عشرة", "ستة", "death"),
        ("مقتل ستة في دلبان وإصابة عشرة", "عشرة", "injury"),
        ("سقط 12 قتيلا و20 جريحا", "12", "death"),
        ("سقط 12 قتيلا و20 جريحا", "و20", "injury"),
        ("جرح ستة وقتل ثلاثة", "ستة", "injury"),
        ("وصلت ست حافلات", "ست", None),
    ],
)
def test_a_figure_is_of_the_deed_that_its_language_puts_to_it(sentence: str, figure: str, deed: str | None) -> None:
    found = Tokens.of(sentence)
    inside = [i for i, word in enumerate(found.words) if sentence[word.start : word.end] == figure]
    assert governing_deed(found, inside) == deed
