"""What was found when an edition was verified, in words."""

from __future__ import annotations

from purbeck.publish.edition import EditionFault, Fault, Verification
from purbeck.publish.wording.figures import counted

_WHAT_TO_DO: dict[Fault, str] = {
    Fault.CHANGED: "Put the file back as it was issued, or issue a new edition.",
    Fault.MISSING: "Put the file back as it was issued.",
    Fault.ADDED: "Take the file out of the edition.",
    Fault.NOT_REPRODUCED: (
        "Verify with the versions that made it; the manifest of the edition names them."
    ),
    Fault.OTHER_VERSION: "Install the version expected, and verify again.",
    Fault.OTHER_DIGEST: "This is not the edition that was issued, or the digest was mistyped.",
}

_EXPECTED: dict[Fault, str] = {
    Fault.MISSING: "the file that was issued",
    Fault.ADDED: "no such file",
}

_FOUND: dict[Fault, str] = {
    Fault.MISSING: "nothing",
    Fault.ADDED: "a file",
}


def fault_sentence(fault: EditionFault) -> str:
    """Say in a line what is wrong: which file, what was expected and found, what to do."""
    expected = fault.expected or _EXPECTED.get(fault.fault, "nothing")
    found = fault.found or _FOUND.get(fault.fault, "nothing")
    advice = _WHAT_TO_DO[fault.fault]
    return f"{fault.subject}: expected {expected}, found {found}. {advice} [{fault.fault.value}]"


def verification_sentence(verification: Verification, *, against_digest: bool) -> str:
    """Say in a line whether the edition holds, and what that was found by."""
    name = f"Edition {verification.edition}"
    if not verification.holds:
        return f"{name} does not hold: {counted(len(verification.faults), 'fault')}."
    files = counted(verification.files, "file is as it was", "files are as they were")
    digest = ", its digest is the one given" if against_digest else ""
    if not verification.remade:
        return (
            f"{name} holds: {files} issued{digest}. Its documents were not made again: the figures "
            "behind them are not for publication, and are not beside it."
        )
    return f"{name} holds: {files} issued{digest}, and its documents come out the same again."
