// Finds images that lie in the folder of the wrong class: each image is compared with the ten that the model finds most like it, and
// those whose neighbours belong to another class come first in suspicious.csv and suspicious.png.
//
// The argument is a folder with a folder of images for each class; the results go into a folder "label-check" beside it.
//
//   ImageJ --headless -macro Find_Label_Errors.ijm /path/to/cells

data = getArgument();
if (data == "")
	data = getDirectory("Folder with a folder for each class");
if (endsWith(data, "/"))
	data = substring(data, 0, lengthOf(data) - 1);
output = data + "-label-check";

run("Embed...", "data=[" + data + "] model=blood-cells output=[" + output + "]");

lines = split(File.openAsString(output + "/suspicious.csv"), "\n");
for (i = 1; i < minOf(lines.length, 6); i++) {
	cells = split(lines[i], ",");
	print(cells[0] + ". " + cells[1] + ": labelled " + cells[2] + ", its neighbours say " + cells[3] + " (" + d2s(parseFloat(cells[4]), 2) + ")");
}
