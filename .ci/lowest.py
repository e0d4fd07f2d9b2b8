"""Print the lowest version of each dependency that pyproject.toml allows, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["project"]
requirements = project["dependencies"] + [
    requirement for extra in project["optional-dependencies"].values() for requirement in extra
]
for requirement in requirements:
    if requirement.startswith(project["name"]):
        continue
    bound = re.fullmatch(r"([\w.-]+)(?:\[.*\])?>=([\d.]+)(,.*)?", requirement)
    if bound is None:
        sys.exit(f"{requirement} has no lowest version")
    print(f"{bound[1]}=={bound[2]}")
