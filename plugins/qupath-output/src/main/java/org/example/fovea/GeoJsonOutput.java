package org.example.fovea;

import java.awt.Polygon;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.scijava.plugin.Plugin;

import com.google.gson.stream.JsonWriter;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.ShapeRoi;

import sc.fovea.image.OutputFormat;

/** Outlines as GeoJSON (RFC 7946) with the properties that QuPath reads: each object is a detection in pixels, with holes, parts, slice and frame. */
@Plugin(type = OutputFormat.class)
public final class GeoJsonOutput implements OutputFormat {

	@Override
	public String name() {
		return "geojson";
	}

	@Override
	public String ending() {
		return "_objects.geojson";
	}

	@Override
	public void write(ImagePlus image, List<Roi> outlines, Path file) throws IOException {
		try (JsonWriter json = new JsonWriter(Files.newBufferedWriter(file))) {
			json.beginObject().name("type").value("FeatureCollection").name("features").beginArray();
			for (Roi outline : outlines) {
				feature(json, image, outline);
			}
			json.endArray().endObject();
		}
	}

	private static void feature(JsonWriter json, ImagePlus image, Roi outline) throws IOException {
		json.beginObject().name("type").value("Feature").name("geometry").beginObject().name("type").value("MultiPolygon").name("coordinates").beginArray();
		for (List<Polygon> part : parts(rings(outline))) {
			json.beginArray();
			for (Polygon ring : part) {
				ring(json, ring);
			}
			json.endArray();
		}
		json.endArray();
		plane(json, image, outline);
		json.endObject().name("properties").beginObject().name("objectType").value("detection").name("name").value(outline.getName()).endObject().endObject();
	}

	/** A ring ends where it begins. */
	private static void ring(JsonWriter json, Polygon ring) throws IOException {
		json.beginArray();
		for (int i = 0; i <= ring.npoints; i++) {
			json.beginArray().value(ring.xpoints[i % ring.npoints]).value(ring.ypoints[i % ring.npoints]).endArray();
		}
		json.endArray();
	}

	/** QuPath counts slices and frames from 0. */
	private static void plane(JsonWriter json, ImagePlus image, Roi outline) throws IOException {
		int[] place = image.convertIndexToPosition(Math.max(1, outline.getPosition()));
		int slice = outline.hasHyperStackPosition() ? outline.getZPosition() : place[1];
		int frame = outline.hasHyperStackPosition() ? outline.getTPosition() : place[2];
		json.name("plane").beginObject().name("c").value(-1).name("z").value(Math.max(0, slice - 1)).name("t").value(Math.max(0, frame - 1)).endObject();
	}

	/** Closed lines along the borders of pixels. */
	private static List<Polygon> rings(Roi outline) {
		ShapeRoi shape = outline instanceof ShapeRoi composite ? composite : new ShapeRoi(outline);
		PathIterator path = shape.getShape().getPathIterator(AffineTransform.getTranslateInstance(shape.getXBase(), shape.getYBase()), 0.1);
		List<Polygon> rings = new ArrayList<>();
		double[] point = new double[6];
		for (; !path.isDone(); path.next()) {
			int kind = path.currentSegment(point);
			if (kind == PathIterator.SEG_MOVETO) rings.add(new Polygon());
			if (kind != PathIterator.SEG_CLOSE) rings.get(rings.size() - 1).addPoint((int) Math.round(point[0]), (int) Math.round(point[1]));
		}
		rings.removeIf(ring -> ring.npoints < 3);
		return rings;
	}

	/** Each part with its holes behind it. A ring within an odd number of others is a hole of the smallest of them. */
	private static List<List<Polygon>> parts(List<Polygon> rings) {
		List<List<Polygon>> parts = new ArrayList<>();
		rings.stream().filter(ring -> around(ring, rings).size() % 2 == 0).forEach(ring -> parts.add(new ArrayList<>(List.of(ring))));
		for (Polygon ring : rings) {
			List<Polygon> around = around(ring, rings);
			if (around.size() % 2 == 0) continue;
			parts.stream().filter(part -> around.contains(part.get(0))).min((a, b) -> Double.compare(size(a.get(0)), size(b.get(0)))).orElseThrow().add(ring);
		}
		return parts;
	}

	/** The other rings around the first pixel inside of a ring. */
	private static List<Polygon> around(Polygon ring, List<Polygon> rings) {
		double[] inside = inside(ring);
		return rings.stream().filter(other -> other != ring && size(other) > size(ring) && other.contains(inside[0], inside[1])).toList();
	}

	/** The middle of a pixel inside of a ring, of which there is one right below its topmost edge. */
	private static double[] inside(Polygon ring) {
		for (int y = ring.getBounds().y; y < ring.getBounds().getMaxY(); y++) {
			for (int x = ring.getBounds().x; x < ring.getBounds().getMaxX(); x++) {
				if (ring.contains(x + 0.5, y + 0.5)) return new double[] { x + 0.5, y + 0.5 };
			}
		}
		return new double[] { ring.xpoints[0], ring.ypoints[0] };
	}

	private static double size(Polygon ring) {
		return (double) ring.getBounds().width * ring.getBounds().height;
	}
}
