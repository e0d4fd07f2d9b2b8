"""The commands of the program, one module each: its parser, and the few lines that call core and show the result.

A module has `describe(parser)`, which adds the arguments, and `run(options, output)`, which gives the exit code. It is
imported when its command is called.
"""

SUMMARIES = {
    "compare": "put two regimes or more side by side",
    "bounds": "what partly published ratings settle about two regimes, and what they don't",
    "crosstab": "tabulate two files of your own, of any length",
    "statistics": "list the statistics, or explain one",
    "plot": "draw a heat map, a flow, intervals, a map, a timeline or what is known of a regime",
    "report": "write a comparison as one HTML page to send",
    "site": "write a folder of pages on every regime, council and pair of regimes",
    "map": "map every council's grade onto the scale of another regime",
    "crosswalks": "list the crosswalks, or set those between two regimes side by side",
    "regimes": "list the regimes, or describe one",
    "new": "begin a regime or a crosswalk of your own, from a spreadsheet if you have one",
    "validate": "check a regime's files, or a crosswalk's, and say all that is wrong with them",
    "reconcile": "hold what the sources state to the data",
    "export": "write one position's outcomes to a file",
    "councils": "list councils, or resolve a file of names",
    "council": "one council: who it is, where it came from and went, every outcome",
    "cite": "what to cite: the program, the regimes and the documents behind them",
    "rerun": "make a result again that --save kept, and say what differs",
    "doctor": "examine the installation: versions, and every plugin",
    "rate": "rate a pattern of judgements by a regime's rule, or explain a rating",
}
"""Each command with its line in the help of the program, in the order of that help."""
