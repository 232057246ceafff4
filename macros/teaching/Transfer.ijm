// The same network with and without transfer, from few pictures.
//
// A network that told many grey cells apart begins to learn stained ones, of which there are few: once with the weights that it has (transfer),
// once with random ones (from scratch), for as many steps.
//
// The argument is the number of steps of each training; 100 without one, which takes some minutes.
//
//   ImageJ --headless -macro Transfer.ijm 100

steps = 100;
if (getArgument() != "")
	steps = parseInt(getArgument());
folder = getDirectory("temp") + "fovea-transfer";
counts = newArray(5, 10, 30);

File.makeDirectory(folder);
drawCells(folder + "/grey|80|3|grey");
drawCells(folder + "/test|40|2");
source = folder + "/grey.zip";
forget(source);
run("Train...", "data=[" + folder + "/grey] output=[" + source + "] steps=" + 3 * steps + " recipe=symmetry side=32 width=0.5 seed=1 measure");

scratch = newArray(counts.length);
transfer = newArray(counts.length);
text = "pictures of each kind\tfrom scratch\ttransfer (right share of 120 other cells)";
for (n = 0; n < counts.length; n++) {
	data = folder + "/training" + counts[n];
	drawCells(data + "|" + counts[n] + "|1");
	model = folder + "/scratch" + counts[n] + ".zip";
	forget(model);
	run("Train...", "data=[" + data + "] output=[" + model + "] steps=" + steps + " recipe=symmetry side=32 width=0.5 seed=1");
	scratch[n] = rightShare(model);
	model = folder + "/transfer" + counts[n] + ".zip";
	forget(model);
	run("Fine-tune...", "from=[" + source + "] data=[" + data + "] output=[" + model + "] freeze=none recipe=symmetry steps=" + steps + " seed=1");
	transfer[n] = rightShare(model);
	text = text + "\n" + counts[n] + "\t" + d2s(scratch[n], 3) + "\t" + d2s(transfer[n], 3);
}
print(text);
Plot.create("With and without transfer", "pictures of each kind", "right share of other cells");
Plot.setFrameSize(400, 300);
Plot.setLimits(0, counts[counts.length - 1] + 1, 0, 1);
Plot.setLineWidth(2);
Plot.setColor("#d55e00", "#d55e00");
Plot.add("connected", counts, transfer);
Plot.setColor("#0072b2", "#0072b2");
Plot.add("connected", counts, scratch);
Plot.setColor("black");
Plot.addLegend("transfer\nfrom scratch", "bottom-right");
Plot.show();

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
