"""Write what a notebook shows of a comparison as a page of its own."""

import sys
from pathlib import Path

import crossregime as cr

fragment = cr.compare("ssi2003", "ofsted2009")._repr_html_()  # what a notebook calls
head = '<meta charset="utf-8"><title>crossregime</title>'
page = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{fragment}\n</body></html>\n'
Path(sys.argv[1]).write_text(page, encoding="utf-8")
