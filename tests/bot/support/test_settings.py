"""Settings out of the environment."""

from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.support.index_subprocesses import index_environ
from bot.support.settings import Settings, SettingsError, doubtful_names
from index.storage.address import ClusterAddress

TOKEN = "123456:AbC_dEf-secret"
EXAMPLE = Path(__file__).parents[3] / ".env.example"


def test_the_example_file_documents_every_setting_with_its_default() -> None:
    defaults = {
        name.upper(): "" if field.default in (None, frozenset()) else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert dotenv_values(EXAMPLE) == defaults


def test_every_setting_is_explained_in_the_example_file() -> None:
    lines = EXAMPLE.read_text().splitlines()
    for name in Settings.model_fields:
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{name.upper()}="))
        assert lines[place - 1].startswith("# ")


@pytest.mark.parametrize("given", ["1, -100200 ,3", "1,-100200,3", " 1 -100200,,3 "])
def test_numbers_have_commas_between_them(given: str) -> None:
    assert Settings.from_environ({"ALLOWED_CHATS": given}).allowed_chats == {1, -100200, 3}


@pytest.mark.parametrize("given", ["everybody", "1;2", "1, @ada", "12a"])
def test_what_is_no_list_of_numbers_is_named(given: str) -> None:
    with pytest.raises(SettingsError, match="BLOCKED_USERS: is no list of numbers"):
        Settings.from_environ({"BLOCKED_USERS": given})


def test_nothing_set_gives_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()


def test_empty_means_not_set() -> None:
    environ = {name.upper(): "" for name in Settings.model_fields}
    assert Settings.from_environ(environ) == Settings()


def test_other_variables_are_ignored() -> None:
    assert Settings.from_environ({"PATH": "/bin", "http_proxy": "x"}) == Settings()


@pytest.mark.parametrize(
    ("misspelt", "likely"),
    [
        ("ADMIN_ID", "ADMIN_IDS"), ("ALLOWED_CHAT", "ALLOWED_CHATS"), ("BLOCK_USERS", "BLOCKED_USERS"),
        ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"), ("BOT_TOKEN", "TELEGRAM_BOT_TOKEN"), ("SEEDS_FOLDER", "SEEDS_DIR"),
        ("ALLOWED_USERS", "ALLOWED_CHATS"), ("MODEL_CACHE_DIR", "MODEL_CACHE"), ("admin_ids", "ADMIN_IDS"),
        ("bot_token", "TELEGRAM_BOT_TOKEN"), ("SEED_DIR", "SEEDS_DIR"), ("WEBHOOK_URI", "WEBHOOK_URL"),
    ],
)  # fmt: skip
def test_a_misspelt_setting_is_named_with_the_likely_one(misspelt: str, likely: str) -> None:
    with pytest.raises(SettingsError, match=f"{misspelt}: is no setting; {likely} is meant") as caught:
        Settings.from_environ({misspelt: "4711"})
    assert "4711" not in str(caught.value)
    # The way out for who means another program's variable.
    assert Settings.from_environ({misspelt: "4711", likely: ""}) == Settings()


@pytest.mark.parametrize(
    "other",
    [
        "PATH", "HOME", "PORT", "HOST", "TOKEN", "PWD", "LANG", "LOGNAME", "WATCHFILES_FORCE_POLLING", "INDEX", "CHANNEL",
        "WORKER", "ADMINS", "SEEDS", "STATE_DIRECTORY", "CACHE_DIRECTORY", "CHANNEL_ID", "API_TOKEN", "RUST_LOG_LEVEL",
        "GUNICORN_WORKERS", "API_BASE_URL", "workers", "EMBEDDING",
    ],
)  # fmt: skip
def test_what_is_nothing_like_a_setting_is_another_programs(other: str) -> None:
    assert Settings.from_environ({other: "1"}) == Settings()


@pytest.mark.parametrize(
    ("doubtful", "likely"),
    [
        ("CHANNEL", "CHANNELS"), ("WORKER", "WORKERS"), ("TOKEN", "TELEGRAM_BOT_TOKEN"), ("ADMINS", "ADMIN_IDS"),
        ("SEEDS", "SEEDS_DIR"), ("workers", "WORKERS"), ("CHANNEL_ID", "CHANNELS"),
    ],
)  # fmt: skip
def test_what_may_be_another_programs_is_named_without_an_error(doubtful: str, likely: str) -> None:
    (line,) = doubtful_names({doubtful: "4711", "PATH": "/bin", "STATE_DIRECTORY": "x"})
    assert line.startswith(f"{doubtful}: is no setting; {likely} is meant?")
    assert "4711" not in line
    assert doubtful_names({doubtful: "4711", likely: ""}) == []


@pytest.mark.parametrize(
    ("unknown", "likely"),
    [
        ("BOT_TOKEN", "TELEGRAM_BOT_TOKEN"), ("TOKEN", "TELEGRAM_BOT_TOKEN"), ("ADMINS", "ADMIN_IDS"),
        ("SEEDS", "SEEDS_DIR"), ("SEEDS_FOLDER", "SEEDS_DIR"), ("ALLOWED_USERS", "ALLOWED_CHATS"),
        ("MODEL_CACHE_DIR", "MODEL_CACHE"), ("admin_ids", "ADMIN_IDS"), ("Workers", "WORKERS"), ("CHANNEL", "CHANNELS"),
        ("STATE_DIRECTORY", "STATE_DIR"), ("index_path", "INDEX_DIR"), ("LOGLEVEL", "LOG_LEVEL"),
    ],
)  # fmt: skip
def test_every_other_name_in_dotenv_is_named_with_the_likely_one(unknown: str, likely: str) -> None:
    # Also where the likely one is set: one of the two lines does nothing.
    for dotenv in ({unknown: "4711"}, {unknown: "4711", likely: ""}):
        with pytest.raises(SettingsError, match=f"{unknown} in .env: is no setting; {likely} is meant") as caught:
            Settings.from_environ({}, dotenv)
        assert len(caught.value.problems) == 1
        assert "4711" not in str(caught.value)


def test_a_name_in_dotenv_like_no_setting_is_to_be_taken_out() -> None:
    with pytest.raises(SettingsError, match=r"^[^?]*QXZ in \.env: is no setting; take it out[^?]*$"):
        Settings.from_environ({}, {"QXZ": "1"})


def test_the_environment_wins_over_dotenv() -> None:
    assert Settings.from_environ({"WORKERS": "3"}, {"WORKERS": "4", "DEADLINE": "5"}).workers == 3
    assert Settings.from_environ({"WORKERS": "3"}, {"WORKERS": "4", "DEADLINE": "5"}).deadline == 5


def test_values_are_read() -> None:
    settings = Settings.from_environ(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "INDEX_DIR": "/i",
            "WORKERS": "3",
            "TELEGRAM_API_BASE_URL": "http://127.0.0.1:81/bot/",
        }
    )
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == TOKEN
    assert (settings.index_dir, settings.workers) == (Path("/i"), 3)
    assert settings.telegram_api_base_url == "http://127.0.0.1:81/bot"


def test_the_token_is_not_in_the_repr() -> None:
    assert TOKEN not in repr(Settings.from_environ({"TELEGRAM_BOT_TOKEN": TOKEN}))


def test_the_index_is_where_the_settings_say_and_its_key_is_not_in_the_repr() -> None:
    given = {"INDEX_DIR": "here", "INDEX_STORE": "https://qdrant:6333#news", "INDEX_STORE_API_KEY": "hidden-key"}
    settings = Settings.from_environ(given)
    assert settings.index == ClusterAddress("https://qdrant:6333", Path("here"), "news", "hidden-key")
    assert "hidden-key" not in repr(settings) + repr(settings.index)
    assert index_environ(settings, {})["INDEX_STORE_API_KEY"] == "hidden-key"
    assert Settings.from_environ({"INDEX_DIR": "here"}).index == Path("here")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().workers = 3


def test_one_error_names_all_that_is_wrong_and_shows_no_value() -> None:
    wrong = {
        "TELEGRAM_BOT_TOKEN": "my secret token",
        "TELEGRAM_API_BASE_URL": "127.0.0.1:8081",
        "TELEGRAM_API_BASE_FILE_URL": "http://127.0.0.1:8081",
        "WATCH": "-1",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
        "WORKERS": "0",
        "QUOTES_PER_ANSWER": "many",
        "RETENTION_DAYS": "-1",
        "HEALTH_PORT": "65536",
        "WEBHOOK_URL": "http://bot.example.org/x",
        "WEBHOOK_LISTEN": "localhost",
        "WEBHOOK_SECRET": "two words",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ(wrong)
    assert [problem.split(":")[0] for problem in caught.value.problems] == list(wrong)
    assert caught.value.__context__ is None
    for value in ("secret", "8081", "LOUD", "xml", "many", "example.org", "localhost", "two words"):
        assert value not in str(caught.value)


@pytest.mark.parametrize(
    ("listen", "address"),
    [("127.0.0.1:8080", ("127.0.0.1", 8080)), ("[::1]:443", ("::1", 443)), ("bot:80", ("bot", 80))],
)
def test_where_to_listen_is_read(listen: str, address: tuple[str, int]) -> None:
    assert Settings.from_environ({"WEBHOOK_LISTEN": listen}).webhook_address == address


@pytest.mark.parametrize("listen", ["127.0.0.1", ":80", "127.0.0.1:0", "127.0.0.1:70000", "::1:80", "a b:80"])
def test_where_not_to_listen(listen: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_LISTEN"):
        Settings.from_environ({"WEBHOOK_LISTEN": listen})


def test_the_webhooks_secret_is_not_in_the_repr() -> None:
    assert "hush" not in repr(Settings.from_environ({"WEBHOOK_SECRET": "hush"}))
