package sc.fovea.task.localization;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import sc.fovea.explain.Question;
import sc.fovea.explain.Seed;
import sc.fovea.explain.Target;
import sc.fovea.geometry.Box;
import sc.fovea.geometry.ScoredBox;
import sc.fovea.image.Hyperstack;
import sc.fovea.model.Model;
import sc.fovea.net.Tensor;
import sc.fovea.predict.WholeImage;
import sc.fovea.task.TargetRequest;

/** The score of the class of the one object of an image. */
final class ExplainedObject {

	private ExplainedObject() {}

	static Target of(Localizer localizer, TargetRequest request) {
		request.requireNoScale("localization");
		Model model = localizer.model();
		OneBox settings = (OneBox) model.task();
		Hyperstack image = request.image();
		Tensor pixels = WholeImage.of(model).of(image, new WholeImage.View(request.z(), request.t(), request.options().channel(), Optional.empty()));
		Map<String, Tensor> answers = localizer.answers(pixels);
		ScoredBox found = Localizer.read(answers, settings).get(0);
		int number = request.number(settings.classes(), found.category());
		String node = Question.beforeActivation(model.network(), settings.heads().scores());
		Question question = new Question(model.network(), node, Seed.channel(number), Map.of(model.imageInput(), pixels), model.imageInput());
		Box box = new Box(found.box().x() * image.width(), found.box().y() * image.height(), found.box().width() * image.width(),
			found.box().height() * image.height());
		double score = answers.get(settings.heads().scores()).data()[number];
		return new Target(settings.classes().get(number), score, Optional.of(box), Optional.empty(), List.of(Target.View.plain(question)),
			Box.ofImage(image.width(), image.height()));
	}
}
