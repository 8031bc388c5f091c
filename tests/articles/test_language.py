import pytest

from twosource.articles.language import foreign_language

ENGLISH = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon, and nobody has been found alive."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Fähre verließ den Hafen von Aster am Dienstagmorgen mit 140 Fahrgästen und sank vor der Insel Lunde, noch bevor es Mittag war. Bis zum Abend wurde niemand lebend gefunden.", "German"),
        ("Le ferry a quitté le port d'Aster mardi matin avec 140 passagers à son bord et il a coulé au large de l'île de Lunde avant midi. Personne n'a été retrouvé vivant jusqu'à présent.", "French"),
        ("El transbordador salió del puerto de Aster el martes por la mañana con 140 pasajeros y se hundió frente a la isla de Lunde antes del mediodía. No se ha encontrado a nadie con vida.", "Spanish"),
        ("Паром вышел из порта Астер во вторник утром со 140 пассажирами на борту и затонул у острова Лунде ещё до полудня. До вечера никого не нашли живым.", "Russian"),
        ("غادرت العبارة ميناء أستر صباح الثلاثاء وعلى متنها مئة وأربعون راكبا وغرقت قبالة جزيرة لوندي قبل الظهر ولم يعثر على أحد حيا حتى المساء", "Arabic"),
        ("渡轮于周二上午载着一百四十名乘客离开阿斯特港，中午之前在伦德岛附近沉没。到晚上为止，没有人被发现还活着。搜救工作仍在继续。", "Chinese"),
        (ENGLISH, None),
        (f"{ENGLISH} “Wir suchen weiter,” Brandt said in German to the families of the passengers.", None),
        ("SINKT!", None),
        ("", None),
        ("12345 67890 " * 50, None),
    ],
)  # fmt: skip
def test_the_language_is_named(text: str, language: str | None) -> None:
    assert foreign_language(text) == language
