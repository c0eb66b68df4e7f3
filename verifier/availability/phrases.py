# ruff: noqa: E501, SIM905 - tables of phrases read best unbroken
"""What pages say instead of their content, in the words of many languages.

Each pattern is matched in text made plain by ``plain()``: lower case, one kind of
apostrophe, words apart by single blanks. A pattern says what it says wherever it stands;
whether that is what the *page* says is for ``missing.py`` to decide.
"""

from __future__ import annotations

import re
import unicodedata

from citations.patterns import lazy

__all__ = [
    "ASIDE",
    "EXPIRED_DOMAIN",
    "GONE",
    "HUMAN_CHECK",
    "IF",
    "IN_LINE",
    "LOGIN",
    "MAINTENANCE",
    "NOT_FOUND",
    "PAGE_WORDS",
    "PAYWALL",
    "POINTING",
    "REGION",
    "SERVER_FAULT",
    "SMALL_WORDS",
    "TELLTALE",
    "THINGS",
    "TO_READER",
    "WAITING",
    "plain",
]

_APOSTROPHES = "’‘ʼ´"
_NO_WORD = re.compile(r"[^\w'& ]+")


def plain(text: str) -> str:
    """Lower case, NFKC, punctuation gone, words apart by one blank."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", text).casefold()
        for apostrophe in _APOSTROPHES:  # ``translate`` takes ten times as long
            folded = folded.replace(apostrophe, "'")
    return " ".join(_NO_WORD.sub(" ", folded.replace("`", "'").replace("_", " ")).split())


def _any(*patterns: str) -> re.Pattern[str]:
    return lazy("|".join(f"(?:{pattern})" for pattern in patterns))


#: "not found", "does not exist", "is no longer available".
NOT_FOUND = _any(
    # English
    r"\b(?:not|never|nothing|no results?|no pages?|no matches) (?:be |been |was |were )?found\b",
    r"\b(?:can(?:no|')?t|can not|could ?n[o']t|could not|unable to|not able to) (?:seem to )?(?:be )?"
    r"(?:find|found|locate|located)\b",
    r"\b(?:does|do|did)(?: not|n't) (?:seem to |appear to )?exist\b|\bno longer exists?\b|\bnon ?existent\b",
    r"\bno longer (?:available|here|online|active|live|accessible|with us)\b",
    r"\b(?:is|are|was|has been)(?: not|n't) (?:currently )?(?:available|here|there)\b"
    r"(?! (?:for|to|as|at|by|from|until|before|yet|online|in (?:print|stock|your size|this size|stores?|all)|on (?:this|these|all))\b)",
    r"^(?:\w+ ){1,2}unavailable$",
    r"\b(?:page|link|url|address|content|article|document) (?:is |has |was |have |been |may |or |be ){0,5}"
    r"(?:missing|gone|removed|deleted|expired|retired|unavailable|broken|lost|invalid)\b",
    r"\b(?:missing|broken|dead|lost|invalid|unknown) (?:page|link|url|address)\b",
    r"\bno such (?:page|document|file|article|address)\b|\bnot the (?:web ?)?page you\b",
    r"\bnothing (?:to see )?here\b|\bdead end\b|\bwrong turn\b|\bhit a wall\b",
    r"\b(?:you|we|page)(?:'re|'ve| are| have| seem| appear| got| is)? (?:be |to be |a bit )?lost\b",
    # German
    r"\bnicht (?:mehr )?(?:gefunden|auffindbar|vorhanden|verfügbar|erreichbar|existent|finden)\b",
    r"\b(?:existiert|gibt es)(?: hier)?(?: leider)? nicht\b|\bnicht (?:mehr )?existiert\b",
    r"\bwurde (?:gelöscht|entfernt|verschoben)\b|\bunbekannte seite\b|\bkein(?:e|en)? \w+ gefunden\b",
    # French
    r"\bintrouvable\b|\binexistante?\b|\b(?:non|pas|été) trouvée?\b|\bn'(?:existe|existent) (?:pas|plus)\b",
    r"\bn'(?:est|a) (?:pas|plus|pu)(?: été)? (?:disponible|accessible|trouvée?|être trouvée?)\b(?! (?:en|pour|au|aux|à|dans)\b)",
    r"\b(?:a|ont) été (?:supprimée?s?|retirée?s?|déplacée?s?)\b",
    # Spanish, Portuguese, Italian
    r"\bno (?:se )?(?:ha |pudo |puede |pudimos |hemos )?(?:sido )?(?:encontrad[oa]|encuentra|encontrar|"
    r"encontró|hallad[oa]|localizad[oa])\b",
    r"\b(?:ya )?no (?:existe|está disponible|disponible)\b|\bpágina inexistente\b",
    r"\bnão (?:foi |pode ser |pôde ser |conseguimos |existe|está )?(?:mais )?(?:encontrad[oa]|encontrar|"
    r"localizad[oa]|disponível|existe)\b|\bnão existe\b|\bnão foi possível encontrar\b",
    r"\bnon (?:è |sono |è stat[ao] |abbiamo |può essere )?(?:più )?(?:trovat[ao]|trovare|disponibile|"
    r"esiste|presente|raggiungibile)\b|\binesistente\b|\bimpossibile trovare\b",
    # Dutch, Scandinavian, Finnish
    r"\bniet (?:meer )?(?:worden )?(?:gevonden|vinden|beschikbaar)\b|\bbestaat(?: helaas)? niet\b",
    r"\b(?:hittades|hittas|finns|hittar|existerar)(?: tyvärr)? (?:inte|ej)\b|\binte (?:hittas|hitta)\b",
    r"\bikke (?:fundet|funnet|findes|finnes|finde|finne|bli funnet|længere|lenger tilgjengelig)\b",
    r"\b(?:findes|finnes|eksisterer) (?:desværre |dessverre )?ikke\b",
    r"\bei (?:löydy|löytynyt|löydetty|ole (?:enää )?olemassa)\b",
    # Slavic
    r"\bnie (?:została |zostało |został |można |udało się |mogliśmy )?(?:znaleziona|znaleziono|znaleziony|"
    r"odnaleziono|odnaleziona|znaleźć|odnaleźć|istnieje)\b|\bnie ma takiej strony\b",
    r"\bне (?:была |был |было |удалось |можем )?(?:найдена?о?ы?|найти|существует|доступна)\b",
    r"\b(?:страница|страницы|страницу) (?:\w+ )?(?:удалена|отсутствует|недоступна|нет)\b",
    r"\bне (?:було |вдалося )?(?:знайдено|знайти|існує)\b",
    r"\b(?:nebyla |nebyl |nebylo )?(?:nenalezena?o?|nalezena?o? nebyl[ao]?|neexistuje|nenájden[áaéý])\b",
    r"\bnebyl[ao]? (?:bohužel )?nalezen[ao]?\b",
    # Others
    r"\bbulunamadı\b|\bmevcut değil\b|\bnem (?:található|létezik)\b|\bnu (?:a fost găsită?|există)\b",
    r"\bδεν (?:βρέθηκε|υπάρχει|είναι διαθέσιμη)\b|\btidak (?:dapat )?(?:ditemukan|tersedia)\b",
    r"\bkhông (?:tìm thấy|tồn tại)\b",
    "見つかりません|見つかりませんでした|存在しません|ページはありません|削除された(?:か|可能性)|移動または削除",
    "(?:页面|页|網頁|网页|頁面|内容|文章)(?:\\S{0,4})?(?:不存在|未找到|已删除|已被删除|已移除)|找不到|无法找到|無法找到",
    "찾을 수 없|존재하지 않|삭제되었",
    r"\bзникл[ао]\b|\bвідсутн\w+\b|غير (?:موجودة?|متوفرة?|متاحة?)|لم يتم العثور|לא נמצאה?|(?:לא|אינו|אינה) (?:קיי?מת?|זמינה?)",
    "(?:페이지|게시글|게시물)(?:가|이|는|은)? ?(?:없습니다|없어요)|없는 (?:페이지|게시)",
    *map(plain, ("ไม่พบ", "नहीं मिला", "मौजूद नहीं", "उपलब्ध नहीं")),
)

#: Words for the page itself, or for the error, beside which the above is about this page.
PAGE_WORDS = _any(
    r"\b(?:404|410|error|fehler|erreur|errore|erro|błąd|ошибка|помилка|fout|fel|feil|fejl|virhe|chyba|hata)\b",
    r"\b(?:web ?)?(?:pages?|site|document|file|url|address|content|article|resource|post|story|link|video|"
    r"view|requested|looking for)\b",
    r"\b(?:web)?(?:seite|dokument|datei|inhalt|artikel|beitrag|adresse|angeforderte|gesuchte)\b",
    r"\b(?:página|documento|archivo|contenido|artículo|dirección|pagina|contenuto|indirizzo|articolo|"
    r"conteúdo|artigo|endereço|arquivo|fichier|contenu|demandée?|recherchée?|solicitada|buscas?|richiesta)\b",
    r"\b(?:sidan|siden|side|sivua?|sidor|strona|stronę|strony|страница|страницу|страницы|сторінку|сторінка|"
    r"stránka|stránku|sayfa|oldal|pagină|σελίδα|halaman|trang)\b",
    "ページ|記事|頁|页|网页|網頁|文章|페이지|게시글|الصفحة|صفحة|המאמר|העמוד|עמוד|הדף|דף",
    *map(plain, ("หน้า", "पृष्ठ", "पेज")),
)

#: The kinds of things that pages are about. That one "is not available" may be said on its own
#: page; that it is gone (``GONE``) is said in its place.
THINGS = _any(
    r"\b(?:products?|items?|objects?|entry|entries|records?|jobs?|positions?|vacanc(?:y|ies)|openings?|postings?|offers?|"
    r"threads?|topics?|discussions?|messages?|files?|users?|profiles?|accounts?|events?|albums?|photos?|images?|channels?|shops?|listings?)\b",
    r"\b(?:produkte?|datensatz|eintrag|objekt|stellen?(?:angebot|anzeige)?|ausschreibung|thema|thread|diskussion|datei|benutzer|profil|"
    r"konto|veranstaltung|bild|angebot|anzeige|titel|shop)\b",
    r"\b(?:produits?|notice|objet|offre|poste|annonce|sujet|discussion|fichier|utilisateur|profil|compte|événement|image|boutique|vidéo)\b",
    r"\b(?:productos?|registro|ficha|objeto|oferta|empleo|puesto|anuncio|tema|hilo|mensaje|usuario|perfil|cuenta|evento|imagen|tienda)\b",
    r"\b(?:prodotto|prodotti|scheda|oggetto|offerta|annuncio|argomento|discussione|utente|profilo|evento|immagine|negozio|file)\b",
    r"\b(?:produtos?|registo|vaga|anúncio|tópico|mensagem|usuário|utilizador|perfil|conta|imagem|loja)\b",
    r"\b(?:producten|record|vacature|advertentie|onderwerp|bericht|bestand|gebruiker|profiel|evenement|afbeelding|winkel)\b",
    r"\b(?:produkt|rekord|oferta|ogłoszenie|temat|wątek|plik|użytkownik|profil|wydarzenie|zdjęcie|sklep)\b",
    r"\b(?:товар|запись|объект|вакансия|объявление|тема|сообщение|файл|пользователь|профиль|событие|оголошення|користувач)\b",
    r"\b(?:produkten|posten|tjänsten|annonsen|tråden|ämnet|filen|användaren|profilen|evenemanget|bilden)\b",
    "商品|製品|ユーザー|ファイル|動画|求人|スレッド|用户|文件|视频|职位|帖子|商品|主题|상품|사용자|파일|게시물|채용",
)
# "Removed from our site" is gone; "removed from the list" is somewhere still.
_ELSEWHERE = r"(?! from (?!our\b|the (?:site|website|catalog(?:ue)?|server|platform|system|store|shop|database)\b))"
GONE = _any(
    r"\bno longer (?:available|exists?|here|online|active|listed|offered|open)\b|\b(?:does|do|did)(?: not|n't) exist\b|\b(?:is|are|was) gone\b",
    rf"\b(?:has|have|had) (?:already )?been (?:removed|deleted|taken down|withdrawn)\b{_ELSEWHERE}|\b(?:was|were) (?:removed|deleted)\b{_ELSEWHERE}|\b(?:was|were) not found\b|"
    r"\b(?:not|cannot be|can't be|could not be|couldn't be) found\b|\b(?:has )?expired\b|\binvalid \w+ (?:specified|id|number)\b|"
    r"\bno \w+ (?:was |were )?found (?:with|for|at|under) (?:this|that|the)\b",
    r"\bnicht mehr (?:verfügbar|vorhanden|online|aktiv|aktuell|erhältlich|gültig)\b|\bexistiert (?:leider )?nicht\b|\bgibt es (?:leider )?nicht\b|"
    r"\bnicht gefunden\b|\bwurde (?:bereits |leider )?(?:gelöscht|entfernt|beendet|deaktiviert)\b|\babgelaufen\b|\bkein(?:e|en)? treffer\b",
    r"\bn'existe (?:pas|plus)\b|\bintrouvable\b|\bn'est plus (?:disponible|en ligne|active?|proposée?)\b|\ba été (?:supprimée?|retirée?|pourvue?)\b|"
    r"\b(?:est |a )?expirée?\b",
    r"\bno existe\b|\bya no (?:está disponible|está activ[oa]|existe)\b|\bno (?:se )?(?:ha sido |ha )?(?:encontrad[oa]|encontró)\b|"
    r"\bha sido (?:eliminad[oa]|borrad[oa]|retirad[oa])\b|\b(?:ha )?(?:caducad[oa]|expirad[oa])\b",
    r"\bnon esiste(?: più)?\b|\bnon è più (?:disponibile|attiv[oa]|online)\b|\bnon (?:è stat[oa] )?trovat[oa]\b|\bè stat[oa] (?:rimoss|eliminat|cancellat)[oa]\b|\bscadut[oa]\b",
    r"\bnão existe\b|\b(?:não está mais|já não está) disponível\b|\bnão (?:foi )?encontrad[oa]\b|\bfoi (?:removid|excluíd|eliminad|apagad)[oa]\b|\bexpirou\b",
    r"\bbestaat (?:helaas )?niet(?: meer)?\b|\bniet meer (?:beschikbaar|actief|online)\b|\bniet gevonden\b|\bis (?:verwijderd|verlopen)\b",
    r"\bnie istnieje\b|\bnie znaleziono\b|\bnie został[ao]? znalezion[yae]\b|\bzostał[ao]? usunięt[yae]\b|\bwygasł[ao]?\b|\bnie jest już (?:dostępn|aktualn)[yae]\b",
    r"\bне найден[ао]?\b|\bне существует\b|\bудал[её]н[ао]?\b|\bбольше не (?:доступ|существ)\w+|\bне знайдено\b|\bвидалено\b",
    r"\bfinns (?:tyvärr )?inte\b|\bhittades inte\b|\bhar (?:tagits bort|raderats)\b|\bkunde inte hittas\b|\bär borttagen\b",
    "見つかりません|存在しません|削除されました|終了しました|不存在|已删除|已被删除|已下架|未找到|존재하지 않|찾을 수 없|삭제된|삭제되었",
)
#: Who speaks so is a person, or speaks of some among many: no notice of a site.
ASIDE = _any(
    r"\b(?:i(?!')|i've|i'd|my|je|j'ai|yo|мой|моя|я)\b|\bich (?:habe|hatte|kann|konnte)\b|\b(?:habe|hatte|kann|konnte) ich\b|\bmeine?[mnr]?\b",
    r"\b(?:some|many|most|several|few|all) (?:of |\w+s\b)|\bnot a single\b|\b(?:einige|manche|viele|mehrere|kein(?:e|en)? einzige\w*)\b|"
    r"\b(?:certaine?s|plusieurs|quelques)\b|\b(?:algun[oa]s|varios|muchos)\b|\b(?:alcun[ei]|molti|diversi)\b|\bни одно\w+\b|\bнекоторые\b",
)

#: Words that point at what was asked for.
POINTING = _any(
    r"\b(?:this|these|requested|specified|you|your|sorry)\b|\b(?:diese[rsnm]?|gesuchte[nrs]?|gewünschte[nrs]?|angeforderte[nrs]?|wolltest|suchst|suchen|leider|ihre?)\b",
    r"\b(?:cet|cette|ce|demandée?|désolée?s?)\b|\b(?:este|esta|solicitad[oa])\b|\b(?:quest[oa]|richiest[oa])\b|\b(?:deze|dit|gevraagde)\b",
    r"\b(?:ta|tej|żądan\w+|wybran\w+)\b|\b(?:этот|эта|это|эту|запрошенн\w+)\b|\b(?:denna|detta|begärda)\b|この|お探し|指定|ご指定|这|該|该|이 |요청",
)
#: Of a thing it is then said what happens if it is gone.
IF = lazy(
    r"\b(?:if|when|unless|wenn|falls|sobald|lorsque|quand|cuando|quando|jeśli|gdy|если|когда)\b"
)

#: Words that add nothing to "page not found"; what else a heading says is counted.
SMALL_WORDS = frozenset(
    """404 410 http https error code status 200 oops ooops whoops uh oh ohh ah hmm hm sorry sorry! we we're
    you you're you've i i'm it it's its is are was were be been has have had the a an this that these those
    your our my their page pages web website site document file url address content article resource post
    item story requested request looking look for tried trying to access reach find found not no longer
    exist exists available may might can can't could couldn't cannot or and but seems seem appears appear
    like here there at on in of by from under what where with doesn't does don't do isn't wasn't moved ended
    removed deleted missing gone lost link broken such right now anymore expired our system 0 video no
    huch diese dieser dieses sie suchen oops stai cercando possível encontrar foi podanym adresie o az η
    der die das den dem des ein eine ist sind war wurde wurden werden nicht mehr leider hier seite seiten
    fehler gefunden gesuchte angeforderte konnte kann existiert verfügbar es gibt ups hoppla entschuldigung
    le la les l un une des de du d est n'est n'a pas plus été être page erreur désolé oups cette que vous
    demandée demandé recherchez cherchez trouvée trouvé introuvable ou qui
    el los las la una uno lo que no se ha está es página error encontrada encontrado disponible existe
    busca buscas solicitada lo sentimos vaya esta ups ya
    o a os as um uma não foi página erro encontrada desculpe esta que procura existe mais
    il lo gli i un una non è stata stato pagina errore trovata trovato spiacenti richiesta che cerchi ops
    de het een niet is deze pagina fout gevonden helaas kan worden kunnen vinden bestaat meer sorry u je
    zoekt die we
    nie strona strony stronę błąd została znaleziona znaleziono przepraszamy ta szukasz istnieje której
    страница страницу страницы не найдена найдено ошибка к сожалению такой запрашиваемая эта мы существует
    вы ищете которую
    sidan hittades inte fel kan kunde hittas tyvärr den du söker finns vi hittar som letar efter
    siden blev ikke fundet funnet findes finnes beklager den du leder efter fejl feil vi kunne
    sivua ei löydy löytynyt virhe sivu stránka nenalezena chyba sayfa bulunamadı hata""".split()
)

LOGIN = _any(
    r"^(?:please )?(?:log ?in|sign ?in|log on|login|signin|authentication|single sign on)(?: required| page| to .{1,40})?$",
    r"^(?:anmelden|anmeldung|einloggen|se connecter|connexion|identification|iniciar sesión|acceder|"
    r"entrar|iniciar sessão|accedi|accesso|inloggen|aanmelden|zaloguj się|logowanie|войти|вход|"
    r"авторизация|logga in|log ind|logg inn|kirjaudu(?: sisään)?|přihlášení|giriş yap|giriş|ログイン|登录|登入|로그인)$",
    r"\b(?:you must|you need to|please) (?:be logged in|log ?in|sign ?in) (?:to|in order)\b",
)

MAINTENANCE = _any(
    r"\b(?:down for|under|undergoing|scheduled|routine|planned|site|system|website) (?:\w+ )?maintenance\b",
    r"^maintenance(?: mode| page| break)?$|\b(?:be|we'll be) (?:right )?back (?:soon|shortly|later|online)\b",
    r"\btemporarily (?:unavailable|offline|down|closed)\b|\bbriefly unavailable for scheduled\b",
    r"\bwartungs(?:arbeiten|modus|seite|pause)\b|\b(?:in|wegen) wartung\b|\bgleich wieder (?:da|für sie)\b",
    r"\b(?:en|site en|cours de) maintenance\b|\bmaintenance en cours\b|\btemporairement indisponible\b",
    r"\b(?:en|por|tareas de|sitio en) mantenimiento\b|\bvolvemos (?:pronto|enseguida)\b|"
    r"\btemporalmente (?:fuera de servicio|no disponible)\b",
    r"\bin manutenzione\b|\bmanutenzione (?:in corso|programmata)\b|\btemporaneamente non disponibile\b",
    r"\bem manutenção\b|\bmanutenção programada\b|\btemporariamente indisponível\b|\bvoltamos (?:já|logo)\b",
    r"\b(?:in|wegens|tijdens) onderhoud\b|\bonderhoudswerkzaamheden\b|\btijdelijk (?:niet|buiten)\b",
    r"\bprzerwa techniczna\b|\bprace (?:konserwacyjne|techniczne|serwisowe)\b|\btymczasowo niedostępna\b",
    r"\bтехнически[еx]х? работ|\bна (?:техническом )?обслуживании\b|\bвременно недоступ",
    r"\bunderhåll\b|\bunderhållsarbete\b|\btillfälligt (?:stängd|otillgänglig)\b|\bvedligehold\b|\bvedlikehold\b",
    r"\bhuoltokatko\b|\búdržb[aěy]\b|\bbakım(?:da| çalışması)\b|メンテナンス中|维护中|維護中|점검 중",
)

SERVER_FAULT = _any(
    r"^(?:500 |502 |503 |504 |http |error )*(?:internal server error|bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time ?out|server error|application error|runtime error|fatal error|database error)\b",
    r"\berror establishing a database connection\b|\bsqlstate\b|\bcould not connect to (?:the )?database\b",
    r"\bbandwidth limit exceeded\b|\bthere has been a critical error on (?:this|your) website\b",
    r"\b(?:interner serverfehler|erreur interne du serveur|error interno del servidor|errore interno del server)\b",
)

EXPIRED_DOMAIN = _any(
    r"\b(?:this |the )?(?:web ?site |premium )?domain(?: name)?(?: \S+){0,4}? (?:is|may be|could be|might be) (?:for sale|available|parked)\b",
    r"\b(?:buy|purchase|get|make an offer on|inquire about) this (?:premium )?domain\b|\bdomain (?:name )?for sale\b",
    r"\bdomain(?: name)?(?: \S+){0,4}? (?:has )?(?:expired|been suspended|is pending renewal)\b",
    r"\b(?:domain|page) (?:is )?parked\b|\bparked (?:free|domain)\b|\bdomain parking\b|\brelated searches\b.{0,60}\bdomain\b",
    r"\bdomain(?: name)? (?:is not|isn't) (?:yet )?(?:connected|linked|configured)\b|\bwebsite (?:has )?expired\b",
    r"\bsponsored listings\b|\bis for sale on\b|\bhugedomains\b|\bsedo domain\b",
    r"\bdomain (?:\S+ ){0,4}?(?:steht|ist) (?:zum verkauf|zu verkaufen|geparkt|käuflich)\b|\bdomain kaufen\b",
    r"\bdomaine (?:\S+ ){0,4}?(?:est )?(?:à vendre|expiré|en vente)\b|\bdominio (?:\S+ ){0,4}?(?:está |è )?(?:en venta|in vendita|expirado|scaduto)\b",
    r"\bdomínio (?:\S+ ){0,4}?(?:está )?à venda\b|\bdomein(?:naam)? (?:\S+ ){0,4}?(?:is )?te koop\b|\bdomena (?:\S+ ){0,4}?(?:jest )?na sprzedaż\b",
    r"\bдомен (?:\S+ ){0,4}?(?:продается|продаётся|припаркован)\b|\bdomän(?:en)? (?:\S+ ){0,4}?(?:är )?till salu\b",
    r"\baccount (?:has been )?suspended\b|\bhosting (?:account )?(?:has )?(?:expired|been suspended)\b",
    r"\bwelcome to nginx\b|\bapache2? (?:\w+ )?default page\b|^it works$|\biis windows server\b|\bdefault web site page\b|"
    r"\bfuture home of something\b|\bweb server'?s default page\b|\bplesk\b.{0,60}\bdefault page\b",
)

REGION = _any(
    r"\b(?:not|isn't|unavailable|blocked|restricted) (?:\w+ ){0,4}(?:in|for|from) your (?:current )?(?:country|region|location|area|territory)\b",
    r"\b(?:in ihrem land|in ihrer region) (?:\w+ ){0,3}nicht\b|\bnicht (?:\w+ ){0,3}in ihre[mr] (?:land|region)\b",
    r"\b(?:pas|plus|indisponible) (?:\w+ ){0,4}dans votre (?:pays|région)\b|\bno (?:\w+ ){0,4}en (?:su|tu) (?:país|región)\b",
    r"\bnon (?:\w+ ){0,4}nel tuo paese\b|\bnão (?:\w+ ){0,4}no seu país\b|\bniet (?:\w+ ){0,4}in (?:uw|jouw) (?:land|regio)\b",
)

HUMAN_CHECK = _any(
    r"\bjust a moment\b|\bone moment please\b|\bchecking your browser\b|\bverif(?:y|ying|ies) (?:that )?(?:you are|you're) (?:a |not a )?(?:human|robot|bot)\b",
    r"\bare you (?:a )?(?:human|robot)\b|\b(?:i'm|you're|you are) not a (?:robot|bot)\b|\brobot check\b|\bbot (?:check|verification)\b",
    r"\bhuman verification\b|\bsecurity (?:check|checkpoint|verification)\b|\bpardon our interruption\b|\bunusual traffic\b",
    r"\bmaking sure you're not a bot\b|\battention required\b|\bddos (?:protection|guard)\b|\bprotected by\b.{0,60}\bchallenge\b",
    r"\benable javascript and cookies to continue\b|\bplease (?:complete|solve) the (?:captcha|security)\b|\bone more step\b",
    r"\bprove (?:that )?you(?:'re| are) (?:a )?human\b|\bpress & hold\b|\baccess (?:to this page )?(?:has been )?denied\b",
    r"\bkein roboter\b|\bsicherheits(?:überprüfung|abfrage|prüfung)\b|\bpas un robot\b|\bno eres un robot\b|\bnon sei un robot\b|"
    r"\brequest(?:ed url was| was|) rejected\b|\byou(?:'ve| have) been blocked\b|\byour (?:ip|access|request)(?: to this site)?(?: address)? "
    r"(?:has been|was) (?:blocked|limited|rejected)\b|\b(?:unsupported|outdated) browser\b|\bbrowser (?:is )?(?:not|no longer) supported\b",
    r"安全验证|人机验证|安全検証|보안 확인",
    r"\bne robot\b|\bне робот\b|\bgeen robot\b|\bnão é um robô\b|\bnie jesteś robotem\b|\binte är en robot\b",
)

#: A title of a queue before the page, and what such a page says besides.
WAITING = _any(r"\bwaiting room\b|\bqueue it\b|\bvirtual queue\b|\bwarteraum\b|\bwarteschlange\b")
IN_LINE = _any(
    r"\byou are (?:now |currently )?in (?:the |a )?(?:line|queue|waiting room)\b|\b(?:estimated |expected )?wait time\b",
    r"\bsie (?:befinden sich|sind) (?:jetzt |nun )?in der warteschlange\b|\bwartezeit\b",
)

PAYWALL = _any(
    r"\b(?:subscribe|subscription required|sign up|become a (?:member|subscriber)|start your (?:free )?trial) (?:now |today )?"
    r"(?:to|and) (?:continue|keep|finish|unlock|read|get)\b|\bsubscri(?:bers|ption) only\b|\bfor subscribers\b|\bsubscription required\b",
    r"\b(?:this|the) (?:article|story|content|post) is (?:only )?(?:for|available to|reserved for|exclusive to) (?:our )?(?:paying |paid )?(?:subscribers|members)\b",
    r"\b(?:article|story|content) (?:is )?(?:reserved|locked|exclusive)\b.{0,60}\bsubscri",
    r"\byou(?:'ve| have) (?:reached|used|read) (?:all )?(?:your|\w+) (?:\w+ ){0,3}(?:free )?articles?\b",
    r"\b(?:mit abo|nur für abonnenten|weiterlesen mit|abo abschließen|jetzt abonnieren)\b|\bartikel ist nur für abonnenten\b",
    r"\b(?:réservé (?:à nos|aux) abonnés|abonnez vous pour|pour lire la suite|article réservé)\b",
    r"\b(?:suscríbete para|solo para suscriptores|exclusivo para suscriptores|contenido exclusivo)\b",
    r"\b(?:abbonati per|riservato agli abbonati|solo per abbonati)\b|\b(?:assine para|exclusivo para assinantes)\b",
    r"\b(?:alleen voor abonnees|word abonnee|neem een abonnement)\b|\b(?:dla prenumeratorów|wykup dostęp|dla subskrybentów)\b",
    r"\b(?:только для подписчиков|оформите подписку)\b|\b(?:för prenumeranter|bli prenumerant|endast för prenumeranter)\b|\bkun for abonnenter\b",
)


#: Every English, German, ... match above has one of these words in it. A title without any
#: of them (and in ASCII: the others are always read) needs no closer look.
TELLTALE = frozenset(
    """404 410 500 502 503 504 error errors fehler erreur errore erro fout fel feil fejl virhe chyba hata http
    not never nothing no can't cannot couldn't unable find found locate located exist exists nonexistent existent longer
    available missing gone removed deleted expired retired unavailable broken lost invalid dead unknown
    wrong hit page here oops whoops sorry nicht existiert gibt wurde unbekannte keine introuvable
    inexistant inexistante non pas n'existe n'existent n'est n'a a ont inesistente impossibile niet
    bestaat inte ej hittades hittas finns hittar existerar ikke findes finnes eksisterer ei nie nelze
    neexistuje nenalezena nenalezeno nebyla nebyl nem nu tidak
    log login signin sign logon authentication anmelden anmeldung einloggen connecter connexion
    identification iniciar acceder entrar accedi accesso inloggen aanmelden logowanie logga logg
    kirjaudu ind
    maintenance back temporarily briefly wartung wartungsarbeiten wartungsmodus wartungsseite
    wartungspause gleich mantenimiento volvemos manutenzione onderhoud onderhoudswerkzaamheden
    tijdelijk przerwa prace tymczasowo bakim temporairement temporalmente temporaneamente
    temporariamente voltamos vedligehold vedlikehold huoltokatko
    internal bad service gateway server application runtime fatal database establishing critical
    sqlstate connect interner interno
    domain domains buy purchase parked parking sponsored hugedomains sedo sale domaine dominio
    domein domeinnaam domena account hosting suspended nginx apache apache2 works iis default future plesk
    moment checking verify verifying verifies human robot bot pardon unusual making attention ddos
    protected enable please prove press denied security roboter challenge captcha cloudflare
    more sicherheitsüberprüfung sicherheitsabfrage rejected blocked limited unsupported outdated
    supported entfernt beendet abgelaufen expire verwijderd verlopen istnieje scaduto
    scaduta caducado caducada expirado expirada bort treffer invalid waiting queue warteraum warteschlange bandwidth""".split()
)

#: Words with which a page speaks to its reader, or excuses itself.
TO_READER = lazy(
    r"\b(?:you|your|we|sorry|oops|404)\b|\b(?:sie|ihre|wir|leider|entschuldigung)\b|\b(?:vous|votre|nous|désolée?s?)\b|"
    r"\b(?:lo sentimos|usted|buscas?|hemos|solicitad[oa])\b|\b(?:spiacenti|cerchi|cercando|richiest[ao]|siamo)\b|"
    r"\b(?:desculpe|você|procura|solicitad[oa]|lamentamos)\b|\b(?:sorry|helaas|zoekt|opgevraagde)\b|"
    r"\b(?:przepraszamy|szukasz|szukana|żądana|której)\b|\b(?:извините|к сожалению|запрашиваем\w+|вы)\b|"
    r"\b(?:tyvärr|söker|begärda|du)\b|\b(?:beklager|desværre|dessverre)\b|\b(?:hakemaasi|valitettavasti)\b|"
    r"\b(?:omlouváme|hledan[áoý]u?|požadovan[áoý])\b|\baradığınız\b|申し訳|お探し|抱歉|您|죄송|요청하신"
)
