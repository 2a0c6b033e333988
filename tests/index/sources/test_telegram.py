import json
from pathlib import Path

from tests.index.sources.made import PROSE, read, shown, write


def export(*messages: dict[str, object], kind: str = "public_channel") -> dict[str, object]:
    return {"name": "Tarn Wire", "type": kind, "id": 1234567, "messages": list(messages)}


def post(number: int, text: object, **more: object) -> dict[str, object]:
    return {
        "id": number,
        "type": "message",
        "date": "2024-03-04T09:15:00",
        "date_unixtime": "1709543700",
        "text": text,
        **more,
    }


def test_each_post_is_an_article_with_its_day_outlet_and_address(tmp_path: Path) -> None:
    runs = [{"type": "bold", "text": "Ferry fire"}, f"\n\n{PROSE[0]} See ", {"type": "link", "text": "https://x.org/1"}]
    posts = (
        post(1, "", action="create_channel") | {"type": "service"},
        post(2, runs),
        post(3, PROSE[1], edited_unixtime="1709547300"),
        post(4, "", media_type="sticker"),
    )
    (first, second), errors = read(write(tmp_path, "result.json", json.dumps(export(*posts), indent=1)))
    assert errors == []
    assert (first.title, first.source, first.published) == ("Ferry fire", "Tarn Wire", "2024-03-04T09:15:00+00:00")
    assert first.url == "https://t.me/c/1234567/2"
    assert first.text == f"Ferry fire\n\n{PROSE[0]} See https://x.org/1"
    assert (second.title, second.modified) == (None, "2024-03-04T10:15:00+00:00")


def test_the_name_of_the_channel_stands_beside_the_export(tmp_path: Path) -> None:
    write(tmp_path, "result.json.meta.yaml", "url: https://t.me/tarnwire")
    write(tmp_path, "result.json", json.dumps(export(post(7, PROSE[0]), post(8, PROSE[1]))))
    articles, _ = read(tmp_path)
    assert [article.url for article in articles] == ["https://t.me/tarnwire/7", "https://t.me/tarnwire/8"]


def test_of_an_account_only_channels_are_read(tmp_path: Path) -> None:
    chats = [export(post(1, PROSE[0])), export(post(2, "A word between friends."), kind="personal_chat")]
    account = {"about": "a", "personal_information": {"user_id": 1}, "chats": {"about": "b", "list": chats}}
    (article,), errors = read(write(tmp_path, "result.json", json.dumps(account)))
    assert (article.text, errors) == (PROSE[0], [])


PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Tarn Wire</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">4 March 2024</div></div>
<div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details"
title="04.03.2024 09:15:00 UTC+01:00">09:15</div><div class="from_name">Tarn Wire</div><div class="reply_to details">In reply
to <div class="text">another</div></div><div class="text">{PROSE[0]}<br>{PROSE[1]}</div></div></div>
</div></div></div></body></html>"""


def test_a_page_of_an_export_gives_its_posts(tmp_path: Path) -> None:
    write(tmp_path, "messages.html.meta.yaml", "url: https://t.me/tarnwire")
    write(tmp_path, "messages.html", PAGE)
    (article,), errors = read(tmp_path)
    assert (shown(article), errors) == (list(PROSE), [])
    assert (article.source, article.published) == ("Tarn Wire", "2024-03-04T09:15:00+01:00")
    assert article.url == "https://t.me/tarnwire/2"


def test_damaged_and_hostile_exports_are_refused_by_name(tmp_path: Path) -> None:
    whole = json.dumps(export(post(2, PROSE[0])))
    for content in (
        whole[:-20], json.dumps(export()), whole[:60] + ' "messages": [' + "[" * 100_000,
        json.dumps(export({"type": "message", "text": {"a": 1}}, post(1, [{"text": 5}, None]), post(3, " "))),
    ):  # fmt: skip
        articles, errors = read(write(tmp_path, "result.json", content))
        assert articles == []
        assert errors and all("result.json" in error.path for error in errors)
    _, (error,) = read(write(tmp_path, "messages.html", PAGE.split('<div class="message default', maxsplit=1)[0]))
    assert "no post" in error.reason
