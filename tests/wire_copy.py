"""Wire stories as other outlets print them: the articles of the test set, and which of them copy which.

`golden/wire_stories.jsonl` holds stories with an independent telling and the changes of a later update;
`golden/wire_templates.jsonl` reports that a template filled in with another place, day or figure.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

GOLDEN = Path(__file__).with_name("golden")
OUTLETS = ("Harbour Post", "The Valley Courier", "Northern Star", "Daily Ledger", "Evening Echo")
LOCAL = (
    "Readers of this newspaper will remember that Millbrook sent a team of 12 volunteers to the region in 2019. "
    "Mayor Susan Hartley said the town's thoughts were with everybody there.",
    "The news was followed closely in Ashford county, where some 400 families have relatives in the country. "
    "A meeting will be held at St Mary's hall on Sunday.",
    "Local exporters said they did not expect trouble for their business. The chamber of commerce in Oldham put the "
    "value of its trade with the area at 3 million pounds.",
)
SYNONYMS = dict(
    pair.split(":")
    for pair in (
        "said:stated killed:slain people:persons attacked:assaulted fled:escaped near:by after:following about:around "
        "some:roughly began:started told:informed left:departed town:settlement city:municipality village:hamlet "
        "soldiers:troops police:officers men:males women:females children:youngsters fire:flames blamed:faulted "
        "ordered:instructed promised:pledged families:households dead:deceased wounded:injured hurt:harmed "
        "arrested:detained accused:charged demanded:insisted called:described asked:requested agreed:consented "
        "signed:concluded talks:negotiations government:administration country:nation state:province leader:chief "
        "group:faction spokesman:representative statement:declaration denied:rejected warned:cautioned "
        "early:promptly evening:dusk morning:dawn night:darkness week:fortnight when:as while:whilst before:ahead "
        "because:since although:though also:moreover more:further most:majority many:numerous several:various "
        "large:big small:little old:elderly new:fresh last:previous first:initial next:following first:initial "
        "road:highway house:home houses:homes building:structure ship:vessel boat:craft border:frontier hills:heights "
        "base:camp market:bazaar school:academy hospital:clinic church:chapel court:tribunal prison:jail "
        "workers:labourers farmers:growers crowd:throng protest:rally protesting:rallying strike:walkout shot:gunned "
        "guns:weapons exploded:detonated explosion:blast damaged:wrecked hit:struck struck:hit set:put took:seized "
        "found:discovered sent:dispatched help:assistance aid:relief reached:attained arrived:came came:arrived "
        "ended:finished stopped:halted closed:shut open:unlocked held:kept made:produced gave:handed got:received "
        "will:shall would:might must:should can:may has:had have:had was:got were:got is:remains are:remain "
        "in:inside on:upon at:by with:alongside by:through from:out of for:towards to:into against:opposing over:above "
        "under:beneath between:amid their:the its:the his:the her:the which:that who:that and:plus but:yet than:over"
    ).split(" ")
    if ":" in pair
)


class Article(NamedTuple):
    """An article of the test set. `copies`: the id of the story that it copies, null for none."""

    doc_id: str
    date: date
    text: str
    copies: str | None


def reworded(text: str, share: float = 0.2) -> str:
    """Every word that has a synonym, from the beginning of each paragraph on, until so many of all words are other."""
    return "\n".join(_reworded(paragraph, share) for paragraph in text.split("\n"))


def _reworded(paragraph: str, share: float) -> str:
    words = paragraph.split(" ")
    able = [at for at, word in enumerate(words) if word in SYNONYMS]
    wanted = max(1, round(share * len(words)))
    step = max(1.0, len(able) / wanted)
    chosen = {able[int(n * step)] for n in range(wanted) if int(n * step) < len(able)}
    return " ".join(SYNONYMS[word] if at in chosen else word for at, word in enumerate(words))


def copies(number: int, story: dict[str, Any]) -> Iterator[Article]:
    """Four copies of a story, each by another outlet and of another kind."""
    paragraphs, day = story["text"].split("\n"), date.fromisoformat(story["date"])
    outlet, local = OUTLETS[number % len(OUTLETS)], LOCAL[number % len(LOCAL)]
    kinds = {
        "byline": f"({outlet}) - {story['text']}\nReporting by our foreign staff; editing by the {outlet} desk.",
        "cut": "\n".join(paragraphs[:3]),
        "rearranged": "\n".join([paragraphs[0], *paragraphs[:0:-1]]),
        "reworded": reworded(story["text"]),
        "local": "\n".join([*paragraphs[:4], local]),
        "reworded and cut": reworded("\n".join(paragraphs[:4])),
        "reworded and local": reworded("\n".join([*paragraphs[:5], local])),
        "reworded and rearranged": reworded("\n".join([paragraphs[0], *paragraphs[:0:-1]])),
    }
    for turn in range(4):
        kind, text = list(kinds.items())[(number + 2 * turn + number // 8) % len(kinds)]
        yield Article(f"{story['id']}: {kind}", day + timedelta(days=turn % 2), text, story["id"])


def articles(half: int) -> list[Article]:
    """One half of the stories with all that was made of them, and one half of the templates."""
    found = []
    for number, story in enumerate(_rows("wire_stories")):
        if number % 2 == half:
            day, update = date.fromisoformat(story["date"]), story["text"]
            for old, new in story["update"].items():
                update = update.replace(old, new)
            found += [Article(story["id"], day, story["text"], None), *copies(number, story)]
            found.append(Article(f"{story['id']}: told", day, story["told"], None))
            found.append(Article(f"{story['id']}: updated", day + timedelta(days=1), update, None))
    for number, row in enumerate(_rows("wire_templates")):
        if number // 4 % 2 == half:
            found.append(Article(row["id"], date.fromisoformat(row["date"]), row["text"], None))
    return found


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
