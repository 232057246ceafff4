package org.example.counting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import sc.fovea.annotation.AnnotatedImage;
import sc.fovea.annotation.Annotations;
import sc.fovea.annotation.DataSet;
import sc.fovea.annotation.LeftOut;
import sc.fovea.annotation.Skip;
import sc.fovea.data.Extent;
import sc.fovea.evaluate.EvaluationReport;
import sc.fovea.evaluate.ImageResult;
import sc.fovea.evaluate.Reference;
import sc.fovea.image.ChosenChannel;
import sc.fovea.image.Hyperstack;
import sc.fovea.image.ImageFileException;
import sc.fovea.image.ImageFiles;
import sc.fovea.image.ImageWriter;
import sc.fovea.task.EvaluationRequest;
import sc.fovea.task.EvaluationRun;
import sc.fovea.tile.Progress;

/**
 * Compares counts with annotated images; what nobody annotated counts on neither side.
 *
 * @param counter a loaded model
 * @param data annotated images
 * @param request of the user: scale and channel
 */
record CountRun(Counter counter, DataSet data, EvaluationRequest request) implements EvaluationRun {

	/** What is known of an image, and what the model says. */
	private record Answer(Annotations truth, DensityMap map) {}

	@Override
	public EvaluationReport run(Progress progress) throws IOException {
		List<CountedImage> all = new ArrayList<>();
		List<ImageResult> results = new ArrayList<>();
		List<Skip> left = new ArrayList<>(data.skips());
		LeftOut failures = new LeftOut(data.isStrict(), data.images().size(), left::add);
		for (AnnotatedImage image : data.images()) {
			if (progress.isCancelled()) throw new CancellationException("Stopped after " + all.size() + " of " + data.images().size() + " images.");
			failures.trying(() -> {
				CountedImage counted = counted(image);
				CountEvaluation alone = new CountEvaluation(List.of(counted));
				all.add(counted);
				results.add(new ImageResult(Reference.of(image), alone.score(), alone.numbers()));
			});
			progress.progress(all.size(), data.images().size());
		}
		return new EvaluationReport(new CountEvaluation(all), results, left);
	}

	private CountedImage counted(AnnotatedImage image) throws ImageFileException {
		Answer answer = answer(image);
		return new CountedImage(image.name(), Centres.of(answer.truth()).size(), answer.map().count(answer.truth().ignored()));
	}

	private Answer answer(AnnotatedImage image) throws ImageFileException {
		try {
			ChosenChannel opened = ChosenChannel.open(image.image(), request.channel(), counter.channels());
			Hyperstack pixels = opened.pixels();
			if (pixels.slices() * pixels.frames() != 1) {
				throw new IllegalArgumentException("Expected one slice and one frame, got " + pixels.slices() + " and " + pixels.frames() + ".");
			}
			Annotations truth = image.annotations(Extent.plane(pixels.width(), pixels.height()));
			return new Answer(truth, counter.count(pixels, request.options().withChannel(opened.channel()), Progress.none()).get(0));
		}
		catch (IllegalArgumentException e) {
			throw new ImageFileException("\"" + image.image() + "\" cannot be used: " + e.getMessage(), e);
		}
	}

	@Override
	public void savePicture(Reference reference, Path file, Progress progress) throws IOException {
		AnnotatedImage image = data.images().stream().filter(i -> i.name().equals(reference.name())).findFirst().orElseThrow();
		Answer answer = answer(image);
		ImageWriter.savePng(new DensityPicture(answer.map(), Centres.of(answer.truth())).on(ImageFiles.open(image.image()), request.channel()), file);
	}
}
