"""Whatever a document holds, the check ends, is the same twice, and its mends can be applied."""

from __future__ import annotations

from hypothesis import given

from papidesk.checking.check import Watch, check
from papidesk.checking.fixes import apply
from papidesk.checking.positions import locate
from papidesk.checking.subject import Subject
from papidesk.domain.document import Document
from papidesk.domain.record import from_json, replace, to_json
from tests.strategies import documents


@given(documents())
def test_any_document_is_checked_and_each_mend_fits(document: Document) -> None:
    subject = Subject(document=document)
    report = check(subject)
    assert report == check(subject) == Watch().check(subject)
    assert report.summary()
    for finding in report.findings:
        assert finding.sentence()
        assert locate(finding.place, subject).line != 0
        if finding.fix is not None:
            mended = apply(replace(document, state="draft"), finding.fix)
            assert from_json(Document, to_json(mended)) == mended
