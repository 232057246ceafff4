// Makes variants of an image, and moves its ROIs along with what they surround.
//
// The image is the one whose path is given as argument, else the active one. If it has no overlay, its bright objects are outlined
// first. Afterwards the stack of variants is the active image, and the outlines of each variant are in its overlay.
//
//   ImageJ --headless -macro Augment_Open_Image.ijm /path/to/image.tif

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open an image first.");
title = getTitle();

if (Overlay.size == 0) {
	setAutoThreshold("Otsu dark");
	run("Analyze Particles...", "size=20-Infinity pixel show=Overlay");
	resetThreshold();
}
before = Overlay.size;

run("Augment...", "recipe=fluorescence variants=6 seed=1");

print(title + ": " + before + " outlines became " + Overlay.size + " in " + nSlices + " variants, " + getTitle());
