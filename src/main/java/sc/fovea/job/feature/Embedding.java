package sc.fovea.job.feature;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import sc.fovea.embed.Neighbours;
import sc.fovea.embed.PrincipalComponents;
import sc.fovea.embed.Standardized;
import sc.fovea.embed.SuspiciousLabels;
import sc.fovea.embed.Tsne;
import sc.fovea.evaluate.Table;
import sc.fovea.image.ImageWriter;
import sc.fovea.image.PictureGrid;

/**
 * Many images or objects as points on a plane, with what their neighbours say about their labels.
 *
 * @param vectors of each
 * @param thumbs a small picture of each
 * @param rows standardized features, reduced to the first {@value #COMPONENTS} principal components
 * @param components coordinates along the first two principal components, and their shares of the variance
 * @param map by t-SNE
 * @param neighbours of each
 */
public record Embedding(List<FeatureVector> vectors, List<BufferedImage> thumbs, double[][] rows, PrincipalComponents components, Tsne.Map map,
	Neighbours neighbours) {

	/** As van der Maaten and Hinton 2008 reduce to 30 before t-SNE; more keep rare classes apart. */
	private static final int COMPONENTS = 50;
	private static final int SHEET = 100;
	private static final int CELL = 96;
	private static final int COLUMNS = 10;

	/** Embeds vectors. @param seed of t-SNE @throws IllegalArgumentException if there are fewer than 4 or more than {@link Tsne#MOST_ROWS} */
	public static Embedding of(List<FeatureVector> vectors, List<BufferedImage> thumbs, long seed, BooleanSupplier isStopped) {
		PrincipalComponents components = PrincipalComponents.of(Standardized.of(vectors.stream().map(FeatureVector::values).toArray(float[][]::new)),
			COMPONENTS);
		double[][] rows = components.points();
		Tsne.Map map = Tsne.standard(seed).of(rows, isStopped);
		return new Embedding(List.copyOf(vectors), List.copyOf(thumbs), rows, components, map, Neighbours.of(rows, SuspiciousLabels.VOTERS));
	}

	/** Labels of all, empty where there is none. */
	public List<String> labels() {
		return vectors.stream().map(FeatureVector::label).toList();
	}

	/** Whether every vector has a label, and there are at least two. */
	public boolean isLabelled() {
		return labels().stream().noneMatch(String::isEmpty) && labels().stream().distinct().count() > 1;
	}

	/** Labels that the neighbours contradict. */
	public SuspiciousLabels suspicious() {
		return SuspiciousLabels.of(labels(), neighbours);
	}

	/** Name of a point: that of its image, and of its region. */
	public String name(int i) {
		FeatureVector vector = vectors.get(i);
		return vector.image() + (vector.region().isEmpty() ? "" : ":" + vector.region());
	}

	/**
	 * Writes tables and pictures: {@code embedding.csv}, {@code neighbours.csv}, {@code pca.svg}, {@code tsne.svg}, and where there are labels {@code suspicious.csv} and
	 * {@code suspicious.png}.
	 */
	public void write(Path folder, String layer) throws IOException {
		Files.writeString(folder.resolve("embedding.csv"), points(layer).csv());
		Files.writeString(folder.resolve("neighbours.csv"), nearest().csv());
		double[] shares = components.shares();
		String explained = String.format(Locale.ROOT, "Principal components of layer %s: %.0f %% and %.0f %% of the variance", layer, 100 * shares[0],
			shares.length > 1 ? 100 * shares[1] : 0);
		String divergence = String.format(Locale.ROOT, "t-SNE of layer %s: Kullback-Leibler divergence %.3f", layer, map.divergence());
		Files.writeString(folder.resolve("pca.svg"), pictures(flat(rows)).svg(explained, thumbs));
		Files.writeString(folder.resolve("tsne.svg"), pictures(map.points()).svg(divergence, thumbs));
		if (isLabelled()) writeSuspicious(folder);
	}

	private static double[][] flat(double[][] rows) {
		return Arrays.stream(rows).map(row -> new double[] { row[0], row.length > 1 ? row[1] : 0 }).toArray(double[][]::new);
	}

	private EmbeddingPictures pictures(double[][] points) {
		List<String> titles = new ArrayList<>();
		for (int i = 0; i < vectors.size(); i++) {
			titles.add(name(i) + (labels().get(i).isEmpty() ? "" : " (" + labels().get(i) + ")"));
		}
		return new EmbeddingPictures(points, titles, labels(), labels().stream().filter(label -> !label.isEmpty()).distinct().sorted().toList());
	}

	private Table points(String layer) {
		List<String> columns = new ArrayList<>(FeatureVector.COLUMNS);
		columns.addAll(List.of("pc1", "pc2", "tsne1", "tsne2"));
		List<List<Object>> table = new ArrayList<>();
		double[][] flat = flat(rows);
		for (int i = 0; i < vectors.size(); i++) {
			List<Object> row = new ArrayList<>(vectors.get(i).row(layer));
			row.addAll(List.of(flat[i][0], flat[i][1], map.points()[i][0], map.points()[i][1]));
			table.add(row);
		}
		return new Table(columns, table);
	}

	private Table nearest() {
		List<List<Object>> table = new ArrayList<>();
		for (int i = 0; i < vectors.size(); i++) {
			for (int k = 0; k < neighbours.indices()[i].length; k++) {
				int other = neighbours.indices()[i][k];
				table.add(List.of(name(i), labels().get(i), k + 1, name(other), labels().get(other), neighbours.distances()[i][k]));
			}
		}
		return new Table(List.of("image", "label", "rank", "neighbour", "neighbour_label", "distance"), table);
	}

	private void writeSuspicious(Path folder) throws IOException {
		SuspiciousLabels suspicious = suspicious();
		List<List<Object>> table = new ArrayList<>();
		List<BufferedImage> pictures = new ArrayList<>();
		List<String> lines = new ArrayList<>();
		for (int i : suspicious.order()) {
			table.add(List.of(table.size() + 1, name(i), labels().get(i), suspicious.proposed().get(i), suspicious.suspicion()[i]));
			if (pictures.size() < SHEET && suspicious.suspicion()[i] > 0) {
				pictures.add(thumbs.get(i));
				lines.add(labels().get(i) + " > " + suspicious.proposed().get(i));
			}
		}
		Files.writeString(folder.resolve("suspicious.csv"), new Table(List.of("rank", "image", "label", "proposed", "suspicion"), table).csv());
		if (!pictures.isEmpty()) ImageWriter.savePng(new PictureGrid(CELL, COLUMNS).of(pictures, lines), folder.resolve("suspicious.png"));
	}
}
