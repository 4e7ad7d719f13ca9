"""The forty schools and twelve networks of the demo. All invented; the UAI are valid and in an unused range."""

from typing import NamedTuple

from accounts.enums import ManagedBy, SchoolKind

C, L, LP, EREA = SchoolKind.COLLEGE, SchoolKind.LYCEE, SchoolKind.LP, SchoolKind.EREA

DEPARTEMENTS = {
    "016": "Charente",
    "017": "Charente-Maritime",
    "079": "Deux-Sèvres",
    "086": "Vienne",
}

NETWORKS = {
    "R16-1": "Les Trois Chais",
    "R16-2": "Vallée du Sourdon",
    "R16-3": "Plateau d'Ambrac",
    "R17-1": "Les Deux Phares",
    "R17-2": "Marais de Sainte-Orse",
    "R17-3": "Coteaux de Gemerville",
    "R17-4": "Pertuis d'Aunay",
    "R79-1": "Bocage de Vérines",
    "R79-2": "Les Sept Moulins",
    "R86-1": "Plaine de Chassenac",
    "R86-2": "Confluens",
    "R86-3": "Bois de Moulinet",
}


class Place(NamedTuple):
    """A school. `number` is how the histories name it."""

    number: int
    uai: str
    name: str
    kind: SchoolKind
    commune: str
    network: str
    site: str = ""

    @property
    def departement(self) -> str:
        return self.uai[:3]

    @property
    def managed_by(self) -> ManagedBy:
        """A cité scolaire is the région's by agreement."""
        return ManagedBy.DEPARTEMENT if self.kind is C and not self.site else ManagedBy.REGION

    @property
    def ent(self) -> str:
        if self.kind is not C:
            return "Lycée connecté"
        if self.number in WITHOUT_ENT:
            return ""
        return {"086": "ENEJ", "016": "ENT des collèges de la Charente"}.get(
            self.departement, "i-Cart"
        )


WITHOUT_ENT = (5, 26)
SLOW_LINE = (3, 5, 22, 26, 30, 33, 34, 36, 37)
_CITE = "Cité scolaire Fernand-Aubier"

SCHOOLS = (
    Place(1, "0169001X", "Collège Les Tilleuls", C, "Ambrac", "R16-3"),
    Place(2, "0169002Y", "Collège Odette-Vaugrand", C, "Montchasnay", "R16-1"),
    Place(3, "0169003Z", "Collège du Sourdon", C, "Saint-Orient-sur-Sourdon", "R16-2"),
    Place(4, "0169004A", "Collège Pierre-Lussac", C, "Villebroye", "R16-1"),
    Place(5, "0169005B", "Collège La Garenne", C, "Chantefrène", "R16-2"),
    Place(6, "0169006C", "Collège Simone-Arbaud", C, "Ambrac", "R16-3"),
    Place(7, "0169007D", "Lycée Hélène-Marsac", L, "Montchasnay", "R16-1"),
    Place(8, "0169008E", "LP des Chais", LP, "Villebroye", "R16-1"),
    Place(9, "0169009F", "Lycée du Plateau", L, "Ambrac", "R16-3"),
    Place(10, "0179001S", "Collège des Deux-Phares", C, "Port-Aunis-la-Neuve", "R17-1"),
    Place(11, "0179002T", "Collège Marguerite-Thibaudeau", C, "Port-Aunis-la-Neuve", "R17-1"),
    Place(12, "0179003U", "Collège de l'Estran", C, "Sainte-Orse-les-Bains", "R17-2"),
    Place(13, "0179004V", "Collège Émile-Rancourt", C, "Gemerville", "R17-3"),
    Place(14, "0179005W", "Collège Les Salins", C, "Marais-Vieux", "R17-2"),
    Place(15, "0179006X", "Collège Anatole-Bréjou", C, "Saint-Aubray", "R17-3"),
    Place(16, "0179007Y", "Collège Rose-Delmas", C, "Pertuis-d'Aunay", "R17-4"),
    Place(17, "0179008Z", "Collège Fernand-Aubier", C, "Gemerville", "R17-3", _CITE),
    Place(18, "0179009A", "Lycée Fernand-Aubier", L, "Gemerville", "R17-3", _CITE),
    Place(19, "0179010B", "Lycée Camille-Roumazeilles", L, "Port-Aunis-la-Neuve", "R17-1"),
    Place(20, "0179011C", "LP des Pertuis", LP, "Pertuis-d'Aunay", "R17-4"),
    Place(21, "0179012D", "EREA Louise-Ansart", EREA, "Saint-Aubray", "R17-3"),
    Place(22, "0799001E", "Collège de Vérines", C, "Vérines-en-Bocage", "R79-1"),
    Place(23, "0799002F", "Collège Joséphine-Bardin", C, "Le Breuil-Thoray", "R79-1"),
    Place(24, "0799003G", "Collège des Sept-Moulins", C, "Moulins-Thorigny", "R79-2"),
    Place(25, "0799004H", "Collège Armand-Testaud", C, "Saint-Varais", "R79-2"),
    Place(26, "0799005J", "Collège Jean-Guérineau", C, "Chambroute", "R79-1"),
    Place(27, "0799006K", "Collège La Venelle", C, "Pamplay", "R79-2"),
    Place(28, "0799007L", "Lycée Ernest-Pinardeau", L, "Moulins-Thorigny", "R79-2"),
    Place(29, "0799008M", "LP Thérèse-Augereau", LP, "Vérines-en-Bocage", "R79-1"),
    Place(30, "0869001S", "Collège de Chassenac", C, "Chassenac", "R86-1"),
    Place(31, "0869002T", "Collège Lucie-Bonneval", C, "Confluens", "R86-2"),
    Place(32, "0869003U", "Collège Henri-Pasquet", C, "Confluens", "R86-2"),
    Place(33, "0869004V", "Collège du Bois-de-Moulinet", C, "Saint-Moulinet", "R86-3"),
    Place(34, "0869005W", "Collège Élise-Fournol", C, "Vouzay-la-Plaine", "R86-1"),
    Place(35, "0869006X", "Collège Georges-Ardant", C, "Latillac", "R86-3"),
    Place(36, "0869007Y", "Collège Blanche-Cavoignac", C, "Usseaulx", "R86-2"),
    Place(37, "0869008Z", "Collège des Quatre-Vents", C, "Charrozay", "R86-1"),
    Place(38, "0869009A", "Lycée Adrienne-Robuchaud", L, "Confluens", "R86-2"),
    Place(39, "0869010B", "LP Robert-Desmarty", LP, "Chassenac", "R86-1"),
    Place(40, "0869011C", "Lycée Paul-Émile-Grandin", L, "Latillac", "R86-3"),
)
