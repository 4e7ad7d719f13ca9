"""How people and places look in the API."""

from rest_framework import serializers

from accounts.models import Affiliation, School, Team


class SchoolShape(serializers.ModelSerializer[School]):
    network = serializers.CharField(source="network.code", allow_null=True, read_only=True)

    class Meta:
        model = School
        fields = (
            *("uai", "name", "kind", "status", "commune", "departement", "academy", "network"),
            *("managed_by", "site", "pupils", "ent", "bandwidth_mbps", "served", "closed_on"),
        )
        read_only_fields = fields


class TeamShape(serializers.ModelSerializer[Team]):
    can_receive = serializers.BooleanField(
        read_only=True, help_text="Faux sans responsable : on ne peut rien lui transmettre."
    )

    class Meta:
        model = Team
        fields = ("code", "name", "kind", "departement", "can_receive")
        read_only_fields = fields


class RoleShape(serializers.ModelSerializer[Affiliation]):
    """A role with its scope: a school (UAI), a team (code), a département, or the whole académie."""

    label = serializers.CharField(source="get_role_display", read_only=True)  # type: ignore[assignment]
    school = serializers.CharField(source="school.uai", allow_null=True, read_only=True)
    school_name = serializers.CharField(source="school.name", allow_null=True, read_only=True)
    team = serializers.CharField(source="team.code", allow_null=True, read_only=True)
    team_name = serializers.CharField(source="team.name", allow_null=True, read_only=True)

    class Meta:
        model = Affiliation
        fields = (
            *("role", "label", "school", "school_name", "team", "team_name"),
            *("departement", "starts_on", "ends_on"),
        )
        read_only_fields = fields


class ProblemShape(serializers.Serializer[None]):
    """Why the API says no (RFC 9457)."""

    type = serializers.CharField(help_text="urn:relais:probleme:{code}")
    title = serializers.CharField(help_text="Le statut, en français.")
    status = serializers.IntegerField()
    detail = serializers.CharField(
        help_text="Ce qui ne va pas et ce qu'on peut faire, en français."
    )
    code = serializers.CharField(
        help_text="Stable, en minuscules et traits d'union : pour les programmes."
    )
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        help_text="Par champ. Sous une clé vide : ce qui ne tient pas à un seul champ.",
    )
