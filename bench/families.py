"""Kinds of sites with manners of their own: pages that are there, and pages that are gone.

Shops, forums, offers of work, catalogues, hosts of films and files, applications that scripts
draw, and sites in scripts that do not part words as English does. What they say was written
down in two halves: rules were made looking at the first; the second was measured before it
was looked at (91 % found, 1 % of live pages called missing), and has taught since.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.pages import Case
from verifier.availability import Fetched

__all__ = ["FAMILIES", "live_family", "missing_family"]

# family -> (title, heading, sentence) of pages that are gone; "{site}", "{thing}" are filled in.
_GONE: dict[str, tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]] = {
    "shop": (
        [
            ("{site}", "Product not found", "The product you are looking for does not exist."),
            ("{site}", "{site}", "Sorry, this product is no longer available."),
            ("Produkt nicht gefunden | {site}", "Hoppla", "Das Produkt wurde nicht gefunden."),
            ("{site}", "Oh nein!", "Dieser Artikel ist leider nicht mehr verfügbar."),
            ("{site}", "Produit introuvable", "Ce produit n'existe plus dans notre catalogue."),
            ("{site}", "Lo sentimos", "Este producto ya no está disponible."),
            ("{site}", "{site}", "Questo prodotto non è più disponibile."),
        ],
        [
            ("Item unavailable - {site}", "This item is no longer available", "Similar items:"),
            ("{site}", "We couldn't find that product", "Browse our categories."),
            ("{site}", "Dieses Produkt existiert nicht mehr", "Das könnte Ihnen gefallen:"),
            ("{site}", "Article introuvable", "Découvrez nos nouveautés."),
            ("{site}", "Dit product bestaat niet meer", "Bekijk ons aanbod."),
            ("{site}", "Produto não encontrado", "Veja outros produtos."),
            ("{site}", "This listing has ended or was removed", "See what else we have."),
            ("Error - {site}", "Sorry!", "We could not find the product you were looking for."),
            ("{site}", "Hmm", "Dieses Angebot ist abgelaufen."),
            ("{site}", "Ce produit a été supprimé", "Continuez vos achats"),
            ("{site}", "Producto no encontrado", "Volver a la tienda"),
            ("{site}", "{site}", "Товар не найден"),
            ("{site}", "该商品已下架", "返回首页"),
        ],
    ),
    "forum": (
        [
            ("Information - {site}", "Information", "The requested topic does not exist."),
            ("{site}", "{site}", "Invalid thread specified. The thread you asked for is gone."),
            ("{site}", "Oops!", "The requested thread could not be found."),
            ("{site} - Fehler", "Fehler", "Das gewünschte Thema existiert nicht."),
            ("{site}", "Information", "Le sujet demandé n'existe pas."),
            ("Ошибка | {site}", "Ошибка", "Запрошенная тема не найдена."),
        ],
        [
            ("Error | {site}", "Error", "This discussion has been deleted."),
            ("{site}", "Oops! We ran into some problems.", "The requested post was not found."),
            ("{site}", "Hinweis", "Das Thema, das du sehen wolltest, wurde gelöscht."),
            ("{site}", "Información", "El tema solicitado no existe."),
            ("{site}", "Informacja", "Wybrany temat nie istnieje."),
            ("{site}", "Topic not found", "You may want to search."),
            (
                "{site} • Information",
                "Information",
                "You are looking at a post that does not exist.",
            ),
            ("{site}", "Fehler", "Dieser Beitrag existiert nicht mehr."),
            ("{site}", "Erreur", "Ce message a été supprimé."),
            ("{site}", "That thread could not be found", "Home"),
            ("{site}", "Ämnet finns inte", "Till forumet"),
        ],
    ),
    "work": (
        [
            ("{site} Careers", "Job not found", "This job is no longer available."),
            ("{site}", "{site}", "Sorry, the position you are looking for no longer exists."),
            ("{site} Karriere", "Schade!", "Diese Stelle ist nicht mehr verfügbar."),
            ("{site}", "Oups", "Cette offre n'est plus disponible."),
            ("{site}", "Ups", "Esta oferta ya no está disponible."),
        ],
        [
            ("Jobs | {site}", "This vacancy is no longer available", "See all our openings."),
            ("{site}", "Job expired", "The job posting you requested has been removed."),
            ("{site}", "Stellenangebot nicht gefunden", "Alle Stellen ansehen."),
            ("{site}", "Offre introuvable", "Toutes nos offres."),
            ("{site}", "Deze vacature bestaat niet meer", "Bekijk alle vacatures."),
            ("{site}", "Oh no, this role has been removed", "Browse jobs"),
            ("{site}", "Position not found", "Back"),
            ("{site}", "Diese Ausschreibung existiert nicht", "Zurück"),
            ("{site}", "Annonce expirée", "Voir les autres annonces"),
            ("{site}", "Ta oferta pracy wygasła", "Zobacz inne"),
        ],
    ),
    "catalogue": (
        [
            ("Catalogue", "Record not found", "The record you requested does not exist."),
            ("Library catalogue", "Error", "No record was found with this identifier."),
            ("Katalog", "Kein Treffer", "Der Datensatz wurde nicht gefunden."),
            ("Catalogue", "Notice introuvable", "La notice demandée n'existe pas."),
        ],
        [
            ("Repository", "Item not found", "The item you requested could not be found."),
            ("Digital collections", "Object not found", "There is no object with this number."),
            ("Katalog", "Der Titel wurde nicht gefunden", "Neue Suche"),
            ("Catálogo", "Registro no encontrado", "Nueva búsqueda"),
            ("Discovery", "Sorry, this record does not exist", "New search"),
            ("Archive", "The item was not found", "Please check the identifier."),
            ("Bibliothek", "Kein Datensatz gefunden", "Neue Suche"),
            ("Catalogo", "Scheda non trovata", "Nuova ricerca"),
        ],
    ),
    "files": (
        [
            ("{site}", "File not found", "The file you requested has been deleted."),
            ("{site}", "Video unavailable", "This video is no longer available."),
            ("{site}", "User not found", "The account you are looking for does not exist."),
            ("{site}", "Datei nicht gefunden", "Die Datei wurde gelöscht."),
        ],
        [
            ("{site}", "This video has been removed", "Watch something else."),
            ("{site}", "Profile unavailable", "This profile does not exist."),
            ("{site}", "The document you requested has been removed", "Search"),
            ("{site}", "Vidéo introuvable", "Cette vidéo a été supprimée."),
            ("{site}", "This file does not exist", "Upload your own"),
            ("{site}", "User does not exist", "Home"),
            ("{site}", "Dieses Video wurde entfernt", "Weitere Videos"),
            ("{site}", "Ce fichier n'existe plus", "Accueil"),
            ("{site}", "Perfil no encontrado", "Inicio"),
            ("{site}", "この動画は削除されました", "ホーム"),
        ],
    ),
    "scripts": (
        [
            ("الصفحة غير موجودة", "عذرا", "الصفحة التي تبحث عنها غير موجودة."),
            ("הדף לא נמצא", "אופס", "הדף שחיפשת לא נמצא."),
            ("Η σελίδα δεν βρέθηκε", "Σφάλμα 404", "Η σελίδα που ζητήσατε δεν υπάρχει."),
            ("Сторінку не знайдено", "Помилка 404", "Такої сторінки не існує."),
            ("页面不存在", "404", "抱歉，您访问的页面不存在。"),
            ("找不到頁面", "404", "抱歉，找不到您要的網頁。"),
            ("ページが見つかりません", "404", "お探しのページは見つかりませんでした。"),
            ("페이지를 찾을 수 없습니다", "404", "요청하신 페이지를 찾을 수 없습니다."),
            ("ไม่พบหน้า", "404", "ไม่พบหน้าที่คุณต้องการ"),
            ("Sayfa bulunamadı", "Hata 404", "Aradığınız sayfa bulunamadı."),
        ],
        [
            ("{site}", "عفوا، الصفحة المطلوبة غير موجودة", "العودة إلى الرئيسية"),
            ("{site}", "העמוד המבוקש לא נמצא", "חזרה לדף הבית"),
            ("{site}", "Η σελίδα που αναζητάτε δεν υπάρχει", "Αρχική"),
            ("{site}", "Сторінка не існує", "На головну"),
            ("{site}", "您访问的文章不存在或已被删除", "返回首页"),
            ("{site}", "您查詢的頁面不存在", "回首頁"),
            ("{site}", "指定されたページは存在しません", "トップへ戻る"),
            ("{site}", "존재하지 않는 페이지입니다", "홈으로"),
            ("{site}", "पृष्ठ नहीं मिला", "मुखपृष्ठ"),
            ("{site}", "Không tìm thấy trang", "Trang chủ"),
            ("{site}", "Halaman tidak ditemukan", "Beranda"),
            ("{site}", "نأسف، هذه الصفحة غير متوفرة", "الرئيسية"),
            ("{site}", "הדף שביקשת אינו קיים", "דף הבית"),
            ("{site}", "Η σελίδα δεν είναι διαθέσιμη", "Αρχική"),
            ("{site}", "Ой! Сторінка зникла", "Головна"),
            ("404 | {site}", "您要查看的页面找不到了", "首页"),
            ("{site}", "お探しのページは移動または削除されました", "トップ"),
            ("{site}", "요청하신 페이지가 없습니다", "홈"),
            ("{site}", "ไม่พบหน้าที่คุณต้องการ", "หน้าแรก"),
            ("{site}", "यह पेज उपलब्ध नहीं है", "होम"),
            ("{site}", "Trang không tồn tại", "Trang chủ"),
        ],
    ),
}
# family -> what pages that are there say and a careless rule takes for a notice.
_THERE: dict[str, tuple[list[str], list[str]]] = {
    "shop": (
        [
            "Out of stock. Notify me when it is available again.",
            "This colour is not available in your size.",
            "Derzeit nicht verfügbar. Wir wissen nicht, wann der Artikel wieder lieferbar ist.",
            "Cet article n'est pas disponible en magasin.",
        ],
        [
            "Currently unavailable. We don't know when this item will be back in stock.",
            "Dieser Artikel ist im Moment nicht vorrätig.",
            "Este artículo no está disponible para recogida.",
            "Sold out online; available in shops.",
            "Not available for delivery to islands.",
            "Nicht mehr online bestellbar, nur im Laden.",
            "Ce coloris n'existe pas en taille 44.",
        ],
    ),
    "forum": (
        [
            "My page was not found after the update, what can I do?",
            "The link you gave is broken, I get error 404.",
            "Seit gestern: Seite nicht gefunden. Wer weiss Rat?",
        ],
        [
            "I could not find the file in the folder that the manual names.",
            "Mein Beitrag wurde gelöscht, warum?",
            "Je n'ai pas trouvé la page dans le menu.",
            "When I open the link it says page not found.",
            "The moderator removed two messages from this thread.",
            "Bei mir existiert der Ordner nicht.",
            "¿Alguien sabe por qué no existe el archivo?",
        ],
    ),
    "work": (
        [
            "Applications are no longer accepted after the fifth of May.",
            "This position is not available to remote workers.",
            "Die Stelle ist nicht für Berufseinsteiger geeignet.",
        ],
        [
            "The position has been filled.",
            "Diese Stelle wurde am 3. Mai entfernt aus dem Stellenplan.",
            "The old position was removed from the plan in 2019 and is filled anew.",
            "Die Bewerbungsfrist ist abgelaufen.",
            "L'offre est ouverte jusqu'au 3 mai.",
        ],
    ),
    "catalogue": (
        [
            "This item is not available for loan.",
            "Cover image not available.",
            "Dieser Titel ist nicht ausleihbar. Kein Bild gefunden.",
            "Document non disponible au prêt.",
        ],
        [
            "Full text is not available online.",
            "No holdings were found at your branch.",
            "Der Band ist verloren; kein Exemplar vorhanden.",
            "Location not found on map.",
            "The second volume does not exist in print.",
            "Exemplar vermisst.",
            "Notice incomplète : éditeur non trouvé.",
        ],
    ),
    "files": (
        [
            "Subtitles are not available. Comments have been removed.",
            "Some videos of this channel are no longer available.",
        ],
        [
            "The original file was lost in 1997; this is a copy.",
            "No preview is available.",
            "The sound of the first minute was lost.",
            "This channel was removed from the list of favourites.",
            "Untertitel nicht verfügbar.",
        ],
    ),
    "scripts": (
        [
            "湖の水位は三年前から下がり続け、昔の記録は見つかりませんでした。",
            "조사단은 오래된 기록을 찾을 수 없다고 밝혔다.",
            "المستوى غير موجود في السجلات القديمة.",
            "他们在旧档案中找不到这座村庄的名字。",
        ],
        [
            "הכפר לא נמצא במפות הישנות של האגם.",
            "Το όνομα του χωριού δεν βρέθηκε στα παλιά αρχεία.",
            "В архиве не найдено ни одной страницы дневника.",
            "ไม่พบชื่อหมู่บ้านในแผนที่เก่า",
            "この村はもう地図に存在しません。",
            "마을의 이름은 지도에 없습니다.",
            "هذه الكلمة غير موجودة في القاموس القديم.",
            "这个词在旧词典里不存在。",
            "המילה לא קיימת במילון הישן.",
        ],
    ),
}
FAMILIES = tuple(_GONE)
_SITES = ("Nordhaus", "Blue Lantern", "Kettle & Co", "Portal", "Vidra", "Mercado 21")
_THINGS = {
    "shop": ("Oak table Brekke", "Leinenhemd Modell 17", "Lampe de bureau", "Copper kettle 2 l"),
    "forum": ("How do I tune the pump?", "Erfahrungen mit Modell 17", "Help with the installer"),
    "work": ("Hydrologist (m/f/d)", "Ingenieur Wasserbau", "Comptable", "Head of Measuring"),
    "catalogue": ("Emma", "Der See", "Notes on the lake", "Les eaux"),
    "files": ("Lake from above", "Report of 2019", "Gruppenbild", "Interview"),
    "scripts": ("湖の歴史", "호수의 역사", "تاريخ البحيرة", "湖泊的故事", "ההיסטוריה של האגם"),
}
_PLAIN = (
    "It is made by hand from timber of the north and oiled three times before it leaves us.",
    "Wir messen seit 1921 an vier Stellen und melden die Werte jeden Morgen der Stadt.",
    "On mesure le niveau depuis un siècle et le carnet est tenu par la même famille.",
    "The second edition adds a map and the letters that were held back from the first.",
)


def missing_family(
    family: str, count: int, *, held_out: bool = False, seed: int = 5
) -> Iterator[Case]:
    """Pages of a family that are gone but answer 200."""
    chance = random.Random(f"{seed} {family} {held_out}")
    for number in range(count):
        site = chance.choice(_SITES)
        said = chance.choice(_GONE[family][held_out])
        title, heading, sentence = (part.replace("{site}", site) for part in said)
        teasers = _teasers(chance, family) if chance.random() < 0.5 else ""
        body = _page(chance, site, title, heading, f"<p>{sentence}</p>{teasers}")
        yield _case(family, f"{family}/{number + 1000}", body)


def live_family(
    family: str, count: int, *, held_out: bool = False, seed: int = 6
) -> Iterator[Case]:
    """Pages of a family that are there, short and long, with words of a notice in them."""
    chance = random.Random(f"{seed} {family} {held_out}")
    for number in range(count):
        site, thing = chance.choice(_SITES), chance.choice(_THINGS[family])
        title = chance.choice([thing, f"{thing} | {site}", f"{thing} - {site}"])
        trap = chance.choice(_THERE[family][held_out])
        texts = [*chance.choices(_PLAIN, k=chance.choice([1, 2, 4, 12])), trap]
        chance.shuffle(texts)
        inner = "".join(f"<p>{text}</p>" for text in texts)
        if family == "catalogue":
            rows = {"Author": "Brown, M.", "Year": "1921", "Shelf": f"Q {number}"}
            cells = "".join(f"<tr><td>{k}<td>{v}" for k, v in rows.items())
            inner = f"<table>{cells}</table><p>{trap}</p>"
        body = _page(chance, site, title, thing, inner)
        yield _case(family, f"{family}/{number + 1000}", body)


def _teasers(chance: random.Random, family: str) -> str:
    names = chance.choices(_THINGS[family], k=chance.choice([3, 6]))
    return "".join(f"<li><a href=/{family}/{n}>{name}</a></li>" for n, name in enumerate(names))


def _page(chance: random.Random, site: str, title: str, heading: str, inner: str) -> bytes:
    menu = "".join(
        f"<a href=/{n}>{name}</a> " for n, name in enumerate(_SITES[: chance.randint(0, 6)])
    )
    wrap = chance.choice(["main", "div", "section", 'div id="app"'])
    scripts = "<script src=/main.js></script>" * chance.choice([0, 1, 4])
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{scripts}</head>'
        f"<body><header>{menu}</header><{wrap}><h1>{heading}</h1>{inner}</{wrap.partition(' ')[0]}>"
        f"<footer><form><input name=q></form>© 2024 {site}</footer></body></html>"
    ).encode()


def _case(family: str, path: str, body: bytes) -> Case:
    url = f"https://{family}.test/{path}"
    headers = (("content-type", "text/html; charset=utf-8"),)
    fetched = Fetched(asked=url, final_url=url, status=200, headers=headers, body=body)
    return Case(fetched, None, family)
