"""Nouns that say what a name beside them names: the kind of an unknown entity, and what an article
calls it by later (المدينة after مدينة الفاشر)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from reader.model import EntityType
from reader.text.keys import lookup_key

__all__ = ["NOUNS", "NOUNS_OF_KIND", "QUANTITIES", "noun_key"]

_PLACES: Final = """
مدينة city, بلدة town, قرية village, ضاحية suburb, محافظة governorate, ولاية state, مقاطعة province,
إقليم region, منطقة area, مديرية district, ناحية subdistrict, قضاء district, حي neighbourhood,
مخيم camp, معبر crossing, منفذ crossing, مطار airport, ميناء port, مرفأ port, جزيرة island,
نهر river, سد dam, بحيرة lake, مضيق strait, خليج gulf, بحر sea, جبل mountain, وادي valley, سهل
plain,
صحراء desert, هضبة plateau, قاعدة base, سجن prison, جسر bridge, شارع street, طريق road, ساحة square,
ميدان square, قلعة citadel, قصر palace, مسجد mosque, جامع mosque, كنيسة church, دير monastery,
حقل field, مصفاة refinery, قطاع strip, عاصمة capital, سوق market, ملعب stadium, حرش wood
"""
_ORGANISATIONS: Final = """
حركة movement, حزب party, تنظيم group, جماعة group, جبهة front, جيش army, قوات forces, مليشيا
militia,
ميليشيا militia, حكومة government, وزارة ministry, هيئة authority, منظمة organisation, لجنة
committee,
مجلس council, شركة company, بنك bank, مصرف bank, قناة channel, تلفزيون broadcaster, إذاعة radio,
صحيفة newspaper, جريدة newspaper, مجلة magazine, وكالة agency, محكمة court, بعثة mission,
تحالف coalition, اتحاد union, مؤسسة foundation, جمعية association, فصيل faction, لواء brigade,
كتيبة battalion, كتائب brigades, فرقة division, نقابة union, جامعة university, مستشفى hospital,
مدرسة school, كلية college, معهد institute, نادي club, منتخب team, حلف alliance, ائتلاف coalition,
برلمان parliament, مفوضية commission, صندوق fund, مرصد observatory, شبكة network, مكتب office,
جهاز service, سلطة authority, مجموعة group, مركز centre, دائرة department, مديرية directorate,
غرفة chamber, تجمع gathering, رابطة league, شرطة police, نيابة prosecution, سفارة embassy,
متحف museum, بلدية municipality, فريق team, ديوان office, حلف alliance, تيار movement
"""
_PERSONS: Final = """
رئيس president, رئيسة president, وزير minister, وزيرة minister, قائد commander, مبعوث envoy,
مبعوثة envoy, متحدث spokesperson, متحدثة spokesperson, ناطق spokesperson, ناطقة spokesperson,
ملك king, ملكة queen, أمير emir, أميرة princess, سلطان sultan, بابا pope, سفير ambassador,
سفيرة ambassador, محافظ governor, محافظة governor, والي governor, زعيم leader, زعيمة leader,
جنرال general, لواء general, عميد brigadier, عقيد colonel, مقدم lieutenant-colonel, رائد major,
فريق general, نقيب captain, ملازم lieutenant, مدير director, مديرة director, ناشط activist,
ناشطة activist, صحفي journalist, صحفية journalist, صحافي journalist, صحافية journalist,
مراسل correspondent, مراسلة correspondent, كاتب writer, كاتبة writer, محام lawyer, محامي lawyer,
محامية lawyer, طبيب doctor, طبيبة doctor, دكتور doctor, دكتورة doctor, شيخ sheikh, نائب deputy,
نائبة deputy, باحث researcher, باحثة researcher, خبير expert, خبيرة expert, مهندس engineer,
مهندسة engineer, قاض judge, قاضي judge, قاضية judge, مدرب coach, مدربة coach, لاعب player,
لاعبة player, حارس goalkeeper, فنان artist, فنانة artist, ممثل actor, ممثلة actor, مخرج director,
مخرجة director, مطرب singer, مطربة singer, شاعر poet, شاعرة poet, روائي novelist, روائية novelist,
مؤرخ historian, مؤرخة historian, أستاذ professor, أستاذة professor, معلم teacher, معلمة teacher,
مزارع farmer, مزارعة farmer, تاجر trader, تاجرة trader, مصور photographer, مصورة photographer,
عضو member, عضوة member, أمين secretary, أمينة secretary, مستشار adviser, مستشارة adviser,
رجل man, سيدة woman, شاب youth, شابة youth, طفل child, طفلة child, مواطن citizen, مواطنة citizen,
قيادي leader, مسؤول official, مسؤولة official, منسق coordinator, منسقة coordinator, مفتي mufti,
بطريرك patriarch, مطران bishop, مرشد guide, نازح displaced person, نازحة displaced person
"""


def noun_key(word: str) -> str:
    """The key of a noun without its article: المدينة, للمدينة and مدينة are one."""
    key = lookup_key(word)
    if key.startswith(("ال", "لل")) and len(key) > 3:
        key = key[2:]
    return {"واد": "وادي", "ناد": "نادي"}.get(key, key)


def _nouns() -> Mapping[str, Mapping[EntityType, str]]:
    nouns: dict[str, dict[EntityType, str]] = {}
    tables = (
        (EntityType.LOC, _PLACES),
        (EntityType.ORG, _ORGANISATIONS),
        (EntityType.PER, _PERSONS),
    )
    for type, table in tables:
        for entry in table.split(","):
            arabic, english = entry.split(maxsplit=1)
            nouns.setdefault(lookup_key(arabic), {}).setdefault(type, english.strip())
    return MappingProxyType({key: MappingProxyType(meant) for key, meant in nouns.items()})


NOUNS: Final = _nouns()
"""Key of a noun without its article -> what it calls a name of each type, in English."""

QUANTITIES: Final = frozenset({"العديد", "الكثير", "المزيد", "القليل", "البعض", "الجميع"})
"""Keys of words of quantity, which are no names though they stand like one: والعديد من."""

_OF_KIND: Final = """
city: مدينة; capital: مدينة عاصمة; town: بلدة مدينة; village: قرية بلدة; governorate: محافظة;
province: محافظة مقاطعة; state: ولاية; district: مديرية قضاء ناحية; region: منطقة إقليم;
neighbourhood: حي; camp: مخيم; crossing: معبر; airport: مطار; air base: قاعدة; military base: قاعدة;
port: ميناء; river: نهر; dam: سد; lake: بحيرة; strait: مضيق; gulf: خليج; sea: بحر; island: جزيرة;
mountain: جبل; prison: سجن; road: طريق; armed group: جماعة فصيل;
militia: مليشيا ميليشيا; party: حزب; political movement: حركة; movement: حركة; army: جيش;
government: حكومة; ministry: وزارة; parliament: برلمان مجلس; court: محكمة; aid agency: وكالة منظمة;
international organisation: منظمة; broadcaster: قناة; news agency: وكالة; newspaper: صحيفة;
company: شركة; bank: بنك مصرف; central bank: بنك مصرف; president: رئيس; former president: رئيس;
head of state: رئيس; prime minister: رئيس; minister: وزير; foreign minister: وزير;
defence minister: وزير; commander: قائد; spokesperson: متحدث ناطق; UN envoy: مبعوث; king: ملك;
emir: أمير; sultan: سلطان; pope: بابا; political mission: بعثة; peacekeeping force: قوة بعثة
"""

NOUNS_OF_KIND: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        kind.strip(): frozenset(lookup_key(word) for word in words.split())
        for kind, _, words in (entry.partition(":") for entry in _OF_KIND.split(";"))
    }
)
"""Kind of a record -> keys of the nouns an article may call it by."""
