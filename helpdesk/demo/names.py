"""Given names and surnames from which the people of the demo are drawn: nobody's, together."""

import unicodedata
from collections.abc import Iterator
from random import Random

_FIRST = (
    "Adèle Agathe Alban Aline Amélie Anaïs André Armelle Arthur Aurore Bastien Baptiste Benoît Blandine Bruno "
    "Camille Capucine Cécile Céline Charline Chloé Claire Clément Colette Corentin Damien Daphné David Delphine "
    "Denis Diane Édith Édouard Élodie Éloi Émeline Émile Étienne Eva Fabien Fanny Félix Flavie Florent Franck "
    "Gaëlle Gaspard Gérald Ghislaine Gilles Guillaume Hélène Henri Hervé Hugo Inès Irène Isabelle Ivan Jeanne "
    "Joël Jonas Judith Julie Justine Karine Laure Laurent Léa Léon Lilian Louise Loïc Lucas Ludivine Maëlle Manon "
    "Marc Marion Martin Mathilde Mehdi Mélanie Mireille Nadia Nathan Nicolas Noémie Odile Olivia Pascal Patrice "
    "Paul Pauline Perrine Rachid Raphaël Rémi Romane Sabine Samir Sandrine Sarah Simon Solène Sonia Sophie Sylvain "
    "Tanguy Thibault Valérie Vincent Virginie Xavier Yann Yasmine Yves Zoé"
)
_LAST = (
    "Aubrisset Audigier Babinault Barbezeau Bardoulet Baudrillon Bellivard Berthommé Bichonnet Boisgaret Bonnifaix "
    "Bouffiaud Bourdessol Bourguignol Brémaudet Briandeau Brossardin Cailletaud Cantegrel Carrillaud Chabossier "
    "Chaigneteau Chantecaille Charpentrou Chauvineau Chevallereau Clairambaud Clémenceaud Coindreau Cormenier "
    "Couillebaud Courtadon Coutancin Crespineau Daguisson Daviaulet Delavergne Desmoulières Drouhetaud Dubreuillet "
    "Ducasteau Durandeau Échassereau Faucheron Favrelière Ferchaudeau Fleurisson Fontenillat Forgereau Fradinet "
    "Gaborieaux Gâtineau Gaudronnet Gerbaudin Girardelle Godreaux Grelleteau Grimaudet Guignardeau Guillonneaux "
    "Hérissonnet Huchetaud Jallageas Jardonneau Jaulinet Joffrionnet Jousseaumet Lacroisade Lamoureau Landrièvre "
    "Largeteaux Lavaudière Lebreteau Lheriteaud Loriennaud Maisondieu Malécot Marchesson Marsaudeau Massonnet "
    "Maudinet Mériguet Migaudeau Mirebalet Montassier Morissonneau Moulinard Naulleau Normandeau Papillaudeau "
    "Pasquiereau Pellissonnet Péraudeau Pineaudet Poitevinot Pouvreaud Prévosteau Rabouant Raffinel Ravardeau "
    "Renaudineau Ribardière Robichonnet Rouilleron Roussillonnet Sableaux Sauzéat Savariaud Sicardet Souchaudet "
    "Tabuteaux Tallonneau Texereau Thébaudin Touzalinet Trichereau Turpaultin Vallégeas Verdonnet Vignaudet Vrignonnet"
)


def people(chance: Random) -> Iterator[tuple[str, str]]:
    """Given name and surname, never the same pair twice; a surname comes back only when all have served."""
    first, last = _FIRST.split(), _LAST.split()
    while True:
        surnames = chance.sample(last, len(last))
        given = chance.sample(first, len(first))
        yield from zip(given, surnames, strict=False)


def address(first: str, last: str) -> str:
    """« Élodie Gâtineau » → elodie.gatineau@exemple.test."""
    plain = unicodedata.normalize("NFKD", f"{first}.{last}".lower())
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c in ".-")) + "@exemple.test"
