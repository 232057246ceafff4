package sc.fovea.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import sc.fovea.architecture.BoxHeads;
import sc.fovea.architecture.OneBoxHead;
import sc.fovea.architecture.RegionHeads;
import sc.fovea.architecture.SemanticHead;
import sc.fovea.architecture.StarHeads;
import sc.fovea.architecture.Trunk;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.OneBox;
import sc.fovea.model.Regions;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Size;
import sc.fovea.net.Weights;

/**
 * A model made ready to learn from other images: its first layers fitted to their channels and polarity, its heads kept where the task is the same and replaced
 * where it is not.
 *
 * @param transfer what is wanted
 * @param layers network and weights, with first layers that fit the images
 * @param notes what was done, in sentences
 */
record Transferred(Transfer transfer, FirstLayers layers, List<String> notes) {

	/** Factor between median diameters from which on a user should know. */
	private static final double FAR = 2;
	/** Grids of features for instances and boxes behind a network that only went down. */
	private static final int USUAL_GRID = 2;
	private static final int BOX_GRID = 4;

	/** Copies the notes. */
	Transferred {
		notes = List.copyOf(notes);
	}

	/**
	 * The model for images as surveyed.
	 *
	 * @param samples the images
	 * @throws IllegalArgumentException if its network or normalisation cannot be fitted to their channels
	 */
	static Transferred of(Transfer transfer, DataSurvey survey, List<Sample> samples) {
		Model source = transfer.source();
		List<String> notes = new ArrayList<>();
		FirstLayers own = new FirstLayers(source.network(), source.weights());
		FirstLayers layers = source.input().channels() == survey.channels() ? turned(source, own, survey, notes) : fitted(source, own, samples, notes);
		new SourceLook(source).medianDiameter().ifPresent(diameter -> noteSize(notes, diameter, survey.objects()));
		return new Transferred(decided(transfer, samples.size(), notes), layers, notes);
	}

	/** Layers that begin to learn later are no question of how many learn at all. */
	private static Transfer decided(Transfer transfer, int images, List<String> notes) {
		Freeze freeze = transfer.unfreeze() > 0 ? transfer.freeze() : transfer.freeze().decided(images);
		if (!freeze.equals(transfer.freeze()) && freeze instanceof Freeze.AllButHead) {
			notes.add("Only its head learns, since there are few images.");
		}
		return new Transfer(transfer.source(), freeze, transfer.unfreeze());
	}

	/** For other channels: by the mix of them in which objects look most like those that were learned, or else by all channels alike. */
	private static FirstLayers fitted(Model source, FirstLayers layers, List<Sample> samples, List<String> notes) {
		int channels = samples.get(0).channels();
		DataSurvey.Polarity learned = new SourceLook(source).polarity();
		boolean canMix = learned != DataSurvey.Polarity.UNCLEAR && layers.haveBias() && source.input().normalisation() instanceof Normalisation.Percentile;
		Optional<ChannelMix> mix = canMix ? ChannelMix.of(samples, learned == DataSurvey.Polarity.BRIGHT) : Optional.empty();
		String change = "Its first layer was fitted from " + source.input().channels() + " to " + channels + " channels: ";
		notes.add(mix.map(m -> change + "objects stand out most in " + m + ".").orElse(change + "all count alike."));
		return mix.map(layers::mixed).orElseGet(() -> layers.spread(channels));
	}

	private static FirstLayers turned(Model source, FirstLayers layers, DataSurvey survey, List<String> notes) {
		DataSurvey.Polarity learned = new SourceLook(source).polarity();
		boolean isTurned = isOpposite(learned, survey.polarity()) && layers.haveBias() && source.input().normalisation() instanceof Normalisation.Percentile;
		if (!isTurned) {
			return layers;
		}
		notes.add("Its first layer was inverted, since objects here are " + survey.polarity().name().toLowerCase(Locale.ROOT)
			+ " and those that it learned from were " + learned.name().toLowerCase(Locale.ROOT) + ".");
		return layers.mirrored();
	}

	private static boolean isOpposite(DataSurvey.Polarity a, DataSurvey.Polarity b) {
		return a != b && a != DataSurvey.Polarity.UNCLEAR && b != DataSurvey.Polarity.UNCLEAR;
	}

	private static void noteSize(List<String> notes, double learned, DataSurvey.Objects objects) {
		double factor = objects.medianDiameter() / learned;
		if (objects.count() > 0 && (factor > FAR || factor < 1 / FAR)) {
			notes.add(String.format(Locale.ROOT, "Half of the objects here are more than %.0f pixels across, of those that it learned from %.0f; "
				+ "images of a similar scale are learned sooner.", objects.medianDiameter(), learned));
		}
	}

	/**
	 * What the new model expects of an image: the same as its source, with the channels of the new images. If images are resampled for the source, those for the new
	 * model are resampled to the pixel size of the images that it learns from, which are taken as they are, or to the source's if they are not calibrated.
	 *
	 * @param first of the new images
	 * @param stated pixel size in µm that the user states, if any
	 */
	static ModelInput input(Model source, FilePlane first, OptionalDouble stated) {
		OptionalDouble learned = source.input().pixelSizeMicrometres();
		OptionalDouble own = learned.isPresent() && first.image().pixelSize().micrometresPerPixel().isPresent()
			? first.image().pixelSize().micrometresPerPixel()
			: learned;
		return new ModelInput(first.channels(), source.input().normalisation(), stated.isPresent() ? stated : own);
	}

	/** Instances: the model's own heads, or new ones behind its trunk. @param reach as of {@link InstanceTask} */
	InstanceTask instances(int reach) {
		return transfer.source().task() instanceof TaskSettings.StarConvexInstances settings
			? new InstanceTask(layers.network(), settings, reach)
			: new InstanceTask(Trunk.of(layers.network()).raised(USUAL_GRID), StarHeads.standard(), reach);
	}

	/** Classes: the model's own head if it has the same, or else a new one on its finest features. */
	SemanticTask classes(List<String> classes) {
		Network network = layers.network();
		if (transfer.source().task() instanceof TaskSettings.SemanticClasses settings && settings.classes().equals(classes)) {
			return new SemanticTask(network, classes);
		}
		return new SemanticTask(SemanticHead.of(network, classes.size()), classes);
	}

	/** Boxes: the model's own heads if it has the same classes, or else new ones behind its trunk. */
	DetectionTask boxes(List<String> classes) {
		return transfer.source().task() instanceof TaskSettings.Boxes settings && settings.classes().equals(classes)
			? new DetectionTask(layers.network(), settings)
			: DetectionTask.of(Trunk.of(layers.network()).raised(BOX_GRID), classes);
	}

	/** Boxes of regions: the model's own heads if it has the same classes, or else new scores and offsets behind the hidden layers of its head. */
	Network regions(List<String> classes) {
		Network own = layers.network();
		return transfer.source().task() instanceof Regions settings && settings.classes().equals(classes) ? own : RegionHeads.of(own, classes.size());
	}

	/** One object: the model's own head if it has the same classes, or else a new one behind its trunk. @param size of the images */
	OneBoxTask oneBox(List<String> classes, Size size) {
		return transfer.source().task() instanceof OneBox settings && settings.classes().equals(classes)
			? new OneBoxTask(layers.network().withInputSize(size), settings)
			: OneBoxTask.of(Trunk.of(layers.network()).network(), size, classes);
	}

	/** Where a task begins. */
	Beginning beginning(TrainingTask task) {
		Network network = task.network();
		Set<String> heads = new LinkedHashSet<>(Trunk.of(network).heads(network));
		Set<String> known = layers.network().nodes().stream().map(Node::name).collect(Collectors.toSet());
		network.nodes().stream().map(Node::name).filter(name -> !known.contains(name)).forEach(heads::add);
		Weights weights = keepsHead(task) ? layers.weights() : layers.weights().filter(name -> !isOfClasses(name));
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("source", transfer.source().card().name() + " " + transfer.source().card().version());
		record.put("freeze", transfer.freeze().toString());
		record.put("unfreeze", transfer.unfreeze());
		record.put("source_changes", notes);
		return new Beginning(weights, transfer.stages(network, weights, heads), record);
	}

	private static boolean isOfClasses(String weight) {
		return weight.startsWith(SemanticHead.CLASSES_LOGIT + ".") || weight.startsWith(BoxHeads.SCORES_LOGIT + ".")
			|| weight.startsWith(OneBoxHead.SCORES_LOGIT + ".") || weight.startsWith(RegionHeads.LOGIT + ".") || weight.startsWith(RegionHeads.OFFSETS + ".");
	}

	/** New classes need a new head, even if there are as many. */
	private boolean keepsHead(TrainingTask task) {
		return task.settings() instanceof TaskSettings.StarConvexInstances || task.settings().equals(transfer.source().task());
	}

	/** What a user should know before the training. */
	List<String> sentences() {
		List<String> sentences = new ArrayList<>(List.of("Begins with the model '" + transfer.source().card().name() + "'."));
		sentences.addAll(notes);
		return sentences;
	}

	/** Whether a task's network is the model's, so that nothing of it is new. */
	boolean isWhole(TrainingTask task) {
		return task.network().equals(layers.network()) && keepsHead(task);
	}
}
