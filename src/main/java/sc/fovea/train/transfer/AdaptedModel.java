package sc.fovea.train.transfer;

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

import sc.fovea.architecture.Trunk;
import sc.fovea.data.Sample;
import sc.fovea.model.Model;
import sc.fovea.model.ModelInput;
import sc.fovea.model.Normalisation;
import sc.fovea.model.TaskSettings;
import sc.fovea.net.Network;
import sc.fovea.net.Node;
import sc.fovea.net.Weights;
import sc.fovea.train.plan.DataSurvey;
import sc.fovea.train.sample.FilePlane;

/**
 * A model made ready to learn from other images: its first layers fitted to their channels and polarity, its heads kept where the task is the same and replaced
 * where it is not.
 *
 * @param transfer what is wanted
 * @param layers network and weights, with first layers that fit the images
 * @param notes what was done, in sentences
 */
public record AdaptedModel(Transfer transfer, FirstLayers layers, List<String> notes) {

	/** Factor between median diameters from which on a user should know. */
	private static final double FAR = 2;

	/** Copies the notes. */
	public AdaptedModel {
		notes = List.copyOf(notes);
	}

	/**
	 * The model for images as surveyed.
	 *
	 * @param samples the images
	 * @throws IllegalArgumentException if its network or normalisation cannot be fitted to their channels
	 */
	public static AdaptedModel of(Transfer transfer, DataSurvey survey, List<Sample> samples) {
		Model source = transfer.source();
		List<String> notes = new ArrayList<>();
		FirstLayers own = new FirstLayers(source.network(), source.weights());
		FirstLayers layers = source.input().channels() == survey.channels() ? turned(source, own, survey, notes) : fitted(source, own, samples, notes);
		new SourceLook(source).medianDiameter().ifPresent(diameter -> noteSize(notes, diameter, survey.objects()));
		return new AdaptedModel(decided(transfer, samples.size(), notes), layers, notes);
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
	public static ModelInput input(Model source, FilePlane first, OptionalDouble stated) {
		OptionalDouble learned = source.input().pixelSizeMicrometres();
		OptionalDouble own = learned.isPresent() && first.image().pixelSize().micrometresPerPixel().isPresent()
			? first.image().pixelSize().micrometresPerPixel()
			: learned;
		return new ModelInput(first.channels(), source.input().normalisation(), stated.isPresent() ? stated : own);
	}

	/** The model to begin with. */
	public Model source() {
		return transfer.source();
	}

	/** Its network, with first layers that fit the images. */
	public Network network() {
		return layers.network();
	}

	/** Its layers from the image to the features that heads stand on. */
	public Trunk trunk() {
		return Trunk.of(layers.network());
	}

	/**
	 * The weights to begin with, and which of them learn when.
	 *
	 * @param network that is to learn
	 * @param settings what its outputs mean
	 * @param classNodes nodes whose weights stand for classes, which are drawn anew for others
	 */
	public InitialWeights initial(Network network, TaskSettings settings, Set<String> classNodes) {
		Set<String> heads = new LinkedHashSet<>(Trunk.of(network).heads(network));
		Set<String> known = layers.network().nodes().stream().map(Node::name).collect(Collectors.toSet());
		network.nodes().stream().map(Node::name).filter(name -> !known.contains(name)).forEach(heads::add);
		Weights weights = keepsHead(settings, classNodes) ? layers.weights() : layers.weights().filter(name -> !isOfClasses(name, classNodes));
		Map<String, Object> record = new LinkedHashMap<>();
		record.put("source", transfer.source().card().name() + " " + transfer.source().card().version());
		record.put("freeze", transfer.freeze().toString());
		record.put("unfreeze", transfer.unfreeze());
		record.put("source_changes", notes);
		return new InitialWeights(weights, transfer.stages(network, weights, heads), record);
	}

	private static boolean isOfClasses(String weight, Set<String> classNodes) {
		return classNodes.stream().anyMatch(node -> weight.startsWith(node + "."));
	}

	/** New classes need a new head, even if there are as many. */
	private boolean keepsHead(TaskSettings settings, Set<String> classNodes) {
		return classNodes.isEmpty() || settings.equals(transfer.source().task());
	}

	/** What a user should know before the training. */
	public List<String> sentences() {
		List<String> sentences = new ArrayList<>(List.of("Begins with the model '" + transfer.source().card().name() + "'."));
		sentences.addAll(notes);
		return sentences;
	}

	/** Whether a network is the model's, so that nothing of it is new. */
	public boolean isWhole(Network network, TaskSettings settings, Set<String> classNodes) {
		return network.equals(layers.network()) && keepsHead(settings, classNodes);
	}
}
