# Every word the bot says, in Turkish; en.ftl says what the variables hold. After a number the noun stays in the singular.

language-name = Türkçe

## Lists, numbers and dates.

list = { $names }, { $name }
list-or = { $names } veya { $name }
month =
    { $number ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    }
month-alone =
    { $number ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    }
date = { $day } { $month } { $year }
date-month = { $month } { $year }
articles = { $count } haber
articles-listed = { $count } haber
days = { $count } gün

## The source of a quote.

untitled = Başlıksız bir haber
archived = arşiv kopyası
also-in = Aynı haber: { $names }
also-in-more = Aynı haber: { $names } ve { $more } kaynak daha

## The size and the dates of the corpus.

corpus-dated = { $corpus } ({ $dates })
dates = { $earliest } – { $latest }
undated = tarihsiz

## /start and /help.

start = Elimdeki haberler: { $corpus }. Soruları bu haberlerden kelimesi kelimesine alıntılarla ve kaynaklarıyla yanıtlarım; yanıt yoksa bunu söylerim. Kendim asla yanıt yazmam.
start-examples = Kendi sözlerinizle sorun veya şunlardan birine dokunun:
start-no-examples = Kendi sözlerinizle sorun.
example-killed = { $place } bölgesinde kaç kişi öldü?
example-happened = { $place } bölgesinde ne oldu?
help-title = Nasıl soru sorulur
help = Kendi sözlerinizle sorun. Haberlerden kelimesi kelimesine alıntılarla, kaynağıyla yanıtlarım. Haberlerde yoksa bunu söylerim.
help-first =
    /latest: en yeni haberler
    /digest ve bir yer: orayla ilgili haberler
    /watch ve bir yer: yeni haber bildirimi
    /settings: dil, saat, alıntı sayısı
help-button-ask = Sorular
help-button-group = Gruplar
help-button-commands = Komutlar
help-button-privacy = Gizlilik
help-times = Zamanı kendi sözlerinizle söyleyin (geçen cumartesi, Şubat 2018’de, dünden beri); o dönemin haberlerine bakarım.
help-going-on =
    Yanıttan sonra devam edin: “peki Serakib’de?” Bir mesajımdan devam etmek için o mesajı yanıtlayın. Sorunuzu düzenlerseniz yanıtımı da düzenlerim.

    Bana bir metin iletin; haberlerde bununla ilgili ne varsa gösteririm.
help-limits = Görüş bildirmem, çeviri ve tahmin yapmam, internette bir şey aramam. Bir alıntı haberde ne yazdığını gösterir, bunun doğru olduğunu değil.
help-groups = Grupta /ask ve sorunuzu yazın, beni etiketleyin veya bir mesajımı yanıtlayın. Başkasının mesajını yanıtlarken beni etiketlerseniz, haberlerde o mesajla ilgili ne varsa ararım.
help-command = /{ $name }: { $what }

## What commands are for.

command-ask = soru sor; yalnız gruplarda gerekir
command-sources = yayınlar ve haberlerinin tarihi
command-latest = en yeni haberler
command-digest = bir yer veya zamanla ilgili haberler
command-article = haber oku: başlığından kelimeler
command-watch = yeni haberleri bildir
command-unwatch = bir izlemeyi bitir
command-quiet = bildirimsiz saatler
command-settings = dil, saat, alıntı sayısı
command-language = dilim
command-help = nasıl soru sorulur
command-privacy = neleri saklıyorum
command-forget_me = bu sohbete dair sakladıklarımı sil
command-start = ne yaptığım, örneklerle

## /sources.

sources-title = Nerede arıyorum
sources-count = { $corpus }, { $passages } bölüm.
sources-dated = En yeni: { $latest }; en eski: { $earliest }.
sources-undated = Hiçbir haberde tarih yok.
sources-some-undated = En yeni: { $latest }; en eski: { $earliest }; { $undated } tarihsiz.
sources-built = Son dizinleme: { $date }.
sources-outlet = { $number }. { $outlet }: { $about }
sources-no-outlet = • yayın belirtilmemiş: { $about }
untitled-outlet = adsız bir yayın
corpus-from = { $corpus }, { $dates }
sources-more = ve { $outlets } yayın daha, { $corpus }. Bulmak için: /sources ve adının bir parçası.
outlets-found = { $count } yayın
no-such-outlet = Adında “{ $name }” geçen yayın yok. /sources hepsini sayar.

## /latest, /article and /digest.

of-total = { $first }–{ $last } / { $total }
nothing-fits = Uygun haber yok.
archive-spans = Buradaki haberlerin tarihleri: { $earliest } – { $latest }.
archive-ends = Arşivin son tarihi: { $date }.
all-in-private = Devamı özel sohbette
articles-found = Bu başlıktaki haberler
articles-near = Bu kelimelerin hepsini içeren haber yok. En yakınları:
articles-found-more = Bu kelimeler { $more } haberde daha geçiyor. Bulmak için bir kelime daha ekleyin.
article-how = Hangi haberi okumak istersiniz? Başlığından kelimeleri /article komutundan sonra yazın, örneğin: /article { $example }
article-how-plain = Hangi haberi okumak istersiniz? Başlığından kelimeleri /article komutundan sonra yazın.
no-such-article = Başlığı “{ $name }” olan haber yok; bu kelimeler hiçbir haberde de geçmiyor.
no-article-linked = Bu adresten haber yok.
article-empty = Bu haberde okunacak bir şey yok.
article-page = Sayfa { $number } / { $count }
whole-article = Haberin tamamı
read-on = Özel sohbette devam et
article-gone = Bu haber artık bende yok.
article-changed = Bu haber o zamandan beri değişti. Şimdiki hâli bu.
list-expired = Bu listeyi artık gösteremiyorum. Lütfen yeniden isteyin.
digest = Özet
digest-newest = Burada yalnız en yeni { $count } haber var. Ötekiler için bir yer veya daha kısa bir dönem söyleyin.

## /privacy and /forget_me.

privacy-title = Neleri saklıyorum
privacy = Çalıştığım bilgisayarda sorularınızı ve gösterdiğim alıntıları { $days } saklarım; ayarlarınızı, izlediklerinizi ve puanlarınızı siz silene dek. Ad yok, profil yok.
privacy-button-details = Ayrıntılar
privacy-button-delete = Hepsini sil
privacy-details = Her yanıt için çalıştığım bilgisayarda şunları saklarım: sorunuz, bu sohbetin numarası, iki mesajın numaraları, zaman ve hangi alıntıları gösterdiğim. Düğmeler, düzenlenen sorular ve öncekine dayanan sorular için bu gerekir. Saklama süresi { $days }; sonra silerim. Bir yanıtı puanlarsanız puanı, sorusu ve alıntılarıyla birlikte, adınız olmadan saklarım. Henüz ele almadığım bir mesajı, Telegram’ın verdiği gibi, ele alana dek bütün olarak, diskteki izlerini ise bir saat daha saklarım; /watch ile izlediklerinizi, numaranız ve Telegram’ın bildirdiği dilinizle birlikte, siz bitirene dek saklarım.
privacy-preferences = /settings ve /language ile seçtiklerinizi ve /quiet saatlerini, siz geri alana dek bu sohbetin numarasıyla saklarım.
privacy-not = /forget_me bunların hepsini bir kerede siler. Profil veya başka mesaj saklamam. Günlüğümde zamanlar, uzunluklar ve numaralar vardır, sözleriniz değil. Telegram bu sohbeti kendi kurallarıyla saklar.
privacy-terminal = Hiçbir şey: burada yazılan sorular yanıtlanır ve unutulur.
forget-me-sure = Bu sohbete dair sakladığım her şey (yanıtlar, puanlar, izlenenler ve ayarlar) buradaki herkes için silinsin mi?
forget-me-kept = Hiçbir şey silmedim.
forget-me-not-yours = Bir gruba dair sakladıklarımı yalnız grubun yöneticileri sildirebilir.
forgotten = Silindi: { $answers } yanıt, { $verdicts } puan, { $watches } izleme ve bu sohbetin ayarları. Başka bir şey saklamıyorum.

## Answers.

not-said = Haberlerde bu yok.
not-said-there = Gösterdiğim haberlerde bu yok.
source-note = Bu haberde böyle deniyor; doğru olup olmadığını ben bilemem.
sources-note = Bu haberlerde böyle deniyor; doğru olup olmadığını ben bilemem.
missing = Hiçbir haberde şu geçmiyor: { $names }.
may-say = Sorunun yanıtı bu mu, emin değilim:
it-does = Evet, yanıt bu
it-does-not = Hayır
nearest = En yakın bölüm, ama yanıt değil:
quote-count = { $number } / { $count }
before = Öncesi:
after = Sonrası:
the-quote = Alıntı:
the-quote-in-its-paragraph = Alıntı, kendi paragrafında:
nearest-in-its-paragraph = En yakın bölüm, ama yanıt değil; kendi paragrafında:
shortened = Kısaltıldı: bölüm bir mesaja sığmayacak kadar uzun.
torn = … Bir mesaja sığmayacak kadar uzun bir cümlenin içinde kısaltıldı.
degraded = Not: dizinimin bir kısmı çalışmıyor; yalnız kelimelerle aradım ve bir şeyi kaçırmış olabilirim.
parts-answered = Arşivin { $parts } parçasından { $answered } tanesi yanıt verdi; ötekilerde daha fazlası olabilir.
parts-do-not-say = Arşivin { $parts } parçasından yalnız { $answered } tanesi yanıt verdi ve orada bu yok. Ötekilerde olabilir: lütfen daha sonra yeniden sorun.
claim = Haberlerde bununla ilgili:
claim-not-said = Haberlerde bununla ilgili bir şey yok.
read-as = Şöyle anladım: { $question }

## Buttons under answers.

more-context = Bağlam
back-to-quote = ‹ Alıntıya
back-to-passage = ‹ Bölüme
next = Sonraki ›
back = ‹ Geri
copy = Kopyala
copied = “{ $quote }” ({ $source })
open-article = Haber
share = Paylaş
all-quotes = { $count } alıntının hepsi
good = 👍
bad = 👎
chosen = { $label } ✓
wrong-passage = Yanlış bölüm
out-of-date = Güncel değil
not-in-article = Haberde yok
thanks = Teşekkürler.
why-bad = Teşekkürler. Neresi yanlış?
expired = Bu yanıtın süresi doldu. Lütfen soruyu yeniden sorun.
example-expired = Bu örneğin süresi doldu. Yenileri için /start gönderin veya bir soru yazın.

## What is said to words that ask nothing.

greeting = Merhaba. Haberlerde ne yazdığını kendi sözlerinizle sorun.
welcome = Rica ederim.
nothing-to-answer = Soruları haberlerden yanıtlarım. Kendi sözlerinizle bir soru sorun.

## Other chats, and chats that the bot is not open to.

ask-in-private = Bana özel sohbette sorun
not-said-ask-in-private = Haberlerde bu yok. Bana özel sohbette sorun
not-said-then-ask-in-private = O dönemin haberlerinde bu yok. Özel sohbette sorun
not-said-of-then = Haberlerde yok: { $dates }
not-open = Bu bot yalnız bazı sohbetlere açık. Onu çalıştıran kişi bu sohbeti numarasıyla açabilir: { $chat }

## What is watched for, and what is new.

watched = “{ $text }” konusunu izliyorum; yeni haber çıkınca yazarım.
unwatched = “{ $text }” konusunu artık izlemiyorum.
unwatch-sure = “{ $text }” konusunu buradaki herkes için izlemeyi bırakayım mı?
unwatch-not-yours = Bir grupta bunu yalnız isteyen kişi veya bir yönetici bitirebilir.
watch-gone = Bu izleme zaten bitmiş.
too-many-watches = Bir sohbette en çok { $most } konu izlerim. /watch hepsini, bitirme düğmeleriyle gösterir.
watch-too-long = Lütfen izlenecek bir yer, kelime veya soru yazın, en çok { $limit } karakter.
watches = Bunları izliyorum. Bitirmek için birine dokunun.
watch-end = ✕ { $text }
stop-watching = İzlemeyi bırak
stop-watching-some = İzlemeyi bırak…
no-watches = Burada hiçbir şeyi izlemiyorum. /watch ve bir yer, kelime veya soru yazın.
quoted = “{ $text }”
news = Yeni: { $texts }
quiet-title = Sessiz saatler
quiet-set = Saat { $start }:00 ile { $end }:00 arasında bildirim göndermem.
quiet-off = Günün her saatinde bildirim gönderirim.
quiet-clock = Bulunduğunuz yerde saat { $time } mi? Değilse aşağıdan ayarlayın.
quiet-none = Kapalı
clock-hours = { $sign }{ $count } sa
clock-minutes = { $sign }{ $count } dk
latest = En yeni haberler
no-articles = Henüz haber yok.

## /settings and /language.

settings-title = Ayarlar
settings-quotes = Bir yanıtta en çok { $count } alıntı
settings-language = Dil: { $language }
settings-previews =
    { $previews ->
        [yes] Alıntılanan haberin önizlemesi: açık
       *[no] Alıntılanan haberin önizlemesi: kapalı
    }
settings-fewer = − 1 alıntı
settings-more = + 1 alıntı
settings-default = Varsayılan
settings-previews-on = Önizleme: aç
settings-previews-off = Önizleme: kapat
language-title = Dilim
language-auto = Telegram’daki gibi
language-note = Alıntıları haberin dilinde, yazıldığı gibi gösteririm.
settings-not-yours = Bir grupta bunu yalnız yöneticileri değiştirebilir.

## What is asked before something is done.

yes = Evet
no = Hayır

## What is no question.

empty-question = Ne öğrenmek istersiniz? Sorunuzu /ask komutundan sonra yazın, örneğin: /ask { $example }
no-example = dün ne oldu?
no-words = Kelimelerle arıyorum ve bu mesajda kelime görmüyorum. Lütfen kelimelerle sorun.
too-long = Bu soru { $length } karakter; en çok { $limit } karakter okurum. Lütfen bir iki cümleyle sorun.
not-text = Yalnız metin okuyabilirim. Lütfen sorunuzu yazın; fotoğraf açıklaması da olur.
unknown-command = Bu komutu bilmiyorum. Neler yapabildiğimi /help anlatır; soru için komut gerekmez.
nearest-command = Bu komutu bilmiyorum. Şunu mu demek istediniz: /{ $name } ({ $what })?

## When something is in the way.

apology = Üzgünüm, bir hata oldu ve yanıt veremedim. Lütfen yeniden deneyin. (Hata { $id })
too-slow = Yanıt çok uzun sürdü, bu yüzden durdum. Lütfen yeniden deneyin veya daha az kelimeyle sorun.
unreachable = Arşive şu anda ulaşılamıyor, bu yüzden haberlerde ne yazdığını bilemiyorum. Lütfen birkaç dakika sonra yeniden sorun.
late = Bunu { $ago } önce sordunuz; daha erken yanıt veremedim.
minutes = { $count } dakika
hours = { $count } saat

## The conversation in a terminal.

terminal-greeting = TELEGRAM_BOT_TOKEN ayarlanmamış. Almak için Telegram’da @BotFather’a /newbot gönderin ve token’ı .env dosyasına yazın; o zamana dek burada sorun.
terminal-prompt = { "? " }

## Shown by Telegram itself.

description = Elimdeki haberler hakkında bir soru sorun; kelimesi kelimesine alıntılarla, kaynaklarıyla yanıtlarım. Haberlerde yoksa bunu söylerim. Görüş bildirmem ve kendim bir şey yazmam.
short-description = Soruları haberlerden kelimesi kelimesine alıntılarla, kaynaklarıyla yanıtlar.

## To the operator.

received = { $name } alındı. Dizinleniyor…
received-instead = { $name } alındı; bu haberin önceki bilgilerinin yerine geçti. Dizinleniyor…
never-read = { $name } saklanmadı: böyle adlı dosyalar gizlidir, yarımdır veya sisteme aittir ve hiç dizinlenmez. report.txt gibi bir ad verip yeniden gönderin.
indexing = Dizinleniyor…
still-indexing = { $begun } ({ $seconds } sn)
articles-new = { $count } yeni
articles-changed = { $count } değişen
articles-removed = { $count } kaldırılan
indexed = Dizinlendi: { $changes }.
nothing-new = Yeni bir şey yok.
indexed-all = Toplam { $count } haber.
refused = ✗ { $name }: { $why }
refused-why = { $kind } ({ $reason })
fault-protected = dosya parola korumalı
fault-large = dosya çok büyük ya da çok iç içe
fault-empty = dosyada metin yok
fault-address = adres indirilemedi
fault-damaged = dosya bozuk
fault-fields = başlığı, tarihi ya da adresi kullanılamıyor
fault-format = bu tür dosyalar okunmuyor
refused-before = { $count } dosya hâlâ reddediliyor; hangileri ve neden, /reindex söyler.
indexing-failed = Dizin eskisi gibi kaldı: { $why }
too-big = Telegram botlara en çok { $limit } MB’lık dosya verir. Bunu parçalar halinde gönderin, bağlantısını gönderin veya haber klasörüne kendiniz koyun.
not-kept = Bu dosyayı saklayamadım: { $why }. Haber klasörüne (SEEDS_DIR) yazmama izin verin.
fetching = { $name } indiriliyor…
fetched = { $count } haber indirildi. Dizinleniyor…
nothing-fetched = Dizinlenecek haber yoktu.
fetching-failed = Hiçbir şey indirilmedi: { $why }
kept =
    { $change ->
        [new] • yeni:
        [changed] • değişti:
       *[unchanged] • değişmedi:
    }
kept-more = ve { $count } tane daha
left-out = İsteğinizle dışarıda bırakılan: { $count } haber (/forget).

## To the operator: /forget, /help.

help-operators-title = Yönetenler için
help-operators = Bana haberleri dosya olarak (ZIP veya tar arşivi de olur; en çok { $limit } MB) veya başka bir şey içermeyen bir mesajda sayfa, akış ve belge bağlantılarını gönderin; dizinlerim. /reindex dizini günceller, /stats büyüklüğünü söyler, /forget bir haberin başlığı, bağlantısı veya kimliğiyle onu bütün yanıtların dışında bırakır.
forget-how = /forget ve haberin başlığını, başlıktan kelimeleri, bağlantısını veya kimliğini yazın. Dışarıda bırakmadan önce sorarım. Sonra yanıtlarda ve listelerde olmaz, yeniden dizinlediğimde de geri gelmez; dosyası yerinde kalır.
left-out-articles = Dışarıda bırakılan { $count } haber, son bırakılan en üstte:
forget-unknown = “{ $wanted }” diye bir haberim yok. Kimliğini, bağlantısını veya hepsi başlığında geçen kelimeleri yazın.
forget-which = Hangisi?
forget-this = Unut: { $title }
forget-sure = Bu haber unutulsun mu?
forget-means = Yanıtlarda ve listelerde olmayacak, yeniden dizinlediğimde de geri gelmeyecek. Dosyası yerinde kalır ve bunu geri alabilirsiniz.
forget-copies = Aynı haber { $count } haberde daha var ve kalıyor:
forget-yes = Unut
forget-no = Kalsın
forget-kept = Haber kalıyor.
forgetting = Unutuluyor…
forgot = Unutuldu:
forget-undo = Geri al
forget-too = Bunu da unut: { $title }
recall-this = Geri al: { $title }
recalling = Geri alınıyor…
recalled = Artık unutulmuş değil:
forget-gone = Bu haber artık bende yok.
forget-failed = Olmadı: { $why }
archive-stats =
    Haber: { $articles }, başkalarının kopyası: { $copies }, tarihsiz: { $undated }
    Unutulan: { $forgotten }
    Bölüm: { $passages }
    Diskte: { $megabytes } MB
    Model: { $model }
    Dizinlendi: { $built }

## Names that were read in another spelling.

name-read-as = { $written } → { $taken }
search-as-written = Yazıldığı gibi ara

## Reports that differ, and events in a row.

reports = { $count } haber
independent = { $count } bağımsız
reports-counted = { $reports } ({ $independent })
reports-differ = Haberler çelişiyor: { $figures }
reports-of-day = { $day }: { $figures }
timeline = Zaman çizgisi
reports-agree = { $counted }; hepsi aynı şeyi söylüyor
events-listed = { $count } olay
event-undated = tarihsiz
mark-newest = en yeni
mark-superseded = sonradan düzeltildi
standing-newest = Çelişen haberlerin en yenisi
standing-superseded = Geçersiz: daha yeni bir haber bunu düzeltiyor
back-to-all = ‹ Hepsi
listing-shortened = Alıntılar burada kısaltıldı; numaralar tamamını gösterir.

## Filters and dates in a question.

filters = Yalnız şu haberler: { $which }
filter-after = { $date } ve sonrası
filter-within = { $date } tarihli
filter-before = { $date } ve öncesi
filter-place = { $names } geçen
filter-source = yayın: { $names }
filter-language = dil: { $names }
filter-no-date = “{ $value }” bir tarih değil. Gün, ay veya yıl yazın: after:2018-02-05, after:2018-02 veya after:2018.
filter-no-outlet = “{ $value }” yayınından haber yok. Olanlar: { $near }.
filter-no-outlets = Hiçbir haberde yayın belirtilmemiş. Lütfen “source:” olmadan sorun.
filter-no-language = “{ $value }” dilinde haber yok. Olanlar: { $near }.
filter-no-languages = Hiçbir haberde dil belirtilmemiş. Lütfen “language:” olmadan sorun.
filter-backwards = { $value } başlamadan bitiyor. Lütfen iki tarihin yerini değiştirin.
filter-no-article = Bunların hepsine uyan haber yok: { $value }. Birini çıkarın veya filtresiz sorun.

## Times in questions and quotes, and how new the articles are.

period-read-as = { $words } → { $dates }
period-only = Sorudaki dönem: { $dates }. Başka dönemlerin haberleri dışarıda bırakıldı.
not-said-then = O dönemin haberlerinde bu yok.
no-article-then = O dönemden haber yok.
search-all-dates = Tüm tarihler
time-in-quote = “{ $words }” → { $dates }
as-of = En yeni haber: { $date }
as-of-undated = Haberler tarihsiz, son güncelleme: { $refreshed }
as-of-stale = En yeni haber: { $date }; son güncelleme: { $refreshed }
not-refreshed = Haberlerin son güncellemesi: { $refreshed }
