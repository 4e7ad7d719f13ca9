"""Files like the open directory of schools, with invented schools: each test says what is damaged."""

from tests.factories.accounts import valid_uai


def _columns(line: str) -> list[str]:
    return line.split(";")


HEADERS_2023 = _columns(
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;"
    "Code postal;Nom_commune;Code_departement;Telephone;Mail;SIREN_SIRET;Nombre_d_eleves;Libelle_academie;"
    "date_ouverture;date_maj_ligne;etat;etablissement_multi_lignes;libelle_nature"
)
HEADERS_2026 = _columns(
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Adresse_1;"
    "Code_postal;Nom_commune;Code_departement;Telephone;Mail;SIREN_SIRET;Libelle_academie;"
    "coordX_origine;coordY_origine;epsg_origine;date_ouverture;date_maj_ligne;etat;PIAL;"
    "etablissement_mere;type_rattachement_etablissement_mere;libelle_nature"
)

COLLEGE = {
    "Identifiant_de_l_etablissement": valid_uai("086", 9101),
    "Nom_etablissement": "Collège des Trois-Étangs",
    "Type_etablissement": "Collège",
    "Statut_public_prive": "Public",
    "Adresse_1": "3 rue de l'Écluse",
    "Code postal": "86900",
    "Code_postal": "86900",
    "Nom_commune": "Vaubrun",
    "Code_departement": "086",
    "Telephone": "05 49 00 00 01",
    "Mail": "ce.trois-etangs@exemple.test",
    "SIREN_SIRET": "21860000000011",
    "Nombre_d_eleves": "412",
    "Libelle_academie": "Poitiers",
    "date_ouverture": "1968-09-01",
    "date_maj_ligne": "2025-06-08",
    "etat": "OUVERT",
    "libelle_nature": "COLLEGE",
}


def school(number: int, **changes: str) -> dict[str, str]:
    """The collège above under another UAI, with other cells; `Code_postal` stands for both spellings."""
    cells = COLLEGE | {"Identifiant_de_l_etablissement": valid_uai("086", number)} | changes
    if "Code_postal" in changes:
        cells["Code postal"] = changes["Code_postal"]
    return cells


def directory(
    *rows: dict[str, str] | str,
    headers: list[str] = HEADERS_2023,
    encoding: str = "utf-8-sig",
    separator: str = ";",
    end: str = "\r\n",
) -> bytes:
    """The file; a row given as text is written as it is."""
    lines = [separator.join(headers)]
    for row in rows:
        if isinstance(row, str):
            lines.append(row)
        else:
            lines.append(separator.join(row.get(name, "") for name in headers))
    return (end.join(lines) + end).encode(encoding)
