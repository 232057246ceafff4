// Finds the nuclei of a fluorescence image with the model that comes with Fovea.
//
// The image is the one whose path is given as argument, else the active one. Afterwards the label image is the active image, and
// the Results table has a row for each nucleus.
//
//   ImageJ --headless -macro Segment_Nuclei.ijm /path/to/image.tif

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open an image of nuclei first.");
title = getTitle();
before = nResults;

run("Segment...", "model=nuclei measure");

print(title + ": " + (nResults - before) + " nuclei, labelled in " + getTitle());
