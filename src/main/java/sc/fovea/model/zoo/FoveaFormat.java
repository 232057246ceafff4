package sc.fovea.model.zoo;

import java.nio.file.Path;
import java.util.List;

import sc.fovea.model.Model;
import sc.fovea.model.ModelArchive;
import sc.fovea.model.ModelCard;
import sc.fovea.model.ModelFormatException;

/** An archive of Fovea, also one that was exported for others. */
final class FoveaFormat implements ForeignFormat {

	@Override
	public String title() {
		return "Fovea (.zip)";
	}

	@Override
	public boolean recognises(ForeignFiles files) {
		return BioimageFormat.isOwn(files);
	}

	@Override
	public Imported read(ForeignFiles files, Wanted wanted) throws ModelFormatException {
		Model model = ModelArchive.read(Path.of(files.name()));
		if (wanted.task().isPresent())
			throw new IllegalArgumentException("Expected no \"task\" for a model of Fovea, which says its own (" + model.task().title() + ").");
		ModelCard card = model.card();
		ModelCard named = new ModelCard(wanted.name(), card.description(), card.version(), card.credits(), card.trainingData(), card.scores(),
			card.limitations());
		return new Imported(model.withCard(named), "Fovea", List.of());
	}
}
