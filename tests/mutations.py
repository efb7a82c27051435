"""What may be wrong with a table: one change to the small house of `cases/house` for each check."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALL", "MUTATIONS", "Mutation"]


@dataclass(frozen=True)
class Mutation:
    """Replace `old` by `new` in a table of the house: exactly these faults must be found."""

    table: str
    old: str | bytes
    new: str | bytes
    faults: tuple[str, ...]


ALL = "\x00"  # stands for the whole table
MUTATIONS = {
    "utf-16": Mutation(
        "aliases.tsv",
        ALL,
        "id\tform".encode("utf-16"),
        ("aliases.tsv:1:1: the table is UTF-16; save it as UTF-8",),
    ),
    "byte order mark": Mutation(
        "relations.tsv",
        "a\tb",
        "\ufeffa\tb",
        ("relations.tsv:1:1: a byte order mark opens the table; save it as UTF-8 without one",),
    ),
    "no end of line": Mutation(
        "relations.tsv",
        "AKP\n",
        "AKP",
        ("relations.tsv:2:1: the last line has no end; end it with a line feed",),
    ),
    "empty": Mutation(
        "relations.tsv",
        ALL,
        "",
        ("relations.tsv:1:1: the table is empty; begin it with a header line",),
    ),
    "header": Mutation(
        "relations.tsv",
        "a\tb\trelation",
        "a\tb\tkind",
        (
            "relations.tsv:1:1: the header is 'a b kind source'; the columns of relations.tsv are "
            "'a b relation source', parted by single tabs",
        ),
    ),
    "cell count": Mutation(
        "aliases.tsv",
        "Bang\tlatin",
        "Bang\t\tlatin",
        (
            "aliases.tsv:3:1: 8 cells where the header has 7; part the cells by single tabs and "
            "leave an unknown one empty",
        ),
    ),
    "not utf-8": Mutation(
        "aliases.tsv",
        b"Hun Bunal",
        b"Hun B\xfcnal",
        ("aliases.tsv:7:3: byte 0xfc at byte 6 of the cell is not UTF-8; save the table as UTF-8",),
    ),
    "empty cell": Mutation(
        "aliases.tsv",
        "own knowledge",
        "",
        ("aliases.tsv:3:6: source is empty; fill it in or remove the row",),
    ),
    "edge space": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Bunal ",
        ("aliases.tsv:7:3: form has a space at its edge; remove it",),
    ),
    "two spaces": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun  Bunal",
        ("aliases.tsv:7:3: form has two spaces together; leave one",),
    ),
    "line ends of Windows": Mutation(
        "relations.tsv",
        "AKP\n",
        "AKP\r\n",
        ("relations.tsv:1:1: lines end in CRLF; let them end in a line feed alone",),
    ),
    "carriage return": Mutation(
        "relations.tsv",
        "AKP\n",
        "AK\rP\n",
        ("relations.tsv:2:4: source holds the unseen character U+000D; remove it",),
    ),
    "unseen in latin": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Bu\u200cnal",
        ("aliases.tsv:7:3: form holds the unseen character U+200C; remove it",),
    ),
    "no-break space": Mutation(
        "aliases.tsv",
        "a given name alone",
        "a given\xa0name alone",
        ("aliases.tsv:9:7: note holds the unseen character U+00A0; remove it",),
    ),
    "khmer order": Mutation(
        "title_words.tsv",
        "សម្តេច",
        "សម្ដេច",
        ("title_words.tsv:2:3: form is 'សម្ដេច', not as normalize() writes it; write 'សម្តេច'",),
    ),
    "accents apart": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Hun Buna\u0301l",
        ("aliases.tsv:7:3: form has accents apart from their letters; write 'Hun Bunál' (NFC)",),
    ),
    "value twice": Mutation(
        "aliases.tsv",
        "KN|CD",
        "KN|KN",
        ("aliases.tsv:4:6: source gives a value twice; leave one",),
    ),
    "empty value": Mutation(
        "aliases.tsv",
        "KN|CD",
        "KN||CD",
        ("aliases.tsv:4:6: source has an empty value; part values by a single '|'",),
    ),
    "unknown word": Mutation(
        "relations.tsv",
        "spouse",
        "wife",
        (
            "relations.tsv:2:3: relation is 'wife'; use one of parent, spouse, sibling, "
            "relative, homonym, unrelated",
        ),
    ),
    "shape": Mutation(
        "people.tsv",
        "Q4997395",
        "4997395",
        ("people.tsv:2:4: wikidata is '4997395'; write a Wikidata id such as Q57788",),
    ),
    "same key": Mutation(
        "elements.tsv",
        "Hun\tlatin",
        "Hun\tlatin\t4\t2\tmodel\t\t\nHun\tlatin",
        ("elements.tsv:3:1: the same form, script as in line 2; remove one of the two rows",),
    ),
    "out of order": Mutation(
        "elements.tsv",
        "\nHun",
        "\nSen\tlatin\t2\t3\tmodel\t\t\nHun",
        (
            "elements.tsv:3:1: the row is out of order; "
            "sort the rows by form, script in code-point order",
        ),
    ),
    "wrong script": Mutation(
        "elements.tsv",
        "Hun\tlatin",
        "Hun\tkhmer",
        ("elements.tsv:2:1: 'Hun' is latin, not khmer; set script to latin",),
    ),
    "mixed scripts": Mutation(
        "aliases.tsv",
        "Hun Bunal",
        "Bunal ហ៊ុន",
        ("aliases.tsv:7:3: 'Bunal ហ៊ុន' is mixed, not latin; give each script a row of its own",),
    ),
    "no letters": Mutation(
        "aliases.tsv",
        "Bang\t",
        "89\t",
        ("aliases.tsv:3:3: '89' is none, not latin; write a name in letters or remove the row",),
    ),
    "two preferred": Mutation(
        "aliases.tsv",
        "Hun Bunal\tlatin\tvariant",
        "Hun Bunal\tlatin\tpreferred",
        (
            "aliases.tsv:8:5: hun_sen has a preferred latin form in line 7 already; "
            "make one of the two a variant",
        ),
    ),
    "none preferred": Mutation(
        "title_words.tsv",
        "Techo\tpreferred",
        "Techo\tvariant",
        (
            "title_words.tsv:4:4: techo has no preferred latin form; "
            "make one of its variants preferred",
        ),
    ),
    "id shape": Mutation(
        "aliases.tsv",
        "\nbong\ttitle\tBang",
        "\nbong\ttitle\tBaang\tlatin\tvariant\tKN\t\nboNg\ttitle\tBang",
        (
            "aliases.tsv:4:1: id is 'boNg'; write small letters, digits and `_`, a letter first",
            "aliases.tsv:4:1: no title 'boNg' in titles.tsv; "
            "add it to titles.tsv or mend the spelling",
            "aliases.tsv:4:1: the row is out of order; "
            "sort the rows by id, script, form in code-point order",
            "aliases.tsv:4:5: boNg has no preferred latin form; make one of its variants preferred",
        ),
    ),
    "two kinds": Mutation(
        "aliases.tsv",
        "bong\ttitle\tBang",
        "bong\tperson\tBang",
        (
            "aliases.tsv:3:1: no person 'bong' in people.tsv; "
            "add it to people.tsv or mend the spelling",
            "aliases.tsv:3:2: bong is a person here and a title in line 2; "
            "give the two different ids",
        ),
    ),
    "refused without a reason": Mutation(
        "aliases.tsv",
        "a given name alone",
        "",
        ("aliases.tsv:9:7: refused without a reason; say in note why it is refused",),
    ),
    "refused and used": Mutation(
        "aliases.tsv",
        "Sen\tlatin\trefused",
        "hun sen\tlatin\trefused",
        (
            "aliases.tsv:9:5: refused here, used for hun_sen in line 8; "
            "decide for one of the two rows",
        ),
    ),
    "form of two titles": Mutation(
        "aliases.tsv",
        "Bang\t",
        "Samdech-Techo.\t",
        (
            "aliases.tsv:4:1: the row is out of order; "
            "sort the rows by id, script, form in code-point order",
            "aliases.tsv:11:3: 'Samdech Techo' also means bong, see line 3; "
            "refuse it for one of the two, with the note 'reads as' and the other",
        ),
    ),
    "element without use": Mutation(
        "elements.tsv",
        "Hun\tlatin\t4\t2",
        "Hun\tlatin\t0\t0",
        ("elements.tsv:2:3: both bands are 0; remove the row",),
    ),
    "element that nobody writes": Mutation(
        "elements.tsv",
        "ហ៊ុន\tkhmer",
        "ហ៊ុន្\tkhmer",
        (
            "elements.tsv:3:1: form is 'ហ៊ុន្': a coeng without a letter below; "
            "mend it or remove the row",
        ),
    ),
    "one Wikidata id for two": Mutation(
        "people.tsv",
        "Q57788",
        "Q4997395",
        ("people.tsv:3:4: wikidata Q4997395 is that of line 2; leave it to the row it belongs to",),
    ),
    "related to oneself": Mutation(
        "relations.tsv",
        "bun_rany\thun_sen",
        "bun_rany\tbun_rany",
        ("relations.tsv:2:2: bun_rany is paired with itself; name the other person",),
    ),
    "pair turned round": Mutation(
        "relations.tsv",
        "spouse\tAKP\n",
        "spouse\tAKP\nhun_sen\tbun_rany\tspouse\tAKP\n",
        ("relations.tsv:3:1: the pair of line 2 turned round; remove one row",),
    ),
    "unknown component": Mutation(
        "titles.tsv",
        "samdech techo",
        "samdech techo decho",
        (
            "titles.tsv:3:3: components names 'decho', which is not in title_words.tsv; "
            "add it to title_words.tsv or mend the spelling",
        ),
    ),
    "royal title without a gender": Mutation(
        "titles.tsv",
        "samdech_techo\tstate",
        "samdech_techo\troyal",
        (
            "titles.tsv:3:6: the royal title samdech_techo proves no gender; "
            "write f or m, or open if both bear it",
        ),
    ),
    "unknown holder": Mutation(
        "titles.tsv",
        "hun_sen",
        "hun_san",
        (
            "titles.tsv:3:7: holder names 'hun_san', which is not in people.tsv; "
            "add it to people.tsv or mend the spelling",
        ),
    ),
    "unknown title of a person": Mutation(
        "people.tsv",
        "bong|samdech_techo",
        "bong|samdech",
        (
            "people.tsv:3:7: titles names 'samdech', which is not in titles.tsv; "
            "add it to titles.tsv or mend the spelling",
        ),
    ),
    "other preferred form": Mutation(
        "people.tsv",
        "hun_sen\tហ៊ុន សែន\tHun Sen",
        "hun_sen\tហ៊ុន សែន\tHUN Sen",
        (
            "people.tsv:3:3: latin is 'HUN Sen', in aliases.tsv 'Hun Sen' is preferred; "
            "write the same form in both tables",
        ),
    ),
    "title without a form": Mutation(
        "titles.tsv",
        "\nsamdech_techo",
        "\nlok\tcourtesy\t\tMr.\tprefix\tm\t\t\tKN\nsamdech_techo",
        ("titles.tsv:3:1: no form in aliases.tsv leads to lok; add one or remove the row",),
    ),
    "word without a title": Mutation(
        "title_words.tsv",
        "techo\tlatin",
        "sena\tlatin\tSena\tpreferred\t\tKN\ntecho\tlatin",
        (
            "title_words.tsv:4:1: no title in titles.tsv is built of sena; add one or remove the row",
        ),
    ),
}
