"""Words that made-up works are put together from; even places for one half, odd for the other."""

# ruff: noqa: E501 (lists of words read best a list a line)
from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Pool:
    """One language's words; every list is long enough to be halved."""

    given: list[str]
    family: list[str]
    things: list[str]
    places: list[str]
    papers: list[str]
    sites: list[str]
    blogs: list[str]
    journals: list[str]
    houses: list[str]
    bodies: list[str]
    #: ``{a}`` and ``{b}`` are things, ``{p}`` a place.
    titles: list[str]
    #: ``{n}`` is a number, ``{p}`` a place, ``{a}`` a thing; each ends without its full stop.
    sentences: list[str]
    locale: str

    def half(self, *, odd: bool) -> Pool:
        """One of two pools without a word in common."""
        at = int(odd)
        return Pool(
            self.given[at::2],
            self.family[at::2],
            self.things[at::2],
            self.places[at::2],
            self.papers[at::2],
            self.sites[at::2],
            self.blogs[at::2],
            self.journals[at::2],
            self.houses[at::2],
            self.bodies[at::2],
            self.titles[at::2],
            self.sentences[at::2],
            self.locale,
        )


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


_RAW: dict[str, dict[str, str]] = {
    "en": {
        "given": "Ada|Brendan|Clara|Desmond|Edith|Fergus|Harriet|Ivo|Joan T.|Kester|Lorna|Miles|Nora Jane|Owen|Priya|Rupert",
        "family": "Quill|Reyes|Voss|Blum|Hartley|O’Rourke|Pemberton|Lindqvist|Achebe|Thorne|Van Dyke|Marlow|Sato|Winterbourne|Kaur|Delacroix|Fenn|Abernathy|Osei|Ramsbottom",
        "things": "tides|sea walls|ferries|harbour light|salt marsh|storm warning|coal barges|fishing quota|bridge tolls|river silt|flood insurance|dredging|pilot boats|canal locks|oyster beds|weather stations",
        "places": "Bristol|Lowestoft|Galway|Halifax|Durban|Hobart|Cork|Plymouth|Savannah|Dunedin",
        "papers": "The Tidewater Post|Harbour Times|Coast Mail|The Northern Gazette|The Estuary Observer|Riverside News|Daily Beacon|The Pier Telegraph",
        "sites": "Tide Facts|Harbour Heritage Online|Coastguide.org|Portwatch.net|Ferry Museum|Estuary Trust",
        "blogs": "The Salt Blog|The Pier Blog|Tidal Notes Weblog|Blog of the Wharf",
        "journals": "Coast Review|Journal of Maritime Studies|Annals of Hydrology|Estuarine Research Letters|Quarterly Journal of Ports|Ocean Policy Review|Transactions of the Harbour Society|Marine Economics",
        "houses": "Heron Press|Saltmarsh Books|University of Galway Press|Longshore|Ebb & Flow Publishing|Northgate University Press|Kittiwake|Anchor House",
        "bodies": "Coastal Safety Board|Delta Institute|Ministry of Ports|National Tide Office|Harbour Workers Union|International Ferry Association|Centre for Estuary Research|Marine Accident Bureau",
        "titles": "Why {a} matter to {p}|How {a} changed {p}: a short history|The politics of {a} and {b}|{a} and {b} in {p}, 1890–1930|Will {a} ever return?|On {a}|Rethinking {a}: evidence from {p}|A town without {a}|What the {a} of {p} tell us about {b}|“Nobody asked us”: {a} after the flood|From {a} to {b}|Notes on {a} and their makers",
        "sentences": "The council of {p} spent {n} million on {a} in a single year|Nearly {n} per cent of the fleet was lost before the {a} were rebuilt|Officials in {p} denied that the {a} had ever been inspected|Only {n} of the {a} survived the winter|The report found that {a} were cheaper in {p} than elsewhere|Prices rose by {n} per cent after the new rules came into force|In {p}, {a} employed more people than all the mills together|Engineers warned the mayor of {p} about the {a} twice|A survey of {n} households showed how little was known of {a}|The harbour at {p} was closed for {n} days|Local papers blamed the {a} for the delay|The bill for {a} had doubled by the end of the decade",
        "locale": "en-GB",
    },
    "de": {
        "given": "Greta|Jürgen|Heike|Matthias|Ute|Björn|Anneliese|Lukas|Sabine|Karl-Heinz|Friederike|Tobias",
        "family": "Sommer|Müller-Lüdenscheidt|Brückner|Weiß|von Ahlefeldt|Kästner|Oppermann|Schröder|Zielinski|Lütjens|Hagedorn|Steinbach",
        "things": "Deiche|Hafenmauern|Fähren|Leuchttürme|Sturmfluten|Krabbenfischer|Schleusen|Wattwege|Lotsenboote|Salzwiesen|Seezeichen|Brückenzölle",
        "places": "Husum|Stralsund|Emden|Lübeck|Bremerhaven|Wismar|Kiel|Rostock",
        "papers": "Küstenbote|Hafenblatt|Neue Nordseezeitung|Lübecker Anzeiger|Der Deichgraf|Wattenkurier|Ostsee-Rundschau|Tagesspiegel am Meer",
        "sites": "Gezeitenwissen|Hafenportal Kiel|kuestenwissen.de|watt-atlas.de|Fährmuseum Emden|Leuchtturm-Archiv",
        "blogs": "Deichblog|Der Mole-Blog|Weblog Salzwasser|Blog vom Kai",
        "journals": "Zeitschrift für Küstenforschung|Archiv für Schifffahrtsgeschichte|Jahrbuch der Hafentechnik|Nordelbische Studien|Deutsche Hydrographische Zeitschrift|Beiträge zur Meereskunde",
        "houses": "Möwenverlag|Wellhorn|Edition Deich|Universitätsverlag Husum|Strandgut Verlag|Haff & Söhne",
        "bodies": "Amt für Küstenschutz|Bundesamt für Gezeiten|Verband der Fährleute|Institut für Wattforschung|Stiftung Leuchtturm|Ministerium für Häfen",
        "titles": "Warum {p} seine {a} verliert|{a} und {b} im Wandel|Die Geschichte der {a} von {p}|Was wird aus den {a}?|Zur Politik der {a}: Ein Überblick|Ohne {a} kein {p}|{a} in {p} 1890–1930|Von {a} und anderen Dingen",
        "sentences": "Die Stadt {p} gab in einem Jahr {n} Millionen für {a} aus|Fast {n} Prozent der Boote gingen vor dem Umbau verloren|In {p} bestritt die Verwaltung, dass die {a} je geprüft worden seien|Nur {n} der {a} überstanden den Winter|Der Bericht nennt {n} Fälle aus {p}|Die Preise stiegen nach der Reform um {n} Prozent|Die {a} beschäftigten mehr Menschen als alle Mühlen zusammen|Ingenieure warnten {p} zweimal vor den Folgen",
        "locale": "de-DE",
    },
    "fr": {
        "given": "Luc|Amélie|Étienne|Solange|Hervé|Marie-Claude|Yann|Odile|Gaspard|Noémie",
        "family": "Moreau|Le Goff|Kerbrat|d’Ormesson|Lefèvre|Tanguy|Rousselot|de La Tour|Quéméneur|Bourdin",
        "things": "digues|phares|bacs|marais salants|écluses|chalutiers|marées|bouées|jetées|huîtres",
        "places": "Brest|Saint-Malo|La Rochelle|Dunkerque|Lorient|Sète",
        "papers": "Le Littoral|La Dépêche du port|Le Courrier des îles|L’Écho de la côte|La Gazette marine|Le Matin breton",
        "sites": "Musée des bacs|Portail des ports|Le site des marées|estran.fr|Atlas du littoral|phares-info.fr",
        "blogs": "Le blog des vagues|Le blogue de la jetée|Blog Marée basse|Le weblog du quai",
        "journals": "Revue d’histoire maritime|Annales du littoral|Cahiers de la mer|Études portuaires|Revue des estuaires|Archives des marées",
        "houses": "Éditions du Large|Presses de l’Estran|La Vague|Éditions Sémaphore|Presses universitaires de Brest|Le Goéland",
        "bodies": "Ministère des Ports|Institut des marées|Agence du littoral|Comité des pêches|Conseil des phares|Fondation de la mer",
        "titles": "Les {a} de {p}|Pourquoi {p} a perdu ses {a}|Histoire des {a} et des {b}|Que deviennent les {a} ?|Des {a} aux {b} : une enquête|Vivre sans {a}",
        "sentences": "La ville de {p} a dépensé {n} millions pour ses {a}|Près de {n} pour cent des bateaux ont disparu|À {p}, la mairie a nié que les {a} aient été inspectées|Seules {n} des {a} ont passé l’hiver|Les prix ont augmenté de {n} pour cent après la réforme|Le port de {p} est resté fermé {n} jours",
        "locale": "fr-FR",
    },
    "es": {
        "given": "Inés|Joaquín|Begoña|Rafael|María José|Íñigo|Consuelo|Álvaro",
        "family": "Ortega|Muñoz|Etxeberria|Peñalver|Santamaría|Ibáñez|Lozano|Arrieta",
        "things": "diques|faros|mareas|muelles|salinas|barcazas|redes|boyas|esclusas|lonjas",
        "places": "Cádiz|Gijón|Vigo|Málaga|Santander|Huelva",
        "papers": "El Faro del Sur|La Voz del Puerto|Diario de la Costa|El Noticiero Marino|La Gaceta del Estrecho|El Muelle",
        "sites": "Museo de las Barcas|Portal de los Puertos|mareas.es|costa-viva.es|Atlas del Litoral|Guía de Faros",
        "blogs": "El blog del muelle viejo|Blog de la Ría|El weblog salado|Blog Marea Alta",
        "journals": "Revista de Historia Marítima|Cuadernos del Litoral|Estudios Portuarios|Anales de Oceanografía",
        "houses": "Ediciones Marea|Editorial Gaviota|La Boya|Publicaciones del Puerto",
        "bodies": "Ministerio de Puertos|Instituto de las Mareas|Agencia del Litoral|Consejo de Faros",
        "titles": "Los {a} de {p}|Historia de los {a} y las {b}|¿Qué fue de los {a}?|Por qué {p} perdió sus {a}|De los {a} a las {b}: una crónica|Vivir sin {a}",
        "sentences": "La ciudad de {p} gastó {n} millones en {a}|Casi el {n} por ciento de los barcos se perdió|En {p} nadie había revisado los {a}|Solo {n} de los {a} resistieron el invierno|Los precios subieron un {n} por ciento tras la reforma|El puerto de {p} cerró durante {n} días",
        "locale": "es-ES",
    },
    "it": {
        "given": "Rosa|Lorenzo|Benedetta|Ettore|Maria Luisa|Gianni|Ilaria|Nicolò",
        "family": "Conti|Di Stefano|Bellandi|Ferraù|De Angelis|Morosini|Zanetti|Pugliese",
        "things": "dighe|fari|maree|moli|saline|chiatte|reti|boe|chiuse|pontili",
        "places": "Trieste|Ancona|Livorno|Chioggia|Gaeta|Savona",
        "papers": "Il Molo|La Voce del Porto|Corriere della Laguna|Il Giornale del Mare|La Gazzetta dei Fari|L’Eco della Costa",
        "sites": "Museo delle Barche|Portale dei Porti|maree.it|costa-viva.it|Atlante del Litorale|Guida ai Fari",
        "blogs": "Il blog della darsena|Blog di Laguna|Il weblog salato|Blog Alta Marea",
        "journals": "Rivista di Storia Marittima|Quaderni del Litorale|Studi Portuali|Annali di Idrografia",
        "houses": "Edizioni Libeccio|Maestrale Editore|Il Gabbiano|Laguna Edizioni",
        "bodies": "Ministero dei Porti|Istituto delle Maree|Agenzia del Litorale|Consiglio dei Fari",
        "titles": "Le {a} di {p}|Perché {p} ha perso le sue {a}|Storia delle {a} e dei {b}|Che fine hanno fatto le {a}?|Dalle {a} ai {b}: un’inchiesta|Vivere senza {a}",
        "sentences": "La città di {p} ha speso {n} milioni per le {a}|Quasi il {n} per cento delle barche è andato perduto|A {p} nessuno aveva controllato le {a}|Solo {n} delle {a} hanno superato l’inverno|I prezzi sono saliti del {n} per cento dopo la riforma|Il porto di {p} è rimasto chiuso {n} giorni",
        "locale": "it-IT",
    },
    "tr": {
        "given": "Ayşe|Mehmet|Zeynep|Barış|Gülşen|Çağlar",
        "family": "Yılmaz|Özdemir|Şahin|Kılıç|Güneş|İnce",
        "things": "deniz duvarları|fenerler|feribotlar|limanlar|tuzlalar|dalgakıranlar",
        "places": "İzmir|Trabzon|Mersin|Sinop",
        "papers": "Kıyı Postası|Liman Haberleri|Deniz Gazetesi|Körfez Ekspres",
        "sites": "Liman Müzesi|Kıyı Portalı|deniz-atlasi.org|fenerler.net",
        "blogs": "Rıhtım Blogu|Tuzlu Blog|Dalga Günlüğü Blog|İskele Blog",
        "journals": "Denizcilik Araştırmaları Dergisi|Kıyı Bilimleri Dergisi",
        "houses": "Martı Yayınları|Dalga Yayınevi",
        "bodies": "Liman Bakanlığı|Kıyı Araştırmaları Merkezi",
        "titles": "{p} limanında {a}|{a} neden önemlidir?|{a} ve {b} üzerine|{p} kentinde {a}: kısa bir tarih",
        "sentences": "{p} belediyesi {a} için {n} milyon harcadı|Teknelerin yüzde {n} kadarı kayboldu|{p} limanı {n} gün kapalı kaldı|Reformdan sonra fiyatlar yüzde {n} arttı",
        "locale": "tr-TR",
    },
    "ru": {
        "given": "Иван|Мария|Пётр|Анна|Сергей|Ольга",
        "family": "Морозов|Лебедева|Кузнецов|Приливская|Соколов|Береговая",
        "things": "дамбы|маяки|паромы|причалы|шлюзы|приливы",
        "places": "Мурманск|Выборг|Астрахань|Таганрог",
        "papers": "Портовый вестник|Морская газета|Берег|Северный маяк",
        "sites": "Музей паромов|Портал гаваней|морские-карты.рф|маяки.рф",
        "blogs": "Блог у причала|Солёный блог|Портовый блог Ивана|Блог смотрителя",
        "journals": "Вестник гидрологии|Журнал морской истории",
        "houses": "Издательство «Волна»|Маяк",
        "bodies": "Министерство портов|Институт приливов",
        "titles": "{a} и {b}: краткая история|Почему {p} теряет {a}|О том, как исчезли {a}|{a} в городе {p}",
        "sentences": "Город {p} потратил {n} миллионов на {a}|Почти {n} процентов судов погибло|Порт {p} был закрыт {n} дней|После реформы цены выросли на {n} процентов",
        "locale": "ru-RU",
    },
    "zh": {
        "given": "小明|红|建国|雪梅",
        "family": "王|李|陈|赵",
        "things": "海堤|灯塔|渡轮|盐田",
        "places": "青岛|厦门|宁波|大连",
        "papers": "海岸日报|港口新闻|潮汐时报|渔港晚报",
        "sites": "渡轮博物馆|港口资料网|潮汐百科|海岸在线",
        "blogs": "码头博客|盐田博客|老船长博客|灯塔博客",
        "journals": "海洋研究|港口学报",
        "houses": "海浪出版社|灯塔出版社",
        "bodies": "港口管理局|潮汐研究所",
        "titles": "{p}的{a}与{b}|为什么{a}重要|{a}简史|论{p}{a}的变迁",
        "sentences": "{p}市为{a}花费了{n}万元|近{n}％的船只已经消失|{p}港关闭了{n}天|改革后价格上涨了{n}％",
        "locale": "zh-CN",
    },
    "ja": {
        "given": "花子|太郎|美咲|健一",
        "family": "佐藤|山田|高橋|中村",
        "things": "防波堤|灯台|フェリー|塩田",
        "places": "函館|長崎|神戸|新潟",
        "papers": "海岸新聞|港日報|潮時報|灯台通信",
        "sites": "渡船博物館|港資料館サイト|潮百科|海岸ガイド",
        "blogs": "波止場ブログ|塩ブログ|船長のブログ|灯台ブログ",
        "journals": "海洋史研究|港湾学会誌",
        "houses": "波出版|かもめ書店",
        "bodies": "港湾局|潮汐研究所",
        "titles": "{p}の{a}と{b}|なぜ{a}が必要か|{a}の歴史|{p}における{a}の変化",
        "sentences": "{p}市は{a}に{n}万円を費やした|船の{n}％近くが失われた|{p}港は{n}日間閉鎖された|改革後に価格は{n}％上昇した",
        "locale": "ja-JP",
    },
}  # fmt: skip


@cache
def pool(language: str, *, odd: bool) -> Pool:
    """One half of a language's words."""
    raw = _RAW[language]
    lists = {name: _list(text) for name, text in raw.items() if name != "locale"}
    return Pool(**lists, locale=raw["locale"]).half(odd=odd)


LANGUAGES = tuple(_RAW)
