"""Reports by one form, each filled in for two days, and reports on one event by two outlets."""

import random
from dataclasses import dataclass

import numpy as np

from index.building.sketches import Signatures, sketch
from index.records import Article
from tests.index.fakes import laid_out


@dataclass(frozen=True, slots=True)
class Form:
    """A report that an outlet writes again and again.

    Attributes:
        text: paragraphs with `{slots}`.
        one, other: what fills the slots on two occasions.
        corrected: what the outlet put right in the first report later: a figure.
    """

    name: str
    text: str
    one: dict[str, str]
    other: dict[str, str]
    corrected: dict[str, str]

    def first(self) -> str:
        return self.text.format(**self.one)

    def second(self) -> str:
        return self.text.format(**self.other)

    def correction(self) -> str:
        return self.text.format(**(self.one | self.corrected))


def report(*paragraphs: str, title: str | None = None) -> Article:
    laid = [("title", title)] if title is not None else []
    return laid_out("report", [*laid, *(("body", paragraph) for paragraph in paragraphs)], title=title)


def prose(text: str) -> Article:
    return report(*text.split("\n\n"))


def stacked(*found: Article) -> Signatures:
    return np.stack([sketch(article) for article in found])


def babble(seed: int, count: int = 300) -> str:
    """Words that no other seed gives."""
    draw = random.Random(seed)
    return " ".join("".join(draw.choices("abdeiklmnoprstu", k=8)) for _ in range(count))


FORMS = (
    Form(
        "airstrikes in English, mostly background",
        """Warplanes carried out {raids} airstrikes on the town of {town} in {province} province on {day}, killing {killed} civilians and wounding {wounded}, the Provincial Documentation Centre said.

The strikes hit {target} shortly {when}, according to residents, and rescue teams were still searching for people under the rubble in the evening.

The centre, which relies on a network of volunteers in hospitals and rescue stations across the north of the country, has documented attacks on populated areas since the beginning of the conflict. Government officials have repeatedly denied that the air force targets civilians and say that it strikes only armed groups that use villages as cover for their operations.

More than half of the people who live in the north have been displaced at least once, and aid agencies say that many of them shelter in tents or in unfinished buildings without heating, clean water or schools for their children. The fighting has grown more intense since the truce that was brokered by neighbouring states broke down, and both sides accuse each other of having broken it first.

Hospitals in the region have been damaged again and again. Doctors who work in them have moved their wards into cellars and caves, and they have asked the international community for fuel, for blood bags and for an end to the bombing.""",
        {"raids": "six", "town": "Marhad", "province": "Western Delba", "day": "Monday", "killed": "11", "wounded": "at least 20", "target": "a vegetable market", "when": "after sunrise"},
        {"raids": "four", "town": "Tarmin", "province": "Upper Sarha", "day": "Thursday", "killed": "7", "wounded": "some 35", "target": "two houses near a school", "when": "before midnight"},
        {"killed": "13"},
    ),
    Form(
        "airstrikes in English, in brief",
        """Airstrikes on {town} killed {killed} people on {day}, including {children} children, the civil defence said. The planes came back {again} later and hit {target} while volunteers were pulling survivors out of the ruins. The road from {town} to {city} was closed. The civil defence said that its teams had been able to save {saved} people, and it called for an immediate halt to the bombing of populated areas in the province.""",
        {"town": "Jebrine", "killed": "nine", "day": "Sunday", "children": "three", "again": "half an hour", "target": "an ambulance", "city": "Wasit", "saved": "14"},
        {"town": "Nasib", "killed": "five", "day": "Wednesday", "children": "two", "again": "an hour", "target": "a bakery", "city": "Halim", "saved": "six"},
        {"killed": "ten"},
    ),
    Form(
        "airstrikes in Arabic, mostly background",
        """قُتل {killed} مدنيين وأصيب {wounded} آخرون بجروح يوم {day} جراء غارات جوية استهدفت {target} في بلدة {town} بريف {province}، بحسب ما أفاد مركز التوثيق المحلي.

وقال المركز إن فرق الإنقاذ ما زالت تبحث عن مفقودين تحت الأنقاض، وإن عدد القتلى مرشح للارتفاع بسبب وجود حالات حرجة بين المصابين.

ويعتمد المركز على شبكة من المتطوعين في المستشفيات ومراكز الإنقاذ في شمال البلاد، وهو يوثق الهجمات على المناطق المأهولة منذ بداية النزاع. وتنفي الحكومة أن تكون طائراتها تستهدف المدنيين، وتقول إنها تضرب المجموعات المسلحة التي تتخذ من القرى غطاء لعملياتها.

وقد نزح أكثر من نصف سكان الشمال مرة واحدة على الأقل، وتقول منظمات الإغاثة إن كثيرين منهم يعيشون في خيام أو في أبنية غير مكتملة من دون تدفئة أو مياه نظيفة أو مدارس لأطفالهم. وازدادت المعارك حدة منذ انهيار الهدنة التي توسطت فيها دول الجوار، ويتبادل الطرفان الاتهامات بخرقها.

وتعرضت مستشفيات المنطقة للقصف مرات عدة، ونقل الأطباء أقسامها إلى الأقبية والكهوف، وناشدوا المجتمع الدولي تزويدهم بالوقود وأكياس الدم ووقف القصف.""",
        {"killed": "8", "wounded": "15", "day": "الاثنين", "target": "سوقا شعبيا", "town": "مرهد", "province": "دلبا الغربي"},
        {"killed": "5", "wounded": "22", "day": "الخميس", "target": "منزلا قرب مدرسة", "town": "طرمين", "province": "سرحا الشمالي"},
        {"killed": "9"},
    ),
    Form(
        "shelling in Arabic, a day's bulletin",
        """قصفت مدفعية قوات الحكومة صباح اليوم {day} الأحياء السكنية في قرية {town} بـ {shells} قذيفة، ما أدى إلى مقتل {who} وإصابة {wounded} أشخاص بينهم {children}. وقال مراسلنا إن القصف مصدره {source}، وإن الأهالي نزحوا باتجاه {refuge}. وأضاف أن فرق الدفاع المدني أسعفت المصابين إلى المشافي القريبة وعملت على تأمين المكان. وتشهد المنطقة قصفا متكررا على الرغم من اتفاق وقف إطلاق النار الموقع بين الأطراف، وسط مخاوف من موجة نزوح جديدة في فصل الشتاء.""",
        {"day": "الأحد", "town": "جبرين", "shells": "40", "who": "امرأة", "wounded": "6", "children": "طفلان", "source": "معسكر حليم", "refuge": "مخيمات الشمال"},
        {"day": "الثلاثاء", "town": "نصيب", "shells": "25", "who": "مزارع وابنه", "wounded": "3", "children": "رضيع", "source": "تلة الرمل", "refuge": "بلدة خربة"},
        {"wounded": "7"},
    ),
    Form(
        "the lira in Arabic, figures alone",
        """سجل سعر صرف الليرة أمام الدولار في افتتاح تعاملات اليوم {day} {usd_buy} للشراء و {usd_sell} للمبيع في أسواق العاصمة، وسجل أمام اليورو {eur_buy} للشراء و {eur_sell} للمبيع. وبلغ سعر غرام الذهب من عيار 21 قيراطا {gold} ليرة، وسعر الغرام من عيار 18 قيراطا {gold18} ليرة، بحسب نشرة جمعية الصاغة. وحددت مديرية التموين سعر ربطة الخبز من الأفران العامة من دون تغيير، وقالت إن أسعار المحروقات ستراجع في نهاية الشهر. ويعزو خبراء تقلب الأسعار إلى نقص القطع الأجنبي وتراجع التحويلات من الخارج وارتفاع تكاليف الاستيراد عبر الموانئ.""",
        {"day": "السبت", "usd_buy": "14,750", "usd_sell": "14,900", "eur_buy": "15,980", "eur_sell": "16,150", "gold": "812,000", "gold18": "696,000"},
        {"day": "الأربعاء", "usd_buy": "14,600", "usd_sell": "14,780", "eur_buy": "15,710", "eur_sell": "15,900", "gold": "805,500", "gold18": "690,400"},
        {"gold": "821,000"},
    ),
    Form(
        "a murder in Spanish",
        """{who} de {age} años fue asesinado a tiros la {when} del {day} en el barrio {barrio} de la ciudad de {city}, informó la policía. Según testigos, {attackers} le dispararon cuando {doing} y huyeron con rumbo desconocido. La víctima fue trasladada al hospital regional, donde los médicos solo pudieron confirmar su muerte. Agentes de la unidad de homicidios levantaron {casings} casquillos en el lugar y revisan las grabaciones de las cámaras de seguridad. Con este caso suman {total} los homicidios registrados en el municipio en lo que va del año. Las autoridades atribuyen la violencia a la disputa entre bandas dedicadas al narcotráfico y a la extorsión, y piden a los ciudadanos que denuncien de forma anónima a través de la línea gratuita.""",
        {"who": "Un comerciante", "age": "43", "when": "noche", "day": "martes", "barrio": "Las Palmas", "city": "Santa Rita", "attackers": "dos hombres en motocicleta", "doing": "cerraba su negocio", "casings": "nueve", "total": "61"},
        {"who": "Un taxista", "age": "29", "when": "madrugada", "day": "sábado", "barrio": "El Mirador", "city": "Valdoro", "attackers": "desconocidos desde un automóvil", "doing": "esperaba pasajeros", "casings": "cuatro", "total": "88"},
        {"total": "62"},
    ),
    Form(
        "a weather warning in French",
        """Météo-Vigilance a placé {departments} en vigilance orange {hazard} ce {day} à partir de {hour} heures. Des rafales de {gust} km/h sont attendues {where}, et jusqu'à {peak} km/h sur les caps exposés. Le préfet recommande d'éviter les déplacements non indispensables, de ne pas se promener en forêt ni sur le littoral, et de mettre à l'abri les objets susceptibles d'être emportés. Les transports scolaires sont suspendus et plusieurs lignes ferroviaires régionales pourraient être interrompues. En cas d'urgence, il convient d'appeler les secours et de suivre les consignes diffusées par la radio locale. Un nouveau bulletin sera publié dans la soirée.""",
        {"departments": "le Finistère et le Morbihan", "hazard": "vents violents", "day": "lundi", "hour": "18", "gust": "110", "where": "dans l'intérieur des terres", "peak": "140"},
        {"departments": "la Manche et le Calvados", "hazard": "tempête", "day": "vendredi", "hour": "6", "gust": "100", "where": "le long de la côte", "peak": "125"},
        {"peak": "145"},
    ),
    Form(
        "a road accident in German",
        """Bei einem Verkehrsunfall auf der {road} bei {town} ist am {day} {victim} ums Leben gekommen. Nach Angaben der Polizei war {driver} gegen {hour} Uhr aus bislang ungeklärter Ursache {cause}. {injured} Menschen wurden verletzt, einer von ihnen schwer. Ein Rettungshubschrauber brachte ihn in eine Klinik nach {clinic}. Die Straße blieb für die Bergungsarbeiten mehrere Stunden in beide Richtungen gesperrt, der Verkehr staute sich auf {jam} Kilometern. Die Staatsanwaltschaft ordnete die Hinzuziehung eines Gutachters an. Zeugen, die Angaben zum Hergang machen können, werden gebeten, sich bei der Autobahnpolizei oder jeder anderen Dienststelle zu melden.""",
        {"road": "A 7", "town": "Lauenbrück", "day": "Montagabend", "victim": "eine 34-jährige Frau", "driver": "ein Lastwagenfahrer", "hour": "19.40", "cause": "auf ein Stauende aufgefahren", "injured": "Vier", "clinic": "Rotenheim", "jam": "12"},
        {"road": "B 3", "town": "Wieslau", "day": "Samstagmorgen", "victim": "ein 61 Jahre alter Mann", "driver": "ein Kleintransporter", "hour": "7.15", "cause": "in den Gegenverkehr geraten", "injured": "Zwei", "clinic": "Kesselstadt", "jam": "5"},
        {"jam": "14"},
    ),
    Form(
        "shelling in Russian",
        """В результате обстрела {place} {day} {killed}, ещё {wounded} человек получили ранения, сообщил глава областной администрации. По его словам, под удар попали {target}, повреждены {houses} жилых домов, без света остались {dark} абонентов. На месте работают спасатели, медики и коммунальные службы, аварийные бригады приступят к ремонту после разрешения военных. Пострадавшим оказывается вся необходимая помощь, семьям погибших выплатят компенсации. Власти напоминают жителям о необходимости соблюдать меры безопасности, не игнорировать сигналы воздушной тревоги и не подходить к неразорвавшимся снарядам. Информация о последствиях уточняется.""",
        {"place": "посёлка Берёзовка", "day": "в ночь на понедельник", "killed": "погибли два человека", "wounded": "7", "target": "школа и магазин", "houses": "18", "dark": "1200"},
        {"place": "города Красный Яр", "day": "днём в четверг", "killed": "погибла женщина", "wounded": "3", "target": "больница и рынок", "houses": "31", "dark": "640"},
        {"wounded": "8"},
    ),
    Form(
        "an earthquake in Turkish",
        """{town} ilçesinde saat {hour} sıralarında {size} büyüklüğünde deprem meydana geldi. Afet ve Acil Durum Başkanlığı, depremin yerin {depth} kilometre derinliğinde gerçekleştiğini açıkladı. Sarsıntı {felt} hissedildi, vatandaşlar kısa süreli panik yaşayarak sokağa çıktı. Valilikten yapılan açıklamada şu ana kadar herhangi bir can kaybı veya yıkım ihbarı alınmadığı, ekiplerin saha tarama çalışmalarını sürdürdüğü belirtildi. Uzmanlar artçı sarsıntıların {days} gün sürebileceği uyarısında bulundu ve hasarlı binalara girilmemesini istedi. Okullarda eğitime bir gün ara verildi.""",
        {"town": "Kemerli", "hour": "04.17", "size": "4,8", "depth": "7,2", "felt": "çevre illerde de", "days": "10"},
        {"town": "Akçahisar", "hour": "21.52", "size": "5,1", "depth": "11,6", "felt": "kıyı kesimlerinde", "days": "15"},
        {"size": "4,9"},
    ),
    Form(
        "an earthquake in English, figures alone",
        """A magnitude {size} earthquake struck {distance} km {bearing} of {town} at {hour} local time on {day}, the Geological Survey said. The quake was centred at a depth of {depth} km ({miles} miles). There were no immediate reports of damage or casualties, and no tsunami warning was issued. The agency automatically publishes preliminary information on earthquakes of magnitude 4.0 and above, which may be revised as seismologists review the data. Residents who felt the shaking can report it on the agency's website. The region lies on the boundary of two tectonic plates and is struck by moderate earthquakes several times a year.""",
        {"size": "5.2", "distance": "31", "bearing": "south-southeast", "town": "Port Ellery", "hour": "3:14 a.m.", "day": "Tuesday", "depth": "10", "miles": "6.2"},
        {"size": "4.7", "distance": "58", "bearing": "west", "town": "Cape Dorran", "hour": "9:41 p.m.", "day": "Saturday", "depth": "35", "miles": "21.7"},
        {"size": "5.3"},
    ),
    Form(
        "a stock market in English, mostly figures",
        """The blue-chip index {moved} {points} points, or {percent} per cent, to close at {level} on {day}, as {reason}. The mid-cap index ended at {mid}. Volume was {volume} million shares, against a 30-day average of 612 million. {winner} was the biggest gainer, up {up} per cent, while {loser} lost {down} per cent after {why}. The pound bought {dollars} dollars and {euros} euros. Brent crude traded at {oil} dollars a barrel. Analysts said that investors were waiting for the central bank's next decision on interest rates and for figures on inflation, and that trading would remain thin until the end of the month. Past performance is not a guide to future returns, and the value of investments can fall as well as rise.""",
        {"moved": "rose", "points": "41.3", "percent": "0.6", "level": "7,321.4", "day": "Monday", "reason": "miners gained on stronger copper", "mid": "18,204.1", "volume": "588", "winner": "Hartwell Mining", "up": "4.1", "loser": "Brookline Stores", "down": "2.9", "why": "a profit warning", "dollars": "1.2604", "euros": "1.1551", "oil": "82.15"},
        {"moved": "fell", "points": "23.8", "percent": "0.3", "level": "7,297.6", "day": "Tuesday", "reason": "banks slid ahead of earnings", "mid": "18,167.9", "volume": "634", "winner": "Calder Pharma", "up": "5.6", "loser": "Northgate Bank", "down": "3.4", "why": "a downgrade", "dollars": "1.2571", "euros": "1.1538", "oil": "81.42"},
        {"volume": "589"},
    ),
    Form(
        "a fire in Portuguese",
        """Um incêndio florestal deflagrou {when} na freguesia de {place}, no concelho de {town}, e mobilizava às {hour} horas {men} operacionais, apoiados por {cars} viaturas e {planes} meios aéreos, segundo a Proteção Civil. As chamas lavram em {what} e {threat}. A estrada {road} foi cortada ao trânsito. Segundo a página da autoridade, o risco de incêndio mantém-se muito elevado em todo o interior do país, devido ao tempo quente e seco, e é proibido fazer queimadas, lançar foguetes ou usar máquinas agrícolas nos espaços rurais. A população deve seguir as recomendações dos bombeiros e da guarda, fechar portas e janelas e manter os caminhos livres para a passagem dos meios de socorro.""",
        {"when": "esta tarde", "place": "Vale de Cima", "town": "Arganhal", "hour": "17", "men": "214", "cars": "63", "planes": "oito", "what": "povoamento de pinheiro", "threat": "ameaçam algumas casas", "road": "nacional 342"},
        {"when": "na madrugada de hoje", "place": "Monte Redondo", "town": "Sertelha", "hour": "9", "men": "97", "cars": "31", "planes": "dois", "what": "mato e eucalipto", "threat": "não há aldeias em perigo", "road": "municipal 1180"},
        {"men": "224"},
    ),
    Form(
        "a road accident in Chinese",
        """{day}{hour}左右，{place}发生一起交通事故，{vehicle}，造成{killed}人死亡、{wounded}人受伤。当地公安、应急、卫健等部门接报后立即赶赴现场开展救援，伤者已全部送往{hospital}救治，暂无生命危险。经初步调查，事故原因系{cause}。肇事司机已被公安机关控制，善后工作正在有序进行。有关部门提醒广大驾驶人，要严格遵守交通法规，不疲劳驾驶，不超速超员，雨雪天气注意减速慢行，保持安全车距，确保行车安全。目前，该路段已恢复正常通行，事故的具体原因正在进一步调查之中。""",
        {"day": "5月3日", "hour": "上午8时", "place": "青河市东山路口", "vehicle": "一辆货车与一辆公交车相撞", "killed": "2", "wounded": "11", "hospital": "青河市人民医院", "cause": "货车制动失灵"},
        {"day": "9月21日", "hour": "晚上10时", "place": "临江县高速公路北段", "vehicle": "三辆小客车连环追尾", "killed": "1", "wounded": "6", "hospital": "临江县中心医院", "cause": "司机疲劳驾驶"},
        {"wounded": "12"},
    ),
    Form(
        "a football match in English",
        """{home} {result} {away} {score} at {ground} on {day}. {scorer} scored {first} in the {minute}th minute and {second} {later}. The visitors had {shots} shots, {target} of them on target, and their manager {manager} said that his players had “given everything”. {home} are now {place} in the table with {points} points from {games} matches. Ticket sales for the next home match open on the club's website at 10 a.m. for members and at noon for everyone else. Supporters are asked to arrive early, to use public transport and to bring no large bags, as searches at the gates take time. The match programme is sold at all entrances, and its proceeds go to the club's youth academy.""",
        {"home": "Aldersby Town", "result": "beat", "away": "Ferrymead", "score": "2-0", "ground": "Mill Lane", "day": "Saturday", "scorer": "Tom Harker", "first": "the opener", "minute": "18", "second": "Liam Osei added another", "later": "after the break", "shots": "9", "target": "two", "manager": "Paul Renner", "place": "third", "points": "44", "games": "25"},
        {"home": "Aldersby Town", "result": "lost to", "away": "Castle Rovers", "score": "1-3", "ground": "Mill Lane", "day": "Tuesday night", "scorer": "Jon Pike", "first": "twice", "minute": "33", "second": "Ivo Mraz made sure", "later": "from the spot", "shots": "17", "target": "eight", "manager": "Dean Foley", "place": "fifth", "points": "44", "games": "26"},
        {"shots": "10"},
    ),
    Form(
        "sirens in Hebrew",
        """אזעקות הופעלו {when} ב{place} בעקבות שיגור של {rockets} רקטות מ{source}. לפי הודעת הצבא, {shot} מהן יורטו והשאר נפלו ב{fell}. צוותי הרפואה טיפלו ב{wounded} נפגעים, בהם {who}, והם פונו לבית החולים {hospital}. פיקוד העורף הנחה את התושבים להישאר בסמוך למרחבים המוגנים, להימנע מהתקהלויות ולפעול לפי ההנחיות המתעדכנות ביישומון ובאתר. מערכת החינוך באזור תפעל במתכונת מצומצמת, ועסקים שבהם אין מרחב מוגן תקני לא ייפתחו. הצבא הודיע כי יגיב בעוצמה וכי הוא ערוך לכל תרחיש.""",
        {"when": "הבוקר", "place": "קריית נוף", "rockets": "12", "source": "הצפון", "shot": "9", "fell": "שטחים פתוחים", "wounded": "4", "who": "ילדה בת 8", "hospital": "רמות"},
        {"when": "אמש", "place": "תל חצב", "rockets": "5", "source": "הדרום", "shot": "3", "fell": "ים", "wounded": "2", "who": "גבר כבן 50", "hospital": "עמקים"},
        {"rockets": "14"},
    ),
)  # fmt: skip

SAME_EVENT = (
    (
        """A fire that swept through a textile factory on the edge of Kemerli on Friday night killed at least 23 workers, most of them women, officials said. The doors of the second floor were locked, survivors told reporters, and many jumped from the windows. Firefighters needed six hours to bring the blaze under control. “We could hear them, and we could not reach them,” said Cem Aydin, who leads the brigade. The owner of the factory was arrested on Saturday. The labour ministry had inspected the building in March and found no fault with it. Unions called for a day of mourning and for a strike in all the mills of the province.""",
        """Twenty-three people have died in a blaze at a clothing plant in Kemerli, the governor's office reported on Saturday, and the number may rise, because eleven others are being treated for burns. The fire broke out at about 10 p.m. in a store room, according to the public prosecutor, who has had the owner taken into custody. Emergency exits were chained, relatives of the dead said in front of the morgue. “We could hear them, and we could not reach them,” fire chief Cem Aydin said. An inspection in spring had given the plant a clean bill. Trade unions want all mills in the region to stand still on Monday.""",
    ),
    (
        """Floods in the Surma basin have driven 120,000 people from their homes since Sunday, the disaster agency said, after the river rose to its highest level in forty years. Soldiers took stranded families off roofs with boats. In the town of Rayganj a bridge collapsed and cut off nine villages. The agency has opened 214 shelters in schools, but drinking water is short, and doctors fear cholera. More rain is forecast until Thursday. Farmers have lost the rice crop that they were about to bring in. The government asked other countries for tents, water filters and medicine.""",
        """The worst flooding along the Surma for four decades has left 120,000 displaced and at least 17 dead, aid workers and officials said on Tuesday. Entire villages around Rayganj can be reached only by boat since the bridge there gave way. People crowd into schools that serve as shelters; there are 214 of them, and few have clean water. Health teams are on the watch for cholera. Meteorologists see no end to the rain before Thursday. Most of the rice harvest is lost, which will push up food prices that have doubled since last year, according to the farmers' league.""",
    ),
    (
        """قتل 14 شخصا على الأقل وأصيب عشرات عندما انهار مبنى من خمسة طوابق في حي السلام بالعاصمة فجر الجمعة، وفق ما أعلنت وزارة الداخلية. وقال شهود إنهم سمعوا دويا قويا قبل سقوط المبنى الذي كانت تسكنه ثماني عائلات. واستخدم رجال الإطفاء كلابا مدربة وأجهزة استشعار للبحث عن ناجين. وأمر النائب العام بتوقيف مالك العقار والمهندس الذي أشرف على إضافة طابقين من دون ترخيص. وزار رئيس البلدية الموقع وتعهد بمراجعة جميع المباني القديمة في الحي.""",
        """ارتفعت حصيلة انهيار بناية سكنية في حي السلام إلى 14 قتيلا، بحسب مصادر طبية، فيما تتواصل عمليات رفع الأنقاض لليوم الثاني. وكانت البناية المؤلفة من خمسة طوابق قد سقطت على سكانها وهم نيام فجر الجمعة. وروت أم محمد، وهي من الجيران، أنها شاهدت تشققات في الجدران منذ أسابيع وأن الشكاوى لم تلق جوابا. وفتحت النيابة تحقيقا في مخالفات البناء وأوقفت شخصين هما المالك ومهندس. وطالب الأهالي بتأمين مساكن بديلة للعائلات التي فقدت بيوتها قبل حلول الشتاء.""",
    ),
    (
        """El tribunal de Santa Rita condenó este jueves a 30 años de prisión al exalcalde Julio Barrientos por ordenar el asesinato de la periodista Elena Cruz, ocurrido hace cuatro años frente a su casa. Los jueces dieron por probado que Barrientos pagó 20.000 dólares a dos sicarios para silenciar una investigación sobre contratos de obras públicas. La familia de la reportera celebró la sentencia entre lágrimas. La defensa anunció que recurrirá el fallo ante la corte suprema. Es la primera vez que un cargo electo es condenado en el país por la muerte de un periodista.""",
        """Treinta años de cárcel para el antiguo alcalde de Santa Rita. La justicia considera que Julio Barrientos fue el autor intelectual del crimen de Elena Cruz, la redactora que había destapado sobrecostes en la construcción del mercado municipal. Según la sentencia, leída durante dos horas ante una sala abarrotada, los asesinos cobraron 20.000 dólares. Sus abogados apelarán. Organizaciones de prensa recuerdan que otros doce informadores han sido asesinados desde entonces y que casi todos los casos siguen impunes. La madre de Cruz dijo que por fin podrá dormir.""",
    ),
    (
        """Un train de voyageurs a déraillé mercredi matin près de Colonne, faisant sept morts et une quarantaine de blessés, a annoncé la préfecture. Les trois premières voitures se sont couchées dans un champ à la sortie d'une courbe. Selon le procureur, le convoi roulait à 140 km/h sur un tronçon limité à 90. Le conducteur, légèrement blessé, a été placé en garde à vue. La circulation est interrompue sur la ligne au moins jusqu'à dimanche. Le ministre des Transports s'est rendu sur place et a promis que toute la lumière serait faite.""",
        """« Tout s'est retourné d'un coup » : au lendemain de l'accident qui a coûté la vie à sept passagers près de Colonne, les rescapés racontent. Quarante personnes ont été hospitalisées, dont cinq dans un état grave. L'enquête s'oriente vers un excès de vitesse : 140 km/h au lieu de 90, d'après les enregistreurs de bord. Le conducteur est entendu par les gendarmes. Des syndicats dénoncent le report, deux fois, de l'installation d'un système de freinage automatique dans cette courbe. La ligne restera fermée jusqu'à dimanche au plus tôt.""",
    ),
)
"""Two outlets' own reports on one event: the facts and a quotation are the same, the words are not."""
