package sc.fovea.annotation.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Python has pickled (protocols 2 to 5, as the documentation of {@code pickletools} describes them). A pickle is a program that may call any function of
 * Python; here it calls none: a call becomes a {@link Call} that says what it would have been, and an operation that is not among the known ones ends the reading.
 * <p>
 * Numbers become {@link Long} or {@link Double}, texts {@link String}, bytes a {@link ByteBuffer} over those of the file, tuples and lists {@link List},
 * dictionaries {@link Map}, None {@link Optional#empty}.
 */
final class Pickle {

	/** More values are in no file of masks: there are about ten for each array, and one for each colour of an object. */
	private static final int MOST = 10_000_000;

	private final ByteBuffer in;
	private final List<Object> stack = new ArrayList<>();
	private final List<Integer> marks = new ArrayList<>();
	private final Map<Integer, Object> memo = new HashMap<>();
	private int values;

	/**
	 * What a call of a function of Python would have made.
	 *
	 * @param what module and name, for example {@code numpy.dtype}
	 * @param arguments of the call
	 * @param states that would have been set afterwards
	 */
	record Call(String what, List<Object> arguments, List<Object> states) {}

	/** A function or class. */
	private record Global(String name) {}

	private Pickle(ByteBuffer in) {
		this.in = in;
	}

	/** Reads one value from where a buffer stands. @throws PickleException if it is damaged, or does what is not known */
	static Object read(ByteBuffer in) throws PickleException {
		return new Pickle(in.slice().order(ByteOrder.LITTLE_ENDIAN)).read();
	}

	private Object read() throws PickleException {
		while (true) {
			int operation = Byte.toUnsignedInt(bytes(1).get());
			if (operation == '.') return pop();
			if (!isSimple(operation) && !isCollection(operation) && !isText(operation)) objects(operation);
			if (++values > MOST) throw new PickleException("it holds more than " + MOST + " values");
		}
	}

	private boolean isSimple(int operation) throws PickleException {
		switch (operation) {
			case 0x80 -> bytes(1); // protocol
			case 0x95 -> bytes(8); // frame
			case 'N' -> stack.add(Optional.empty());
			case 0x88 -> stack.add(true);
			case 0x89 -> stack.add(false);
			case 'K' -> stack.add((long) Byte.toUnsignedInt(bytes(1).get()));
			case 'M' -> stack.add((long) Short.toUnsignedInt(bytes(2).getShort()));
			case 'J' -> stack.add((long) bytes(4).getInt());
			case 0x8a -> stack.add(whole(bytes(Byte.toUnsignedInt(bytes(1).get()))));
			case 'G' -> stack.add(bytes(8).order(ByteOrder.BIG_ENDIAN).getDouble());
			case '0' -> pop();
			case 'q' -> memo.put(Byte.toUnsignedInt(bytes(1).get()), top());
			case 'r' -> memo.put(bytes(4).getInt(), top());
			case 0x94 -> memo.put(memo.size(), top());
			case 'h' -> stack.add(remembered(Byte.toUnsignedInt(bytes(1).get())));
			case 'j' -> stack.add(remembered(bytes(4).getInt()));
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean isText(int operation) throws PickleException {
		switch (operation) {
			case 0x8c -> stack.add(text(Byte.toUnsignedInt(bytes(1).get())));
			case 'X' -> stack.add(text(length(bytes(4).getInt())));
			case 0x8d -> stack.add(text(length(bytes(8).getLong())));
			case 'C', 'U' -> stack.add(bytes(Byte.toUnsignedInt(bytes(1).get())));
			case 'B', 'T' -> stack.add(bytes(length(bytes(4).getInt())));
			case 0x8e, 0x96 -> stack.add(bytes(length(bytes(8).getLong())));
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean isCollection(int operation) throws PickleException {
		switch (operation) {
			case '(' -> marks.add(stack.size());
			case '1' -> sinceMark();
			case ')' -> stack.add(List.of());
			case 't' -> stack.add(sinceMark());
			case 0x85, 0x86, 0x87 -> stack.add(last(operation - 0x84));
			case ']', 0x8f -> stack.add(new ArrayList<>());
			case 'a' -> list(last(1));
			case 'e', 0x90 -> list(sinceMark());
			case '}' -> stack.add(new LinkedHashMap<>());
			case 's' -> dictionary(last(2));
			case 'u' -> dictionary(sinceMark());
			default -> {
				return false;
			}
		}
		return true;
	}

	/** What would call something. */
	private void objects(int operation) throws PickleException {
		switch (operation) {
			case 'c' -> stack.add(new Global(line() + "." + line()));
			case 0x93 -> {
				List<Object> names = last(2);
				stack.add(new Global(names.get(0) + "." + names.get(1)));
			}
			case 'R', 0x81 -> call(last(2));
			case 0x92 -> call(last(3));
			case 'b' -> {
				Object state = pop();
				if (top() instanceof Call call) call.states().add(state);
			}
			default -> throw new PickleException("it does something that is not known here (operation " + operation + ")");
		}
	}

	private void call(List<Object> of) throws PickleException {
		if (!(of.get(0) instanceof Global global) || !(of.get(1) instanceof List<?> arguments)) throw new PickleException("it calls what is no function");
		stack.add(new Call(global.name(), List.copyOf(arguments), new ArrayList<>(1)));
	}

	private void list(List<Object> items) throws PickleException {
		if (!(top() instanceof ArrayList<?> list)) throw new PickleException("it adds to what is no list");
		@SuppressWarnings("unchecked") // all lists of this reader are of objects
		List<Object> open = (List<Object>) list;
		open.addAll(items);
	}

	/** Keys that are no text are of no interest, and could hold themselves. */
	private void dictionary(List<Object> items) throws PickleException {
		if (!(top() instanceof LinkedHashMap<?, ?> map)) throw new PickleException("it adds to what is no dictionary");
		@SuppressWarnings("unchecked") // all maps of this reader are of objects
		Map<Object, Object> open = (Map<Object, Object>) map;
		for (int i = 0; i + 1 < items.size(); i += 2) {
			if (items.get(i) instanceof String key) open.put(key, items.get(i + 1));
		}
	}

	private Object top() throws PickleException {
		if (stack.isEmpty()) throw new PickleException("it is damaged: a value is missing");
		return stack.get(stack.size() - 1);
	}

	private Object pop() throws PickleException {
		Object top = top();
		stack.remove(stack.size() - 1);
		return top;
	}

	private List<Object> last(int count) throws PickleException {
		if (stack.size() < count) throw new PickleException("it is damaged: a value is missing");
		return taken(stack.size() - count);
	}

	private List<Object> sinceMark() throws PickleException {
		if (marks.isEmpty() || marks.get(marks.size() - 1) > stack.size()) throw new PickleException("it is damaged: a mark is missing");
		return taken(marks.remove(marks.size() - 1));
	}

	private List<Object> taken(int from) {
		List<Object> some = stack.subList(from, stack.size());
		List<Object> taken = new ArrayList<>(some);
		some.clear();
		return taken;
	}

	private Object remembered(int number) throws PickleException {
		if (!memo.containsKey(number)) throw new PickleException("it is damaged: a value is missing");
		return memo.get(number);
	}

	/** Bytes of the file, which are not copied. */
	private ByteBuffer bytes(int count) throws PickleException {
		if (count > in.remaining()) throw new PickleException("it is truncated");
		ByteBuffer bytes = in.slice(in.position(), count).order(ByteOrder.LITTLE_ENDIAN);
		in.position(in.position() + count);
		return bytes;
	}

	private int length(long claimed) throws PickleException {
		if (claimed < 0 || claimed > in.remaining()) throw new PickleException("it is truncated");
		return (int) claimed;
	}

	private String text(int count) throws PickleException {
		return StandardCharsets.UTF_8.decode(bytes(count)).toString();
	}

	private String line() throws PickleException {
		StringBuilder line = new StringBuilder();
		for (char c = (char) bytes(1).get(); c != '\n'; c = (char) bytes(1).get()) {
			line.append(c);
		}
		return line.toString();
	}

	/** @param digits of a whole number with a sign, the lowest first; a larger one than fits is no size or id, and taken for -1 */
	private static long whole(ByteBuffer digits) {
		if (digits.remaining() > Long.BYTES) return -1;
		long number = digits.remaining() == 0 ? 0 : digits.get(digits.limit() - 1) < 0 ? -1 : 0;
		for (int i = digits.limit() - 1; i >= 0; i--) {
			number = number << Byte.SIZE | Byte.toUnsignedLong(digits.get(i));
		}
		return number;
	}
}
