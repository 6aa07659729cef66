"""The addresses of the app.

References in a register that was imported may hold slashes, so that what adds a risk or an action
stands beside the pages of risks and actions, and not below them.
"""

from __future__ import annotations

from django.urls import URLPattern, path

from purbeck_web.risks import action_views, risk_views, views

urlpatterns: list[URLPattern] = [
    path("risks/", views.risks, name="risks"),
    path("new-risk/", risk_views.new_risk, name="risk-new"),
    path("risks/<path:risk_id>/edit/", risk_views.edit_risk, name="risk-edit"),
    path("risks/<path:risk_id>/review/", risk_views.review_risk, name="risk-review"),
    path("risks/<path:risk_id>/withdraw/", risk_views.withdraw_risk, name="risk-withdraw"),
    path("risks/<path:risk_id>/", views.risk, name="risk"),
    path("new-action/", action_views.new_action, name="action-new"),
    path("actions/<path:action_id>/edit/", action_views.edit_action, name="action-edit"),
    path("actions/<path:action_id>/done/", action_views.action_done, name="action-done"),
    path(
        "actions/<path:action_id>/withdraw/", action_views.withdraw_action, name="action-withdraw"
    ),
    path(
        "actions/<path:action_id>/new-milestone/", action_views.new_milestone, name="milestone-new"
    ),
    path("actions/<path:action_id>/", views.action, name="action"),
    path("milestones/<path:milestone_id>/", action_views.edit_milestone, name="milestone-edit"),
]
