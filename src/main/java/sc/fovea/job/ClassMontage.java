package sc.fovea.job;

import ij.ImagePlus;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.Montage;
import sc.fovea.image.PlaneIndex;
import sc.fovea.predict.WholeImage;
import sc.fovea.tile.Region;

/**
 * A picture of what was classified, by class and from the surest to the least sure. Of a class with many only some are shown, evenly from all ranks, and only their images
 * are read again.
 *
 * @param names of all classes
 * @param answers about all images
 */
public record ClassMontage(List<String> names, List<Answer> answers) {

	/** Five rows of a class. */
	private static final int MOST = 50;
	/** In all, so that the picture stays below 10,000 pixels. */
	private static final int MOST_OF_ALL = 600;

	/**
	 * An answer.
	 *
	 * @param image its name
	 * @param place number of the place in the image, from 0
	 * @param label the class
	 * @param score its probability
	 */
	public record Answer(String image, int place, String label, double score) {}

	/** An image with its places. */
	public record Seen(ImagePlus image, List<ClassPlaces.Place> places) {}

	/** Reads images again. */
	@FunctionalInterface
	public interface Source {

		/** @throws IOException with a sentence, if the image cannot be read */
		Seen open(String image) throws IOException;
	}

	/** Copies the lists. */
	public ClassMontage {
		names = List.copyOf(names);
		answers = List.copyOf(answers);
	}

	/** Writes it as PNG. @throws IOException with a sentence, if an image cannot be read again, or the picture not be written */
	public void save(Path output, Source source) throws IOException {
		List<List<Answer>> chosen = new ArrayList<>();
		List<String> headings = new ArrayList<>();
		for (String name : names) {
			List<Answer> ranked = answers.stream().filter(answer -> answer.label().equals(name)).sorted(Comparator.comparing(Answer::score).reversed())
				.toList();
			List<Answer> some = spread(ranked, Math.min(MOST, Math.max(1, MOST_OF_ALL / names.size())));
			chosen.add(some);
			headings.add(name + ": " + ranked.size() + (some.size() < ranked.size() ? ", of which " + some.size() + " are shown" : ""));
		}
		Map<Answer, BufferedImage> pictures = pictures(chosen.stream().flatMap(List::stream).toList(), source);
		ImageWriter.savePng(Montage.of(IntStream.range(0, names.size()).mapToObj(c -> new Montage.Group(headings.get(c),
			chosen.get(c).stream().map(answer -> tile(answer, pictures)).toList())).toList()), output);
	}

	private static List<Answer> spread(List<Answer> ranked, int most) {
		if (ranked.size() <= most) return ranked;
		return IntStream.range(0, most).mapToObj(i -> ranked.get((int) ((long) i * (ranked.size() - 1) / Math.max(1, most - 1)))).toList();
	}

	/** Every image is read once. */
	private static Map<Answer, BufferedImage> pictures(List<Answer> chosen, Source source) throws IOException {
		Map<Answer, BufferedImage> pictures = new HashMap<>();
		Set<String> read = new HashSet<>();
		for (Answer answer : chosen) {
			if (!read.add(answer.image())) continue;
			Seen seen = source.open(answer.image());
			chosen.stream().filter(other -> other.image().equals(answer.image()))
				.forEach(other -> pictures.put(other, thumbnail(seen.image(), seen.places().get(other.place()).view())));
		}
		return pictures;
	}

	private static BufferedImage thumbnail(ImagePlus image, WholeImage.View view) {
		Region part = view.crop().orElse(new Region(0, 0, image.getWidth(), image.getHeight()));
		return Montage.thumbnail(image, new PlaneIndex(view.channel() - 1, view.z(), view.t()),
			new Rectangle((int) part.x(), (int) part.y(), part.width(), part.height()));
	}

	private static Montage.Tile tile(Answer answer, Map<Answer, BufferedImage> pictures) {
		return new Montage.Tile(pictures.get(answer), String.format(Locale.ROOT, "%.2f", answer.score()));
	}
}
