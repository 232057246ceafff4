// Counts the kinds of white cells in a stained blood smear: finds the cells with one model that comes with Fovea, and tells the white ones apart with another.
//
// The image is the one whose path is given as argument, else the active one. Afterwards its overlay holds a box for each white cell,
// and the Results table a row for each, below those of all cells: kind, probability, and the probability of every kind.
//
//   ImageJ --headless -macro Count_White_Cells.ijm /path/to/smear.png

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a blood smear first.");

// Where the white cells are, in pixels
before = nResults;
run("Detect...", "model=blood-cells measure");
getPixelSize(unit, pixelWidth, pixelHeight);
boxes = newArray(0);
for (row = before; row < nResults; row++) {
	if (getResultString("Class", row) == "WBC")
		boxes = Array.concat(boxes, newArray(getResult("BX", row) / pixelWidth, getResult("BY", row) / pixelHeight, getResult("Width", row) / pixelWidth,
			getResult("Height", row) / pixelHeight));
}
Overlay.remove;
for (i = 0; i < boxes.length; i += 4) {
	makeRectangle(boxes[i], boxes[i + 1], boxes[i + 2], boxes[i + 3]);
	Roi.setName("white cell " + (i / 4 + 1));
	Overlay.addSelection;
}
run("Select None");
if (boxes.length == 0)
	exit("No white cell was found in " + getTitle() + ".");

// What they are: the model learned from squares that show a little more than the cell
before = nResults;
run("Classify...", "model=white-cells rois margin=0.1");
kinds = newArray("eosinophil", "lymphocyte", "monocyte", "neutrophil");
text = getTitle() + ": " + (nResults - before) + " white cells";
for (k = 0; k < kinds.length; k++) {
	count = 0;
	for (row = before; row < nResults; row++) {
		if (getResultString("Class", row) == kinds[k]) count++;
	}
	text = text + ", " + kinds[k] + " " + count;
}
print(text);
