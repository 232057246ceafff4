package sc.fovea.model.zoo;

import java.util.List;

import sc.fovea.model.ModelCard;

/** What is known of models whose files say nothing about their makers. */
final class ForeignCards {

	/** SPDX's word for a licence that nobody stated. */
	static final String NO_LICENCE = "NOASSERTION";
	private static final String VERSION = "0.0.0";

	private ForeignCards() {}

	/** A card that says that the authors are unknown. @param citations of the method */
	static ModelCard of(String name, String description, List<ModelCard.Citation> citations) {
		return of(name, description, new ModelCard.Credits(List.of("unknown"), citations, NO_LICENCE));
	}

	/** A card with known makers. */
	static ModelCard of(String name, String description, ModelCard.Credits credits) {
		return new ModelCard(name, description, VERSION, credits, new ModelCard.Data("not stated by the file that was imported", "", NO_LICENCE),
			ModelCard.Scores.NONE, "Not measured in Fovea.");
	}
}
