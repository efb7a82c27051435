"""Hypothesis strategies for Cambodian names, and for what happens to them on the way.

`hypothesis.strategies.text` practically never puts two Khmer characters side by side, so every
property about Khmer is drawn from here. A test imports it as `from strategies import ...`.

Names are put together from common syllables and are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from khnorm import tables
from khnorm.names.folds import latin_letters
from khnorm.names.latin_titles import opens

__all__ = [
    "anything",
    "clusters",
    "damaged_names",
    "khmer_names",
    "khmer_words",
    "latin_names",
    "marked_names",
    "mixed_names",
    "names",
    "names_of_double_words",
    "soup",
    "titled_names",
]

COENG, ROBAT, MUUSIKATOAN, TRIISAP, U = "\u17d2", "\u17cc", "\u17c9", "\u17ca", "\u17bb"
CONSONANTS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
INDEPENDENT_VOWELS = "ឥឦឧឩឪឫឬឭឮឯឰឱឲ"
SUBSCRIPTS = "កខគងចឆជញឋណតថទធនបផពភមយរលវសហអ"  # that of ដ is written as that of ត
VOWELS = "\u17b6\u17b7\u17b8\u17b9\u17ba\u17bb\u17bc\u17bd\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5"
ABOVE = "\u17b7\u17b8\u17b9\u17ba\u17be"
STRONG = "កខគឃចឆជឈដឋឌឍតថទធផពភសហអ"
PARTS = {"\u17be": "\u17c1\u17b8", "\u17c4": "\u17c1\u17b6"}
SPACES = ("  ", "\u00a0", "\t", "\n", "\r\n", "\u3000", " \u200b", "\u2003")
UNSEEN = ("\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u17b4", "\x00", "\u202a")


@dataclass(frozen=True)
class Parts:
    """A cluster by its parts, in the order of UTN 61."""

    letter: str
    robat: str
    subscripts: tuple[str, ...]
    shifter: str
    vowel: str
    modifier: str
    final: str

    def spelled(self) -> str:
        below = "".join(COENG + letter for letter in self.subscripts)
        return (
            self.letter
            + self.robat
            + below
            + self.shifter
            + self.vowel
            + self.modifier
            + self.final
        )

    def lowers_shifter(self) -> bool:
        above = self.vowel != "" and self.vowel in ABOVE
        return above or (self.vowel == "\u17b6" and self.modifier == "\u17c6")

    def shifter_for_u(self) -> str:
        letters = {self.letter, *self.subscripts}
        strong = "ប" not in letters and not letters.isdisjoint(STRONG)
        return TRIISAP if strong else MUUSIKATOAN


@st.composite
def parts(draw: DrawFn) -> Parts:
    letter = draw(st.sampled_from(CONSONANTS * 3 + INDEPENDENT_VOWELS))
    below = draw(st.lists(st.sampled_from(SUBSCRIPTS), max_size=2, unique=True))
    below.sort(key="រ".__eq__)
    robat = draw(st.sampled_from(["", "", "", "", "", ROBAT]))
    shifter = draw(st.sampled_from(["", "", "", MUUSIKATOAN, TRIISAP]))
    vowel = draw(st.sampled_from(["", *VOWELS]))
    modifier = draw(st.sampled_from(["", "", "\u17c6", "\u17cb", "\u17cd", "\u17d0"]))
    if vowel == U and modifier == "\u17d0":  # this ុ would be a shifter
        modifier = ""
    final = draw(st.sampled_from(["", "", "", "\u17c7"]))
    return Parts(letter, robat, tuple(below), shifter, vowel, modifier, final)


def clusters() -> SearchStrategy[str]:
    """One canonical Khmer cluster."""
    return parts().map(Parts.spelled)


@st.composite
def typed(draw: DrawFn, cluster: Parts) -> str:
    """A cluster as somebody may type it who looks at the screen and not at the code points."""
    letter, vowel, shifter = cluster.letter, cluster.vowel, cluster.shifter
    if letter == "អ":
        letter = draw(st.sampled_from("អ\u17a3"))
        if vowel == "\u17b6" and draw(st.booleans()):
            letter, vowel = "\u17a4", ""
    seen_as_u = cluster.lowers_shifter() and shifter == cluster.shifter_for_u()
    if seen_as_u and draw(st.booleans()):
        shifter = U
    if draw(st.booleans()):
        vowel = PARTS.get(vowel, vowel)
    below = [
        COENG + ("ដ" if sub == "ត" and draw(st.booleans()) else sub) for sub in cluster.subscripts
    ]
    if draw(st.booleans()) and below:
        below[0] = COENG + below[0]
    if len(below) == 2 and below[1][-1] == "រ":
        below = [*draw(st.permutations(below))]
    signs = [*cluster.robat, *shifter, *vowel, *cluster.modifier, *cluster.final]
    units = draw(st.permutations([*signs, *["below"] * len(below)]))
    subscripts = iter(below)
    keys = [next(subscripts) if unit == "below" else unit for unit in units]
    if keys:
        place = draw(st.integers(0, len(keys) - 1))
        keys.insert(place, draw(st.sampled_from(["", "", "", *UNSEEN])))
    return letter + "".join(keys)


@st.composite
def word_parts(draw: DrawFn) -> list[Parts]:
    found = []
    for _ in range(draw(st.integers(1, 3))):
        found.append(draw(parts()))
        if coda := draw(st.sampled_from(["", *"កងចញតនបមយលវសរ"])):
            found.append(Parts(coda, "", (), "", "", "", ""))
    return found


def khmer_words() -> SearchStrategy[str]:
    """A canonical word of one to three syllables."""
    return word_parts().map(lambda word: "".join(map(Parts.spelled, word)))


def khmer_names() -> SearchStrategy[str]:
    """A canonical name: family name, space, one or two given names."""
    return st.lists(khmer_words(), min_size=2, max_size=3).map(" ".join)


@st.composite
def damaged_names(draw: DrawFn) -> tuple[str, str]:
    """A Khmer name as it may reach us, and the canonical text it must become."""
    words = draw(st.lists(word_parts(), min_size=1, max_size=3))
    clean = " ".join("".join(map(Parts.spelled, word)) for word in words)
    edge = st.sampled_from(["", "", " ", "\ufeff", "\u200b", "\n"])
    given = draw(edge)
    for number, word in enumerate(words):
        if number:
            given += draw(st.sampled_from([" ", *SPACES]))
        given += "".join(draw(typed(cluster)) for cluster in word)
    return given + draw(edge), clean


ONSETS = ("", "b", "ch", "chh", "d", "h", "k", "kh", "l", "m", "n", "ng", "nh", "p", "ph", "phal", "r", "s", "sr", "t", "th", "v", "y")  # fmt: skip
RIMES = ("a", "ak", "am", "an", "ang", "ath", "ay", "e", "ean", "en", "eng", "i", "in", "ieng", "o", "oeun", "oeurn", "ok", "on", "ong", "ou", "uch", "un", "uong", "y")  # fmt: skip


@st.composite
def latin_words(draw: DrawFn) -> str:
    syllable = st.tuples(st.sampled_from(ONSETS), st.sampled_from(RIMES)).map("".join)
    word = "".join(draw(st.lists(syllable, min_size=1, max_size=3)))
    return draw(st.sampled_from([word.capitalize(), word.capitalize(), word.upper(), word]))


def latin_names() -> SearchStrategy[str]:
    """A romanised name of two or three words, in usual, capital or small letters."""
    return st.lists(latin_words(), min_size=2, max_size=3).map(" ".join)


def names() -> SearchStrategy[str]:
    """A clean name in either script."""
    return khmer_names() | latin_names()


KHMER_TITLES = ("លោក", "លោកស្រី", "លោកជំទាវ", "ឯកឧត្តម", "ឧកញ៉ា", "សម្តេច", "សម្តេចតេជោ", "អ្នកនាង", "វេជ្ជបណ្ឌិត", "ឧត្តមសេនីយ៍")  # fmt: skip
LATIN_TITLES = ("Mr.", "Mrs", "H.E.", "HE", "Dr.", "Lok Chumteav", "Oknha", "Samdech", "Samdech Techo", "Gen.", "Neak Oknha")  # fmt: skip


@st.composite
def titled_names(draw: DrawFn) -> tuple[str, str]:
    """One or two titles before a name, and the bare name: (text, name)."""
    khmer = draw(st.booleans())
    name = draw(khmer_names() if khmer else latin_names())
    some = st.sampled_from(KHMER_TITLES if khmer else LATIN_TITLES)
    titles = draw(st.lists(some, min_size=1, max_size=2, unique=True))
    glue = draw(st.sampled_from(["", " "])) if khmer else " "
    return " ".join(titles) + glue + name, name


AROUND = ("{}", "{}", "Mr. {}", "Mrs. {}", "លោក {}", "លោកស្រី {}", "H.E. {}", "Queen {}", "{} Jr.", "{}, Sr.", "{} II", "{} (A)", "{} (B)", "{} 2", "{} alias {}", "{} ({})", "{} / {}", "Lok Chumteav {} {}")  # fmt: skip


@st.composite
def marked_names(draw: DrawFn) -> tuple[str, str]:
    """Two texts of one name or of two, with what may stand around them; few names, so that they meet."""
    some = draw(st.lists(names(), min_size=1, max_size=2))
    more = [" ".join(reversed(name.split())) for name in some] + [name.upper() for name in some]
    more += [name.replace(" ", "") for name in some] + [name.replace("a", "e") for name in some]
    name = st.sampled_from(some * 3 + more)
    one, other = (draw(st.sampled_from(AROUND)).format(draw(name), draw(name)) for _ in "ab")
    return one, other


FOREIGN = ("洪森", "สมชาย ใจดี", "Ань", "محمد", "José", "Nguyễn", "O’Neill", "①", "№", "ﬁ", "´")


def mixed_names() -> SearchStrategy[str]:
    """Both scripts, foreign ones, digits and punctuation in one field."""
    piece = st.one_of(
        khmer_words(),
        latin_words(),
        st.sampled_from(FOREIGN),
        st.sampled_from("()[],./-'\"«»។ៗ០៩12 "),
    )
    return st.lists(piece, max_size=8).flatmap(
        lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
    )


def names_of_double_words() -> Iterator[str]:
    """Give names of Latin words that are in names and may begin a title or a term, too.

    Each stands first, second and last, beside names, others of its sort and terms, in turn.
    """
    words = [row["form"] for row in tables.rows("elements.tsv") if row["script"] == "latin"]
    terms = [row["form"] for row in tables.rows("context_words.tsv") if row["script"] == "latin"]
    doubles = [word for word in words if opens(latin_letters(word))]
    for number, double in enumerate(doubles):
        other = doubles[number * 7 % len(doubles)]
        first, last = words[number * 31 % len(words)], words[number * 1009 % len(words)]
        term = terms[number * 13 % len(terms)]
        orders = (
            (double, first),
            (first, double),
            (double, first, last),
            (double, other),
            (first, double, other),
            (first, double, last),
            (double, term),
            (first, double, term),
        )
        for turn, order in enumerate(orders):
            name = " ".join(order)
            yield from (name, (name.upper(), name.lower())[(number + turn) % 2])


def soup() -> SearchStrategy[str]:
    """Khmer code points, invisible characters, spaces and a little Latin in any order."""
    khmer = st.characters(min_codepoint=0x1780, max_codepoint=0x17FF)
    signs = st.sampled_from(
        [COENG, *"\u17b6\u17b8\u17bb\u17be\u17c1\u17c6\u17c9\u17ca\u17d0កដតបរសមឧទ"]
    )
    other = st.sampled_from([*UNSEEN, *"\u200c a\u0421\u03bfÉＨ:\ud800", "e\u0301"])
    return st.lists(khmer | signs | signs | other, max_size=24).map("".join)


def anything() -> SearchStrategy[str]:
    """Any string at all, lone surrogates included, with much Khmer among it."""
    return st.one_of(
        soup(),
        mixed_names(),
        damaged_names().map(lambda both: both[0]),
        st.text(st.characters(exclude_categories=())),
    )
