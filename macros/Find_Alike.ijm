// Finds what looks like a few outlined objects, without training, and prints how many there are.
//
// The image is the one whose path is given as argument, with its exemplars in IMAGE_exemplars.zip beside it; without an argument the
// active image, with one to five areas in the ROI Manager, in the overlay, or selected. Afterwards the labels are active, and the
// Results table has a row for each object.
//
//   ImageJ --headless -macro Find_Alike.ijm /path/to/cells.tif

path = getArgument();
settings = "measure";
if (path != "") {
	open(path);
	settings += " exemplars=[" + substring(path, 0, lastIndexOf(path, ".")) + "_exemplars.zip]";
}
if (nImages == 0)
	exit("Open an image and outline one to five objects in it first.");
image = getTitle();
before = nResults;

run("Find Alike...", settings);

area = 0;
for (row = before; row < nResults; row++)
	area += getResult("Area", row);
found = nResults - before;
if (found == 0)
	print(image + ": nothing is like the exemplars");
else
	print(image + ": " + found + " objects like the exemplars, of a mean area of " + d2s(area / found, 0) + ", labelled in " + getTitle());
