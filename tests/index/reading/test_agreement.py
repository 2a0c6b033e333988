import pytest

from index.reading.agreement import Agreement, looks_like_name
from index.records import Article, Hit, Paragraph, Span


def hit(name: str, text: str) -> Hit:
    whole = Span(0, len(text))
    return Hit(0, Article(name, text, (Paragraph(whole),)), whole, 1.0)


HITS = [
    hit("raid", "Warplanes of Marhad bombed the bakery."),
    hit("sequel", "The bakery was rebuilt. Marhad denied it."),
    hit("sequel", "Nobody was named."),
    hit("other", "A bakery opened."),
    hit("third", "Talks went on."),
]


def rare(_: str) -> float:
    return 1.0


def test_an_answer_is_backed_by_articles_that_answer_with_its_words() -> None:
    answers = [("raid", "Marhad"), ("sequel", "the Marhad air force"), ("other", "a bakery"), ("raid", "warplanes")]
    agreement = Agreement(HITS, answers, rare)
    assert agreement.backed("raid", "Marhad") == 0.5
    assert agreement.backed("sequel", "the air force of Marhad") == 0.5
    assert agreement.backed("other", "a bakery") == 0.0


def test_an_article_does_not_back_itself() -> None:
    assert Agreement(HITS, [("raid", "Marhad"), ("raid", "Marhad")], rare).backed("raid", "Marhad") == 0.0


def test_words_that_say_nothing_are_backed_by_nothing() -> None:
    assert Agreement(HITS, [("raid", "the"), ("sequel", "the")], rare).backed("raid", "the") == 0.0


def test_a_name_is_echoed_by_the_other_articles_that_have_it_in_any_of_their_passages() -> None:
    agreement = Agreement(HITS, [], rare)
    assert agreement.echoed("raid", "Marhad", ()) == pytest.approx(2 / 3)
    assert agreement.echoed("third", "Marhad", ()) == 1.0
    assert agreement.echoed("raid", "Marhad Idlib", ()) == 0.0


def test_words_of_the_question_are_no_echo() -> None:
    assert Agreement(HITS, [], rare).echoed("raid", "Marhad", ("marhad",)) == 0.0


def test_a_common_name_is_a_weaker_echo() -> None:
    assert Agreement(HITS, [], lambda _: 0.125).echoed("third", "Marhad", ()) == 0.5


def test_a_single_article_has_nobody_to_agree_with() -> None:
    agreement = Agreement(HITS[:1], [("raid", "Marhad")], rare)
    assert (agreement.backed("raid", "Marhad"), agreement.echoed("raid", "Marhad", ())) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "sentence", "name"),
    [
        ("Sam Altman", "Sam Altman left.", True),
        ("the mayor of Idlib", "He is the mayor of Idlib.", False),
        ("Maarat al Numan", "It hit Maarat al Numan.", True),
        ("JARAMILLO", "JUDGE JARAMILLO DIED.", False),
        ("15", "In all, 15 died.", False),
        ("15 Syrians", "In all, 15 Syrians died.", True),
    ],
)
def test_names_begin_with_capitals_where_not_everything_does(words: str, sentence: str, name: bool) -> None:
    assert looks_like_name(words, sentence) is name
