"""Spreadsheets as people send them, for what is drafted from them. Every grade in them is invented."""

from __future__ import annotations

WIDE = (
    "Ratings of councils as at 31 March 2016,,,,,\n"
    ",,,,,\n"
    "Region,Local authority,GSS code,Overall effectiveness,Care leavers,Comments\n"
    "London,London Borough of Barnet,E09000003,Good,Requires Improvement,\n"
    "Yorkshire,Leeds City Cncl,E08000035,Outstanding,Not judged,see the letter\n"
    "South East,Kent County Council,E10000016,Inadequate,N/A,\n"
    "East,Norfolk,E10000020,Good,,\n"
    ",England,,Good,Good,\n"
    "Source: inspection letters,,,,,\n"
).encode("utf-8-sig")
LONG = (
    "Authority,Kind of inspection,Inspection start,Publication date,Theme,Judgement,Report\n"
    + "".join(
        f"{council},Full,01/02/2023,{date},{theme},{grade},https://www.example.org/reports/{council.lower()}\n"
        for council, date, grades in (
            ("Leeds", "13/03/2023", ("Good", "Strong", "Weak")),
            ("Kent", "February 2025", ("Outstanding", "Fair", "Strong")),
            ("Barnet", "5 June 2023", ("Not yet rated", "Not yet rated", "Not yet rated")),
        )
        for theme, grade in zip(("Overall", "Access", "Safety"), grades, strict=True)
    )
).encode()
CODED = (
    "LA code;Star rating;Capacity;Comment \N{EN DASH} note\n"
    "00CN;2 stars;Promising;\n"
    "00DA;1 star;Poor;\N{POUND SIGN}5m overspent\n"
    "17;withheld;Excellent;\n"
).encode("cp1252")
