package sc.fovea.augment.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import sc.fovea.annotation.AnnotationFormats;
import sc.fovea.augment.Recipe;
import sc.fovea.data.Annotated;
import sc.fovea.image.ImageFileException;

/**
 * Writes variants of all pictures of a data folder: {@code images/cell.tif} and {@code labels/cell.tif} become {@code images/cell_1.tif}, {@code labels/cell_1.tif},
 * {@code images/cell_2.tif}, … Labels are annotations of any format; boxes are written as VOC XML, outlines as ROIs, label images as such, and what is not
 * annotated as {@code labels/cell_1_ignore.tif}. Pictures without annotations are augmented alone. Bit depth, pixel
 * size and colours are kept. Each file is written whole or not at all, labels first, so that a picture is never without them.
 *
 * <pre>{@code
 * FolderAugmentation augmentation = new FolderAugmentation(Recipes.standard("fluorescence"), 5, 1, false);
 * FolderAugmentation.Report report = augmentation.run(Path.of("data"), Path.of("augmented"), done -> {});
 * }</pre>
 *
 * @param recipe what is done
 * @param variants written of each picture
 * @param seed the same seed writes the same files, whatever the number of threads
 * @param areClasses whether label images hold numbers of classes and not ids of objects
 * @param formats of annotations that can be read
 */
public record FolderAugmentation(Recipe recipe, int variants, long seed, boolean areClasses, AnnotationFormats formats) {

	/** With annotations in Fovea's own formats. @throws IllegalArgumentException if the variants are fewer than 1 */
	public FolderAugmentation(Recipe recipe, int variants, long seed, boolean areClasses) {
		this(recipe, variants, seed, areClasses, AnnotationFormats.own());
	}

	/** @throws IllegalArgumentException if the variants are fewer than 1 */
	public FolderAugmentation {
		if (variants < 1) {
			throw new IllegalArgumentException("Expected at least 1 variant, got " + variants + ".");
		}
	}

	/**
	 * What came of it.
	 *
	 * @param written number of variants
	 * @param failures one sentence for each picture that could not be used
	 */
	public record Report(int written, List<String> failures) {

		/** Copies the list. */
		public Report {
			failures = List.copyOf(failures);
		}
	}

	/**
	 * Reads all of a folder and writes all variants.
	 *
	 * @param data holds {@code images/} and perhaps {@code labels/}
	 * @param output is made; its files of the same names are replaced
	 * @param progress told the number of pictures that are done
	 * @throws ImageFileException if there is no picture, or the output cannot be made or is the data folder
	 * @throws CancellationException if the thread is interrupted
	 */
	public Report run(Path data, Path output, IntConsumer progress) throws ImageFileException {
		return run(data, output, progress, Runtime.getRuntime().availableProcessors());
	}

	Report run(Path data, Path output, IntConsumer progress, int threadCount) throws ImageFileException {
		List<AnnotatedFile> files = AnnotatedFile.list(data, formats);
		prepare(data, output, files.stream().anyMatch(file -> file.annotated().isPresent()));
		ExecutorService threads = Executors.newFixedThreadPool(threadCount);
		try {
			List<Future<Integer>> results = new ArrayList<>();
			for (int i = 0; i < files.size(); i++) {
				int index = i;
				results.add(threads.submit(() -> write(files, index, output)));
			}
			return report(results, progress);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void prepare(Path data, Path output, boolean isAnnotated) throws ImageFileException {
		try {
			if (Files.exists(output) && Files.isSameFile(data, output)) {
				throw new ImageFileException("Expected another folder for the output than the data's, got \"" + output + "\".");
			}
			Files.createDirectories(output.resolve("images"));
			if (isAnnotated) {
				Files.createDirectories(output.resolve("labels"));
			}
		}
		catch (IOException e) {
			throw e instanceof ImageFileException known
				? known
				: new ImageFileException("Cannot make the folder \"" + output + "\": " + e.getMessage() + ".", e);
		}
	}

	private static Report report(List<Future<Integer>> results, IntConsumer progress) {
		List<String> failures = new ArrayList<>();
		int written = 0;
		for (int i = 0; i < results.size(); i++) {
			try {
				written += results.get(i).get();
			}
			catch (ExecutionException e) {
				failures.add(sentence(e.getCause()));
			}
			catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new CancellationException("Augmentation was interrupted.");
			}
			progress.accept(i + 1);
		}
		return new Report(written, failures);
	}

	/** What a file failed with; anything but a file or a recipe that does not fit is a fault of the program. */
	private static String sentence(Throwable cause) {
		if (cause instanceof ImageFileException || cause instanceof IllegalArgumentException) {
			return cause.getMessage();
		}
		throw new IllegalStateException(cause);
	}

	private int write(List<AnnotatedFile> files, int index, Path output) throws ImageFileException {
		AnnotatedFile file = files.get(index);
		AnnotatedFile.Content content = file.read(areClasses);
		VariantFiles variantFiles = new VariantFiles(file, content, output);
		for (int k = 1; k <= variants; k++) {
			Supplier<Annotated> others = others(files, Recipe.random(~seed, index, k));
			variantFiles.write(variant(content.sample(), others, Recipe.random(seed, index, k)), file.stem() + "_" + k);
		}
		return variants;
	}

	private Annotated variant(Annotated sample, Supplier<Annotated> others, SplittableRandom random) {
		try {
			return recipe.apply(sample, others, random);
		}
		catch (IllegalArgumentException e) {
			throw new IllegalArgumentException("'" + sample.name() + "' does not go with the recipe: " + e.getMessage(), e);
		}
	}

	/** Other pictures of the folder, read when they are asked for. */
	private Supplier<Annotated> others(List<AnnotatedFile> files, SplittableRandom random) {
		return () -> {
			AnnotatedFile other = files.get(random.nextInt(files.size()));
			try {
				return other.read(areClasses).sample();
			}
			catch (ImageFileException e) {
				throw new IllegalArgumentException("it is combined with another that cannot be used: " + e.getMessage(), e);
			}
		};
	}
}
