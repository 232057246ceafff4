package sc.fovea.command;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.util.List;
import sc.fovea.data.Annotated;
import sc.fovea.data.Extent;
import sc.fovea.image.PlaneIndex;
import sc.fovea.image.ValueImage;

/**
 * Variants of an image as one image: of a single plane as slices, of a stack as frames. Variants that are smaller than others, as turned or cut ones may be,
 * lie in the middle, on the darkest value.
 *
 * @param source the image and its ROIs
 * @param variants of its sample, at least one
 */
record VariantStack(RoiSample source, List<Annotated> variants) {

	/** Makes the image: of the same kind, calibration and colours, with the moved ROIs as overlay. */
	ImagePlus image() {
		ImagePlus image = source.image();
		ImageStack stack = new ImageStack(largest(true), largest(false));
		for (int v = 0; v < variants.size(); v++) {
			add(v, stack);
		}
		ImagePlus plain = new ImagePlus(stem() + "_variants", stack);
		boolean isPlane = variants.get(0).extent().depth() == 1;
		plain.setDimensions(image.getNChannels(), isPlane ? variants.size() : image.getNSlices(), isPlane ? 1 : image.getNFrames() * variants.size());
		plain.setOpenAsHyperStack(image.getNChannels() > 1 || !isPlane);
		ImagePlus result = ImageLook.copy(image, plain);
		overlay(result);
		return result;
	}

	private int largest(boolean isWidth) {
		return variants.stream().map(Annotated::extent).mapToInt(extent -> isWidth ? extent.width() : extent.height()).max().orElseThrow();
	}

	private String stem() {
		String title = source.image().getTitle();
		int dot = title.lastIndexOf('.');
		return dot > 0 ? title.substring(0, dot) : title;
	}

	private void add(int v, ImageStack stack) {
		Annotated variant = variants.get(v);
		Extent extent = variant.extent();
		ImagePlus planes = ValueImage.of(source.image()).with(variant.pixels().values(), extent.width(), extent.height(), "");
		for (int n = 1; n <= planes.getStackSize(); n++) {
			stack.addSlice(stem() + "_" + (v + 1), framed(planes.getStack().getProcessor(n), variant, stack));
		}
	}

	private static ImageProcessor framed(ImageProcessor plane, Annotated variant, ImageStack stack) {
		if (plane.getWidth() == stack.getWidth() && plane.getHeight() == stack.getHeight()) return plane;
		ImageProcessor frame = plane.createProcessor(stack.getWidth(), stack.getHeight());
		frame.setValue(plane.getBitDepth() == 32 ? variant.pixels().range().low() : 0);
		frame.fill();
		frame.insert(plane, (stack.getWidth() - plane.getWidth()) / 2, (stack.getHeight() - plane.getHeight()) / 2);
		return frame;
	}

	private void overlay(ImagePlus result) {
		if (source.rois().isEmpty()) return;
		Overlay overlay = new Overlay();
		for (int v = 0; v < variants.size(); v++) {
			Extent extent = variants.get(v).extent();
			for (int plane = 0; plane < extent.depth(); plane++) {
				PlaneIndex place = place(v, plane);
				for (Roi roi : source.moved(variants.get(v), plane)) {
					roi.translate((result.getWidth() - extent.width()) / 2, (result.getHeight() - extent.height()) / 2);
					place.place(roi, result);
					overlay.add(roi);
				}
			}
		}
		result.setOverlay(overlay);
	}

	private PlaneIndex place(int v, int plane) {
		int slices = source.image().getNSlices();
		if (variants.get(v).extent().depth() == 1) return new PlaneIndex(0, v, 0);
		return new PlaneIndex(0, plane % slices, v * source.image().getNFrames() + plane / slices);
	}
}
