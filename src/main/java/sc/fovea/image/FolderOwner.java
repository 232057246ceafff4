package sc.fovea.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who writes unfinished files into a folder: a name drawn by chance, held by a lock that ends with the process, and refreshed while it lives. A number of a
 * process would not do: in containers, and on several computers with one folder, many have the same.
 * <p>
 * While this process has unfinished files in a folder there is a hidden file {@code .fovea-NAME.lock} in it, which says the computer. Another process
 * takes what is left of it once the lock can be had; of another computer, where locks may not be seen, once it was not refreshed for {@value #SILENT} seconds.
 */
public final class FolderOwner {

	static final String PREFIX = ".fovea-";
	/** Letters of a name. */
	static final int LENGTH = 16;
	static final String LOCK = ".lock";
	/** Of a lock that is being made; of a process that was killed meanwhile it stays. */
	static final String NEW_LOCK = ".newlock";
	/** Seconds that a lock is being made at most; it takes milliseconds. */
	private static final long MAKING = 2;
	private static final long SILENT = 600;
	private static final long REFRESH = 30;
	private static final SecureRandom RANDOM = new SecureRandom();
	private static final Map<Path, FolderOwner> HELD = new HashMap<>();
	private static final ScheduledExecutorService HEARTBEAT = Executors.newSingleThreadScheduledExecutor(task -> {
		Thread thread = new Thread(task, "refresh locks");
		thread.setDaemon(true);
		return thread;
	});

	static {
		HEARTBEAT.scheduleAtFixedRate(FolderOwner::refreshAll, REFRESH, REFRESH, TimeUnit.SECONDS);
	}

	private final Path folder;
	private final String name;
	private final FileChannel channel;
	private int uses;

	private FolderOwner(Path folder, String name, FileChannel channel) {
		this.folder = folder;
		this.name = name;
		this.channel = channel;
	}

	/** This process in a folder; {@link #release} must follow. @throws IOException if the lock cannot be made */
	public static FolderOwner of(Path folder) throws IOException {
		Path key = folder.toAbsolutePath().normalize();
		synchronized (HELD) {
			FolderOwner owner = HELD.get(key);
			if (owner == null) HELD.put(key, owner = lock(key));
			owner.uses++;
			return owner;
		}
	}

	private static FolderOwner lock(Path folder) throws IOException {
		byte[] random = new byte[LENGTH / 2];
		RANDOM.nextBytes(random);
		String name = HexFormat.of().formatHex(random);
		Path unseen = folder.resolve(PREFIX + name + NEW_LOCK); // locked before anybody looks at it
		FileChannel channel = FileChannel.open(unseen, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		try {
			channel.write(ByteBuffer.wrap(host().getBytes(StandardCharsets.UTF_8)));
			tryLock(channel);
			Files.move(unseen, folder.resolve(PREFIX + name + LOCK), StandardCopyOption.ATOMIC_MOVE);
			return new FolderOwner(folder, name, channel);
		}
		catch (IOException e) {
			channel.close();
			Files.deleteIfExists(unseen);
			throw e;
		}
	}

	/** Some file systems have no locks: then only the refreshing tells that a process lives. */
	private static boolean tryLock(FileChannel channel) {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException e) {
			return false;
		}
		catch (IOException e) {
			return false;
		}
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException e) {
			return "unknown";
		}
	}

	/** The name in the names of its files: letters and digits, another for each process and folder. */
	public String name() {
		return name;
	}

	/** Ends one use; with the last one the lock goes. */
	public void release() {
		synchronized (HELD) {
			if (--uses > 0) return;
			HELD.remove(folder);
			folder.resolve(PREFIX + name + LOCK).toFile().delete();
			close(channel);
		}
	}

	private static void close(FileChannel channel) {
		try {
			channel.close();
		}
		catch (IOException e) { // nothing was to be written any more
			throw new UncheckedIOException(e);
		}
	}

	/** Removes the locks of this process in a folder and its subfolders, where it ends. */
	static void removeAll(Path folder) {
		synchronized (HELD) {
			Path root = folder.toAbsolutePath().normalize();
			HELD.values().stream().filter(owner -> owner.folder.startsWith(root)).forEach(owner -> forget(owner.folder, owner.name));
		}
	}

	private static void refreshAll() {
		synchronized (HELD) {
			for (FolderOwner owner : HELD.values())
				owner.folder.resolve(PREFIX + owner.name + LOCK).toFile().setLastModified(System.currentTimeMillis());
		}
	}

	/** Whether files of a name belong to a process that lives, this one or another. @throws IOException if the lock cannot be read */
	public static boolean isAlive(Path folder, String name) throws IOException {
		synchronized (HELD) {
			FolderOwner own = HELD.get(folder.toAbsolutePath().normalize());
			if (own != null && own.name.equals(name)) return true;
		}
		try {
			return isHeld(folder.resolve(PREFIX + name + LOCK));
		}
		catch (NoSuchFileException e) {
			return false; // it has just ended, at any step
		}
	}

	private static boolean isHeld(Path lock) throws IOException {
		if (isOlder(lock, SILENT)) return false;
		if (!host().equals(Files.readString(lock, StandardCharsets.UTF_8))) return true;
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
			return !tryLock(channel);
		}
	}

	/** Whether a lock that was being made belongs to a process that was killed meanwhile. @throws IOException if its time cannot be read */
	static boolean isUnfinished(Path unseen) throws IOException {
		try (FileChannel channel = FileChannel.open(unseen, StandardOpenOption.WRITE)) {
			return isOlder(unseen, MAKING) && tryLock(channel);
		}
		catch (NoSuchFileException e) {
			return false; // it has its name by now
		}
	}

	private static boolean isOlder(Path file, long seconds) throws IOException {
		FileTime time = Files.getLastModifiedTime(file);
		return time.toMillis() < System.currentTimeMillis() - seconds * 1000;
	}

	/** Removes the lock of a process that no longer lives. */
	static void forget(Path folder, String name) {
		folder.resolve(PREFIX + name + LOCK).toFile().delete();
	}
}
