"""The bot's settings, read once from the environment; `.env.example` describes each."""

import re
from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from index.storage.address import PARTS, REPLICAS, IndexAddress, address_of
from index.storage.generations import STALE_AFTER_DAYS

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LISTEN = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:\[\]/]+)):([1-9][0-9]{0,4})")
_LAST_PORT = 65_535
# Of two names: twice the letters that they share in this order, by the letters of both.
_NEARLY, _LIKELY = 0.86, 0.6
# What people who know other bots call a setting.
_ALIASES = {
    "TELEGRAM_BOT_TOKEN": "BOT_TOKEN BOT_API_TOKEN TELEGRAM_API_TOKEN TG_TOKEN TG_BOT_TOKEN TOKEN API_TOKEN",
    "ADMIN_IDS": "ADMIN_USER_IDS ADMIN_USERS ADMINS ADMIN OWNER_ID",
    "ALLOWED_CHATS": "ALLOWED_USERS ALLOWED_USER_IDS ALLOWED_CHAT_IDS ALLOWED_IDS WHITELIST",
    "BLOCKED_USERS": "BLOCKED_USER_IDS BANNED_USERS BLACKLIST",
    "SEEDS_DIR": "SEEDS_FOLDER SEEDS_PATH SEEDS_DIRECTORY SEEDS ARTICLES_DIR",
    "MODEL_CACHE": "MODEL_CACHE_DIR MODEL_CACHE_FOLDER",
    "CHANNELS": "CHANNEL_IDS CHANNEL_ID",
    "INDEX_DIR": "INDEX_PATH INDEX_FOLDER INDEX_DIRECTORY",
    "INDEX_STORE": "QDRANT_URL INDEX_STORE_URL",
    "INDEX_STORE_API_KEY": "QDRANT_API_KEY INDEX_STORE_KEY",
}
_MEANT = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}
# Of several words, and yet as likely another program's.
_ANYBODYS = frozenset({"API_TOKEN", "ADMIN_USERS", "OWNER_ID", "ARTICLES_DIR", "CHANNEL_ID", "CHANNEL_IDS"})

MOST_QUOTES = 20
"""Quotes in one answer."""


class SettingsError(Exception):
    """The environment holds settings that cannot be used.

    Attributes:
        problems: one line for each setting that is wrong, by its name.
    """

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("settings that cannot be used (see .env.example):\n" + "\n".join(f"  {p}" for p in problems))


def _token(value: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is not a token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def _api_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is not an http or https address")
    if not parts.path.rstrip("/").endswith("/bot"):
        raise ValueError("must end with /bot; the token is put right behind it")
    return value.rstrip("/")


def _webhook_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("is not an https address that ends with its path")
    return value


def _listen(value: str) -> str:
    parts = _LISTEN.fullmatch(value)
    if parts is None or int(parts[3]) > _LAST_PORT:
        raise ValueError("is not host:port")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not _SECRET.fullmatch(value.get_secret_value()):
        raise ValueError("is not 1 to 256 of A-Z, a-z, 0-9, _ and -")
    return value


def _numbers(value: object) -> object:
    if not isinstance(value, str):
        return value
    numbers = value.replace(",", " ").split()
    if not all(number.removeprefix("-").isdecimal() for number in numbers):
        raise ValueError("is no list of numbers with commas between them")
    return frozenset(int(number) for number in numbers)


class Settings(BaseModel):
    """All settings, checked; the name of each in the environment is the name here in capitals.

    Attributes:
        telegram_bot_token: None for a conversation in the terminal.
        index_store: the cluster that keeps the index, see `index.storage.address.address_of`; None: this machine.
        workers: questions that are searched at the same time.
        model_cache: folder of the models in the form they are run in; None for `model_cache()`.
        watch: seconds after which the index is brought up to date at the latest; 0 leaves it as it is.
        deadline: seconds that one question is given.
        admin_ids: numbers of the people who may send articles and have them indexed.
        allow_private: 1 where links that they send may lead to private or loopback addresses.
        channels: numbers of the channels whose posts are articles.
        allowed_chats: numbers of the chats and people that are let in; none lets in everybody.
        blocked_users: numbers of people who are not.
        quotes_per_answer: at most so many quotes, or nearest passages, to page through.
        retention_days: how long the bot remembers which quotes it showed.
        stale_after_days: an index that was not brought up to date for longer says so; 0 for never.
        health_port: of /healthz and /metrics on this machine; 0 serves neither.
        webhook_url: where Telegram brings updates; None lets the bot fetch them.
        webhook_secret: None makes a new one at each start.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True, extra="forbid")

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    telegram_api_base_url: Annotated[str, AfterValidator(_api_address)] = "https://api.telegram.org/bot"
    telegram_api_base_file_url: Annotated[str, AfterValidator(_api_address)] = "https://api.telegram.org/file/bot"
    index_dir: Path = Path(".verbatim/index")
    index_store: str | None = None
    index_store_api_key: SecretStr | None = None
    index_store_allow_plain: int = Field(default=0, ge=0, le=1)
    index_store_parts: int = Field(default=PARTS, ge=0, le=1000)
    index_store_replicas: int = Field(default=REPLICAS, ge=1, le=1000)
    seeds_dir: Path = Path("seeds")
    watch: int = Field(default=0, ge=0, le=604_800)
    state_dir: Path = Path(".verbatim/state")
    embedding_model: str = "multilingual-e5-small"
    model_cache: Path | None = None
    reader_model: str = "packaged"
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = "INFO"
    log_format: Annotated[Literal["lines", "json"], BeforeValidator(str.lower)] = "lines"
    workers: int = Field(default=2, ge=1, le=64)
    deadline: int = Field(default=30, ge=1, le=600)
    admin_ids: Annotated[frozenset[int], BeforeValidator(_numbers)] = frozenset()
    allow_private: int = Field(default=0, ge=0, le=1)
    channels: Annotated[frozenset[int], BeforeValidator(_numbers)] = frozenset()
    allowed_chats: Annotated[frozenset[int], BeforeValidator(_numbers)] = frozenset()
    blocked_users: Annotated[frozenset[int], BeforeValidator(_numbers)] = frozenset()
    quotes_per_answer: int = Field(default=5, ge=1, le=MOST_QUOTES)
    retention_days: int = Field(default=30, ge=1, le=3650)
    stale_after_days: int = Field(default=STALE_AFTER_DAYS, ge=0, le=3650)
    health_port: int = Field(default=0, ge=0, le=_LAST_PORT)
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = None
    webhook_listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None

    @property
    def index_environ(self) -> dict[str, str]:
        """What is set of the index's cluster, if it is in one, as the environment of a process that builds has it."""
        if self.index_store is None:
            return {}
        key = self.index_store_api_key
        return {
            "INDEX_STORE": self.index_store,
            "INDEX_STORE_API_KEY": "" if key is None else key.get_secret_value(),
            "INDEX_STORE_ALLOW_PLAIN": str(self.index_store_allow_plain),
            "INDEX_STORE_PARTS": str(self.index_store_parts),
            "INDEX_STORE_REPLICAS": str(self.index_store_replicas),
        }

    @property
    def index(self) -> IndexAddress:
        """Where the index is.

        Raises:
            StoreSettingsError: what is set of its cluster cannot be used.
        """
        return address_of(self.index_dir, self.index_environ)

    @property
    def webhook_address(self) -> tuple[str, int]:
        """Host and port to listen on for what Telegram brings."""
        host, _, port = self.webhook_listen.rpartition(":")
        return host.strip("[]"), int(port)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str], dotenv: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; an empty value counts as not set.

        Args:
            environ: the environment, which others use, too. A name there is an error only where it is surely meant for
                the bot: one of several words that is nearly that of a setting that is not there.
            dotenv: what stands in `.env`, which is the bot's alone: every other name is an error. `environ` wins.

        Raises:
            SettingsError: names every setting that is wrong; never shows a value.
        """
        named = {**(dotenv or {}), **environ}
        given = {name: named.get(name.upper(), "").strip() for name in cls.model_fields}
        names = [name.upper() for name in cls.model_fields]
        misspelt = [_unknown_in_dotenv(name, names) for name in dotenv or () if name not in names]
        misspelt += [_is_no_setting(*pair) for pair in _misspelt(named, environ, names) if _is_ours(pair[0])]
        try:
            settings = cls.model_validate({name: value for name, value in given.items() if value})
            problems: tuple[str, ...] = ()
        except ValidationError as error:
            problems = tuple(
                f"{str(wrong['loc'][0]).upper()}: {wrong['msg'].removeprefix('Value error, ')}"
                for wrong in error.errors(include_input=False, include_url=False, include_context=False)
            )
        if problems or misspelt:
            raise SettingsError((*problems, *misspelt))
        return settings


def doubtful_names(environ: Mapping[str, str]) -> list[str]:
    """A line for each name that may be meant for the bot or for another program, such as TOKEN."""
    names = [name.upper() for name in Settings.model_fields]
    return [_is_no_setting(*pair) for pair in _misspelt(environ, environ, names) if not _is_ours(pair[0])]


def _unknown_in_dotenv(name: str, names: list[str]) -> str:
    likely = _MEANT.get(name.upper()) or next(iter(get_close_matches(name.upper(), names, 1, _LIKELY)), None)
    why = (
        f"{likely} is meant? If not, take it out" if likely else "take it out, or see .env.example for those there are"
    )
    return f"{name} in .env: is no setting; {why}"


def _is_no_setting(name: str, likely: str) -> str:
    return f"{name}: is no setting; {likely} is meant? If not, set {likely} as well, empty or not"


def _misspelt(given: Container[str], environ: Iterable[str], names: list[str]) -> list[tuple[str, str]]:
    """Names of the environment that are no setting, each with the one that is likely meant and not `given`."""
    missing = [name for name in names if name not in given]
    likely = {
        name: [_MEANT[name.upper()]] if name.upper() in _MEANT else get_close_matches(name.upper(), missing, 1, _NEARLY)
        for name in environ
        if name not in names
    }
    return [(name, meant[0]) for name, meant in likely.items() if meant and meant[0] in missing]


def _is_ours(name: str) -> bool:
    """Whether a name that is like a setting's can hardly be another program's: it has several words."""
    return "_" in name and name.upper() not in _ANYBODYS
