"""The record of changes."""

ADDRESSES = """
audit     audit       GET  /audit/
csv       audit-file  GET  /audit/audit.csv
json      audit-file  GET  /audit/audit.json
exe       audit-file  GET  /audit/audit.exe
measure   changes-of  GET  /changes/measure/good-attendance/
outcome   changes-of  GET  /changes/outcome/independent/
narrative changes-of  GET  /changes/narrative/good-attendance/
person    changes-of  GET  /changes/person/1/
nothing   changes-of  GET  /changes/password/1/
"""

MATRIX = """
                audit csv json exe measure outcome narrative person nothing
public          302   302 302  302 302     302     302       302    302
analyst         200   200 200  404 200     200     200       404    404
measure-owner   403   403 403  403 404     404     404       404    404
lead-officer    403   403 403  403 200     404     200       404    404
sponsor         403   403 403  403 200     200     200       404    404
assurance       200   200 200  404 200     200     200       404    404
councillor      403   403 403  403 403     403     403       403    403
administrator   200   200 200  404 200     200     200       200    404
"""
