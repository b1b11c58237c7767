package checks

import (
	"slices"
	"strings"

	"concord/documents"
)

// allCommon reports whether every word of a term, given with its forms, is an
// everyday word of letters, reports and statutes, which translators render in
// many ways or replace by a pronoun. The lists are our own: words of
// administrative prose that are common outside any one field. A technical word
// (rapatriement, harbouring) is not among them.
func allCommon(words [][]string, l documents.Lang) bool {
	for _, forms := range words {
		if !slices.ContainsFunc(forms, func(f string) bool { return commonWords[l][f] }) {
			return false
		}
	}
	return true
}

var commonWords = map[documents.Lang]map[string]bool{
	documents.FR: wordList(`premier deuxième second troisième dernier nouveau autre national international
		public général principal spécial bon meilleur grand petit annuel actuel important social commun
		première nouvelle nationale internationale publique générale principale spéciale bonne meilleure
		grande petite annuelle actuelle importante sociale commune dernière
		abus accès accord accueil achat acte acteur action activité administration affaire
		âge agence agent aide aîné air ami amélioration analyse an année application approche appui argent
		article aspect association assurance atelier attention auteur autorité avis banque base besoin
		biens bilan but bureau cadre calcul campagne capacité capital cas cause centre changement charge chef
		chercheur choix citoyen client collaboration collectivité comité commerce commission communauté
		communication compagnie compétence compte concept conclusion condition conduite confiance connaissance
		conseil conséquence consentement construction contact contrainte courriel contenu contexte contrat contribution contrôle
		convention coopération coordination copie cour cours coût création critère culture danger date débat décision
		déclaration défi défense définition degré délai demande département dépense développement différence
		difficulté directeur direction discussion disposition distribution document domaine don donateur
		donnée dossier droit durée eau échange école économie éducation effet effort élément élève emploi
		employé employeur encadrement endroit enfant engagement enjeu enquête enseignement entente entreprise
		environnement équipe espace établissement étape état étude étudiant évaluation événement examen
		exemple exercice expérience expert exploitation exposition expression facteur façon faits famille
		femme fille fils fin fonction fonds force formation forme fournisseur frais garçon garde gens gestion
		gouvernement groupe guerre guide habitant histoire homme idée identité image impact importance impôt
		individu industrie information infraction initiative instance institution instrument intérêt
		intervenant intervention intermédiaire investissement jeune jeunesse jour journal juge jugement justice
		lettre lien lieu ligne limite liste local logement loi lutte magasin main maison majorité manière marché
		matériel matière médecin médias membre mesure méthode milieu million ministère ministre minorité
		mise mission modalité modèle modification moment monde montant moyen municipalité navire nature négociation
		niveau nom nombre norme note nouvelle objectif objet obligation observation occasion offre opération
		opinion ordre organe organisation organisme origine outil ouvrage paiement parent participant
		participation partenaire partenariat partie pays peine pension période permis personne personnel
		perspective perte peuple phase phénomène place plan planification poids point police politique
		population position possibilité poste pouvoir pratique préoccupation présence présentation président
		prestation preuve prévention principe priorité prise prison prix problème procédure processus
		production produit professionnel programme progrès projet promotion proposition propriété protection
		province public publication qualité quantité question raison rapport réaction réalisation réalité
		recherche recommandation recours région registre règle règlement relation renseignement rencontre
		renforcement réponse représentant reproduction réseau résidence respect responsabilité responsable
		ressource résultat résumé réunion revenu risque rôle route salaire santé science secteur section
		sécurité semaine sens service signalement situation société solution somme sommaire somme source soutien
		stratégie structure substance succès suivi sujet surveillance système tâche taux technique technologie
		temps terme territoire texte titre traitement transfert transport travail travailleur tribunal type usage
		usager utilisation valeur véhicule vente version victime vie vigueur ville violation violence visite voie
		voix zone oeuvre québec canada`),
	documents.EN: wordList(`first second third last new other national international public general main
		special good best great large small annual current important social common initial
		abuse access account act action activity actor address administration advice age
		agency agent agreement aid air aircraft amendment amount analysis animal application approach
		approval area article aspect assessment assistance association attention audit author authority award
		awareness bank base behaviour benefit board body book budget building business campaign capacity capital
		care carrier case cause centre change charge child choice citizen claim class client code collaboration
		collection commission commissioner commitment committee commodity communication community company
		complaint component concern conclusion condition conduct conference consent construction consumer
		contact content context contract contribution control convention cooperation coordination
		copy corporation cost council count country course court creation credit crew criterion culture customer
		damage danger data date day dealer debate debt decision declaration defence definition degree delivery demand
		department deposit development device difference difficulty direction director disability discussion
		distribution distributor division document donor driver drug duty economy education effect effort email mail element
		emergency employee employer employment energy enforcement engine enterprise entity environment
		equipment establishment estate evaluation event evidence examination example exchange expense
		experience expert exploitation export exposure facility fact factor family farm father fee field
		file film finance finding fire fish flight follow-up food force foreign form framework fraud fuel function
		fund funder gas gift girl goal goods government grant group guarantee guardian guide guideline harm health
		help history holder home hospital hour house housing idea impact importance import improvement incident
		income individual industry information infrastructure initiative injury inspector institution
		instruction instrument insurance interest intervention investigation investment issue item job judge
		judgment jurisdiction justice knowledge label labour land language law leader learning lease legislation
		letter level liability licence license life limit link list loan loss machine maintenance majority man
		management manager manner manufacturer market master material matter means measure media meeting
		member message method minister minority mission model money month mother mortgage municipality name nation
		nature need negotiation network news notice number object objective obligation occasion offence offer
		office officer operation operator opinion opportunity order organization origin outcome output owner
		package paper parent part participant participation partner partnership party passenger patient
		payment peace penalty pension people performance period permit person perspective phase phenomenon
		place plan planning plant play point police policy population position possibility post power practice
		practitioner presence presentation president prevention price principal principle priority prison
		problem procedure process processing producer product production professional program programme progress project
		promotion property proposal protection provider province provision public publication purchase purpose
		quality quantity question rate reason receipt recommendation record recovery region register
		registration regulation relation relationship release report representative request requirement
		research residence resource respect response responsibility result return revenue review right
		risk role route rule safety salary sale school science season section sector security sense series service
		session setting shelter ship site situation skill society solution source space spouse staff stage stakeholder
		standard state statement status step strategy structure student study subject substance success
		summary supervision supplier supply support survey system task tax teacher team technique technology
		term territory test text time title tool town trade training transaction transfer transport
		transportation treatment trend trial tribunal trust type understanding unit university use user value
		vehicle version vessel victim view violation violence visit voice volume waste water way website
		weight witness woman word work worker world year youth quebec canada`),
}

func wordList(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
