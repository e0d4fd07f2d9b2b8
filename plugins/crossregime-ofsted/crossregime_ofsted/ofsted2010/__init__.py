"""The regime ofsted2010: the files of this folder."""

from crossregime import folder_regime as crossregime_regime  # noqa: F401  # the hook: this folder is the regime
