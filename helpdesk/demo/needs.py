"""What schools ask for in the demo, with what is promised, asked and proved: one line of life for each type."""

from dataclasses import dataclass, field
from typing import Any

from tickets.enums import Extent

PERSON, CLASS, LEVEL, SCHOOL = Extent.PERSON, Extent.CLASS, Extent.LEVEL, Extent.SCHOOL


@dataclass(frozen=True)
class Need:
    """A request as somebody writes it, and how the service takes it up."""

    code: str
    title: str
    body: str
    action: str
    evidence: str
    question: str = "Bonjour, depuis quand, et sur combien de postes ?"
    reply: str = "Depuis lundi, sur tous les postes de la salle."
    extent: Extent = PERSON
    place: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


INCIDENTS = (
    Need(
        "RES-01", "Plus de wifi dans la salle de technologie",
        "La borne est éteinte depuis ce matin, les tablettes ne voient plus aucun réseau. Testé avec deux appareils.",
        "Remplacer l'injecteur de la borne", "Borne rallumée, douze tablettes connectées pendant deux séances.",
        extent=CLASS, place="Salle de technologie",
        answers={"symptom": "Aucun réseau visible", "devices": "12 tablettes"},
    ),
    Need(
        "RES-01", "Wifi très lent au CDI dès qu'une classe arrive",
        "À partir de quinze appareils plus rien ne s'ouvre. Le matin tôt, tout va bien.",
        "Mesurer la charge de la borne et changer de canal", "Débit mesuré avec trente appareils, 20 Mb/s au CDI.",
        extent=CLASS, place="CDI", answers={"symptom": "Très lent", "hours": "de 10 h à 12 h"},
    ),
    Need(
        "RES-04", "Plus aucun accès à internet dans tout l'établissement",
        "Coupure depuis 8 h 15, sur les postes et en wifi, vie scolaire comprise. Le téléphone marche.",
        "Redémarrer le routeur et joindre l'opérateur", "Service revenu sur les deux réseaux, cause écrite par l'opérateur.",
        extent=SCHOOL, question="Les voyants du boîtier de l'opérateur sont-ils verts ?", reply="Le deuxième est rouge.",
    ),
    Need(
        "RES-05", "Site de géographie bloqué en classe",
        "La page s'ouvre à la salle des professeurs mais pas sur une session d'élève. Cours prévu la semaine prochaine.",
        "Vérifier la catégorie et débloquer", "Page ouverte depuis une session d'élève.",
        question="Quelle catégorie le message de blocage affiche-t-il ?", reply="« Jeux en ligne ».",
        answers={"page_url": "https://cartes.exemple.test/monde", "wanted": "Débloquer ce site"},
    ),
    Need(
        "RES-06", "Deux prises réseau mortes en salle 8",
        "Les postes du fond n'ont plus de réseau, câbles échangés sans effet.",
        "Contrôler le coffret de l'étage", "Deux prises recâblées, postes vus sur le réseau.", place="Salle 8",
    ),
    Need(
        "MAT-01", "Un poste sur deux ne démarre plus en salle informatique",
        "Écran noir et trois bips. Essayé une autre prise, même résultat.",
        "Venir avec des barrettes de mémoire", "Huit postes démarrés, une séance tenue.",
        extent=CLASS, place="Salle informatique 1",
    ),
    Need(
        "MAT-01", "L'ordinateur de la salle 21 s'éteint tout seul",
        "Il s'arrête au bout d'une demi-heure, toujours pendant les vidéos.",
        "Nettoyer le ventilateur ou changer le poste", "Poste allumé deux heures en continu.", place="Salle 21",
    ),
    Need(
        "MAT-02", "Vidéoprojecteur : image toute verte",
        "Câble changé, autre ordinateur essayé : l'image reste verte.",
        "Apporter un vidéoprojecteur de prêt", "Image stable pendant 30 minutes avec l'appareil de prêt.",
        place="Salle 104", extent=CLASS,
    ),
    Need(
        "MAT-03", "L'imprimante de la salle des professeurs n'imprime plus",
        "La file se bloque à chaque envoi, redémarrage fait deux fois.",
        "Réinstaller la file d'impression", "Pages imprimées depuis deux postes différents.",
        place="Salle des professeurs",
    ),
    Need(
        "MAT-04", "Deux tablettes fêlées dans la valise C",
        "Écrans cassés après une chute du chariot, il en reste treize.",
        "Venir chercher les tablettes pour le devis", "Tablettes réparées et remises dans la valise.",
        answers={"still_usable": "13"},
    ),
    Need(
        "MAT-05", "Installer l'application de cartographie sur les tablettes",
        "Gratuite, sans compte, pour les 5e à partir du mois prochain.",
        "Pousser l'application sur la valise B", "Application présente sur les quinze tablettes.",
        answers={"applications": "Application de cartographie, gratuite"},
    ),
    Need(
        "MAT-06", "Mise à jour du logiciel de géométrie dans deux salles",
        "La version installée n'ouvre plus les fichiers des collègues.",
        "Déployer la nouvelle version", "Logiciel ouvert depuis une session d'élève dans les deux salles.",
        answers={"software": "Logiciel de géométrie dynamique", "rooms": "101 et 102"},
    ),
    Need(
        "MAT-07", "Casques de baladodiffusion sans son",
        "Cinq casques sur seize ne donnent plus rien, testés sur un autre poste.",
        "Remplacer les casques", "Casques utilisés pendant une séance d'anglais.",
        answers={"equipment": "Casques, 5 sur 16"},
    ),
    Need(
        "MAT-09", "L'application de gestion ne s'ouvre plus au secrétariat",
        "Message « session expirée » depuis la mise à jour. Les bourses sont à saisir cette semaine.",
        "Reprendre la main à distance", "Saisie d'un dossier refaite avec la secrétaire.",
    ),
    Need(
        "MAT-10", "Préparer les postes pour la certification PIX",
        "Vingt-quatre élèves de 3e, salle informatique 1, essai souhaité la semaine d'avant.",
        "Faire l'essai complet de la salle", "Essai complet signé avec le RUPN : vingt-quatre sessions ouvertes.",
        extent=LEVEL, answers={"operation": "Certification PIX"},
    ),
    Need(
        "CPT-01", "Toute une classe de 6e ne peut plus ouvrir de session",
        "Mot de passe refusé pour les vingt-six élèves depuis la rentrée des vacances.",
        "Réinitialiser les mots de passe de la classe", "Connexions vues pour la classe entière.",
        extent=CLASS, answers={"classes": "6e, une classe"},
    ),
    Need(
        "CPT-02", "Messagerie académique d'un nouveau collègue",
        "Arrivé lundi, il n'a pas encore d'adresse et ne reçoit pas les convocations.",
        "Créer le compte avec les personnels", "Premier message reçu et lu par la personne.",
        question="Son affectation est-elle déjà saisie ?", reply="Oui, depuis vendredi.",
        answers={"staff_member": "Professeur remplaçant d'espagnol"},
    ),
    Need(
        "CPT-03", "Les groupes d'espagnol manquent dans l'ENT",
        "Trois groupes absents depuis l'import de la nuit, ils sont justes dans la base élèves.",
        "Relancer l'import et comparer les groupes", "Liste des groupes cochée avec le RUPN.",
        extent=LEVEL,
    ),
    Need(
        "CPT-04", "Donner les droits d'administration de PRONOTE au nouveau RUPN",
        "L'accord écrit est dans le dossier partagé de la direction.",
        "Donner l'accord et transmettre à la DSI", "Droit actif, vérifié par le RUPN.",
        answers={"service": "PRONOTE"},
    ),
    Need(
        "ENT-01", "L'ENT affiche une page blanche après connexion",
        "Pour les élèves et les parents depuis ce matin, les professeurs y arrivent.",
        "Signaler à l'éditeur et suivre le retour", "Connexion vue avec un compte d'élève et un de parent.",
        extent=SCHOOL, answers={"profiles": "Une partie seulement"},
    ),
    Need(
        "ENT-05", "PRONOTE très lent pendant l'appel du matin",
        "Entre 8 h et 8 h 20, dix secondes par page. Ensuite tout va bien.",
        "Regarder la charge du serveur demain matin", "Trois appels du matin sans lenteur.",
        extent=SCHOOL, answers={"hosting": "Dans l'établissement"},
    ),
    Need(
        "ENT-06", "Impossible de publier un article sur le site",
        "Le bouton « publier » ne fait rien depuis la mise à jour.",
        "Corriger les droits de rédaction", "Article publié par l'établissement.",
    ),
    Need(
        "SRV-01", "Un dossier de classe a disparu du serveur",
        "Le dossier « 4e B, projet eau » n'est plus là depuis jeudi.",
        "Restaurer la sauvegarde de mercredi", "Fichiers restaurés, ouverts par le professeur.",
        extent=CLASS,
    ),
    Need(
        "SEC-02", "Message piégé ouvert par un collègue",
        "Il a saisi son mot de passe sur une fausse page de messagerie, à 9 h 40. Mot de passe changé depuis.",
        "Fermer les sessions et vérifier les règles de messagerie", "Compte nettoyé, message envoyé aux collègues.",
        answers={"incident_kind": "Message piégé"},
    ),
)  # fmt: skip

DEMANDS = (
    Need(
        "RES-03", "La ligne ne suit plus quand deux classes travaillent en ligne",
        "Trois mesures entre 4 et 6 Mb/s. Les évaluations en ligne ont été reportées deux fois.",
        "Demander à l'opérateur si la fibre arrive", "Mesure après travaux : 95 Mb/s en filaire.",
        extent=SCHOOL, answers={"prevented_use": "Évaluations en ligne, visioconférences"},
    ),
    Need(
        "EQU-01", "Renouveler les postes de la salle informatique 2",
        "Seize postes de neuf ans, le logiciel de CAO ne s'installe plus.",
        "Inscrire la demande à la commission", "Décision écrite et date de livraison.",
        extent=CLASS, answers={"equipment": "16 postes"},
    ),
    Need(
        "EQU-03", "Une valise de tablettes pour les 6e",
        "Les deux valises sont réservées toute la semaine, projet lecture validé en conseil pédagogique.",
        "Étudier le taux de réservation", "Décision écrite et date de livraison.",
        extent=LEVEL, answers={"tablet_count": "15"},
    ),
    Need(
        "EQU-04", "Quand ouvre la prochaine campagne d'équipement ?",
        "Nous préparons le budget et voudrions connaître le calendrier et les règles.",
        "Envoyer le calendrier de la campagne", "Calendrier et règles envoyés.",
    ),
    Need(
        "EQU-04",
        "Qui paie les licences de la salle de CAO ?",
        "Vingt postes, renouvellement en juin, et deux réponses différentes l'an dernier.",
        "Vérifier la règle avec le service des marchés",
        "Règle écrite, envoyée au gestionnaire.",
    ),
    Need(
        "ENT-02", "Ouvrir un ENT au collège",
        "Le conseil d'administration a voté pour en octobre, la candidature est prête.",
        "Donner le rang et la date", "Feuille de route datée.", extent=SCHOOL,
    ),
    Need(
        "ENT-04", "Créer un espace de classe avec les familles",
        "Je voudrais un espace par classe, avec un carnet de liaison.",
        "Appeler pour faire la manipulation ensemble", "Espace créé par la RUPN.",
        answers={"goal": "Un espace par classe, ouvert aux familles"},
    ),
    Need(
        "FOR-01", "Formation d'équipe sur l'usage des tablettes",
        "Douze collègues de sciences et de langues, de préférence un mercredi.",
        "Proposer deux dates et un formateur", "Session tenue, onze présents sur la liste d'émargement.",
        answers={"topic": "Usages pédagogiques des tablettes", "trainee_count": "12"},
    ),
    Need(
        "FOR-02", "La formation sur les capsules vidéo n'a pas eu lieu",
        "Prévue en janvier, annulée la veille, et pas de nouvelle date.",
        "Donner une nouvelle date", "Nouvelle session fixée avec l'établissement.",
        answers={"training": "Capsules vidéo, janvier"},
    ),
    Need(
        "FOR-03", "S'inscrire à une formation sur l'intelligence artificielle",
        "Je voudrais une formation courte, sur mes heures de liberté.",
        "Chercher une place au deuxième semestre", "Inscription confirmée.",
        answers={"topic": "Intelligence artificielle en classe"},
    ),
    Need(
        "FOR-05", "Une réunion de RUPN sur les usages, pas sur les outils",
        "Nous serions plusieurs du bassin à venir, en visio ou sur place.",
        "Proposer une date au bassin", "Thème inscrit à la réunion de mai.",
    ),
    Need(
        "FOR-06", "Créer un parcours M@gistère pour les collègues",
        "J'aimerais partager nos tutoriels dans un espace fermé.",
        "Ouvrir un parcours vierge", "Parcours ouvert, la RUPN y a déposé deux fiches.",
    ),
    Need(
        "INF-01", "Comment ouvrir la banque de ressources de physique ?",
        "Le professeur ne trouve pas avec quel compte se connecter.",
        "Envoyer la fiche d'accès", "La ressource a été ouverte par le professeur.",
        answers={"resource": "Banque de ressources de physique-chimie"},
    ),
    Need(
        "INF-02", "Que devient l'ENT des collèges à la rentrée ?",
        "Nous devons choisir nos outils avant la fin de mai.",
        "Demander la date de la décision", "Réponse publiée pour tous les collèges.",
        answers={"project": "ENT des collèges"},
    ),
    Need(
        "INF-03", "Échanger sur le numérique entre écoles et collège du réseau",
        "Une heure commune au troisième trimestre suffirait.",
        "Proposer une date aux directeurs", "Date partagée avec tout le réseau.",
    ),
    Need(
        "INF-03",
        "Un même mot de passe du CM2 à la 6e ?",
        "Les élèves oublient tout entre juin et septembre, le réseau pourrait s'accorder.",
        "Inscrire la question au conseil du réseau",
        "Compte rendu du conseil partagé avec tout le réseau.",
    ),
    Need(
        "MIS-01", "Plus assez de temps pour la mission",
        "Deux heures par semaine pour 540 élèves, les mots de passe prennent tout.",
        "Répondre après le conseil pédagogique", "Réponse écrite du chef d'établissement.",
    ),
    Need(
        "MIS-02", "Ma mission de RUPN n'est pas encore payée",
        "L'IMP a été saisie en octobre d'après la direction.",
        "Vérifier la saisie et le mois de paiement", "État de la déclaration et mois de paiement donnés.",
        question="À quelle date l'IMP a-t-elle été saisie ?", reply="Le 12 octobre.",
    ),
    Need(
        "MIS-02",
        "Deux RUPN, une seule IMP déclarée",
        "Nous nous partageons la mission depuis septembre, ma collègue n'apparaît nulle part.",
        "Comparer la lettre de mission et la saisie",
        "Les deux parts sont déclarées, paiement au mois prochain.",
    ),
    Need(
        "MIS-02",
        "Quel taux d'IMP pour un RUPN qui arrive en janvier ?",
        "La direction voudrait connaître la règle avant de saisir.",
        "Écrire la règle au prorata",
        "Règle envoyée, saisie faite par la direction.",
    ),
    Need(
        "MIS-03", "Modèle de lettre de mission à deux RUPN",
        "Nous nous partageons le travail et cherchons comment l'écrire.",
        "Envoyer le modèle partagé", "Lettre signée, copie reçue.",
        answers={"letter_state": "Je cherche le modèle"},
    ),
    Need(
        "SEC-01", "Peut-on utiliser ce formulaire en ligne avec les familles ?",
        "Pour recueillir les inscriptions à un voyage : noms, numéros de téléphone.",
        "Rendre un avis écrit", "Avis écrit : un formulaire de l'ENT suffit.",
        answers={"tool": "Formulaire en ligne américain"},
    ),
    Need(
        "SEC-01",
        "Une application de quiz qui demande l'adresse des élèves",
        "Les collègues d'anglais l'apprécient, mais elle crée un compte par élève.",
        "Lire les conditions d'utilisation",
        "Avis écrit : usage possible sans compte d'élève.",
        answers={"tool": "Application de quiz"},
    ),
    Need(
        "SEC-01",
        "Publier des photos de la semaine des arts",
        "Sur le site du collège, avec des élèves de dos et d'autres de face.",
        "Envoyer le modèle d'autorisation",
        "Avis écrit et modèle d'autorisation remis.",
        answers={"tool": "Site de l'établissement"},
    ),
    Need(
        "SEC-03", "Relire notre charte du numérique",
        "Elle date de 2019, le conseil d'administration la revoit en mai.",
        "Envoyer la trame et nos remarques", "Trame envoyée et acceptée.",
    ),
)  # fmt: skip

NEEDS = (*INCIDENTS, *DEMANDS)


def need(code: str, rank: int = 0) -> Need:
    """The first need of a type, or another."""
    return [each for each in NEEDS if each.code == code][rank]
