"""What the bot reacts to: of each group, the first handler in this list whose filter fits an update gets it."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers.access import AccessGuard, ChatMigration
from bot.handlers.admin import LINKS, AdminHandlers
from bot.handlers.admin_exclude import ExcludeHandlers
from bot.handlers.alerts import AlertHandlers
from bot.handlers.callback_queries import PressCallback, PressCallbacks, PressHandler
from bot.handlers.channel_posts import ChannelHandlers
from bot.handlers.commands import CommandHandlers
from bot.handlers.inline_queries import InlineHandlers
from bot.handlers.questions import QuestionHandlers
from bot.handlers.services import Services
from bot.views.buttons import LISTS, Action
from bot.views.quote_page import RATING_ACTIONS

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
]
"""What Telegram is asked for."""


@dataclass(frozen=True, slots=True)
class Handlers:
    """Those of the handlers that have something to do beside updates; None where there is nobody to do it for."""

    questions: QuestionHandlers
    migration: ChatMigration
    alerts: AlertHandlers | None
    channels: ChannelHandlers | None


def register(app: App, services: Services) -> Handlers:
    """Add all handlers to the application."""
    settings, conversation = services.settings, services.conversation
    questions, commands, presses = QuestionHandlers(services), CommandHandlers(services), PressCallbacks(services)
    migration = ChatMigration(conversation, services.threads, services.access)
    guard, inline = AccessGuard(services.access, services.sender), InlineHandlers(services)
    exclude = alerts = channels = None
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    private, group = new & filters.ChatType.PRIVATE, new & filters.ChatType.GROUPS
    forget_me = filters.Regex(r"^/\S+\s+me\s*$")
    words = filters.TEXT | filters.CAPTION

    # Before all others, whatever the update is: a group that has another number now, and who is let in.
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, migration.message), group=-2)
    app.add_handler(TypeHandler(Update, guard.admit), group=-1)

    # Operators, in private.
    if settings.admin_ids:
        admin, exclude = AdminHandlers(services), ExcludeHandlers(services)
        operator = private & filters.User(list(settings.admin_ids))
        app.add_handler(CommandHandler("reindex", admin.reindex, operator))
        app.add_handler(CommandHandler("stats", admin.stats, operator))
        app.add_handler(CommandHandler("help", admin.help, operator))
        app.add_handler(CommandHandler("forget", exclude.command, operator & ~forget_me))
        app.add_handler(MessageHandler(operator & filters.Document.ALL, admin.document))
        app.add_handler(MessageHandler(operator & filters.Regex(LINKS), admin.links))

    # Posts of channels that are feeds.
    if settings.channels:
        channels = ChannelHandlers(settings.seeds_dir, settings.state_dir, services.index_jobs.build_succeeds)
        posts = filters.UpdateType.CHANNEL_POSTS & filters.Chat(list(settings.channels))
        app.add_handler(MessageHandler(posts, channels.post))

    # Alerts: subscriptions to what new articles say.
    if conversation.subscriptions is not None:
        alerts = AlertHandlers(services, conversation.subscriptions)
        app.add_handler(CommandHandler("watch", alerts.watch, new))
        app.add_handler(CommandHandler("unwatch", alerts.unwatch, new))
        app.add_handler(CommandHandler("quiet", alerts.quiet, new))

    # Commands.
    app.add_handler(CommandHandler("start", commands.start, new))
    app.add_handler(CommandHandler("help", commands.help, new))
    app.add_handler(CommandHandler("privacy", commands.privacy, new))
    app.add_handler(CommandHandler("forget_me", commands.forget_me, new))
    app.add_handler(CommandHandler("forget", commands.forget_me, new & forget_me))
    app.add_handler(CommandHandler("latest", commands.latest, new))
    app.add_handler(CommandHandler("sources", commands.sources, new))
    app.add_handler(CommandHandler("article", commands.article, new))
    app.add_handler(CommandHandler("digest", commands.digest, new))
    app.add_handler(CommandHandler("settings", commands.settings, new))
    app.add_handler(CommandHandler("language", commands.language, new))
    app.add_handler(CommandHandler("ask", questions.question, new))
    app.add_handler(MessageHandler(private & filters.COMMAND, commands.unknown_command))

    # Questions.
    app.add_handler(MessageHandler(private & words, questions.question))
    app.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, commands.not_text))
    app.add_handler(MessageHandler(group & words, questions.question))
    app.add_handler(MessageHandler(edited, questions.edited))

    # Buttons, all in one handler, by the action in their callback data.
    by_action: dict[Action, PressCallback] = {
        Action.EXAMPLE: questions.example,
        Action.QUOTE: presses.answer,
        Action.CONTEXT: presses.answer,
        Action.LITERAL: presses.literal,
        Action.TIMELINE: presses.timeline,
        **dict.fromkeys(RATING_ACTIONS, presses.answer),
        Action.OPEN: presses.browse,
        Action.READ: presses.browse,
        **dict.fromkeys(LISTS, presses.browse),
        Action.LANGUAGE: presses.settings,
        Action.MOST_QUOTES: presses.settings,
        Action.PREVIEWS: presses.settings,
        Action.HELP: presses.help,
        Action.FORGET_ME: presses.forget_me,
    }
    if exclude is not None:
        by_action[Action.FORGET] = exclude.press
    if alerts is not None:
        by_action[Action.UNWATCH] = alerts.press
        by_action[Action.QUIET] = by_action[Action.CLOCK] = alerts.press_quiet
    app.add_handler(CallbackQueryHandler(PressHandler(services, by_action).press))

    # Questions from chats in which the bot is not.
    app.add_handler(InlineQueryHandler(inline.inline))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, inline.guest))

    # What went wrong in any of them.
    app.add_error_handler(questions.error)
    return Handlers(questions, migration, alerts, channels)
