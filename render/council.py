"""Write a council's page and lists of councils for people."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from crossregime.core.councils import COMPLETE_FROM, SCHEMES, load_register
from crossregime.core.text import joined, many
from crossregime.render.page import ALL, Writer, write_page
from crossregime.render.sources import write_source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from crossregime.core.councils import Council, Resolution, Succession
    from crossregime.core.profiles import Outcome, Profile

KNOWN_BY = {
    "printed": "print", "deduced": "deduction", "reconstructed": "reconstruction", "range": "range", "user": "you",
    "rule": "rule",
}  # fmt: skip
MARKS = {"deduced": " (d)", "reconstructed": " (r)", "user": " (u)", "rule": " (by rule)"}
"""The mark of a grade's status, where it was not printed."""
KINDS = {
    "split": "split",
    "merger": "merger",
    "same_body": "same body",
    "code_or_boundary": "change of code or boundary",
}


def write_profile(profile: Profile, stream: IO[str] | None = None, show: Collection[str] = ALL) -> None:
    """Write a council's page to a stream, standard output by default."""
    write_page(lambda page: lay_profile(page, profile), stream, show)


def write_councils_side_by_side(
    profiles: Sequence[Profile], stream: IO[str] | None = None, show: Collection[str] = ALL
) -> None:
    """Write the headline ratings of several councils side by side, then the page of each that was asked for."""
    write_page(lambda page: _side_by_side(profiles, page), stream, show)


def _side_by_side(profiles: Sequence[Profile], page: Writer) -> None:
    page.title(joined([each.council.name for each in profiles]))
    for each in profiles:
        page.line(f"{each.council.name}: {each.council.region}; {each.council.lifetime()}.", indent=0)
    _ratings(profiles, page)
    if page.wants("judgements"):
        for each in profiles:
            page.heading(f"Every judgement of {each.council.name}")
            _outcomes(page, each.own)
    if page.wants("relatives"):
        for each in profiles:
            _relatives(page, each)
    if page.wants("sources"):
        for each in profiles:
            _sources(page, each)


def _ratings(profiles: Sequence[Profile], page: Writer) -> None:
    """Write the headline ratings, a row a publication and a column a council."""
    ratings: dict[tuple[str, str], dict[str, str]] = {}
    for each in profiles:
        for outcome in each.own:
            if outcome.headline:
                key = (str(outcome.published), outcome.judgement.name or outcome.regime)
                ratings.setdefault(key, {})[each.council.id] = outcome.grade + MARKS.get(outcome.status, "")
    page.space()
    if not ratings:
        page.line("None of these regimes rated them.", indent=0)
        return
    rows = [[*key, *(cells.get(each.council.id, "-") for each in profiles)] for key, cells in sorted(ratings.items())]
    page.grid(["date", "rating", *(each.council.name for each in profiles)], rows, rule=False)
    marks = {status for each in profiles for outcome in each.own if outcome.headline for status in (outcome.status,)}
    legend = [f"{mark.strip()} {status}" for status, mark in MARKS.items() if status in marks]
    if legend:
        page.line(f"{', '.join(legend)}.")
    page.line("Not like for like: each inspectorate rated other services, by definitions of its own.")


def lay_profile(page: Writer, profile: Profile, *, rated: bool = True) -> None:
    """Lay a council's page out; without its headline ratings where they stand above it."""
    _who(page, profile)
    if profile.came_from or profile.went_to:
        page.heading("Where it came from and went")
        for link in profile.came_from:
            page.item(f"{link.date}: from {_named(link.predecessor)}, {_how(link)}")
        for link in profile.went_to:
            page.item(f"{link.date}: to {_named(link.successor)}, {_how(link)}")
    if rated:
        _headlines(page, profile)
    _left_out(page, profile)
    if profile.own and page.wants("judgements"):
        page.heading("Every judgement of it")
        _outcomes(page, profile.own)
    if page.wants("relatives"):
        _relatives(page, profile)
    if profile.break_note and page.wants("breaks"):
        page.heading("b  Break: what differs between the regimes")
        page.line(profile.break_note)
    if profile.sources and page.wants("sources"):
        _sources(page, profile)


def _who(page: Writer, profile: Profile) -> None:
    """Write who the council is: its kind, dates and codes, and the other bodies of its area."""
    council = profile.council
    kind = load_register().group_label("type", council.type)
    page.title(f"{council.name} ({council.id})")
    official = f"{council.official_name}. " if council.official_name else ""
    page.line(f"{official}{kind}, {council.region}; {council.lifetime()}. {_codes(council)}.")
    if council.note:
        page.line(f"{council.note[0].upper()}{council.note[1:]}.")
    others = [body for body in profile.bodies if body.id != council.id]
    for body in others:
        page.line(f"Same social-services area: {body.name} ({body.id}), {body.lifetime()}. {_codes(body)}.")


def _relatives(page: Writer, profile: Profile) -> None:
    """Write the outcomes of its predecessors and successors."""
    for title, outcomes in (("before it", profile.before), ("after it", profile.after)):
        for name in dict.fromkeys(each.series for each in outcomes):
            of_one = [each for each in outcomes if each.series == name]
            page.heading(f"Outcomes of {load_register().council(of_one[0].council).name}, {title}")
            _outcomes(page, of_one)


def _headlines(page: Writer, profile: Profile) -> None:
    """Write the headline rating of each regime, and its status."""
    rows = [
        [str(each.published), each.judgement.name or each.regime, each.grade, KNOWN_BY.get(each.status, "")]
        for each in profile.own
        if each.headline
    ]
    page.space()
    if not rows:
        page.line("None of these regimes rated it.", indent=0)
        return
    page.grid(["date", "rating", "grade", "known by"], rows, rule=False)
    page.line("Not like for like: each inspectorate rated other services, by definitions of its own.")


def _codes(council: Council) -> str:
    names = {"gss": "GSS", "ons": "old ONS", "dfe": "DfE"}
    parts = []
    for scheme in SCHEMES:
        codes = [
            code + (f" (from {start})" if start and (council.start is None or start > council.start) else "")
            for each, code, start, _ in council.codes if each == scheme
        ]  # fmt: skip
        if codes:
            parts.append(f"{names[scheme]} {', '.join(codes)}")
    return "; ".join(parts)


def _named(council_id: str) -> str:
    return f"{load_register().council(council_id).name} ({council_id})"


def _how(link: Succession) -> str:
    note = f"; {link.note}" if link.note else ""
    hands = "" if link.hands_on else "; hands no rating on"
    return (
        f"{KINDS[link.kind]}, {link.part} part{hands}{note}"
        if link.part != "whole"
        else f"{KINDS[link.kind]}{hands}{note}"
    )


def _left_out(page: Writer, profile: Profile) -> None:
    """List the regimes left out, with reasons."""
    for each in profile.left_out:
        page.line(f"Left out: {each.regime}, which could not be read: {each.why}.")


def _outcomes(page: Writer, outcomes: Sequence[Outcome]) -> None:
    """Write a line per publication, a column per judgement, and below them the status and source of each.

    Publications of other judgements have a table of their own.
    """
    publications: dict[tuple[str, str], dict[str, str]] = {}
    grounds: dict[tuple[str, str, str], list[str]] = {}
    for each in outcomes:
        published = str(each.published)
        cells = publications.setdefault((published, each.regime), {})
        cells[each.judgement.id] = each.grade + MARKS.get(each.status, "")
        how = "" if each.status in ("printed", "range") else each.status.replace("_", " ")
        said = "; ".join(part for part in (how, each.note) if part)
        place = ", ".join(part for part in (each.source, each.place) if part)
        ground = f"{said} [{place}]" if said else f"[{place}]"
        grounds.setdefault((published, each.regime, ground), []).append(each.judgement.id)
    for judgements in dict.fromkeys(tuple(cells) for cells in publications.values()):
        of_these = [
            [*key, *cells.values()] for key, cells in sorted(publications.items()) if tuple(cells) == judgements
        ]
        page.grid(["published", "regime", *judgements], of_these)
    legend = [f"{mark.strip()} {status}" for status, mark in MARKS.items() if any(status == o.status for o in outcomes)]
    if legend:
        page.line(f"{', '.join(legend)}.")
    for (published, regime, ground), which in grounds.items():
        alone = sum(day == published for day, _ in publications) == 1
        page.item(f"{published} {'' if alone else f'{regime} '}{', '.join(which)}: {ground}")


def _sources(page: Writer, profile: Profile) -> None:
    page.heading("Sources", folded=True)
    for regime, sources in profile.sources.items():
        for source in sources:
            write_source(page, source, f"{regime}, {source.id}: {source.cite()}")


def write_councils(councils: Sequence[Council], on: dt.date | None, stream: IO[str] | None = None) -> None:
    """Write a list of councils, one line each."""

    def write(page: Writer) -> None:
        when = f"on {on}" if on else "in the register, whenever they existed (--on DATE for those of a day)"
        page.title(f"{many(len(councils), 'council')} with social services duties {when}")
        rows = [
            [each.name, each.type.replace("_", " "), each.region, each.lifetime() if each.changed else ""]
            for each in councils
        ]
        page.grid(["council", "type", "region", "existed"], rows)
        page.line("A council without dates has existed throughout. --format csv has ids and codes too.")
        if on is not None and on < COMPLETE_FROM:
            page.line(f"Some are missing: the register holds no council that ended before {COMPLETE_FROM}.")

    write_page(write, stream)


def write_resolution(resolution: Resolution, stream: IO[str] | None = None) -> None:
    """Write the councils that names resolved to, and why some did not."""
    matches = resolution.matches

    def write(page: Writer) -> None:
        page.title(f"{len(matches) - resolution.failed} of {len(matches)} names resolved")
        rows = [
            [match.text, str(on or "any"), match.council.id if match.council else "-", match.how]
            for match, on in zip(matches, resolution.dates, strict=True)
        ]
        page.grid(["name", "date", "council_id", "how"], rows)
        failed = [match for match in matches if match.council is None]
        if failed:
            page.heading("Not resolved")
            for match in failed:
                nearest = f" Nearest: {'; '.join(match.candidates)}." if match.candidates else ""
                page.item(f"{match.explanation}.{nearest}")

    write_page(write, stream)
