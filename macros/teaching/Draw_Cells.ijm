// Draws stained cells of three kinds, each in a small colour picture: round, bean and lobed are the shapes of their nuclei, like those of
// lymphocytes, monocytes and neutrophils. The other macros of this folder learn from them, since nothing has to be downloaded for it.
//
// The argument is FOLDER|COUNT|SEED: the folder gets a folder for each kind, with COUNT pictures in it. The same seed draws the same pictures;
// FOLDER|COUNT|SEED|grey draws them without their colours. Without an argument it draws a few and shows them.
//
//   ImageJ --headless -macro Draw_Cells.ijm "/tmp/cells|20|1"

argument = getArgument();
if (argument == "")
	argument = getDirectory("temp") + "fovea-drawn|4|1";
parts = split(argument, "|");
folder = parts[0];
count = parseInt(parts[1]);
isGrey = parts.length > 3;
kinds = newArray("round", "bean", "lobed");
side = 48;

setBatchMode(true);
random("seed", parseInt(parts[2]));
makeFolders(folder);
for (k = 0; k < kinds.length; k++) {
	File.makeDirectory(folder + "/" + kinds[k]);
	for (i = 1; i <= count; i++) {
		drawCell(kinds[k]);
		saveAs("PNG", fileOf(k, i));
		close();
	}
	// More of them may be there from an earlier run
	for (i = count + 1; File.exists(fileOf(k, i)); i++)
		deleted = File.delete(fileOf(k, i));
}
setBatchMode(false);
if (getArgument() == "")
	File.openSequence(folder + "/" + kinds[2]);

function fileOf(k, i) {
	return "" + folder + "/" + kinds[k] + "/" + kinds[k] + IJ.pad(i, 3) + ".png";
}

// A cell near the middle, turned as it likes, stained more or less, among red cells, a little out of focus, and with noise.
function drawCell(kind) {
	light = 0.85 + 0.2 * random();
	newImage(kind, "RGB white", side, side, 1);
	paint(225, 205, 210, light);
	fillRect(0, 0, side, side);
	paint(215, 140, 140, light);
	for (n = 0; n < 4; n++) {
		angle = 2 * PI * random();
		disc(side / 2 + 28 * cos(angle), side / 2 + 28 * sin(angle), 9 + 2 * random());
	}
	x = side / 2 + 8 * random() - 4;
	y = side / 2 + 8 * random() - 4;
	radius = 13 + 4 * random();
	paint(190, 170, 205, light);
	disc(x, y, radius);
	paint(110 + 30 * random(), 70 + 30 * random(), 150, light);
	drawNucleus(kind, x, y, radius, 2 * PI * random());
	run("Gaussian Blur...", "sigma=" + (0.7 + 0.8 * random()));
	addNoise(10);
	if (isGrey) {
		run("8-bit");
		run("RGB Color");
	}
}

function drawNucleus(kind, x, y, radius, angle) {
	if (kind == "round")
		disc(x + 0.1 * radius * cos(angle), y + 0.1 * radius * sin(angle), (0.6 + 0.15 * random()) * radius);
	if (kind == "bean") {
		// Five discs along an arc
		for (n = -2; n <= 2; n++)
			disc(x + 0.45 * radius * cos(angle + 0.6 * n), y + 0.45 * radius * sin(angle + 0.6 * n), 0.38 * radius);
	}
	if (kind == "lobed") {
		// Three discs that hardly touch
		for (n = -1; n <= 1; n++)
			disc(x + 0.5 * radius * cos(angle + 1.5 * n), y + 0.5 * radius * sin(angle + 1.5 * n), (0.3 + 0.08 * random()) * radius);
	}
}

// Adds noise that is the same in every run: each call begins with a seed of its own, since the command takes a seed only once.
function addNoise(deviation) {
	picture = getImageID();
	offset = 3 * deviation;
	run("Subtract...", "value=" + offset);
	newImage("noise", "8-bit black", getWidth(), getHeight(), 1);
	noise = getImageID();
	run("Add...", "value=" + offset);
	random("seed", floor(1e6 * random()));
	run("Add Specified Noise...", "standard=" + deviation);
	run("RGB Color");
	imageCalculator("Add", picture, noise);
	selectImage(noise);
	close();
	selectImage(picture);
}

function paint(red, green, blue, light) {
	setColor(minOf(255, red * light), minOf(255, green * light), minOf(255, blue * light));
}

function disc(x, y, radius) {
	fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
}

function makeFolders(path) {
	if (!File.exists(File.getParent(path)))
		File.makeDirectory(File.getParent(path));
	File.makeDirectory(path);
}
