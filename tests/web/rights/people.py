"""People, signing in and out, and oneself."""

from __future__ import annotations

from typing import Any

SOMEBODY = 990_001
"""The id of a person whom the paths name."""

ADDRESSES = f"""
people       people       GET   /people/
invite       invite       GET   /people/invite/
invite-it    invite       POST  /people/invite/
person       person       GET   /people/{SOMEBODY}/
person-it    person       POST  /people/{SOMEBODY}/
again        invite-again GET   /people/{SOMEBODY}/invite/
again-it     invite-again POST  /people/{SOMEBODY}/invite/
act          act-on-person GET  /people/{SOMEBODY}/deactivate/
act-it       act-on-person POST /people/{SOMEBODY}/deactivate/
no-act       act-on-person GET  /people/{SOMEBODY}/promote/
sign-in      sign-in      GET   /sign-in/
sign-in-too  account_login GET  /sign-in/
forgotten    forgotten    GET   /sign-in/forgotten/
link         new-password GET   /sign-in/new-password/MQ/no-link/
invitation   invitation   GET   /sign-in/invitation/MQ/no-link/
code         mfa_authenticate GET /sign-in/code/
sso          openid_connect_login GET /sign-in/with/sso/
sso-back     openid_connect_callback GET /sign-in/with/sso/back/
sign-out     sign-out     GET   /sign-out/
about        about-you    GET   /about-you/
about-too    mfa_index    GET   /about-you/
password     own-password GET   /about-you/password/
password-it  own-password POST  /about-you/password/
again-pw     account_reauthenticate GET /about-you/password/again/
again-code   mfa_reauthenticate GET /about-you/code/again/
second       mfa_activate_totp GET /about-you/second-factor/
second-away  mfa_deactivate_totp GET /about-you/second-factor/take-away/
codes        mfa_view_recovery_codes GET /about-you/recovery-codes/
codes-new    mfa_generate_recovery_codes GET /about-you/recovery-codes/new/
"""

_COLUMNS = [line.split()[0] for line in ADDRESSES.strip().splitlines()]

_PUBLIC = dict.fromkeys(_COLUMNS, 302) | {
    **dict.fromkeys(("sign-in", "sign-in-too", "forgotten", "link", "invitation"), 200),
    **{"sso": 404, "sso-back": 404, "sign-out": 405, "again": 405},
}
"""Whoever is not signed in is asked to; without a provider there is no single sign-on."""

_SIGNED_IN = dict.fromkeys(_COLUMNS, 403) | {
    **dict.fromkeys(("forgotten", "link", "invitation", "about", "about-too", "password"), 200),
    **dict.fromkeys(("sign-in", "sign-in-too", "code", "sso"), 302),
    **{"sso-back": 404, "sign-out": 405, "again": 405, "password-it": 422},
    # The password is asked once more before the second factor, and there is none yet.
    **{"again-pw": 200, "again-code": 302, "second": 302},
    **{"second-away": 404, "codes": 404, "codes-new": 302},
}

_ADMINISTRATOR = _SIGNED_IN | {
    **dict.fromkeys(("people", "invite", "person", "act"), 200),
    **dict.fromkeys(("invite-it", "person-it", "act-it"), 422),
    **{"again-it": 302, "no-act": 404},
}

_ROWS = {
    "public": _PUBLIC,
    **dict.fromkeys(
        ("analyst", "measure-owner", "lead-officer", "sponsor", "assurance", "councillor"),
        _SIGNED_IN,
    ),
    "administrator": _ADMINISTRATOR,
}

MATRIX = "\n".join(
    (
        "           " + " ".join(_COLUMNS),
        *(f"{role} {' '.join(str(row[each]) for each in _COLUMNS)}" for role, row in _ROWS.items()),
    )
)


def make_ready(people: dict[str, Any]) -> None:
    """Enter the person whom the paths name."""
    from purbeck_web.people.models import Person
    from purbeck_web.people.roles import Role

    Person.objects.create_person(
        "somebody@example.org", "Somebody", Role.COUNCILLOR, None, pk=SOMEBODY
    )
