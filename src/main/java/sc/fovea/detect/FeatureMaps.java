package sc.fovea.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import sc.fovea.net.Axis;
import sc.fovea.net.Network;
import sc.fovea.net.Ratio;
import sc.fovea.net.ReceptiveField;
import sc.fovea.net.Tensor;
import sc.fovea.tile.Tile;
import sc.fovea.tile.TileSink;

/** Puts the answers of tiles together to whole maps. */
public final class FeatureMaps implements TileSink {

	private record Part(long x, long y, Tensor values) {}

	private final Map<String, Ratio> columns;
	private final Map<String, Ratio> rows;
	private final Map<String, List<Part>> parts = new HashMap<>();

	/** @param network that answers */
	public FeatureMaps(Network network) {
		columns = new ReceptiveField(network).grids(Axis.X);
		rows = new ReceptiveField(network).grids(Axis.Y);
	}

	@Override
	public void accept(Tile tile, Map<String, Tensor> answers) {
		answers.forEach((name, values) -> parts.computeIfAbsent(name, n -> new ArrayList<>())
			.add(new Part(tile.originX(columns.get(name)), tile.originY(rows.get(name)), values)));
	}

	/** The maps by output. */
	public Map<String, Tensor> maps() {
		Map<String, Tensor> maps = new HashMap<>();
		parts.forEach((name, all) -> maps.put(name, all.size() == 1 ? all.get(0).values() : joined(all)));
		return maps;
	}

	private static Tensor joined(List<Part> parts) {
		int width = parts.stream().mapToInt(p -> (int) p.x() + p.values().width()).max().orElseThrow();
		int height = parts.stream().mapToInt(p -> (int) p.y() + p.values().height()).max().orElseThrow();
		int channels = parts.get(0).values().channels();
		Tensor whole = Tensor.zeros(1, height, width, channels);
		for (Part part : parts) {
			int length = part.values().width() * channels;
			for (int y = 0; y < part.values().height(); y++) {
				int to = (int) ((part.y() + y) * width + part.x()) * channels;
				System.arraycopy(part.values().data(), y * length, whole.data(), to, length);
			}
		}
		return whole;
	}
}
