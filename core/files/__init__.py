"""Read, check and write files."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crossregime.core.files.atomic import (
        check_outputs as check_outputs,
        write_folder as write_folder,
        write_outputs as write_outputs,
    )
    from crossregime.core.files.delimited import parse_csv as parse_csv
    from crossregime.core.files.faults import Faults as Faults
    from crossregime.core.files.folder import (
        Folder as Folder,
        file_hash as file_hash,
        read_named as read_named,
        sensible as sensible,
    )
    from crossregime.core.files.formats import (
        csv_text as csv_text,
        json_text as json_text,
        table_bytes as table_bytes,
        with_grades as with_grades,
    )
    from crossregime.core.files.paper import ForPaper as ForPaper
    from crossregime.core.files.places import DATASETS as DATASETS, ROOT as ROOT
    from crossregime.core.files.provenance import head as head
    from crossregime.core.files.rowschema import check_rows as check_rows
    from crossregime.core.files.schema import (
        hold_document as hold_document,
        hold_to_schema as hold_to_schema,
        written_place as written_place,
    )
    from crossregime.core.files.tree import (
        Written as Written,
        check_tree as check_tree,
        with_list as with_list,
        write_tree as write_tree,
    )
else:
    from crossregime.core.door import open_door

    open_door(
        __name__,
        atomic="check_outputs write_folder write_outputs",
        delimited="parse_csv",
        faults="Faults",
        folder="Folder file_hash read_named sensible",
        formats="csv_text json_text table_bytes with_grades",
        paper="ForPaper",
        places="DATASETS ROOT",
        provenance="head",
        rowschema="check_rows",
        schema="hold_document hold_to_schema written_place",
        tree="Written check_tree with_list write_tree",
    )
