// One picture, and four questions to it: which kind is the cell (classification), where is it (localization), where are all cells and what are they
// (detection), and which pixels are the cell's (segmentation).
//
// The picture is drawn: a white cell among red ones. The models that classify and detect come with Fovea and learned from real images. Those that
// localize and segment are trained here, on 24 other pictures in which only the pixels of the white cell are known. A montage shows the four answers.
//
// The argument is the number of steps of both trainings; 150 without one, which takes some minutes.
//
//   ImageJ --headless -macro Four_Tasks.ijm 150

// Of the picture that was drawn last: centre and radius of the white cell, and the number of red ones
var cellX, cellY, radius, reds;

steps = 150;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-four-tasks";
width = 320;
height = 240;
File.makeDirectory(folder);
File.makeDirectory(folder + "/images");
File.makeDirectory(folder + "/labels");
setBatchMode(true);
random("seed", 1);
for (i = 1; i <= 24; i++) {
	drawField();
	saveAs("PNG", folder + "/images/field" + i + ".png");
	close();
	drawLabel();
	saveAs("PNG", folder + "/labels/field" + i + ".png");
	close();
}
localization = train("localization", "side=96 width=0.5");
segmentation = train("semantic-segmentation", "width=0.25 depth=3");

drawField();
picture = getImageID();
newImage("Four tasks", "RGB white", 2 * width, 2 * height, 1);
montage = getImageID();
for (panel = 0; panel < 4; panel++) {
	selectImage(picture);
	run("Select All");
	run("Copy");
	selectImage(montage);
	makeRectangle(width * (panel % 2), height * floor(panel / 2), width, height);
	run("Paste");
	run("Select None");
}

// Where is the one cell?
selectImage(picture);
run("Localize...", "model=[" + localization + "]");
x = getResult("BX", nResults - 1);
y = getResult("BY", nResults - 1);
w = getResult("Width", nResults - 1);
h = getResult("Height", nResults - 1);
drawBox(1, x, y, w, h, "blue");
write(1, "Localization: one box");
print("localization: " + d2s(x, 1) + ", " + d2s(y, 1) + ", " + d2s(w, 1) + " x " + d2s(h, 1) + "; drawn at " + d2s(cellX - radius, 1) + ", " + d2s(cellY - radius, 1) + ", "
	+ d2s(2 * radius, 1) + " x " + d2s(2 * radius, 1));

// Which kind is it? One word for what is in the box.
selectImage(picture);
Overlay.remove;
makeRectangle(x, y, w, h);
run("Classify...", "model=white-cells");
kind = getResultString("Class", nResults - 1);
run("Select None");
write(0, "Classification: " + kind);
print("classification: " + kind);

// Where are all cells, and what is each?
selectImage(picture);
before = nResults;
run("Detect...", "model=blood-cells scale=2 measure");
white = 0;
for (row = before; row < nResults; row++) {
	colour = "red";
	if (getResultString("Class", row) == "WBC") {
		colour = "blue";
		white++;
	}
	drawBox(2, getResult("BX", row), getResult("BY", row), getResult("Width", row), getResult("Height", row), colour);
}
write(2, "Detection: a box for each");
print("detection: " + (nResults - before) + " boxes, " + white + " of white cells; drawn " + reds + " red cells and a white one");

// Which pixels are the white cell's?
selectImage(picture);
Overlay.remove;
run("Segment...", "model=[" + segmentation + "]");
labels = getImageID();
pixels = 0;
for (j = 0; j < height; j++) {
	for (i = 0; i < width; i++) {
		selectImage(labels);
		if (getPixel(i, j) == 0)
			continue;
		pixels++;
		selectImage(montage);
		setPixel(width + i, height + j, 0x00c060);
	}
}
write(3, "Segmentation: a class for each pixel");
print("segmentation: " + pixels + " pixels; drawn " + round(PI * radius * radius));

selectImage(labels);
close();
selectImage(picture);
close();
selectImage(montage);
setBatchMode("exit and display");

// Trains a model, and returns its file.
function train(task, options) {
	model = folder + "/" + task + ".zip";
	forget(model);
	run("Train...", "data=[" + folder + "] output=[" + model + "] task=" + task + " " + options + " steps=" + steps + " seed=1");
	return model;
}

// Deletes what a run left that was stopped in the midst of a training, which would else be refused.
function forget(model) {
	if (File.exists(model + ".checkpoint"))
		deleted = File.delete(model + ".checkpoint");
}

// Draws a white cell with a nucleus of three lobes somewhere among red cells, and remembers where.
function drawField() {
	newImage("field", "RGB white", width, height, 1);
	setColor(225, 205, 210);
	fillRect(0, 0, width, height);
	radius = 36 + 8 * random();
	cellX = radius + (width - 2 * radius) * random();
	cellY = radius + (height - 2 * radius) * random();
	reds = 0;
	for (n = 0; n < 20; n++) {
		redX = 64 * (n % 5) + 32 + 10 * random();
		redY = 60 * floor(n / 5) + 30 + 8 * random();
		if (pow(redX - cellX, 2) + pow(redY - cellY, 2) < pow(radius + 26, 2))
			continue;
		reds++;
		disc(redX, redY, 23, 215, 140, 140);
		disc(redX, redY, 9, 225, 165, 165);
	}
	disc(cellX, cellY, radius, 190, 170, 205);
	angle = 2 * PI * random();
	for (n = -1; n <= 1; n++)
		disc(cellX + 0.45 * radius * cos(angle + 1.4 * n), cellY + 0.45 * radius * sin(angle + 1.4 * n), 0.38 * radius, 110, 70, 150);
	run("Gaussian Blur...", "sigma=1.2");
	addNoise(6);
}

// The annotation that both learn from: 1 where the white cell is, 0 elsewhere.
function drawLabel() {
	newImage("label", "8-bit black", width, height, 1);
	setColor(1);
	fillOval(cellX - radius, cellY - radius, 2 * radius, 2 * radius);
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

function disc(x, y, radius, red, green, blue) {
	setColor(red, green, blue);
	fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
}

function drawBox(panel, x, y, w, h, colour) {
	selectImage(montage);
	setColor(colour);
	setLineWidth(2);
	drawRect(width * (panel % 2) + x, height * floor(panel / 2) + y, w, h);
}

function write(panel, text) {
	selectImage(montage);
	setFont("SansSerif", 16, "antialiased");
	setColor("black");
	drawString(text, width * (panel % 2) + 6, height * floor(panel / 2) + 22, "white");
}
