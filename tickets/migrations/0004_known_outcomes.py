from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitation_and_corsica"),
        ("tickets", "0003_sharper_constraints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["public", "internal"])),
                name="message_visibility_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["open", "kept", "broken", "moved", "released"])
                ),
                name="promise_outcome_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticketevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["public", "internal"])),
                name="event_visibility_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["pending", "accepted", "refused", "arbitration", "arbitrated", "dropped"],
                    )
                ),
                name="transfer_outcome_is_known",
            ),
        ),
    ]
