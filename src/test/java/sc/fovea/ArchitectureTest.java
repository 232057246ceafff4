package sc.fovea;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import sc.fovea.net.Network;

/** Who may call whom. A new package takes a line in {@link #USES}, so that its place is a decision. */
class ArchitectureTest {

	private static final String ROOT = "sc.fovea";
	private static final Path SOURCES = Path.of("src/main/java/sc/fovea");
	private static final JavaClasses CLASSES = compiledSources();

	/** For each package the others that it may use, from below to above. */
	private static final Map<String, Set<String>> USES = Map.ofEntries(
		Map.entry("geometry", Set.of()),
		Map.entry("volume", Set.of()),
		Map.entry("net", Set.of()),
		Map.entry("image", Set.of()),
		Map.entry("architecture", Set.of("net")),
		Map.entry("backend", Set.of("net")),
		Map.entry("backend.reference", Set.of("backend", "net")),
		Map.entry("backend.tensorflow", Set.of("backend", "net")),
		Map.entry("tile", Set.of("backend", "net", "image")),
		Map.entry("model", Set.of("backend", "net", "geometry")),
		Map.entry("model.keras", Set.of("model", "net")),
		Map.entry("task.look", Set.of("tile")),
		Map.entry("task.scale", Set.of("tile", "model", "net", "geometry")),
		Map.entry("task", Set.of("task.scale", "tile", "model", "backend", "net", "image", "geometry")),
		Map.entry("data", Set.of("image", "geometry")),
		Map.entry("detect", Set.of("task", "tile", "model", "backend", "net", "image", "geometry")),
		Map.entry("detect.proposal", Set.of("detect", "net", "geometry")),
		Map.entry("annotation", Set.of("data", "image", "geometry")),
		Map.entry("augment", Set.of("data", "geometry")),
		Map.entry("augment.folder", Set.of("augment", "annotation", "data", "image", "geometry")),
		Map.entry("evaluate", Set.of("task", "tile", "model", "backend", "net", "annotation", "data", "image", "geometry")),
		Map.entry("train",
			Set.of("evaluate", "detect", "detect.proposal", "task", "tile", "model", "model.keras", "backend", "net", "architecture", "augment", "annotation",
				"data", "image",
				"geometry")),
		Map.entry("command",
			Set.of("volume", "task.scale", "task.look", "train", "evaluate", "detect", "detect.proposal", "task", "tile", "model", "backend", "net",
				"architecture",
				"augment",
				"augment.folder",
				"annotation", "data",
				"image",
				"geometry")),
		Map.entry("cli",
			Set.of("volume", "task.scale", "task.look", "command", "train", "evaluate", "detect", "detect.proposal", "task", "tile", "model", "backend", "net",
				"architecture", "augment",
				"augment.folder",
				"annotation", "data",
				"image", "geometry")));

	/** Names of foreign classes are enough for every rule, so that no library is read. */
	private static JavaClasses compiledSources() {
		ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importUrl(Network.class.getProtectionDomain().getCodeSource().getLocation());
	}

	static Stream<String> packages() throws IOException {
		try (Stream<Path> folders = Files.walk(SOURCES)) {
			return folders.filter(Files::isDirectory).filter(ArchitectureTest::holdsSources).map(f -> SOURCES.relativize(f).toString().replace('/', '.')
				.replace('\\', '.')).toList().stream();
		}
	}

	private static boolean holdsSources(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.anyMatch(f -> f.toString().endsWith(".java"));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@ParameterizedTest
	@MethodSource("packages")
	void a_package_uses_only_those_below_it(String name) {
		assertThat(USES).as("packages with a place").containsKey(name);
		Set<String> allowed = USES.get(name).stream().map(p -> ROOT + "." + p).collect(Collectors.toSet());
		DescribedPredicate<JavaClass> elsewhere = DescribedPredicate.describe("are Fovea's but not in " + allowed, c -> c.getPackageName().startsWith(ROOT)
			&& !c.getPackageName().equals(ROOT + "." + name) && !allowed.contains(c.getPackageName()));
		noClasses().that().resideInAPackage(ROOT + "." + name).should().dependOnClassesThat(elsewhere).check(CLASSES);
	}

	@ParameterizedTest
	@MethodSource("packages")
	void a_package_says_what_it_is_for(String name) {
		assertThat(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java")).isNotEmptyFile().content().contains("/**");
	}

	@Test
	void packages_form_no_cycle() {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void every_class_is_looked_at() {
		List<String> seen = CLASSES.stream().map(JavaClass::getPackageName).distinct().toList();
		assertThat(seen).contains(ROOT + ".net", ROOT + ".geometry", ROOT + ".backend.tensorflow");
	}

	@Test
	void net_and_geometry_need_only_java() {
		classes().that().resideInAnyPackage(ROOT + ".net..", ROOT + ".geometry..")
			.should().onlyDependOnClassesThat().resideInAnyPackage("java..", ROOT + ".net..", ROOT + ".geometry..").check(CLASSES);
	}

	@Test
	void tensorflow_stays_in_its_backend() {
		onlyIn("org.tensorflow|org.bytedeco|com.google.protobuf", "backend.tensorflow");
	}

	@Test
	void imagej_stays_at_the_edge() {
		onlyIn("ij", "image", "command", "cli");
	}

	@Test
	void swing_is_for_commands() {
		onlyIn("javax.swing", "command");
	}

	@Test
	void awt_is_for_commands_and_its_plain_values_for_images() {
		Set<String> values = Set.of("java.awt.Color", "java.awt.Rectangle", "java.awt.Polygon", "java.awt.Image", "java.awt.Graphics", "java.awt.Graphics2D",
			"java.awt.BasicStroke", "java.awt.Stroke", "java.awt.Shape", "java.awt.Paint", "java.awt.RenderingHints", "java.awt.RenderingHints$Key");
		DescribedPredicate<JavaClass> plain = resideInAnyPackage("java.awt.image..", "java.awt.geom..")
			.or(DescribedPredicate.describe("are plain values", c -> values.contains(c.getName())));
		noClasses().that().resideOutsideOfPackages(in("command", "image")).should().dependOnClassesThat(resideInAPackage("java.awt..")).check(CLASSES);
		noClasses().that().resideInAPackage(ROOT + ".image..").should()
			.dependOnClassesThat(resideInAPackage("java.awt..").and(DescribedPredicate.not(plain))).check(CLASSES);
	}

	@Test
	void scijava_outside_commands_is_plugin_types_only() {
		noClasses().that().resideOutsideOfPackages(in("command", "cli"))
			.should().dependOnClassesThat(resideInAPackage("org.scijava..").and(DescribedPredicate.not(resideInAPackage("org.scijava.plugin.."))))
			.check(CLASSES);
	}

	@Test
	void only_the_command_line_prints() {
		noClasses().that().resideOutsideOfPackage(ROOT + ".cli..").should(ACCESS_STANDARD_STREAMS).check(CLASSES);
	}

	private static void onlyIn(String roots, String... packages) {
		String[] foreign = Stream.of(roots.split("\\|")).map(r -> r + "..").toArray(String[]::new);
		noClasses().that().resideOutsideOfPackages(in(packages)).should().dependOnClassesThat().resideInAnyPackage(foreign).check(CLASSES);
	}

	private static String[] in(String... packages) {
		return Stream.of(packages).map(p -> ROOT + "." + p + "..").toArray(String[]::new);
	}
}
