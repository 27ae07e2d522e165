"""The reference central platform: enrolment, intake of cases, uploads, answers, and the pages a phone opens.

Nothing heavy is imported here; `app.central.server` runs it, `app.central.administration` works on its data directory.
"""
