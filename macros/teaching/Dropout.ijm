// Learning by heart, and what dropout does about it.
//
// A network that sees the same few pictures again and again, without augmentation, soon knows them by heart: the loss on the pictures that it
// learns from (training) falls on, while the loss on others (validation) rises again. Dropout leaves out half of the features at random in each
// step of training, never when the model is used. The macro trains without and with it, and plots both losses of both trainings.
//
// The argument is the number of steps of each training; 200 without one, which takes a minute or two.
//
//   ImageJ --headless -macro Dropout.ijm 200

steps = 200;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-dropout";
rates = newArray("0", "0.5");
colours = newArray("#0072b2", "#d55e00");

File.makeDirectory(folder);
drawCells(folder + "/training|15|1");
drawCells(folder + "/test|40|2");

Plot.create("Learning by heart", "step", "loss");
Plot.setFrameSize(480, 320);
Plot.setLimits(0, steps, 0, 2.5);
Plot.setLineWidth(2);
text = "dropout\tright share of own pictures\tof 120 other cells\ttraining loss\tvalidation loss (at the best step)";
for (k = 0; k < rates.length; k++) {
	model = folder + "/dropout" + rates[k] + ".zip";
	forget(model);
	run("Train...", "data=[" + folder + "/training] output=[" + model + "] dropout=" + rates[k] + " recipe=none steps=" + steps
		+ " side=32 width=0.5 seed=1 measure");
	row = nResults - 1;
	text = text + "\n" + rates[k] + "\t" + d2s(getResult("training_score", row), 3) + "\t";
	losses = "\t" + d2s(getResult("training_loss", row), 3) + "\t" + d2s(getResult("validation_loss", row), 3);
	text = text + d2s(rightShare(model), 3) + losses;
	plotCurves(replace(model, ".zip", "_training.csv"), colours[k]);
}
Plot.setColor("black");
Plot.addLegend("training, dropout 0\nvalidation\ntraining, dropout 0.5\nvalidation", "top-right");
Plot.show();
print(text);

// Both losses from the table that a training leaves beside its model: step, training_loss, validation_loss, ...; training is a line, validation has dots.
function plotCurves(file, colour) {
	rows = split(File.openAsString(file), "\n");
	step = newArray(rows.length - 1);
	training = newArray(rows.length - 1);
	validation = newArray(rows.length - 1);
	for (i = 1; i < rows.length; i++) {
		cells = split(rows[i], ",");
		step[i - 1] = parseFloat(cells[0]);
		training[i - 1] = parseFloat(cells[1]);
		validation[i - 1] = parseFloat(cells[2]);
	}
	Plot.setColor(colour, colour);
	Plot.add("line", step, training);
	Plot.add("connected", step, validation);
}

// Share of the test pictures that a model names rightly: the mean of the recalls of the three kinds, of which there are equally many.
function rightShare(model) {
	before = nResults;
	run("Evaluate...", "model=[" + model + "] data=[" + folder + "/test] output=[" + replace(model, ".zip", "") + "] worst=0");
	sum = 0;
	for (row = before; row < nResults; row++)
		sum += getResult("recall", row);
	return sum / (nResults - before);
}

// Deletes what a run left that was stopped in the midst of a training, which would else be refused.
function forget(model) {
	if (File.exists(model + ".checkpoint"))
		deleted = File.delete(model + ".checkpoint");
}

// Pictures of cells, which the macro beside this one draws. What: FOLDER|COUNT of each kind|SEED
function drawCells(what) {
	drawer = File.getDirectory(getInfo("macro.filepath")) + "Draw_Cells.ijm";
	if (!File.exists(drawer))
		exit("Start this macro by Plugins > Macros > Run..., so that it finds Draw_Cells.ijm in its folder.");
	runMacro(drawer, what);
}
