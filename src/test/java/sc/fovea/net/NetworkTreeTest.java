package sc.fovea.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.gson.Gson;

/** Round trips of each layer are in LayerContractTest; here are files that somebody damaged or forged. */
class NetworkTreeTest {

	private static final String GOOD = """
		{"inputs": {"x": [-1, -1, 1]},
		 "nodes": [{"name": "drop", "layer": "Dropout", "rate": 0.5, "inputs": ["x"]},
		           {"name": "pool", "layer": "Pooling", "kind": "MAX", "window": [2, 2], "stride": [2, 2], "padding": "SAME", "inputs": ["drop"]},
		           {"name": "global", "layer": "GlobalPooling", "kind": "AVERAGE", "inputs": ["pool"]},
		           {"name": "dense", "layer": "Dense", "units": 3, "bias": true, "inputs": ["global"]}],
		 "outputs": ["dense"]}
		""";

	@Test
	void the_tree_is_readable() {
		Network network = parse(GOOD);
		assertThat(network).isEqualTo(Network.input("x", 1).then("drop", new Dropout(0.5)).then("pool", Pooling.max(2))
			.then("global", new GlobalPooling(Pooling.Kind.AVERAGE)).then("dense", Dense.of(3)));
		assertThat(new Gson().toJson(NetworkTree.of(network).get("nodes")))
			.startsWith("[{\"name\":\"drop\",\"layer\":\"Dropout\",\"rate\":0.5,\"inputs\":[\"x\"]}");
	}

	static Stream<Arguments> damages() {
		return Stream.of(
			damage("an unknown layer", "\"Dropout\"", "\"Telepathy\"", "'drop'", "'Telepathy'"),
			damage("the name of another class", "\"Dropout\"", "\"java.lang.ProcessBuilder\"", "'drop'", "ProcessBuilder"),
			damage("a record that is no layer", "\"Dropout\"", "\"Network\"", "'drop'", "'Network'"),
			damage("a missing field", "\"rate\": 0.5,", "", "'drop'", "'rate'"),
			damage("a field of the wrong kind", "\"rate\": 0.5", "\"rate\": \"half\"", "'drop'", "'rate'", "half"),
			damage("an unknown field", "\"rate\": 0.5", "\"rate\": 0.5, \"speed\": 1", "'drop'", "speed"),
			damage("a value that is out of range", "\"rate\": 0.5", "\"rate\": 1.5", "'drop'", "1.5"),
			damage("an infinite value", "\"rate\": 0.5", "\"rate\": 1e999", "'drop'", "rate"),
			damage("an unknown constant", "\"MAX\"", "\"MIN\"", "'pool'", "'MIN'", "AVERAGE"),
			damage("a number as constant", "\"MAX\"", "0", "'pool'", "'kind'"),
			damage("half a pixel", "\"window\": [2, 2]", "\"window\": [2, 2.5]", "'pool'", "2.5"),
			damage("three sides", "\"window\": [2, 2]", "\"window\": [2, 2, 2]", "'pool'", "[2.0, 2.0, 2.0]"),
			damage("a size in words", "\"window\": [2, 2]", "\"window\": [\"2\", \"2\"]", "'pool'", "2 numbers"),
			damage("a size of nothing", "\"window\": [2, 2]", "\"window\": [0, 2]", "'pool'", "0x2"),
			damage("a number beyond 32 bits", "\"units\": 3", "\"units\": 4294967299", "'dense'", "'units'"),
			damage("a number beyond all", "\"units\": 3", "\"units\": 1e400", "'dense'", "'units'"),
			damage("no number", "\"units\": 3", "\"units\": null", "'dense'", "'units'"),
			damage("a word for a boolean", "\"bias\": true", "\"bias\": \"yes\"", "'dense'", "'bias'"),
			damage("a name twice", "\"name\": \"pool\"", "\"name\": \"drop\"", "'drop' twice"),
			damage("a name that leaves the folder", "\"name\": \"pool\"", "\"name\": \"../../pool\"", "'../../pool'"),
			damage("no name", "\"name\": \"pool\",", "", "'name'"),
			damage("a cycle", "\"inputs\": [\"x\"]", "\"inputs\": [\"dense\"]", "'drop'", "dense"),
			damage("a node that reads itself", "\"inputs\": [\"x\"]", "\"inputs\": [\"drop\"]", "'drop'"),
			damage("no inputs of a node", "\"inputs\": [\"x\"]", "\"inputs\": []", "'drop'"),
			damage("a number as input", "\"inputs\": [\"x\"]", "\"inputs\": [7]", "'drop'", "7"),
			damage("nothing as input", "\"inputs\": [\"x\"]", "\"inputs\": [null]", "'drop'", "null"),
			damage("a shape of two numbers", "[-1, -1, 1]", "[-1, 1]", "3 numbers"),
			damage("a shape without channels", "[-1, -1, 1]", "[-1, -1, 0]", "0"),
			damage("no inputs", "\"inputs\": {\"x\": [-1, -1, 1]}", "\"inputs\": {}", "'drop'"),
			damage("a list of inputs", "\"inputs\": {\"x\": [-1, -1, 1]}", "\"inputs\": [1]", "map"),
			damage("unknown outputs", "\"outputs\": [\"dense\"]", "\"outputs\": [\"foo\"]", "foo"),
			damage("no outputs", "\"outputs\": [\"dense\"]", "\"outputs\": []", "output"),
			damage("outputs that are no list", "\"outputs\": [\"dense\"]", "\"outputs\": \"dense\"", "'outputs'"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("damages")
	void a_damaged_tree_is_refused_in_a_sentence_that_names_the_place(String what, UnaryOperator<String> change, String... named) {
		String damaged = change.apply(GOOD);
		assertThat(damaged).isNotEqualTo(GOOD);
		assertThatThrownBy(() -> parse(damaged)).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(named);
	}

	@Test
	void an_empty_tree_and_nodes_that_are_no_maps_are_refused() {
		assertThatThrownBy(() -> parse("{}")).isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> parse("{\"inputs\": {\"x\": [1, 1, 1]}, \"nodes\": [5], \"outputs\": [\"x\"]}")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("5");
		assertThatThrownBy(() -> parse("{\"inputs\": {\"x\": [1, 1, 1]}, \"nodes\": null, \"outputs\": [\"x\"]}")).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("'nodes'");
	}

	private static Arguments damage(String what, String from, String to, String... named) {
		UnaryOperator<String> change = text -> text.replace(from, to);
		return Arguments.of(what, change, named);
	}

	private static Network parse(String json) {
		Map<String, ?> tree = new Gson().fromJson(json, Map.class);
		return NetworkTree.parse(tree);
	}
}
