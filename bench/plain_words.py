"""What the constructed plain texts are made of: nine languages, two halves of everything.

The first half of each list is for working on the reader, the second is held out.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LANGUAGES", "Language"]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language."""

    sentences: tuple[str, ...]
    quoting: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    people: tuple[str, ...]
    outlets: tuple[str, ...]
    notes: tuple[str, ...]
    comments: tuple[str, ...]
    notes_heading: tuple[str, ...]
    captions: tuple[str, ...]
    months: tuple[str, ...]
    and_: str
    again: tuple[str, ...] = ("Ibid., p. {p}.", "Ibid.")


LANGUAGES: dict[str, Language] = {
    "en": Language(
        sentences=(
            "The harbour authority cleared {n} containers in the first quarter of {y}",
            "By then the G7 ministers had met twice and COVID-19 had closed {n} schools",
            "Prices rose by {d} per cent, which the bank called a surprise",
            "Dr. Okafor told the committee that the U.S. supplier had gone bankrupt",
            "A second survey, held in {y}, found that most nurses had left the town",
            "Roughly {n} people signed the petition, although the mayor ignored it",
            "The turbine was built in {y} and rebuilt after the flood",
            "Farmers sold their wheat at {d} dollars a bushel in the spring of {y}",
            "The archive holds {n} letters, e.g. those of the last governor",
            "On 14 June the 5G licence went to a firm from Gdansk",
            "Version 2.5 of the protocol was withdrawn within a week",
            "Nobody had counted the wells north of the river before {y}",
        ),
        quoting=(
            "The minister wrote: ‘We shall not sell the port.’",
            "“The figures were never ours,” the auditor said in {y}",
            "She called the plan ‘a bridge to nowhere’",
            "The court held that “no duty was owed.”",
        ),
        titles=(
            "A port without ships",
            "Counting the wells",
            "Why nurses leave",
            "The price of wheat",
            "Letters from the governor",
            "After the flood: A report",
            "Who owns the river?",
            "Licences and losses",
        ),
        headings=(
            "The harbour",
            "What the survey found",
            "Who pays for the river?",
            "A slow retreat",
        ),
        people=(
            "Jane Marsh",
            "Peter Oduya",
            "Liam Brody",
            "Ruth Cole",
            "Ida Berg",
            "Tom Hale",
            "Nora Quist",
            "Sam Pryor",
        ),
        outlets=("The Harbour Times", "Daily Ledger", "Journal of Rivers", "North Review"),
        notes=(
            "{who}, ‘{title}’, {outlet}, {day} {month} {y}, p. {p}.",
            "{who}, “{title},” {outlet} {v} ({y}): {p}–{q}.",
            "{sur}, {ini}. ({y}). {title}. {outlet}, {v}({i}), {p}–{q}.",
            (
                "{outlet}, “{title}”, {month} {day}, {y}, "
                "https://example.org/{slug}/{y} (accessed {day} {month} {y})."
            ),
            "See {who}, ‘{title}’, {outlet}, {day} {month} {y}, online at:",
            "{who} and {who2}, {title} (London: Quay Press, {y}), {p}–{q}.",
        ),
        comments=(
            "The figure leaves out the two ferries that were under repair.",
            "It should be added that the mayor was a member of the board at the time.",
        ),
        notes_heading=("Notes", "References", "ENDNOTES", "Works Cited"),
        captions=(
            "The old harbour at dusk, seen from the customs house\nSource: Port Museum, Flickr",
            "Figure 2: Wheat prices at the port",
        ),
        months=("January", "March", "May", "September", "October"),
        and_="and",
    ),
    "de": Language(
        sentences=(
            "Die Behörde zählte im Jahr {y} rund {n} Schiffe im Hafen",
            "Am 3. März wurde die Brücke gesperrt, z. B. für Lastwagen über 7,5 Tonnen",
            "Der Preis stieg um {d} Prozent, was Dr. Weber für einen Irrtum hielt",
            "Im 19. Jahrhundert lebten hier kaum Fischer",
            "Die COVID-19-Hilfen erreichten nach Angaben des Landkreises {n} Betriebe",
            "Das Gutachten von {y} nennt dafür u. a. den Mangel an Personal",
            "Seit {y} gehört das Werk einer Firma aus Linz",
            "Die Gewerkschaft sprach von {n} Kündigungen bis Ende Mai",
            "Nach dem Hochwasser baute man die Turbine neu auf",
            "Auf der Insel gab es {y} noch keine Schule",
        ),
        quoting=(
            "Der Minister schrieb: „Wir verkaufen den Hafen nicht.“",
            "„Die Zahlen stimmen nicht“, sagte die Prüferin {y}",
            "Sie nannte den Plan „eine Brücke ins Nichts“",
            "Das Gericht stellte fest: „Eine Pflicht bestand nicht.“",
        ),
        titles=(
            "Ein Hafen ohne Schiffe",
            "Die gezählten Brunnen",
            "Warum Pfleger gehen",
            "Der Preis des Weizens",
            "Briefe des Statthalters",
            "Nach der Flut",
        ),
        headings=(
            "Der Hafen",
            "Was die Umfrage ergab",
            "Wem gehört der Fluss?",
            "Ein langsamer Abschied",
        ),
        people=("Anna Vogel", "Karl Brandt", "Eva Lindner", "Jonas Pohl", "Ute Kern", "Max Riedl"),
        outlets=("Hafen-Zeitung", "Neue Rundschau", "Zeitschrift für Flusskunde", "Tagesbote"),
        notes=(
            "{who}: {title}, in: {outlet}, {day}. {month} {y}, S. {p}.",
            "Vgl. {who}, „{title}“, {outlet} {v} ({y}), S. {p}–{q}.",
            "{sur}, {ini}. ({y}): {title}. In: {outlet} {v}, S. {p}–{q}.",
            "{outlet}: {title}, https://example.org/{slug}/{y} (abgerufen am {day}.{m}.{y}).",
        ),
        comments=(
            "Nicht mitgezählt sind die beiden Fähren, die repariert wurden.",
            "Der Bürgermeister gehörte damals selbst dem Aufsichtsrat an.",
        ),
        notes_heading=("Anmerkungen", "Literaturverzeichnis", "Fußnoten", "Quellen"),
        captions=(
            "Der alte Hafen in der Dämmerung\nFoto: Hafenmuseum",
            "Abb. 3: Weizenpreise im Hafen",
        ),
        months=("Januar", "März", "Mai", "September", "Dezember"),
        and_="und",
        again=("Ebd., S. {p}.", "Ebd."),
    ),
    "fr": Language(
        sentences=(
            "Le port a traité {n} conteneurs au premier trimestre {y}",
            "En {y}, M. Dupré a fermé {n} écoles à cause du COVID-19",
            "Les prix ont augmenté de {d} %, ce que la banque n’avait pas prévu",
            "Une seconde enquête a montré que les infirmières étaient parties",
            "L’usine appartient depuis {y} à une société de Gand",
            "La pétition a réuni {n} signatures, mais le maire l’a ignorée",
            "Au XIXe siècle, la rivière n’avait pas de pont",
            "Le rapport de {y} cite notamment le manque de personnel",
        ),
        quoting=(
            "Le ministre a écrit : « Nous ne vendrons pas le port. »",
            "Elle a qualifié le projet de « pont vers nulle part »",
            "La cour a jugé : « Aucune obligation n’existait. »",
            "« Les chiffres sont faux », a déclaré l’auditrice en {y}",
        ),
        titles=("Un port sans navires", "Compter les puits", "Le prix du blé", "Après la crue"),
        headings=(
            "Le port",
            "Les résultats de l’enquête",
            "À qui appartient la rivière ?",
            "Un lent recul",
        ),
        people=("Claire Morel", "Paul Girard", "Léa Fournier", "Hugo Blanc"),
        outlets=("Le Courrier du port", "La Revue du Nord", "Gazette des rivières", "Le Matin"),
        notes=(
            "{who}, « {title} », {outlet}, {day} {month} {y}, p. {p}.",
            "Voir {who}, « {title} », {outlet}, vol. {v}, n° {i}, {y}, p. {p}-{q}.",
            "{sur}, {ini}. ({y}). {title}. {outlet}, {v}({i}), {p}-{q}.",
            (
                "{outlet}, « {title} », {day} {month} {y}, "
                "https://example.org/{slug}/{y} (consulté le {day} {month} {y})."
            ),
        ),
        comments=(
            "Le chiffre ne comprend pas les deux bacs en réparation.",
            "Le maire siégeait alors lui-même au conseil.",
        ),
        notes_heading=("Notes", "Références", "Bibliographie", "Notes de bas de page"),
        captions=("Le vieux port au crépuscule\nSource : Musée du port", "Figure 1 : Prix du blé"),
        months=("janvier", "mars", "mai", "septembre", "octobre"),
        and_="et",
    ),
    "es": Language(
        sentences=(
            "El puerto despachó {n} contenedores en el primer trimestre de {y}",
            "En {y} el Sr. Rojas cerró {n} escuelas por la COVID-19",
            "Los precios subieron un {d} por ciento, algo que el banco no esperaba",
            "Una segunda encuesta mostró que las enfermeras se habían ido",
            "La fábrica pertenece desde {y} a una empresa de Vigo",
            "La petición reunió {n} firmas, pero el alcalde la ignoró",
            "En el siglo XIX el río no tenía puente",
            "El informe de {y} cita la falta de personal",
        ),
        quoting=(
            "El ministro escribió: «No venderemos el puerto.»",
            "Ella llamó al plan «un puente a ninguna parte»",
            "El tribunal sostuvo: “No había obligación alguna.”",
            "“Las cifras son falsas”, dijo la auditora en {y}",
        ),
        titles=(
            "Un puerto sin barcos",
            "Contar los pozos",
            "El precio del trigo",
            "Después de la riada",
        ),
        headings=(
            "El puerto",
            "Lo que halló la encuesta",
            "¿De quién es el río?",
            "Una lenta retirada",
        ),
        people=("Marta Gil", "Pablo Ortiz", "Lucía Ramos", "Iván Soto"),
        outlets=("El Correo del Puerto", "Revista del Norte", "Gaceta de Ríos", "La Mañana"),
        notes=(
            "{who}, «{title}», {outlet}, {day} de {month} de {y}, p. {p}.",
            "Véase {who}, “{title}”, {outlet}, vol. {v}, núm. {i}, {y}, pp. {p}-{q}.",
            "{sur}, {ini}. ({y}). {title}. {outlet}, {v}({i}), {p}-{q}.",
            (
                "{outlet}, “{title}”, {day} de {month} de {y}, "
                "https://example.org/{slug}/{y} (consultado el {day} de {month} de {y})."
            ),
        ),
        comments=(
            "La cifra no incluye los dos transbordadores en reparación.",
            "El alcalde formaba parte entonces del consejo.",
        ),
        notes_heading=("Notas", "Referencias", "Bibliografía", "Notas al pie"),
        captions=(
            "El viejo puerto al anochecer\nFuente: Museo del Puerto",
            "Gráfico 1: Precio del trigo",
        ),
        months=("enero", "marzo", "mayo", "septiembre", "octubre"),
        and_="y",
    ),
    "it": Language(
        sentences=(
            "Il porto ha smistato {n} container nel primo trimestre del {y}",
            "Nel {y} il dott. Bruni ha chiuso {n} scuole per il COVID-19",
            "I prezzi sono saliti del {d} per cento, cosa che la banca non prevedeva",
            "Una seconda indagine ha mostrato che le infermiere erano partite",
            "La fabbrica appartiene dal {y} a una società di Trieste",
            "La petizione ha raccolto {n} firme, ma il sindaco l’ha ignorata",
            "Nel XIX secolo il fiume non aveva ponti",
            "Il rapporto del {y} cita la mancanza di personale",
        ),
        quoting=(
            "Il ministro ha scritto: «Non venderemo il porto.»",
            "Lei ha definito il piano «un ponte verso il nulla»",
            "La corte ha stabilito: “Non c’era alcun obbligo.”",
            "“Le cifre sono false”, ha detto la revisora nel {y}",
        ),
        titles=("Un porto senza navi", "Contare i pozzi", "Il prezzo del grano", "Dopo la piena"),
        headings=(
            "Il porto",
            "Che cosa dice l’indagine",
            "Di chi è il fiume?",
            "Una lenta ritirata",
        ),
        people=("Giulia Ferri", "Marco Serra", "Elena Conti", "Luca Villa"),
        outlets=("Il Corriere del Porto", "Rivista del Nord", "Gazzetta dei Fiumi", "Il Mattino"),
        notes=(
            "{who}, «{title}», {outlet}, {day} {month} {y}, p. {p}.",
            "Si veda {who}, “{title}”, {outlet}, vol. {v}, n. {i}, {y}, pp. {p}-{q}.",
            "{sur}, {ini}. ({y}). {title}. {outlet}, {v}({i}), {p}-{q}.",
            (
                "{outlet}, “{title}”, {day} {month} {y}, "
                "https://example.org/{slug}/{y} (consultato il {day} {month} {y})."
            ),
        ),
        comments=(
            "La cifra non comprende i due traghetti in riparazione.",
            "Il sindaco sedeva allora nel consiglio.",
        ),
        notes_heading=("Note", "Riferimenti bibliografici", "Bibliografia", "Fonti"),
        captions=(
            "Il vecchio porto al tramonto\nFonte: Museo del Porto",
            "Figura 1: Prezzo del grano",
        ),
        months=("gennaio", "marzo", "maggio", "settembre", "ottobre"),
        and_="e",
    ),
    "tr": Language(
        sentences=(
            "Liman idaresi {y} yılında {n} konteyner geçirdi",
            "Prof. Dr. Aydın, COVID-19 nedeniyle {n} okulun kapandığını söyledi",
            "Fiyatlar yüzde {d} arttı ve banka buna şaşırdı",
            "20. yüzyılda nehrin üzerinde köprü yoktu",
            "İkinci anket hemşirelerin kentten ayrıldığını gösterdi",
            "Dilekçeyi {n} kişi imzaladı, ancak başkan bunu görmezden geldi",
            "Fabrika {y} yılından beri İzmirli bir şirkete ait",
            "Rapor personel eksikliğini neden olarak gösteriyor",
        ),
        quoting=(
            "Bakan şöyle yazdı: “Limanı satmayacağız.”",
            "Planı “hiçbir yere giden köprü” olarak adlandırdı",
            "Mahkeme şu karara vardı: “Hiçbir yükümlülük yoktu.”",
            "“Rakamlar yanlış” diyen denetçi {y} yılında istifa etti",
        ),
        titles=("Gemisiz bir liman", "Kuyuları saymak", "Buğdayın fiyatı", "Selden sonra"),
        headings=("Liman", "Anketin sonuçları", "Nehir kimin?", "Yavaş bir çekiliş"),
        people=("Ayşe Demir", "Murat Kaya", "Elif Şahin", "Can Öztürk"),
        outlets=("Liman Gazetesi", "Kuzey Dergisi", "Nehir Araştırmaları Dergisi", "Sabah Postası"),
        notes=(
            "{who}, “{title}”, {outlet}, {day} {month} {y}, s. {p}.",
            "Bkz. {who}, “{title}”, {outlet}, C. {v}, S. {i}, {y}, s. {p}-{q}.",
            "{sur}, {ini}. ({y}). {title}. {outlet}, {v}({i}), {p}-{q}.",
            "{outlet}, “{title}”, https://example.org/{slug}/{y} (Erişim Tarihi: {day}.{m}.{y}).",
        ),
        comments=(
            "Bu sayıya onarımdaki iki feribot dâhil değildir.",
            "Başkan o sırada yönetim kurulu üyesiydi.",
        ),
        notes_heading=("Notlar", "Kaynakça", "Dipnotlar", "Kaynaklar"),
        captions=("Eski liman, akşamüstü\nKaynak: Liman Müzesi", "Şekil 1: Buğday fiyatları"),
        months=("Ocak", "Mart", "Mayıs", "Eylül", "Ekim"),
        and_="ve",
        again=("A.g.e., s. {p}.", "A.g.m., s. {p}."),
    ),
    "ru": Language(
        sentences=(
            "Порт обработал {n} контейнеров в первом квартале {y} года",
            "Из-за COVID-19 в {y} г. закрылись {n} школ",
            "Цены выросли на {d} процента, чего банк не ожидал",
            "Второй опрос показал, что медсёстры уехали из города",
            "Завод с {y} года принадлежит фирме из Риги",
            "Петицию подписали {n} человек, но мэр её не заметил",
            "В XIX веке моста через реку не было",
            "Доклад А. П. Громова называет причиной нехватку людей",
        ),
        quoting=(
            "Министр написал: «Мы не продадим порт.»",
            "Она назвала этот план «мостом в никуда»",
            "Суд постановил: «Никакой обязанности не было.»",
            "«Цифры неверны», — сказала ревизор в {y} году",
        ),
        titles=("Порт без кораблей", "Сосчитать колодцы", "Цена пшеницы", "После паводка"),
        headings=("Порт", "Что показал опрос", "Чья это река?", "Медленный уход"),
        people=("Анна Белова", "Иван Громов", "Ольга Светлова", "Пётр Лапин"),
        outlets=("Портовая газета", "Северный вестник", "Журнал речных исследований", "Утро"),
        notes=(
            "{who}. {title} // {outlet}. {y}. № {i}. С. {p}–{q}.",
            "См.: {who}. «{title}», {outlet}, {day} {month} {y} г., с. {p}.",
            (
                "{sur} {ini}. {title} // {outlet}. {day} {month} {y}. URL: "
                "https://example.org/{slug}/{y} (дата обращения: {day}.{m}.{y})."
            ),
            "{sur} {ini}. {title}. М.: Причал, {y}. С. {p}.",
        ),
        comments=(
            "В это число не вошли два парома, стоявшие в ремонте.",
            "Мэр тогда сам входил в состав правления.",
        ),
        notes_heading=("Примечания", "Литература", "Список литературы", "Источники"),
        captions=("Старый порт в сумерках\nИсточник: Музей порта", "Рис. 1: Цены на пшеницу"),
        months=("января", "марта", "мая", "сентября", "октября"),
        and_="и",
        again=("Там же. С. {p}.", "Там же."),
    ),
    "zh": Language(
        sentences=(
            "港口在{y}年第一季度处理了{n}个集装箱",
            "由于COVID-19疫情，{y}年共有{n}所学校关闭",
            "价格上涨了{d}%，银行对此感到意外",
            "第二次调查显示，护士们已经离开了这座城市",
            "这家工厂自{y}年起属于一家上海公司",
            "请愿书有{n}人签名，但市长没有理会",
            "十九世纪时河上还没有桥",
            "一份{y}年的报告指出人手不足是主要原因",
        ),
        quoting=(
            "部长写道：“我们不会出售港口。”",
            "她称该计划为“通向虚无的桥”",
            "法院认定：“不存在任何义务。”",
            "审计员在{y}年说这些数字“并不属实”",
        ),
        titles=("没有船的港口", "清点水井", "小麦的价格", "洪水之后"),
        headings=("港口", "调查结果", "河流属于谁？", "缓慢的撤退"),
        people=("张敏", "李强", "王芳", "陈涛"),
        outlets=("港口时报", "北方评论", "河流研究", "晨报"),
        notes=(
            "{who}：《{title}》，《{outlet}》{y}年第{i}期，第{p}页。",
            "参见{who}：《{title}》，《{outlet}》，{y}年{m}月{day}日。",
            "{who}. {title}[J]. {outlet}, {y}, {v}({i}): {p}-{q}.",
            "{who}：《{title}》，https://example.org/{slug}/{y}，{y}年{m}月{day}日访问。",
        ),
        comments=("该数字不包括正在修理的两艘渡轮。", "市长当时也是董事会成员。"),
        notes_heading=("注释", "参考文献", "脚注", "资料来源"),
        captions=("黄昏中的旧港口\n来源：港口博物馆", "图1：小麦价格"),
        months=("1月", "3月", "5月", "9月", "10月"),
        and_="和",
        again=("同上，第{p}页。", "同上。"),
    ),
    "ja": Language(
        sentences=(
            "港は{y}年の第1四半期に{n}個のコンテナを扱った",
            "COVID-19の影響で、{y}年には{n}校が閉鎖された",
            "価格は{d}％上昇し、銀行はこれに驚いた",
            "二回目の調査では、看護師の多くが町を離れていた",
            "この工場は{y}年から大阪の会社が所有している",
            "請願書には{n}人が署名したが、市長は無視した",
            "十九世紀にはまだ川に橋がなかった",
            "ある{y}年の報告書は人手不足を原因に挙げている",
        ),
        quoting=(
            "大臣は「港を売ることはない」と書いた",
            "彼女はその計画を「どこにも行かない橋」と呼んだ",
            "裁判所は「義務はなかった。」と判断した",
            "監査人は{y}年に「数字は正しくない」と述べた",
        ),
        titles=("船のない港", "井戸を数える", "小麦の値段", "洪水のあとで"),
        headings=("港", "調査の結果", "川は誰のものか？", "静かな撤退"),
        people=("田中恵", "佐藤健", "鈴木花", "高橋誠"),
        outlets=("港湾新聞", "北方評論", "河川研究", "朝の便り"),
        notes=(
            "{who}「{title}」『{outlet}』{y}年{m}月{day}日、{p}頁。",
            "{who}『{title}』港書房、{y}年、{p}-{q}頁。",
            "{who}「{title}」『{outlet}』第{v}巻第{i}号、{y}年、{p}-{q}頁。",
            "{who}「{title}」https://example.org/{slug}/{y}（{y}年{m}月{day}日閲覧）。",
        ),
        comments=(
            "この数には修理中の二隻のフェリーは含まれない。",
            "市長は当時、理事会の一員でもあった。",
        ),
        notes_heading=("注", "参考文献", "脚注", "出典"),
        captions=("夕暮れの旧港\n出典：港湾博物館", "図1：小麦の価格"),
        months=("1月", "3月", "5月", "9月", "10月"),
        and_="と",
        again=("同上、{p}頁。", "同上。"),
    ),
}
