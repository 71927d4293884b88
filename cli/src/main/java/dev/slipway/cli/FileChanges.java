package dev.slipway.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * New texts for files of a project. Each is written beside its file first; only when that was
 * possible for all of them they take the files' places, each at once, so that nobody ever sees half
 * a file and a problem with one file leaves all as they were.
 */
final class FileChanges {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Path root;
  private final Map<String, Change> changes = new TreeMap<>();

  FileChanges(Path root) {
    this.root = root;
  }

  private record Change(String before, String after) {}

  private record Staged(Path file, Path text) {}

  /**
   * @param path from the root
   * @param before the text that the new one was made from; a file that has another one by now is
   *     not touched
   */
  void add(String path, String before, String after) {
    changes.put(path, new Change(before, after));
  }

  /**
   * @throws IOException when one of the files cannot be written, is not as it was read, or is not
   *     in the project; then none has been changed
   */
  void write() throws IOException {
    List<Staged> staged = new ArrayList<>();
    try {
      Path realRoot = root.toRealPath();
      Map<Path, Change> byFile = new TreeMap<>();
      for (Map.Entry<String, Change> entry : changes.entrySet()) {
        byFile.put(file(realRoot, entry.getKey()), entry.getValue());
      }
      for (Map.Entry<Path, Change> entry : byFile.entrySet()) {
        stage(realRoot, entry.getKey(), entry.getValue(), staged);
      }
      for (Staged ready : staged) {
        Files.move(
            ready.text(),
            ready.file(),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Staged ready : staged) {
        Files.deleteIfExists(ready.text());
      }
    }
  }

  /** The file itself where a link leads to it, so that the link stays one. */
  private static Path file(Path realRoot, String path) throws IOException {
    Path file = realRoot.resolve(path).toRealPath();
    if (!file.startsWith(realRoot)) {
      throw new IOException(path + " is a link to a file outside of the project");
    }
    return file;
  }

  private static void stage(Path realRoot, Path file, Change change, List<Staged> staged)
      throws IOException {
    String shown = realRoot.relativize(file).toString();
    if (!isWritable(file)) {
      throw new IOException(shown + " is read-only");
    }
    byte[] now = Files.readAllBytes(file);
    boolean marked =
        now.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(now, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, 3);
    if (!Arrays.equals(now, bytes(marked, change.before()))) {
      throw new IOException(shown + " has changed since it was read; run the command again");
    }
    Path folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder of " + shown + " is read-only");
    }
    Path text = Files.createTempFile(folder, ".slipway", ".tmp");
    staged.add(new Staged(file, text));
    keepAttributes(file, text);
    try (FileChannel channel = FileChannel.open(text, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(marked, change.after()));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static byte[] bytes(boolean marked, String text) {
    return ((marked ? "\ufeff" : "") + text).getBytes(StandardCharsets.UTF_8);
  }

  /** Root may write any file, and should still leave those alone that nobody is meant to write. */
  private static boolean isWritable(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (!Files.isWritable(file) || view == null) {
      return Files.isWritable(file);
    }
    var permissions = view.readAttributes().permissions();
    return permissions.contains(PosixFilePermission.OWNER_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static void keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || view == null) {
      return;
    }
    PosixFileAttributes attributes = old.readAttributes();
    PosixFileAttributes given = view.readAttributes();
    if (!given.owner().equals(attributes.owner()) || !given.group().equals(attributes.group())) {
      keepOwner(view, attributes);
    }
    view.setPermissions(attributes.permissions());
  }

  private static void keepOwner(PosixFileAttributeView view, PosixFileAttributes attributes) {
    try {
      view.setGroup(attributes.group());
      view.setOwner(attributes.owner());
    } catch (IOException e) {
      // Only root may give a file away; who may write it without owning it becomes its owner.
    }
  }
}
