"""Titles everywhere, two scripts, many spellings: who is who? Run it with `make demo`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import khnorm

LIST = Path(__file__).with_name("names.csv")
ASKED = (
    "Samdach Akkak Mohasena Padey Dekjo Hun Sen",
    "សម្តេចពិជ័យសេនា ទៀ បាញ់",
    "Samdech Techo",
    "Samdech",
    "KAING Guek Eav alias Duch",
    "Keo Saphal",
    "លោកជំទាវបណ្ឌិត ប៊ុន រ៉ានី ហ៊ុន សែន",
    "H.E. Sok Sophal",
)


def tell_clusters(names: list[str]) -> None:
    """Print who is in the list, and how each is written there."""
    clusters = khnorm.dedupe(names)
    print(f"{len(names)} names as written in {LIST.name} are {len(clusters)} persons:\n")
    for cluster in sorted(clusters, key=lambda cluster: -len(cluster.rows)):
        known = f"  [{cluster.entity_id}]" if cluster.entity_id else ""
        print(f"{cluster.canonical}  {cluster.canonical_khmer}{known}")
        for row in cluster.rows:
            print(f"    {names[row]}")


def tell_resolutions() -> None:
    """Print what is known of a few names."""
    print("\nWho is meant by\n")
    for text in ASKED:
        found = khnorm.resolve(text)
        print(f"{text}")
        print(f"    {found.status}: {meaning(found)}")


def meaning(found: khnorm.Resolution) -> str:
    """Say a resolution in a line."""
    if found.entity:
        entity = found.entity
        role = f" – {entity.role}" if entity.role else ""
        return f"{entity.latin}  {entity.khmer}{role}"
    if found.status is khnorm.Status.AMBIGUOUS:
        return " or ".join(
            f"{candidate.entity.latin} – {candidate.entity.role or candidate.entity.id}"
            for candidate in found.candidates
        )
    return "nobody the tables know by this"


def main() -> None:
    """Read the list, and tell."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    with LIST.open(encoding="utf-8", newline="") as stream:
        names = [row["name"] for row in csv.DictReader(stream)]
    tell_clusters(names)
    tell_resolutions()


if __name__ == "__main__":
    main()
