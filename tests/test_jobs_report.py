"""The report: one page, nothing fetched, nothing of the list run; tried in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khnorm.jobs.report import BINS, Page, Person, Written, histogram, render
from khnorm.jobs.review import Question

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">&amp; 'quoted' {{data}} \u2028"
PAGE = Page(
    title="officials.csv",
    subtitle="7 rows",
    totals=(("rows", 1234567), ("persons", 5)),
    bars=histogram([0.1, 0.4, 0.75, 0.95, 0.97]),
    threshold=0.7,
    persons=(
        Person(
            "k1",
            "Hun Sen",
            "ហ៊ុន សែន",
            "hun_sen",
            0.93,
            4,
            (
                Written("Samdech Techo Hun Sen", 3, "title set aside"),
                Written("សម្តេចតេជោ ហ៊ុន សែន", 1, "sounds alike in Khmer and Latin"),
            ),
        ),
        Person("k2", HOSTILE, "", "", 0.71, 2, (Written(HOSTILE, 2, "same name"),)),
    ),
    doubts=(
        Question("Sok Kong", "Sokh Kong", 0.55, 2, 1, ("one letter more",)),
        Question("=1+1", HOSTILE, 0.4, 1, 1, ()),
        Question("Sok Manet", "Sok Manith", 0.52, 1, 1, (), held=True),
    ),
    total_persons=2,
    total_doubts=9,
    footer="khnorm",
)


class Elements(HTMLParser):
    """The elements of a page, with the text inside each script and every attribute."""

    VOID = frozenset(("meta", "link", "input", "br"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts[-1] += data
        else:
            self.text.append(data)


def data_of(page: str) -> Any:
    return json.loads(Elements(page).scripts[0])


def test_the_page_is_whole_and_closed() -> None:
    elements = Elements(render(PAGE))
    assert elements.open == []
    assert len(elements.scripts) == 2
    assert "1,234,567" in "".join(elements.text)


def test_nothing_is_fetched() -> None:
    page = render(PAGE)
    for _, attributes in Elements(page).tags:
        assert not {"src", "srcset", "action", "data"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
    assert not re.search(r"@import|url\(|fetch\(|XMLHttp|import\(|https?:", page)
    assert "default-src 'none'" in page


def test_the_list_is_data_and_never_markup() -> None:
    page = render(PAGE)
    assert data_of(page)["persons"][1]["canonical"] == HOSTILE
    assert data_of(page)["doubts"][1]["b"] == HOSTILE
    assert "<img" not in page
    assert page.count("</script>") == 2


@given(st.text())
def test_any_text_comes_through(text: str) -> None:
    written = (Written(text, 1, text),)
    person = Person("k", text, text, text, 0.9, 1, written, (text,))
    page = render(
        replace(PAGE, title=text, subtitle=text, footer=text, persons=(person,), doubts=())
    )
    assert data_of(page)["persons"] == [person.as_dict()]
    page.encode()


def test_a_lone_surrogate_does_not_stop_the_page() -> None:
    page = render(replace(PAGE, title="\ud800", doubts=(Question("\ud800", "b", 0.5, 1, 1, ()),)))
    page.encode()
    assert data_of(page)["doubts"][0]["a"] == "\ud800"


def test_a_list_without_pairs_has_a_page() -> None:
    page = render(replace(PAGE, bars=(0,) * BINS, persons=(), doubts=()))
    assert Elements(page).open == []


def test_bars_count_every_score_once() -> None:
    assert sum(histogram([0.0, 0.049, 0.05, 0.5, 0.999, 1.0])) == 6
    assert histogram([0.0, 0.049, 0.05])[:2] == (2, 1)


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=2000",
    "--window-size=1000,1400",
)

# Acts as a reader would and leaves what was seen in the page's title.
ACTS = """
<script>
const seen = {};
const count = (id) => document.querySelectorAll(`#${id} > li`).length;
const key = (name) => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const type = (id, value) => {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
seen.hostile = document.title;
seen.start = [count("doubt-cards"), count("person-cards")];
seen.images = document.querySelectorAll("img").length;
seen.khmer = [...document.querySelectorAll("bdi[lang=km]")].map((node) => node.textContent);
seen.note = document.getElementById("doubts-shown").textContent;
type("search", "ហ៊ុន");
seen.searched = [count("doubt-cards"), count("person-cards")];
type("search", "");
type("threshold", "0.9");
seen.effect = document.getElementById("effect").textContent;
seen.parts = document.querySelectorAll("li.card.part").length;
type("threshold", "0.5");
seen.lowered = document.getElementById("effect").textContent;
seen.held = [...document.querySelectorAll("#doubt-cards > li.doubt h3")]
  .filter((node) => node.textContent.includes("no threshold joins these"))
  .map((node) => [...node.children].slice(0, 3).map((one) => one.textContent).join(" "));
seen.columns = [...document.querySelectorAll("td:first-child")].map((node) => node.offsetWidth);
seen.labels = [...document.querySelectorAll(".axis span")].map((node) => node.offsetHeight);
seen.wide = document.documentElement.scrollWidth;
key("/");
seen.focus = document.activeElement.id;
key("Escape");
key("j");
seen.card = document.activeElement.dataset.doubt;
let saved = "";
HTMLAnchorElement.prototype.click = function () { saved = decodeURIComponent(this.href.split(",").slice(1).join(",")); };
key("s");
key("d");
document.getElementById("save").click();
seen.saved = saved;
document.title = JSON.stringify(seen);
</script>
</body>"""


def browse(folder: Path, page: str, *flags: str) -> str:
    assert CHROMIUM
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8", errors="strict")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, path.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True, cwd=folder)
    return done.stdout.decode()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_a_reader_finds_and_answers_in_a_real_browser(tmp_path: Path) -> None:
    shown = browse(tmp_path, render(PAGE).replace("</body>", ACTS), "--dump-dom")
    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    assert title
    seen = json.loads(title[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert seen["hostile"] == "officials.csv"
    assert seen["start"] == [3, 2]
    assert seen["images"] == 0
    assert "ហ៊ុន សែន" in seen["khmer"]
    assert "6 more are in the output" in seen["note"]
    assert seen["searched"] == [0, 1]
    assert "1 person on this page would come apart" in seen["effect"]
    assert seen["parts"] == 1
    assert "1 pair in doubt may be joined" in seen["lowered"]
    assert seen["held"] == ["Sok Manet or Sok Manith"]
    assert min(seen["columns"]) > 150
    assert min(seen["labels"]) > 10
    assert seen["wide"] <= 1000
    assert seen["focus"] == "search"
    assert seen["card"] == "0"
    assert seen["saved"].split("\r\n")[:2] == [
        "\ufeffname_a,name_b,decision",
        "Sok Kong,Sokh Kong,same",
    ]
    assert seen["saved"].split("\r\n")[2].startswith('"\'=1+1","</script><img')


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_page_can_be_drawn(tmp_path: Path) -> None:
    browse(tmp_path, render(PAGE), f"--screenshot={tmp_path / 'report.png'}")
    assert (tmp_path / "report.png").stat().st_size > 10_000
