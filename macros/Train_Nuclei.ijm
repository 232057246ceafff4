// Trains a model from annotated images, and finds the objects of an image with it.
//
// The images are in the folder whose path is given as argument: images/NAME.tif and labels/NAME.tif for each. Without an argument
// the macro draws a few of its own, with nuclei whose labels are known, and trains for seconds; that is enough to see how it works,
// not for a good model: take minutes=30 instead of steps=80. Afterwards the label image is the active image.
//
//   ImageJ --headless -macro Train_Nuclei.ijm /path/to/folder

data = getArgument();
if (data == "")
	data = drawNuclei(getDirectory("temp") + "fovea-nuclei");

run("Train...", "data=[" + data + "] name=my-nuclei steps=80 seed=1");

// The model is one of yours now, and may be chosen by its name.
files = getFileList(data + "/images");
open(data + "/images/" + files[0]);
title = getTitle();
run("Segment...", "model=my-nuclei");
getStatistics(area, mean, min, max);
print(title + ": " + max + " nuclei, labelled in " + getTitle());

// Draws images of 16 round nuclei each, and images that hold the number of its nucleus in each pixel.
function drawNuclei(folder) {
	File.makeDirectory(folder);
	File.makeDirectory(folder + "/images");
	File.makeDirectory(folder + "/labels");
	setBatchMode(true);
	random("seed", 1);
	for (i = 1; i <= 4; i++) {
		newImage("labels", "8-bit black", 128, 128, 1);
		newImage("image", "8-bit black", 128, 128, 1);
		for (n = 0; n < 16; n++) {
			diameter = 16 + 8 * random();
			x = 32 * (n % 4) + 16 + 6 * random() - 3 - diameter / 2;
			y = 32 * floor(n / 4) + 16 + 6 * random() - 3 - diameter / 2;
			selectImage("labels");
			setColor(n + 1);
			fillOval(x, y, diameter, diameter);
			selectImage("image");
			setColor(90 + 90 * random());
			fillOval(x, y, diameter, diameter);
		}
		run("Gaussian Blur...", "sigma=1.5");
		run("Add...", "value=20");
		addNoise(6);
		saveAs("Tiff", folder + "/images/drawn" + i + ".tif");
		close();
		selectImage("labels");
		saveAs("Tiff", folder + "/labels/drawn" + i + ".tif");
		close();
	}
	setBatchMode(false);
	return folder;
}

// Adds noise that is the same in every run, which the command "Add Specified Noise..." does not.
function addNoise(deviation) {
	for (y = 0; y < getHeight(); y++)
		for (x = 0; x < getWidth(); x++)
			setPixel(x, y, maxOf(0, minOf(255, getPixel(x, y) + deviation * random("gaussian"))));
}
