package sc.fovea.predict;

import sc.fovea.tile.Region;
import sc.fovea.tile.TileSource;

/** A rectangle of an image as an image. @param source the image @param crop inside of it */
public record CroppedSource(TileSource source, Region crop) implements TileSource {

	/** @throws IllegalArgumentException if the rectangle is not inside the image */
	public CroppedSource {
		if (crop.x() < 0 || crop.y() < 0 || crop.columns().to() > source.width() || crop.rows().to() > source.height()) {
			throw new IllegalArgumentException("Expected a part of the image of " + source.width() + "x" + source.height() + " pixels, got " + crop + ".");
		}
	}

	@Override
	public int channels() {
		return source.channels();
	}

	@Override
	public long width() {
		return crop.width();
	}

	@Override
	public long height() {
		return crop.height();
	}

	@Override
	public void read(Region region, float[] target) {
		source.read(new Region(crop.x() + region.x(), crop.y() + region.y(), region.width(), region.height()), target);
	}
}
