"""The commands of the program, one module each: its parser, and the few lines that call core and show the result.

A module has `describe(parser)`, which adds the arguments, and `run(options, output)`, which gives the exit code. It is
imported when its command is called.
"""

SUMMARIES = {
    "compare": "put two regimes or more side by side",
    "bounds": "what partly published ratings settle about two regimes",
    "crosstab": "tabulate two files of your own, of any length",
    "statistics": "list the statistics, or explain one",
    "plot": "draw a heat map, flow, intervals, map, timeline or standing",
    "report": "write a comparison as one HTML page to send",
    "site": "write a folder of pages: every regime, council and pair",
    "map": "map every council's grade onto the scale of another regime",
    "crosswalks": "list crosswalks, or set those between two regimes side by side",
    "regimes": "list the regimes, or describe one",
    "new": "begin a regime or crosswalk, from a spreadsheet if you have one",
    "validate": "check a regime's files, or a crosswalk's, and say what is wrong",
    "reconcile": "hold what the sources state to the data",
    "export": "write one position's outcomes, or all that regimes hold",
    "councils": "list councils, or resolve a file of names",
    "council": "one council: its past and every rating, or where it stood",
    "cite": "what to cite: program, regimes and the documents behind them",
    "rerun": "make a result again that --save kept: what differs?",
    "doctor": "examine the installation: versions, and every plugin",
    "rate": "rate a pattern by a regime's rule, or explain a rating",
    "completion": "write what a shell needs to complete names",
    "man": "write the manual page",
}
"""Each command with its line in the help of the program, in the order of that help."""
