// Follows the nuclei of a film with the model that comes with Fovea.
//
// The film is the stack whose path is given as argument, else the active one. Afterwards the label image is active, in which a nucleus has
// the same colour in all frames, and the table "Tracks" has a row for each track.
//
//   ImageJ --headless -macro Track_Nuclei.ijm /path/to/film.tif

path = getArgument();
if (path != "")
	open(path);
if (nImages == 0)
	exit("Open a film first.");
title = getTitle();

run("Track...", "model=nuclei");

Stack.getStatistics(area, mean, min, max);
print(title + ": " + max + " tracks in " + nSlices + " frames, labelled in " + getTitle());
