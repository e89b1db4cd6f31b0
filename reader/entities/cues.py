"""Words that tell what a name beside them names, as lookup keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reader.model import EntityType
from reader.text.keys import lookup_key

__all__ = ["CUES", "NOT_AFTER", "NOT_BEFORE", "PLACED", "SAYING", "SIDES"]


def _keys(words: str) -> frozenset[str]:
    keys = {lookup_key(word) for word in words.split()}
    return frozenset(keys | {"ال" + key for key in keys})


CUES: Mapping[EntityType, frozenset[str]] = MappingProxyType(
    {
        EntityType.LOC: _keys(
            "مدينة مدينتي بلدة بلدتي بلدات قرية قريتي قرى ريف ريفي ناحية محافظة محافظتي محافظات"
            " منطقة منطقتي مناطق قضاء ولاية حي أحياء مخيم معبر مطار جسر سد نهر بحر خليج طريق"
            " شمال شمالي جنوب جنوبي شرق شرقي غرب غربي وسط محيط أطراف ضواحي سكان أهالي جزيرة"
            " دولة مملكة جمهورية إمارة سلطنة عاصمة سهل جبل جبال وادي بادية"
        ),
        EntityType.ORG: _keys(
            "حزب تنظيم حركة جبهة فصيل فصائل لواء فرقة كتيبة كتائب جماعة قناة صحيفة وكالة شركة"
            " هيئة منظمة جيش قوات ميليشيا ميليشيات مليشيا تجمع ائتلاف تحالف مجموعة جمعية مؤسسة"
            " مسلحي مسلحو عناصر مقاتلي مقاتلو قيادي"
        ),
        EntityType.PER: _keys(
            "الرئيس رئيس الوزير وزير القائد قائد الجنرال اللواء العميد العقيد الشيخ الدكتور"
            " السيد الناشط الصحفي المتحدث الناطق المبعوث السفير النائب الزعيم المرشد الأمير الملك"
        ),
        EntityType.MISC: _keys(
            "اتفاق اتفاقية عملية معركة قرار مسار مؤتمر محادثات مبادرة خطة قانون"
        ),
    }
)

# Key of the noun -> its English and whether it stands for several (the adjectives are the names).
SIDES: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {
        lookup_key(word): value
        for word, value in (
            ("الجانب", ("side", False)),
            ("الطرف", ("side", False)),
            ("السلطات", ("authorities", False)),
            ("الجانبين", ("sides", True)),
            ("الجانبان", ("sides", True)),
            ("الطرفين", ("sides", True)),
            ("الطرفان", ("sides", True)),
        )
    }
)

# Names that stand in a fixed phrase as ordinary words: القوة القاهرة "force majeure".
NOT_AFTER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        lookup_key("القاهرة"): _keys("قوة قوى ظروف"),
        lookup_key("المغرب"): _keys("صلاة أذان غروب بعد"),
        lookup_key("الشام"): _keys("بنات"),
        lookup_key("الأقصى"): _keys("حد سقف شرق غرب شمال جنوب مغرب بعد"),
        lookup_key("قطر"): _keys("نصف بلغ يبلغ يتجاوز يفوق طول حسب"),
    }
)
NOT_BEFORE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        lookup_key("مسقط"): frozenset({"راس", "راسه", "راسها", "راسهم", "راسي"}),
        # النيل من سمعته "harming his reputation"
        lookup_key("النيل"): frozenset({"من", "منه", "منها", "منهم"}),
        lookup_key("الشعيرات"): frozenset({"الدمويه"}),
        lookup_key("قطر"): frozenset({"الدايره", "الارض", "القمر", "قاعدته", "فوهته", "دايره"}),
    }
)

PLACED: frozenset[str] = frozenset(
    lookup_key(word)
    for word in "في إلى الى من قرب نحو باتجاه صوب داخل خارج فوق شمالي جنوبي شرقي غربي شمال جنوب شرق"
    " غرب وسط محيط عبر لدى بالقرب حول أهالي سكان ريف محافظ".split()
)
"""Words after which a place stands, as lookup keys."""

SAYING: frozenset[str] = frozenset(
    lookup_key(word)
    for word in "قال أعلن أكد اتهم طالب دعا رفض اعتبر نفى حذر هدد وافق قرر رحب أدان ندد استنكر شدد"
    " أوضح أشار أبلغ أعرب أبدى تعهد اعتزم سعى أراد أمل فرض أرسل استدعى دعم وقع رأى زعم ادعى ضغط طلب"
    " منح أوقف علق خشي توعد رد استبعد اقترح عرض وعد ألمح لوح عارض أيد اعترف بحث تفاوض توسط ساند مول"
    " سلح عين طرد صنف أدرج جدد حمل أضاف ذكر كشف لفت صرح نشر أفاد تبنى نعى أصدر حث ناشد قدر توقع"
    " اشترط تمسك تحفظ تراجع تخلى أقر اتفق التزم تنصل انتقد هاجم استخدم أرجع عزا وصف عد عول تطلع"
    " راهن حرص سارع بادر كرر تذرع برر احتج شكر هنأ أجرى سلم تسلم أبرم قصف شن نفذ سحب"
    " حشد أطلق".split()
)
"""Lemmas of verbs of saying and deciding, which take an actor for their subject."""
