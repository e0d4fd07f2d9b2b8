"""What a plugin does while it is loaded stays its own: its output, an interrupt, a process that it forks off."""

from __future__ import annotations

import os
import sys

import pytest


def test_what_a_plugin_writes_stays_out_of_the_output_through_whichever_door(site):
    site.install_example()
    module = site.path / "crossregime_example2010" / "__init__.py"
    doors = "import os, sys\nprint('hello')\nsys.__stdout__.write('hello\\n')\nos.write(1, b'hello\\n')"
    module.write_text(f"{doors}\n{module.read_text()}")
    code = "import crossregime; print('before'); crossregime.host().load('example2010'); print('after')"
    done = site.python("-c", code)
    assert (done.stdout, done.stderr) == ("before\nafter\n", 3 * "hello\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_press_of_ctrl_c_is_no_fault_of_the_plugin(site):
    # The signal that the keys send, while the plugin is at work.
    site.install("my-ratings", "slow = slow", slow="import os, signal\nos.kill(os.getpid(), signal.SIGINT)")
    done = site.python("-m", "crossregime", "compare", "--regime", "ssi2003", "--regime", "slow")
    assert (done.returncode, done.stderr) == (130, "crossregime: stopped; nothing was half-written\n")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only where a process can fork")
def test_a_process_that_a_plugin_forks_off_is_not_a_second_program(site):
    site.install_example()
    module = site.path / "crossregime_example2010" / "__init__.py"
    module.write_text(f"import os\nos.fork()\n{module.read_text()}")
    done = site.python("-c", "import crossregime; crossregime.host().load('example2010'); print('once')")
    assert done.stdout == "once\n"
