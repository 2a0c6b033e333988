"""What repeats over the pages of an outlet, in several languages: boilerplate goes, reporting stays."""

import random
from collections.abc import Iterable, Sequence

import pytest

from index.records import Article, Paragraph, ParagraphKind, Span
from index.sources.repeated_boilerplate import Page, block_keys, repeated_boilerplate

STORIES = {
    "en": (
        "Three bakeries in Hama reopened on Monday.", "A bridge near Raqqa fell into the river.",
        "Doctors in Aden treated forty children for cholera.", "The mayor of Kherson opened a school.",
        "Farmers around Daraa lost half of their wheat.", "A ferry sank off Tartus with nine sailors aboard.",
        "Teachers in Basra went on strike over unpaid wages.", "Snow closed the mountain road to Zahle.",
    ),
    "tr": (
        "Hatay'da üç fırın pazartesi günü yeniden açıldı.", "Rakka yakınlarında bir köprü nehre çöktü.",
        "Aden'de doktorlar kırk çocuğu koleradan tedavi etti.", "Herson belediye başkanı yeni bir okul açtı.",
        "Dera çevresindeki çiftçiler buğdaylarının yarısını kaybetti.", "Tartus açıklarında bir feribot battı.",
        "Basra'da öğretmenler ödenmeyen maaşlar için greve gitti.", "Kar, Zahle'ye giden dağ yolunu kapattı.",
    ),
    "ru": (
        "В Хаме в понедельник вновь открылись три пекарни.", "Мост под Раккой обрушился в реку.",
        "Врачи в Адене вылечили сорок детей от холеры.", "Мэр Херсона открыл новую школу.",
        "Фермеры под Дераа потеряли половину пшеницы.", "У берегов Тартуса затонул паром с девятью моряками.",
        "Учителя Басры бастуют из-за невыплаченных зарплат.", "Снег закрыл горную дорогу в Захле.",
    ),
    "ar": (
        "أعيد فتح ثلاثة مخابز في حماة يوم الاثنين.", "انهار جسر قرب الرقة في النهر.",
        "عالج أطباء عدن أربعين طفلا من الكوليرا.", "افتتح رئيس بلدية خيرسون مدرسة جديدة.",
        "خسر مزارعو درعا نصف محصول القمح.", "غرقت عبارة قبالة طرطوس وعلى متنها تسعة بحارة.",
        "أضرب معلمو البصرة بسبب رواتب غير مدفوعة.", "أغلق الثلج طريق الجبل إلى زحلة.",
    ),
    "zh": (
        "哈马三家面包店周一重新开业。", "拉卡附近一座桥梁坍塌落入河中。", "亚丁医生救治了四十名霍乱患儿。",
        "赫尔松市长为一所新学校揭幕。", "德拉周边农民损失了一半小麦。", "一艘渡轮在塔尔图斯外海沉没。",
        "巴士拉教师因欠薪举行罢工。", "大雪封锁了通往扎赫勒的山路。",
    ),
    "th": (
        "ร้านเบเกอรี่สามแห่งในฮามาเปิดอีกครั้ง", "สะพานใกล้เมืองรักกาพังลงแม่น้ำ", "แพทย์ในเอเดนรักษาเด็กสี่สิบคน",
        "นายกเทศมนตรีเคอร์ซอนเปิดโรงเรียน", "ชาวนารอบดาราสูญเสียข้าวสาลีครึ่งหนึ่ง", "เรือข้ามฟากจมนอกชายฝั่งทาร์ทัส",
        "ครูในบาสราหยุดงานประท้วง", "หิมะปิดถนนบนภูเขาไปซาห์เล",
    ),
}  # fmt: skip
BOXES = {
    "en": ("Home World Sport", "We store small files on your device to measure visits.", "Already a member? Log in."),
    "tr": ("Anasayfa Dünya Spor", "Deneyiminizi iyileştirmek için çerezleri kullanıyoruz.", "Devamı için abone olun."),
    "ru": (
        "Главная Мир Спорт",
        "Мы используем файлы cookie для улучшения сервиса.",
        "Оформите подписку, чтобы читать.",
    ),
    "ar": ("الأولى العالم الرياضة", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "لمتابعة القراءة سجل عضويتك."),
    "zh": ("首页 国际 体育", "本网站使用缓存文件改善您的浏览体验。", "请订阅会员继续阅读全文。"),
    "th": ("หน้าแรก โลก กีฬา", "เว็บไซต์นี้ใช้คุกกี้เพื่อพัฒนาประสบการณ์ของคุณ", "สมัครสมาชิกเพื่ออ่านต่อ"),
}


def page(number: int, blocks: Sequence[str], source: str | None = "Gazette", title: str | None = None) -> Article:
    """An article of these paragraphs; the title stands in it as such."""
    kinds = [*([ParagraphKind.TITLE] if title else []), *(ParagraphKind.BODY for _ in blocks)]
    paragraphs, at = [], 0
    for text, kind in zip([*([title] if title else []), *blocks], kinds, strict=True):
        paragraphs.append(Paragraph(Span(at, at + len(text)), kind))
        at += len(text) + 2
    text = "\n\n".join([*([title] if title else []), *blocks])
    return Article(f"{number:012x}", text, tuple(paragraphs), title=title, source=source, path=f"folder/{number}.txt")


def left_out(articles: Sequence[Article]) -> dict[str, list[str]]:
    """By article, the paragraphs that are boilerplate."""
    pages = [Page(article.id, article.path, block_keys(article)) for article in articles]
    found = repeated_boilerplate(pages, articles.__getitem__)
    return {
        articles[at].id: [articles[at].cut(articles[at].paragraphs[place].span) for place in places]
        for at, places in found.items()
    }


def gone(articles: Sequence[Article]) -> set[str]:
    """All paragraphs that are boilerplate somewhere."""
    return {text for texts in left_out(articles).values() for text in texts}


def paired(stories: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(stories, [*stories[3:], *stories[:3]], strict=True)


@pytest.mark.parametrize("language", STORIES)
def test_what_repeats_over_an_outlets_pages_is_boilerplate_in_any_language(language: str) -> None:
    menu, cookies, wall = BOXES[language]
    pages = [
        page(n, (menu, first, second, cookies, wall)) for n, (first, second) in enumerate(paired(STORIES[language]))
    ]
    assert left_out(pages) == {one.id: [menu, cookies, wall] for one in pages}


def test_a_paywall_on_some_pages_is_found_there_and_two_outlets_teach_apart() -> None:
    _, cookies, wall = BOXES["en"]
    paid = [page(n, (a, b, wall) if n % 2 else (a, b)) for n, (a, b) in enumerate(paired(STORIES["en"]))]
    other = [page(20 + n, (a, b, cookies), "Courier") for n, (a, b) in enumerate(paired(STORIES["en"]))]
    quoting = page(90, (cookies, *STORIES["en"][:2]))  # what is a box there is a sentence here
    assert left_out([*paid, *other, quoting]) == {
        **{one.id: [wall] for one in paid[1::2]}, **{one.id: [cookies] for one in other}
    }  # fmt: skip


@pytest.mark.parametrize("count", [2, 3])
def test_of_two_or_three_pages_nothing_is_concluded(count: int) -> None:
    menu, _, wall = BOXES["en"]
    assert gone([page(n, (menu, a, b, wall)) for n, (a, b) in enumerate(paired(STORIES["en"]))][:count]) == set()


def test_a_refrain_and_a_wires_background_stay() -> None:
    stories = [
        (f"The ministry was asked about the raid on {town}.", f"Residents counted {n} people killed there in the war.")
        for n, town in enumerate("Hama Homs Idlib Raqqa Daraa Aleppo Qamishli Tartus Afrin Manbij".split(), 3)
    ]
    refrain = "The ministry did not comment."
    background = "More than 350,000 people were killed in the war since it began."
    pages = [page(n, (asked, refrain, counted, background)) for n, (asked, counted) in enumerate(stories)]
    assert gone(pages) == set()


def test_a_sentence_between_the_articles_own_stays_unless_nearly_every_page_has_it() -> None:
    strange = "Nobody could be reached by telephone."
    stories = list(paired(STORIES["en"]))
    half = [page(n, (a, strange, b) if n % 2 else (a, b)) for n, (a, b) in enumerate(stories)]
    assert gone(half) == set()
    assert gone([page(n, (a, strange, b)) for n, (a, b) in enumerate(stories)]) == {strange}


def test_updates_of_one_story_are_not_boilerplate_of_their_outlet() -> None:
    story = [
        f"{word} told reporters on the square what they had seen at dawn." for word in "Ali Mona Sami Rana".split()
    ]
    pages = [page(n, (first, *story)) for n, first in enumerate(STORIES["en"])]
    assert gone(pages) == set()


def test_pages_without_outlet_and_address_are_known_by_their_folder() -> None:
    _, cookies, _ = BOXES["en"]
    pages = [page(n, (a, b, cookies), source=None) for n, (a, b) in enumerate(paired(STORIES["en"]))]
    assert gone(pages) == {cookies}
    apart = [Page(one.id, f"{n}/page.txt", block_keys(one)) for n, one in enumerate(pages)]
    assert repeated_boilerplate(apart, pages.__getitem__) == {}


def test_titles_are_neither_counted_nor_left_out() -> None:
    pages = [page(n, (a, b), title="Morning briefing") for n, (a, b) in enumerate(paired(STORIES["en"]))]
    assert gone(pages) == set()


def test_the_order_of_pages_changes_nothing() -> None:
    menu, cookies, wall = BOXES["en"]
    stories = [(f"{n}: {a}", f"{b} So {n} people said.") for n, (a, b) in enumerate(paired(STORIES["en"] * 9))]
    pages = [page(n, (menu, a, b, *(cookies, wall)[: n % 3])) for n, (a, b) in enumerate(stories)]
    expected = left_out(pages)
    assert expected
    for seed in range(5):
        mixed = random.Random(seed).sample(pages, len(pages))
        assert left_out(mixed) == expected


def test_case_and_white_space_do_not_tell_blocks_apart_but_figures_do() -> None:
    stories = list(paired(STORIES["en"]))
    written = ("SIGN UP\nHERE", "Sign  up here", "sign up here")
    assert gone([page(n, (a, b, written[n % 3])) for n, (a, b) in enumerate(stories)]) == set(written)
    assert gone([page(n, (a, b, f"{n} killed")) for n, (a, b) in enumerate(stories)]) == set()


def test_pages_that_are_hostile_are_borne() -> None:
    nothing = Article("0" * 12, "", (), source="Gazette")
    endless = page(1, ("word " * 60_000, *["same"] * 5_000))
    pages = [nothing, endless, *(page(n, ("\ud800", "x", *["Same line"] * 50)) for n in range(2, 9))]
    assert gone(pages) <= {"\ud800", "x", "same", "Same line"}
