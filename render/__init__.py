"""Write results for people: text, HTML and workbooks; a renderer computes nothing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.render.authoring import write_begun as write_begun
    from crossregime.render.bounds import write_inquiry as write_inquiry
    from crossregime.render.charts.output import Picture as Picture
    from crossregime.render.charts.theme import COLUMN as COLUMN, DOUBLE as DOUBLE
    from crossregime.render.citation import (
        lay_bibliography as lay_bibliography,
        write_bibliography as write_bibliography,
    )
    from crossregime.render.contrast import (
        lay_contrast as lay_contrast,
        lay_group_contrast as lay_group_contrast,
    )
    from crossregime.render.council import (
        lay_profile as lay_profile,
        write_councils as write_councils,
        write_councils_side_by_side as write_councils_side_by_side,
        write_profile as write_profile,
        write_resolution as write_resolution,
    )
    from crossregime.render.council_page import council_html as council_html, lay_council as lay_council
    from crossregime.render.crosswalk import (
        lay_crosswalk as lay_crosswalk,
        write_listing as write_listing,
        write_rivals as write_rivals,
        write_shown as write_shown,
    )
    from crossregime.render.description import lay_regime as lay_regime, write_description as write_description
    from crossregime.render.doctor import write_diagnosis as write_diagnosis
    from crossregime.render.engines import lay_crosstab as lay_crosstab, write_crosstab as write_crosstab
    from crossregime.render.events import lay_events as lay_events, write_events as write_events
    from crossregime.render.first_screen import lay_table as lay_table
    from crossregime.render.grouping import lay_grouping as lay_grouping
    from crossregime.render.html import html_page as html_page
    from crossregime.render.identification import lay_identification as lay_identification
    from crossregime.render.mapping import lay_mapping as lay_mapping, write_mapping as write_mapping
    from crossregime.render.panel import lay_panel as lay_panel
    from crossregime.render.paper import paper_text as paper_text
    from crossregime.render.plots import (
        ComparisonPlots as ComparisonPlots,
        CouncilPlots as CouncilPlots,
        CrosstabPlots as CrosstabPlots,
        RegimePlots as RegimePlots,
        draw_coverage as draw_coverage,
        draw_map as draw_map,
        draw_standing as draw_standing,
        draw_timeline as draw_timeline,
    )
    from crossregime.render.plugins import write_plugins as write_plugins
    from crossregime.render.position import lay_position as lay_position
    from crossregime.render.rate import (
        lay_rating as lay_rating,
        lay_steps as lay_steps,
        write_rating as write_rating,
        write_steps as write_steps,
    )
    from crossregime.render.reconcile import (
        lay_reconciliation as lay_reconciliation,
        write_reconciliation as write_reconciliation,
    )
    from crossregime.render.report.page import report_page as report_page
    from crossregime.render.rerun import write_rerun as write_rerun
    from crossregime.render.sensitivity import (
        lay_sensitivity as lay_sensitivity,
        write_sensitivity as write_sensitivity,
    )
    from crossregime.render.settling import lay_breakdown as lay_breakdown, lay_help as lay_help
    from crossregime.render.site import SitePair as SitePair, site_files as site_files
    from crossregime.render.standing import lay_standing as lay_standing, write_standing as write_standing
    from crossregime.render.statistics import write_catalogue as write_catalogue, write_entries as write_entries
    from crossregime.render.text import lay_comparison as lay_comparison, write_comparison as write_comparison
    from crossregime.render.validation import write_validation as write_validation
    from crossregime.render.workbook import workbook_bytes as workbook_bytes
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        authoring="write_begun",
        bounds="write_inquiry",
        charts__output="Picture",
        charts__theme="COLUMN DOUBLE",
        citation="lay_bibliography write_bibliography",
        contrast="lay_contrast lay_group_contrast",
        council="lay_profile write_councils write_councils_side_by_side write_profile write_resolution",
        council_page="council_html lay_council",
        crosswalk="lay_crosswalk write_listing write_rivals write_shown",
        description="lay_regime write_description",
        doctor="write_diagnosis",
        engines="lay_crosstab write_crosstab",
        events="lay_events write_events",
        first_screen="lay_table",
        grouping="lay_grouping",
        html="html_page",
        identification="lay_identification",
        mapping="lay_mapping write_mapping",
        paper="paper_text",
        panel="lay_panel",
        plots="ComparisonPlots CouncilPlots CrosstabPlots RegimePlots"
        " draw_coverage draw_map draw_standing draw_timeline",
        plugins="write_plugins",
        position="lay_position",
        rate="lay_rating lay_steps write_rating write_steps",
        reconcile="lay_reconciliation write_reconciliation",
        report__page="report_page",
        rerun="write_rerun",
        site__pairs="SitePair",
        site__site="site_files",
        sensitivity="lay_sensitivity write_sensitivity",
        settling="lay_breakdown lay_help",
        standing="lay_standing write_standing",
        statistics="write_catalogue write_entries",
        text="lay_comparison write_comparison",
        validation="write_validation",
        workbook="workbook_bytes",
    )
