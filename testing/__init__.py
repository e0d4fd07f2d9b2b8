"""Test a regime or a crosswalk against the contract: pytest classes that an author subclasses in two lines.

from crossregime.testing import CrosswalkConformance, RegimeConformance

class TestMine(RegimeConformance):
    regime = "my-regime"  # an installed regime's id, or a Path to its folder

class TestMyCrosswalk(CrosswalkConformance):
    crosswalk = "my-crosswalks"  # an installed crosswalk plugin's id, or a Path to its file
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.testing.crosswalk import CrosswalkConformance as CrosswalkConformance
    from crossregime.testing.regime import RegimeConformance as RegimeConformance
else:
    from crossregime.core.door import open_door

    open_door(__name__, crosswalk="CrosswalkConformance", regime="RegimeConformance")
