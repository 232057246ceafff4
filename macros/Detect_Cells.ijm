// Finds red cells, white cells and platelets in a stained blood smear with the model that comes with Fovea, and counts them.
//
// The image is the one whose path is given as argument, else the active one. Afterwards its overlay holds a box for each cell, and
// the Results table a row: class, score, place and size.
//
//   ImageJ --headless -macro Detect_Cells.ijm /path/to/smear.png

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a blood smear first.");
before = nResults;

run("Detect...", "model=blood-cells measure");

red = 0;
white = 0;
platelets = 0;
for (row = before; row < nResults; row++) {
	if (getResultString("Class", row) == "RBC") red++;
	if (getResultString("Class", row) == "WBC") white++;
	if (getResultString("Class", row) == "Platelets") platelets++;
}
print(getTitle() + ": " + red + " red cells, " + white + " white cells and " + platelets + " platelets in " + Overlay.size + " boxes");
