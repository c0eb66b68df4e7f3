"""Words that end in a full stop without ending a sentence, and words that begin one."""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "MAY_END", "OPENERS", "ORDINAL_DOT", "follows_number"]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EVERYWHERE = (
    "prof dr mr mrs ms mme mlle mgr st sr jr rev hon gen col maj capt lt sgt cpl cmdr adm gov sen "
    "rep pres amb fr ing dipl mag phd vs cf viz ca approx al ed eds vol vols no nos nr pp fig figs "
    "tab eq eqs sec sect chap ch art arts para paras cl op cit loc ibid id e.g i.e eg ie etc inc "
    "ltd co corp llc bros dept univ est mt ft jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat u.s u.k u.n e.u d.c ph.d b.a m.a b.sc m.sc a.m p.m "
    "trans repr rev suppl ser ann assn bull proc symp conf natl intl govt hrsg vgl bd ebd fn n"
)
_BY_LANGUAGE = {
    "de": (
        "z.b d.h u.a u.u s.o s.u i.d.r i.d.f v.a o.ä u.ä bzw bzgl ca evtl ggf inkl exkl max min "
        "mind mio mrd tsd nr str tel abb abs anm art aufl ausg bd bde bearb begr beil bes bspw dgl "
        "dipl ebd einschl erg erw etw fa fam ff folg gegr geb gest ges gez hl hrsg hg insb jg jh "
        "jhd kap kl lfd lt math med min mdl n.chr v.chr näml o.g o.j o.o orig österr phil pl pol "
        "rd red rel röm s sog spez std stdn stv tägl techn u übers übertr unbek usf usw v verf "
        "verl vgl vorl wiss z zit zt zz zzt a.a.o m.e m.w u.s.w"
    ),
    "fr": (
        "m mm mme mmes mlle mlles me mgr dr pr st ste av apr env etc ex fig p pp vol t chap art "
        "al éd éds dir coll cf c.-à-d n.b p.ex ibid op.cit loc.cit janv févr avr juil sept oct nov "
        "déc tél bd boul n° s.d s.l"
    ),
    "es": (
        "ee uu sr sra d dña dr dra prof profa lic ing ud vd ee.uu aa.vv p.ej pág "
        "págs p pp cap art núm vol t ed eds coord comp trad av avda c cía s.a tel aprox ene "
        "febr abr ago sept oct nov dic a.c d.c c op.cit cf cfr íbid"
    ),
    "it": (
        "sig sigg sig.ra dott dott.ssa prof prof.ssa on avv ing arch geom rag cav comm pag pagg p "
        "pp cap art artt n nn vol voll fig tab ecc es cfr cit ibid ed a cura trad a.c d.c s.p.a "
        "s.r.l ca sec tel gen febb magg giu lug sett ott p.es"
    ),
    "tr": (
        "dr prof doç yrd öğr gör arş av müh mim sn bkz vb vd vs yy age agm çev der haz ed s ss c "
        "sy no cad sok mah apt tel alb gen kor tüm bkz krş örn yak a.g.e a.g.m a.g.m m.ö m.s t.c "
        "a.ş ltd şti"
    ),
    "ru": (
        "г гг в вв т тт с стр см ср др пр проч напр им ул д корп кв тел руб коп млн млрд тыс трлн "
        "акад проф доц канд докт ред сост пер изд сб вып н.э до н т.е т.к т.д т.п т.н и.о и.т.д "
        "р о-в обл р-н гор пос ст рис табл гл п пп рр чел экз"
    ),
    "pt": "sr sra dr dra prof profa eng exmo exma pág págs p pp cap art núm vol ed eds org av",
    "nl": "dhr mevr mw drs ir ing prof blz nr bijv bv d.w.z enz e.d m.b.t o.a t.a.v vgl ca jl",
    "pl": "prof dr hab mgr inż ul nr str s tj tzn itd itp np m.in red wyd zob por pt ok tys mln",
}

ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: _set(words) | _set(_EVERYWHERE)
    for language, words in ({"": ""} | _BY_LANGUAGE).items()
}

#: Abbreviations that often stand last: what follows decides.
MAY_END = _set(
    "etc inc ltd co corp llc jr sr al u.s u.k u.n e.u d.c a.m p.m ph.d b.a m.a usw usf u.s.w ecc "
    "vb vd uu ee.uu a.c d.c n.chr v.chr m.ö m.s t.c т.д т.п др пр проч г гг в вв млн млрд тыс "
    "руб чел н.э itd itp enz e.d s.a a.ş şti s.p.a s.r.l ff jh jhd"
)

#: Languages that write ordinals with a full stop: "am 3. März", "20. yüzyıl".
ORDINAL_DOT = _set("de da no nb nn fi tr cs sk pl hu hr sl sr et lv is")

#: Words with a capital that hardly stand anywhere but at the start of a sentence.
OPENERS = _set(
    "The This That These Those There They It He She We You In On At As But And However Although "
    "While When If For From By With After Before Since Its His Her Their Our An A Some Many Most "
    "Both Such Then Thus Therefore Moreover Nevertheless Meanwhile Despite Under Over Another One "
    "Der Die Das Dies Diese Dieser Dieses Es Er Sie Wir Ein Eine Im In Am Auf Mit Nach Für Bei Als "
    "Wenn Und Aber Doch Auch Seit Zum Zur Trotz Dabei Damit Dennoch "
    "Le La Les L Un Une Des Il Elle Ils Elles Ce Cette Ces Dans En Au Aux Mais Et Pour Par Selon "
    "Depuis Après Avec On Nous "
    "El Los Las Una Este Esta Estos Esto Según Pero También Desde Para Con Por Sin Su Sus "
    "Gli Lo Uno Nel Nella Questo Questa Ma Secondo Dopo Anche Per Si "
    "Bu Şu O Bir Ancak Fakat Ama Ve Daha "
    "Это Он Она Они Оно Мы В На По При Но И А Однако Также После С К Для Потом Затем Тогда Позже "
    "Его Её Их Этот Эта Эти Во Со От До За Из Как Что Когда Если Поэтому Кроме"
)


def follows_number(word: str) -> bool:
    """Whether ``word`` announces a number, so that "word. 5" is one phrase."""
    return word in _BEFORE_NUMBER


_BEFORE_NUMBER = _set(
    "no nos nr p pp vol vols fig figs tab eq sec sect chap ch art arts para s bd kap abb abs anm "
    "pág págs pag pagg núm n nn t cap c ss см с стр т рис табл гл п ст № cl fn ca approx"
)
