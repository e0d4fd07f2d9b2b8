"""Write a folder of pages: every regime, council and pair of regimes, with a search over all."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.site.pairs import SitePair as SitePair
    from crossregime.render.site.site import site_files as site_files
else:
    from crossregime.core.door import open_door

    open_door(__name__, pairs="SitePair", site="site_files")
