package sc.fovea.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import sc.fovea.command.Describe;
import sc.fovea.command.Description;
import sc.fovea.job.TrainingSettings;

/** {@code fovea describe NAME}: the layers of a model or an architecture, as a table and as a picture. */
final class DescribeNetwork implements Subcommand {

	private static final CommandOptions SETTINGS = CommandOptions.of(Describe.class, Set.of("network"));

	@Override
	public CommandSpec spec() {
		CommandSpec spec = CommandSpec.create().name("describe");
		spec.usageMessage().header("Tells the layers of a model or an architecture, and draws them.");
		spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("MODEL|ARCHITECTURE").type(String.class).required(true)
			.description("Name of an architecture, or name or file of a model.").build());
		SETTINGS.addTo(spec);
		return spec;
	}

	@Override
	public int run(ParseResult options, Terminal terminal) throws IOException {
		String name = options.matchedPositionalValue(0, "");
		Map<String, Object> values = new LinkedHashMap<>(SETTINGS.values(options));
		values.put("network", name);
		TrainingSettings settings = new TrainingSettings(values);
		OptionalInt side = Describe.size(settings.whole("side"));
		Description description = Describe.of(settings);
		terminal.out().print(description.text(side));
		terminal.out().flush();
		if (!settings.text("output").isEmpty()) description.write(Path.of(settings.text("output")), Describe.stem(name), side);
		return SUCCESS;
	}
}
