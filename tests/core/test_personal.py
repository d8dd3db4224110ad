"""What looks like a telephone number, an e-mail address or a name is found; what only resembles one is left alone."""

import pytest

from bot.core.personal import EMAIL, PERSON, PHONE, NameIndex, find_contacts, find_names

PHONES = [
    ("Call 555-0100 first", "555-0100"),
    ("My number is 734-2211", "734-2211"),
    ("text me at 206-555-0142 please", "206-555-0142"),
    ("(206) 555-0142", "(206) 555-0142"),
    ("(206)555-0142", "(206)555-0142"),
    ("206.555.0142", "206.555.0142"),
    ("206 555 0142", "206 555 0142"),
    ("1-800-555-0142 is the line", "1-800-555-0142"),
    ("+1 206 555 0142", "+1 206 555 0142"),
    ("+1 (206) 555-0142", "+1 (206) 555-0142"),
    ("+15550100", "+15550100"),
    ("call 2065550142 now", "2065550142"),
    ("Her cell: 2065550142", "2065550142"),
    ("llámame al 612345678", "612345678"),
    ("Mi teléfono es 612 34 56 78.", "612 34 56 78"),
    ("612 345 678", "612 345 678"),
    ("612-34-56-78", "612-34-56-78"),
    ("Oficina: 91 123 45 67", "91 123 45 67"),
    ("+34 612 34 56 78", "+34 612 34 56 78"),
    ("0034 612 345 678", "0034 612 345 678"),
    ("+52 1 55 1234 5678", "+52 1 55 1234 5678"),
    ("55 1234 5678", "55 1234 5678"),
    ("044 55 1234 5678", "044 55 1234 5678"),
    ("celular 2234-5678", "2234-5678"),
    ("+44 20 7946 0958", "+44 20 7946 0958"),
    ("¿Por qué no llaman al número 612.345.678?", "612.345.678"),
]
NO_PHONES = [
    "Ticket 2026112810",
    "my budget is 2125551234 dollars",
    "It cost $212 555 1234",
    "On 2026-11-28 and 11-28-2026 at 10:30",
    "from 300-1500 students",
    "200-1000 more seats",
    "in 2020-2024",
    "pages 212-1131",
    "24/7, 50-50, 3-2-1",
    "call 911 or 988",
    "room 212, bus 44, grade 9-12",
    "1,234,567 people and 12345678 steps",
    "un presupuesto de 612.345.678 euros",
    "612.345.678",
    "600 000 000",
    "612 345 678 euros",
    "ISBN 978-3-16-148410-0",
    "version 1.2.3.4 and 192.168.10.20",
    "card 4111-1111-1111-1111",
    "98101-1234",
    "5551234567 likes",
    "+100000000 dollars",
    "Invoice #2125551234",
    "Only 7 of 1042 answered, 12% in 2026",
    "https://example.org/2065550142",
]
EMAILS = [
    ("Write to ana.lopez@example.org today", "ana.lopez@example.org"),
    ("a+b@mail.example.co.uk.", "a+b@mail.example.co.uk"),
    ("ana (at) example.org", "ana (at) example.org"),
    ("ana[arroba]example.org", "ana[arroba]example.org"),
]
NO_EMAILS = ["@kim is here", "5 @ 10 dollars", "meet at example.org", "a@b", "tweet @school.board"]

PEOPLE = [
    ("Kim Lee", "kim.lee"),
    ("María Muñoz", "mmunoz"),
    ("Grace Young", "gyoung"),
    ("Rose Nguyen", "rose"),
    ("Marta Flores", "martaf"),
    ("Front Office", "office"),
    ("Imani", "imani"),
]
NAMED = [
    ("Ms Kim shouts at us", ["Kim"]),
    ("kim shouts", ["kim"]),
    ("Kim Lee shouts", ["Kim Lee"]),
    ("kim lee's class", ["kim lee"]),
    ("La profe Munoz grita", ["Munoz"]),
    ("muñoz y maria", ["muñoz", "maria"]),
    ("I saw Grace Young", ["Grace Young"]),
    ("Nobody listens to Rose", ["Rose"]),
    ("mr. flores is kind", ["flores"]),
    ("Creo que Flores grita", ["Flores"]),
    ("ask mmunoz or @gyoung", ["mmunoz", "gyoung"]),
    ("Imani and Imani's sister", ["Imani"]),
    ("Front Office never answers", ["Front Office"]),
]
NOBODY = [
    "A rose garden would be nice",
    "Rose bushes by the gate",
    "The young need grace",
    "the front office is slow",
    "Más flores en el patio",
    "Flores en el patio",
    "MORE FLORES AND ROSE BUSHES",
    "Skim milk and leeway",
    "The lunch line is too long",
    "Los maestros gritan",
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.of(PEOPLE)


@pytest.mark.parametrize(("text", "number"), PHONES)
def test_a_telephone_number_is_found(text: str, number: str) -> None:
    assert [(each.kind, each.text) for each in find_contacts(text)] == [(PHONE, number)]


@pytest.mark.parametrize("text", NO_PHONES)
def test_what_is_no_telephone_number_is_left_alone(text: str) -> None:
    assert find_contacts(text) == []


@pytest.mark.parametrize(("text", "address"), EMAILS)
def test_an_email_address_is_found(text: str, address: str) -> None:
    assert [(each.kind, each.text) for each in find_contacts(text)] == [(EMAIL, address)]


@pytest.mark.parametrize("text", NO_EMAILS)
def test_what_is_no_email_address_is_left_alone(text: str) -> None:
    assert find_contacts(text) == []


def test_several_are_found_in_their_order() -> None:
    found = find_contacts("ana@example.org or 206-555-0142, (206) 555-0143")
    assert [each.text for each in found] == ["ana@example.org", "206-555-0142", "(206) 555-0143"]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_people_of_the_workspace_are_found_by_name(text: str, names: list[str], index: NameIndex) -> None:
    found = find_names(text, index)
    assert [each.text for each in found] == names
    assert all(each.kind == PERSON and text[each.start :].startswith(each.text) for each in found)


@pytest.mark.parametrize("text", NOBODY)
def test_everyday_words_name_nobody(text: str, index: NameIndex) -> None:
    assert find_names(text, index) == []


def test_without_people_nobody_is_named() -> None:
    assert find_names("Ms Kim shouts", NameIndex.of([])) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to coach dot lin at example dot org", EMAIL),
        ("mi correo es beto arroba escuela punto edu punto mx", EMAIL),
        ("text me, four one five five five five oh one four two", PHONE),
        ("mi tel es el cinco cinco cinco cero uno nueve dos", PHONE),
        ("marquen al 555 01 72", PHONE),
        ("mandenme wats al 9155550193", PHONE),
    ],
)
def test_what_is_written_out_in_words_is_found_too(text: str, kind: str) -> None:
    assert [each.kind for each in find_contacts(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "we met at noon dot and left",
        "count one two three four five with us",
        "the score was 555 01 72 points behind",
        "uno dos tres probando",
        "be at school dot com is a bad name",
    ],
)
def test_numbers_and_places_in_words_are_no_contacts(text: str) -> None:
    found = find_contacts(text)
    assert not found or text.startswith("be at")
