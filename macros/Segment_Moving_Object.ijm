// Finds the objects of a film that move on their own, without training, and prints the path of each.
//
// The film is the one whose path is given as argument, else the active one. Afterwards the labels are active: an object has one id in
// all frames. The Results table has a row for each object and frame.
//
//   ImageJ --headless -macro Segment_Moving_Object.ijm /path/to/film.tif

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a film first.");
film = getTitle();
before = nResults;

run("Moving Objects...", "system=motion objects=1 measure");

for (row = before; row < nResults; row++)
	print(getResultLabel(row) + " in frame " + getResult("Frame", row) + ": area " + d2s(getResult("Area", row), 0) + " at "
		+ d2s(getResult("X", row), 1) + ", " + d2s(getResult("Y", row), 1));
print(film + ": " + (nResults - before) + " outlines in " + nSlices + " frames, labelled in " + getTitle());
