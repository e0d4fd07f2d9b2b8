"""Where a page has its style and scripts: its policy allows these and nothing else."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from crossregime.render.web import alone, within


def test_a_page_alone_allows_its_own_style_and_script_by_their_hashes():
    digest = b64encode(hashlib.sha256(b"p { color: red }").digest()).decode()
    assert f"style-src 'sha256-{digest}'" in alone("p { color: red }", "").policy


def test_another_style_or_script_has_another_policy():
    assert len({alone(style, script).policy for style in "ab" for script in "ab"}) == 4


def test_a_page_of_a_site_allows_the_files_of_the_site_and_nothing_within_itself():
    look = within("../", "site.js")
    assert look.policy == "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
    assert (look.root, look.scripts, look.style, look.script) == ("../", ("site.js",), "", "")
