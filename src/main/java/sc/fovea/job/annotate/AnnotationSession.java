package sc.fovea.job.annotate;

import ij.ImagePlus;
import ij.gui.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sc.fovea.image.roi.RoiFiles;

/**
 * The images of a folder that are open, each with its outlines as its overlay, where ImageJ's own tools change them too. Outlines that are not part of the data yet
 * are kept as drafts, so that neither a closed image nor the end of ImageJ loses them. One thread at a time.
 */
public final class AnnotationSession {

	/** Steps that can be undone. */
	private static final int STEPS = 100;

	private final AnnotationFolder folder;
	private final Map<String, Work> open = new LinkedHashMap<>();

	/** An open image: what of its outlines is on the disk, and what they were before. */
	private static final class Work {

		private final ImagePlus image;
		private final Deque<List<Roi>> before = new ArrayDeque<>();
		private List<Roi> last;
		private int onDisk;

		Work(ImagePlus image, List<Roi> outlines) {
			this.image = image;
			this.onDisk = Outlines.digest(outlines);
			show(outlines);
		}

		/** Those of the overlay; a closed image may have lost its own. */
		List<Roi> outlines() {
			if (image.getProcessor() != null) last = Outlines.of(image.getOverlay());
			return last;
		}

		void show(List<Roi> outlines) {
			last = outlines;
			image.setOverlay(Outlines.overlay(outlines));
		}

		/** Shows others, which can be undone. */
		void change(List<Roi> outlines) {
			before.push(Outlines.copy(outlines()));
			if (before.size() > STEPS) before.removeLast();
			show(outlines);
		}
	}

	/** @param folder of the images */
	public AnnotationSession(AnnotationFolder folder) {
		this.folder = folder;
	}

	/** The folder of the images. */
	public AnnotationFolder folder() {
		return folder;
	}

	/** The image of a name, opened if it is not open, with its outlines. @throws IOException with a sentence, if it cannot be read */
	public ImagePlus open(String name) throws IOException {
		Work known = open.get(name);
		if (known != null && known.image.getProcessor() != null) return known.image;
		ImagePlus image = folder.open(name);
		begin(name, image, folder.outlines(name));
		return image;
	}

	private void begin(String name, ImagePlus image, List<Roi> outlines) {
		open.put(name, new Work(image, outlines));
	}

	/** Adds an image that is open already: a copy goes into the folder, and the outlines of its overlay, if any, are its draft. @return its name @throws IOException with a sentence */
	public String add(ImagePlus image) throws IOException {
		Optional<String> known = name(image);
		if (known.isPresent()) return known.get();
		List<Roi> outlines = Outlines.of(image.getOverlay()).stream().filter(Roi::isArea).toList();
		String name = folder.add(image, "");
		begin(name, image, List.of());
		if (!outlines.isEmpty()) work(name).change(outlines);
		keepDrafts();
		return name;
	}

	/** The name of an open image of this folder; empty of any other. */
	public Optional<String> name(ImagePlus image) {
		return open.entrySet().stream().filter(work -> work.getValue().image == image).map(Map.Entry::getKey).findFirst();
	}

	/** Names of the open images. */
	public List<String> names() {
		return List.copyOf(open.keySet());
	}

	/** The outlines of an open image, with those of regions. */
	public List<Roi> outlines(String name) {
		return work(name).outlines();
	}

	private Work work(String name) {
		Work work = open.get(name);
		if (work == null) throw new IllegalArgumentException("Open \"" + name + "\" first.");
		return work;
	}

	/** Whether something is not part of the data yet, since the image was opened. */
	public boolean isChanged(String name) {
		return Outlines.digest(work(name).outlines()) != work(name).onDisk;
	}

	/** Adds the selection as an outline, see {@link Outlines}; one that is an outline already is accepted as it is. @throws IllegalArgumentException if it is no area, with a sentence */
	public void addSelection(String name) {
		Work work = work(name);
		Roi selection = work.image.getRoi();
		if (selection != null && work.outlines().contains(selection)) touched(name);
		else {
			List<Roi> more = Outlines.with(work.outlines(), selection);
			work.change(more);
		}
		work.image.deleteRoi();
	}

	/** Adds the selection as a region in which all objects have outlines; where there is one, nothing outside of such regions is learned from. @throws IllegalArgumentException as above */
	public void addRegion(String name) {
		Work work = work(name);
		work.change(Outlines.withRegion(work.outlines(), work.image.getRoi()));
		work.image.deleteRoi();
	}

	/** Adds outlines from elsewhere, such as the ROI Manager. @return how many were areas, and are added */
	public int addAll(String name, List<Roi> others) {
		List<Roi> all = work(name).outlines();
		int count = 0;
		for (Roi other : others) {
			if (!other.isArea()) continue;
			all = Outlines.with(all, other);
			count++;
		}
		if (count > 0) work(name).change(all);
		return count;
	}

	/** Deletes the outline that is selected, or those of which the selection covers more than half. @throws IllegalArgumentException if there is none, with a sentence */
	public void deleteSelection(String name) {
		Work work = work(name);
		Roi selection = work.image.getRoi();
		List<Roi> rest = selection == null
			? work.outlines()
			: work.outlines().stream().filter(outline -> !outline.equals(selection) && (Outlines.isRegion(outline) || !covers(selection, outline))).toList();
		if (rest.size() == work.outlines().size()) {
			throw new IllegalArgumentException("Hold the mouse on the outline that shall go until it is selected, or draw around several.");
		}
		work.image.deleteRoi();
		work.change(rest);
	}

	private static boolean covers(Roi selection, Roi outline) {
		return selection.isArea() && Outlines.with(List.of(outline), selection).size() == 1;
	}

	/** Tells that an outline was edited in ImageJ: it is no prediction any more. @return whether it was one */
	public boolean touched(String name) {
		Work work = work(name);
		Roi selection = work.image.getRoi();
		Optional<Roi> edited = work.outlines().stream().filter(outline -> outline == selection && Outlines.isPredicted(outline)).findFirst();
		edited.ifPresent(outline -> Outlines.marked(outline, false));
		return edited.isPresent();
	}

	/** Takes the last step back. @return whether there was one */
	public boolean undo(String name) {
		Work work = work(name);
		if (work.before.isEmpty()) return false;
		work.image.deleteRoi();
		work.show(work.before.pop());
		return true;
	}

	/** Replaces what a model drew by what it draws now; what a person drew stays, and what the model sees in the same place is left out. */
	public void predicted(String name, List<Roi> found) {
		Work work = work(name);
		List<Roi> own = work.outlines().stream().filter(outline -> !Outlines.isPredicted(outline)).toList();
		List<Roi> all = new ArrayList<>(own);
		List<Roi> objects = own.stream().filter(outline -> !Outlines.isRegion(outline)).toList();
		for (Roi outline : found) {
			boolean isFree = objects.stream()
				.allMatch(other -> Outlines.with(List.of(other), outline).size() == 2 && Outlines.with(List.of(outline), other).size() == 2);
			if (isFree) all.add(Outlines.marked((Roi) outline.clone(), true));
		}
		work.change(all);
	}

	/** Takes the outlines of an earlier version. @throws IOException with a sentence, if they cannot be read */
	public void restore(String name, Path version) throws IOException {
		work(name).change(RoiFiles.read(version));
	}

	/**
	 * Makes the outlines part of the data.
	 *
	 * @throws IOException with a sentence, if they cannot be written
	 * @throws IllegalArgumentException if an area is selected that is no outline, with a sentence: it might have been forgotten
	 */
	public void save(String name) throws IOException {
		Work work = work(name);
		Roi selection = work.image.getRoi();
		if (selection != null && selection.isArea() && !work.outlines().contains(selection)) {
			throw new IllegalArgumentException("An area is selected that is no outline yet: press t to add it, or deselect it (Shift-A).");
		}
		boolean isCorrected = work.outlines().stream().anyMatch(Outlines::isPredicted)
			|| work.before.stream().flatMap(List::stream).anyMatch(Outlines::isPredicted);
		List<Roi> saved = Outlines.copy(work.outlines());
		saved.forEach(outline -> outline.setPosition(0));
		folder.save(name, saved, isCorrected);
		work.onDisk = Outlines.digest(work.outlines());
	}

	/** Keeps as drafts what is not on the disk. @return the images of which something was kept @throws IOException with a sentence, if it cannot be written */
	public List<String> keepDrafts() throws IOException {
		List<String> kept = new ArrayList<>();
		for (Map.Entry<String, Work> entry : open.entrySet()) {
			List<Roi> outlines = Outlines.copy(entry.getValue().outlines());
			int digest = Outlines.digest(outlines);
			if (digest == entry.getValue().onDisk) continue;
			folder.keepDraft(entry.getKey(), outlines);
			entry.getValue().onDisk = digest;
			kept.add(entry.getKey());
		}
		return kept;
	}

	/** An image was closed. @return its name, if it is one of these @throws IOException with a sentence, if its draft cannot be written */
	public Optional<String> closed(ImagePlus image) throws IOException {
		Optional<String> name = name(image);
		if (name.isPresent()) {
			keepDrafts();
			open.remove(name.get());
		}
		return name;
	}
}
