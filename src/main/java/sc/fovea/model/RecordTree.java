package sc.fovea.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Records as trees of maps, lists, texts and numbers: a key for each component. A value of a sealed interface, or of {@link TaskSettings}, has the key {@code kind}
 * with its record's name besides; only the permitted or installed records are found by it, so that a file can name no other class. An empty {@link Optional},
 * {@link OptionalDouble} or {@link OptionalInt} is left out.
 */
final class RecordTree {

	private static final String KIND = "kind";
	private static final Set<Object> ABSENT = Set.of(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());

	private RecordTree() {}

	/** The tree of a record. */
	static Map<String, Object> of(Record record) {
		Map<String, Object> tree = new LinkedHashMap<>();
		if (Arrays.stream(record.getClass().getInterfaces()).anyMatch(RecordTree::isOneOfSeveral)) {
			tree.put(KIND, record.getClass().getSimpleName());
		}
		for (RecordComponent component : record.getClass().getRecordComponents()) {
			Object value = read(component, record);
			if (!ABSENT.contains(value)) {
				tree.put(component.getName(), plain(value));
			}
		}
		return tree;
	}

	private static boolean isOneOfSeveral(Class<?> type) {
		return type.isSealed() || type == TaskSettings.class;
	}

	/** The record of a tree. @throws IllegalArgumentException naming the key that is missing or does not fit */
	static <T> T parse(Class<T> type, Object tree) {
		return type.cast(value(type, tree, type.getSimpleName()));
	}

	private static Object plain(Object value) {
		if (value instanceof Record record) {
			return of(record);
		}
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach(element -> copy.add(plain(element)));
			return copy;
		}
		if (value instanceof Optional<?> optional) {
			return plain(optional.orElseThrow());
		}
		if (value instanceof OptionalInt number) {
			return number.getAsInt();
		}
		return value instanceof OptionalDouble number ? (Object) number.getAsDouble() : value;
	}

	private static Object read(RecordComponent component, Record record) {
		try {
			return component.getAccessor().invoke(record);
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException("Component " + component.getName() + " of " + record.getClass() + " cannot be read.", e);
		}
	}

	private static Object value(Type type, Object tree, String key) {
		if (type instanceof ParameterizedType generic) {
			if (generic.getRawType() == Optional.class) {
				return tree == null ? Optional.empty() : Optional.of(value(generic.getActualTypeArguments()[0], tree, key));
			}
			return generic.getRawType() == List.class
				? list(generic.getActualTypeArguments()[0], tree, key)
				: map(generic.getActualTypeArguments()[1], tree, key);
		}
		Class<?> plain = (Class<?>) type;
		if (plain == OptionalDouble.class) {
			return tree == null ? OptionalDouble.empty() : OptionalDouble.of(cast(Number.class, tree, key).doubleValue());
		}
		if (plain == OptionalInt.class) {
			return tree == null ? OptionalInt.empty() : OptionalInt.of(whole(cast(Number.class, tree, key), key));
		}
		if (plain == String.class) {
			return cast(String.class, tree, key);
		}
		if (plain == boolean.class) {
			return cast(Boolean.class, tree, key);
		}
		if (plain == int.class) {
			return whole(cast(Number.class, tree, key), key);
		}
		return plain == double.class || plain == Double.class
			? (Object) cast(Number.class, tree, key).doubleValue()
			: record(permitted(plain, tree, key), cast(Map.class, tree, key), key);
	}

	private static List<Object> list(Type element, Object tree, String key) {
		List<Object> values = new ArrayList<>();
		for (Object value : cast(List.class, tree, key)) {
			values.add(value(element, value, key));
		}
		return values;
	}

	private static Map<String, Object> map(Type element, Object tree, String key) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (Map.Entry<?, ?> entry : ((Map<?, ?>) cast(Map.class, tree, key)).entrySet()) {
			String name = cast(String.class, entry.getKey(), key);
			values.put(name, value(element, entry.getValue(), key + "." + name));
		}
		return values;
	}

	private static Class<?> permitted(Class<?> type, Object tree, String key) {
		if (type.isRecord()) {
			return type;
		}
		Object kind = cast(Map.class, tree, key).get(KIND);
		if (type == TaskSettings.class) return SettingsKinds.named(kind);
		return Arrays.stream(type.getPermittedSubclasses()).filter(c -> c.getSimpleName().equals(kind)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Expected '" + key + "." + KIND + "' to be one of "
				+ Arrays.stream(type.getPermittedSubclasses()).map(Class::getSimpleName).toList() + ", got " + shown(kind) + "."));
	}

	private static Object record(Class<?> type, Map<?, ?> tree, String key) {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Object[] values = Arrays.stream(components)
			.map(c -> value(c.getGenericType(), tree.get(c.getName()), key + "." + c.getName())).toArray();
		try {
			return type.getDeclaredConstructor(types).newInstance(values);
		}
		catch (InvocationTargetException e) {
			throw new IllegalArgumentException("At '" + key + "': " + e.getCause().getMessage(), e.getCause());
		}
		catch (ReflectiveOperationException e) {
			throw new IllegalStateException("Record " + type + " cannot be made.", e);
		}
	}

	private static int whole(Number number, String key) {
		if (number.doubleValue() != number.intValue()) {
			throw new IllegalArgumentException("Expected '" + key + "' to be a whole number, got " + number + ".");
		}
		return number.intValue();
	}

	private static <T> T cast(Class<T> type, Object value, String key) {
		if (!type.isInstance(value)) {
			throw new IllegalArgumentException("Expected '" + key + "' to be a " + type.getSimpleName() + ", got " + shown(value) + ".");
		}
		return type.cast(value);
	}

	/** Never the whole value: it may be a hostile tree. */
	static String shown(Object value) {
		if (value == null) {
			return "nothing";
		}
		return value instanceof String || value instanceof Number || value instanceof Boolean ? "'" + value + "'" : "a " + value.getClass().getSimpleName();
	}
}
