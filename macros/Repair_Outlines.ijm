// Learns what nuclei look like from labels, and completes those of an image of which a part is hidden.
//
// The folder whose path is given as argument holds images/NAME.tif and labels/NAME.tif. Without an argument the macro draws some of
// its own. Then it draws an image in which something lies over some of the nuclei, and segments it twice: without the shape model
// and with it. Afterwards the repaired label image is the active image, and the column ShapeDist of the Results table says how
// unusual each shape is: about 1 is usual, 3 is odd.
//
//   ImageJ --headless -macro Repair_Outlines.ijm /path/to/folder

data = getArgument();
if (data == "")
	data = drawNuclei(getDirectory("temp") + "fovea-oval-nuclei");

run("Train...", "data=[" + data + "] task=shape name=my-shape");

drawHidden(data);
image = getTitle();
run("Segment...", "model=nuclei input=[" + image + "] scale=1");
seen = labelled();
run("Segment...", "model=nuclei input=[" + image + "] scale=1 shape=my-shape measure");
print("labelled pixels: " + seen + " as seen, " + labelled() + " repaired; columns: " + Table.headings("Results"));

function labelled() {
	count = 0;
	for (y = 0; y < getHeight(); y++)
		for (x = 0; x < getWidth(); x++)
			if (getPixel(x, y) > 0)
				count++;
	return count;
}

// Draws images of nine oval nuclei each, and images that hold the number of its nucleus in each pixel.
function drawNuclei(folder) {
	File.makeDirectory(folder);
	File.makeDirectory(folder + "/images");
	File.makeDirectory(folder + "/labels");
	setBatchMode(true);
	random("seed", 1);
	for (i = 1; i <= 6; i++) {
		newImage("labels", "8-bit black", 192, 192, 1);
		newImage("image", "8-bit black", 192, 192, 1);
		for (n = 0; n < 9; n++)
			drawOval(n, 26 + 12 * random(), 26 + 12 * random());
		saveAs("Tiff", folder + "/images/drawn" + i + ".tif");
		close();
		selectImage("labels");
		saveAs("Tiff", folder + "/labels/drawn" + i + ".tif");
		close();
	}
	setBatchMode(false);
	return folder;
}

function drawOval(n, width, height) {
	x = 64 * (n % 3) + 32 - width / 2;
	y = 64 * floor(n / 3) + 32 - height / 2;
	selectImage("labels");
	setColor(n + 1);
	fillOval(x, y, width, height);
	selectImage("image");
	setColor(150);
	fillOval(x, y, width, height);
}

// Draws nine nuclei, of which the upper third of every second is hidden.
function drawHidden(folder) {
	newImage("hidden", "8-bit black", 192, 192, 1);
	random("seed", 7);
	for (n = 0; n < 9; n++) {
		width = 26 + 12 * random();
		height = 26 + 12 * random();
		x = 64 * (n % 3) + 32 - width / 2;
		y = 64 * floor(n / 3) + 32 - height / 2;
		setColor(150);
		fillOval(x, y, width, height);
		setColor(0);
		if (n % 2 == 0)
			fillRect(x, y, width + 1, 0.33 * height);
	}
	run("Gaussian Blur...", "sigma=1");
	for (y = 0; y < getHeight(); y++)
		for (x = 0; x < getWidth(); x++)
			setPixel(x, y, maxOf(0, minOf(255, getPixel(x, y) + 20 + 3 * random("gaussian"))));
	saveAs("Tiff", folder + "/hidden.tif");
}
