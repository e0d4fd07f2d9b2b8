"""Find, load and examine plugins."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.discovery.child import run_in_child as run_in_child
    from crossregime.core.discovery.contract import (
        change_findings as change_findings,
        contract_findings as contract_findings,
        council_findings as council_findings,
        coverage_findings as coverage_findings,
        fingerprint as fingerprint,
        order_findings as order_findings,
        rule_findings as rule_findings,
        schema_findings as schema_findings,
        total_findings as total_findings,
    )
    from crossregime.core.discovery.doctor import Diagnosis as Diagnosis, diagnose as diagnose, load_each as load_each
    from crossregime.core.discovery.fetching import load_crosswalks as load_crosswalks, load_regime as load_regime
    from crossregime.core.discovery.hooks import (
        folder_crosswalks as folder_crosswalks,
        folder_regime as folder_regime,
        hookimpl as hookimpl,
    )
    from crossregime.core.discovery.installed import (
        Plugin as Plugin,
        PluginKind as PluginKind,
        installed_plugins as installed_plugins,
        listing_dict as listing_dict,
    )
    from crossregime.core.discovery.together import contradictions as contradictions
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        child="run_in_child",
        contract=(
            "change_findings contract_findings council_findings coverage_findings fingerprint order_findings "
            "rule_findings schema_findings total_findings"
        ),
        doctor="Diagnosis diagnose load_each",
        fetching="load_crosswalks load_regime",
        hooks="folder_crosswalks folder_regime hookimpl",
        installed="Plugin PluginKind installed_plugins listing_dict",
        together="contradictions",
    )
