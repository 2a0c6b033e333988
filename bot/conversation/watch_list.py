"""What a chat watches for, and what is new of it, with buttons to end a watch. Pure."""

from collections.abc import Sequence

from bot.state.subscriptions import Subscription
from bot.support.i18n import Locale
from bot.views.buttons import Action, Button, ButtonPress, Rows
from bot.views.markup import Reply, confirmation, notice
from bot.views.truncation import shorten

KEEP, END, END_IN_LIST, END_BELOW, SHOW_LIST = range(5)
"""Numbers of the presses: no and yes to whether a watch is to end; end it, from the list, from a message; the list."""

_LABEL_UNITS = 60
_NAMED = 5


def watch_list(subscriptions: Sequence[Subscription], locale: Locale) -> Reply:
    """What a chat watches for, each with a button that ends it."""
    if not subscriptions:
        return notice(locale.say("no-watches"))
    rows = tuple(
        (_button(locale.say("watch-end", text=_label(one, locale)), one, END_IN_LIST),) for one in subscriptions
    )
    return Reply((locale.say("watches"),), rows)


def watched(subscription: Subscription, locale: Locale) -> Reply:
    """That something is watched for."""
    quiet = Button(locale.say("quiet-title"), ButtonPress(Action.QUIET, "page").data)
    row = (_button(locale.say("stop-watching"), subscription, END_BELOW), quiet)
    return Reply((locale.say("watched", text=locale.isolated(subscription.text)),), (row,))


def end_watch(subscription: Subscription, locale: Locale) -> Reply:
    """Whether a watch is to end, for everybody in a group."""
    question = locale.say("unwatch-sure", text=locale.isolated(subscription.text))
    return confirmation(question, Action.UNWATCH, str(subscription.id), locale)


def news_title(subscriptions: Sequence[Subscription], locale: Locale) -> str:
    """What there is news of."""
    texts = [locale.say("quoted", text=_label(one, locale)) for one in subscriptions[:_NAMED]]
    return locale.say("news", texts=locale.listed([*texts, *(["…"] if len(subscriptions) > _NAMED else [])]))


def stop_row(subscriptions: Sequence[Subscription], locale: Locale) -> Rows:
    """The button under news: it ends the watch, or leads to the list where there are several."""
    if len(subscriptions) == 1:
        return ((_button(locale.say("stop-watching"), subscriptions[0], END_BELOW),),)
    return ((Button(locale.say("stop-watching-some"), ButtonPress(Action.UNWATCH, "list", SHOW_LIST).data),),)


def _button(label: str, subscription: Subscription, number: int) -> Button:
    return Button(label, ButtonPress(Action.UNWATCH, str(subscription.id), number).data)


def _label(subscription: Subscription, locale: Locale) -> str:
    return locale.isolated(shorten(subscription.text, _LABEL_UNITS))
