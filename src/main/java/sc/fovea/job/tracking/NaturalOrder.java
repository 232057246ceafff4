package sc.fovea.job.tracking;

/** Names in the order in which people count: t2 before t10. */
final class NaturalOrder {

	private NaturalOrder() {}

	/** Compares runs of digits as numbers, and all else by its letters. @return negative, 0 or positive */
	static int compare(String a, String b) {
		int i = 0;
		int j = 0;
		while (i < a.length() && j < b.length()) {
			int endA = end(a, i);
			int endB = end(b, j);
			boolean areNumbers = Character.isDigit(a.charAt(i)) && Character.isDigit(b.charAt(j));
			int order = areNumbers ? numbers(a.substring(i, endA), b.substring(j, endB)) : Character.compare(a.charAt(i), b.charAt(j));
			if (order != 0) return order;
			i = areNumbers ? endA : i + 1;
			j = areNumbers ? endB : j + 1;
		}
		int order = Integer.compare(a.length() - i, b.length() - j);
		return order != 0 ? order : a.compareTo(b);
	}

	private static int end(String text, int from) {
		int end = from;
		while (end < text.length() && Character.isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int numbers(String a, String b) {
		String x = a.replaceFirst("^0+(?=.)", "");
		String y = b.replaceFirst("^0+(?=.)", "");
		return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
	}
}
