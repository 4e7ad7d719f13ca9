"""What the first constraints let through: blanks, a ticket that the engine forgets, a ledger emptied in one word."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tickets.models.promise

FORWARD = """
CREATE TRIGGER promise_is_not_truncated BEFORE TRUNCATE ON tickets_promise
    FOR EACH STATEMENT EXECUTE FUNCTION relais_refuse('the ledger keeps every promise');
"""
BACKWARD = "DROP TRIGGER promise_is_not_truncated ON tickets_promise;"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitation_and_corsica"),
        ("tickets", "0002_history_and_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="promise",
            name="promise_moves_before_its_date_with_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="ticket",
            name="ticket_open_has_holder_action_and_date",
        ),
        migrations.RemoveConstraint(
            model_name="ticket",
            name="ticket_ended_is_held_by_nobody",
        ),
        migrations.RemoveConstraint(
            model_name="ticket",
            name="ticket_waiting_names_whom_and_why",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_has_a_reason",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_refused_has_a_reason",
        ),
        migrations.AddField(
            model_name="ticket",
            name="decider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets_to_decide",
                to="accounts.team",
                verbose_name="décide",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "moved"), _negated=True),
                    models.Q(
                        ("promised_on__gte", tickets.models.promise.ParisDay("settled_at")),
                        ("reason__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="promise_moves_before_its_date_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_at", None), ("settled_at__gte", models.F("made_at")), _connector="OR"
                ),
                name="promise_is_settled_after_it_is_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("promised_on", tickets.models.promise.ParisDay("due_at"))),
                name="promise_is_due_on_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__regex", "\\S")), name="promise_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("closed", "merged", "refused", "cancelled")),
                    models.Q(
                        ("due_at__isnull", False),
                        ("held_since__isnull", False),
                        ("holder__isnull", False),
                        ("next_action__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="ticket_open_has_holder_action_and_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ("closed", "merged", "refused", "cancelled")), _negated=True
                    ),
                    models.Q(
                        ("due_at", None),
                        ("held_since", None),
                        ("holder", None),
                        ("next_action", ""),
                        ("promised_on", None),
                    ),
                    _connector="OR",
                ),
                name="ticket_ended_is_held_by_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("status__in", ("closed", "merged", "refused", "cancelled")),
                            _negated=True,
                        ),
                        ("wake_at__isnull", False),
                    ),
                    models.Q(
                        ("status__in", ("closed", "merged", "refused", "cancelled")),
                        ("wake_at", None),
                    ),
                    _connector="OR",
                ),
                name="ticket_open_is_watched",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "status__in",
                            ["waiting_third_party", "waiting_decision", "waiting_requester"],
                        ),
                        _negated=True,
                    ),
                    models.Q(("waiting_for__regex", "\\S"), ("waiting_reason__regex", "\\S")),
                    _connector="OR",
                ),
                name="ticket_waiting_names_whom_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approval_pending", False), ("decider", None)),
                    ("status", "waiting_decision"),
                    _connector="OR",
                ),
                name="ticket_decision_is_awaited_in_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("approval_pending", False), ("decider", None), _connector="OR"),
                name="ticket_approval_is_the_head_s",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen_by_teams__contains", [models.F("team_id")])),
                name="ticket_is_seen_by_its_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "noted"), _negated=True),
                    ("visibility", "internal"),
                    _connector="OR",
                ),
                name="event_of_a_note_is_internal",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")), name="transfer_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "refused"), _negated=True),
                    ("answer_reason__regex", "\\S"),
                    _connector="OR",
                ),
                name="transfer_refused_has_a_reason",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
