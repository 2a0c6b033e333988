"""Which command a word stands for, in any language: `python -m index.training.command_words OUT.npz`.

A multinomial logistic regression over the word's own vector, fitted on the words below; that a message is a command at
all is told before, by the kinds of questions.
"""

import argparse
from pathlib import Path

import numpy as np

from index.training.linear_classifier import Labelled, fit_and_write

_WORDS = {
    "help": "help|commands|menu|how to use|aide|au secours|mode d'emploi|ayuda|ayúdame|comandos|Hilfe|Anleitung|помощь|справка|команды|yardım|komutlar|کمک|راهنما|دستورات|مساعدة|الأوامر|aiuto|ajuda|帮助",
    "unwatch": "stop|unsubscribe|stop it|no more messages|end|arrête|stop svp|désabonner|plus de messages|para|parar|basta|cancelar suscripción|no más mensajes|stopp|aufhören|abbestellen|keine Nachrichten mehr|стоп|хватит|отписаться|не присылай больше|dur|durdur|yeter|abonelikten çık|توقف|بس کن|لغو اشتراک|قف|توقف عن الإرسال|إلغاء الاشتراك|كفى|fermati|停止",
    "watch": "watch|subscribe|alerts|notify me|my watches|suivre|s'abonner|alertes|mes alertes|seguir|suscribirse|avisos|mis avisos|beobachten|abonnieren|Benachrichtigungen|следить|подписаться|уведомления|мои подписки|takip et|abone ol|bildirimler|دنبال کردن|اشتراک|هشدارها|متابعة|اشترك|التنبيهات",
    "latest": "latest|news|what's new|newest articles|recent|dernières nouvelles|actualités|quoi de neuf|últimas noticias|novedades|noticias|neueste Nachrichten|Neuigkeiten|Nachrichten|последние новости|новости|что нового|son haberler|haberler|yenilikler|آخرین اخبار|اخبار|تازه‌ها|آخر الأخبار|الأخبار|الجديد|ultime notizie|最新消息",
    "sources": "sources|list the sources|which newspapers|your sources|outlets|tes sources|liste des sources|quels journaux|fuentes|lista de fuentes|qué periódicos|Quellen|welche Zeitungen|источники|список источников|какие газеты|kaynaklar|kaynak listesi|hangi gazeteler|منابع|فهرست منابع|المصادر|قائمة المصادر|أي صحف",
    "settings": "settings|options|preferences|paramètres|réglages|ajustes|configuración|opciones|Einstellungen|Optionen|настройки|параметры|ayarlar|seçenekler|تنظیمات|الإعدادات|الضبط|impostazioni|设置",
    "language": "language|change language|langue|changer de langue|idioma|cambiar idioma|Sprache|Sprache ändern|язык|сменить язык|dil|dil değiştir|زبان|تغییر زبان|اللغة|تغيير اللغة|lingua|语言",
    "privacy": "privacy|my data|delete my data|forget me|confidentialité|mes données|supprime mes données|privacidad|mis datos|borra mis datos|Datenschutz|meine Daten löschen|конфиденциальность|мои данные|удали мои данные|gizlilik|verilerimi sil|حریم خصوصی|اطلاعات مرا پاک کن|الخصوصية|احذف بياناتي|بياناتي",
    "start": "start|restart|begin|begin again|commencer|recommencer|empezar|comenzar|starten|neu anfangen|начать|начать сначала|başla|baştan başla|شروع|از نو|ابدأ|ابدأ من جديد",
    "digest": "digest|summary of the week|overview|résumé de la semaine|resumen de la semana|Wochenüberblick|сводка|обзор недели|haftanın özeti|özet|خلاصه هفته|ملخص الأسبوع|الملخص",
}  # fmt: skip


def main() -> None:
    """Read the argument, fit on half to say how well it does on the other, then on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    words = [Labelled(word, command, "") for command, said in _WORDS.items() for word in said.split("|")]
    fit_and_write(words, list(_WORDS), np.arange(len(words)) % 2 == 1, out)


if __name__ == "__main__":
    main()
