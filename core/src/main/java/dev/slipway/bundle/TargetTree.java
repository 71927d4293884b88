package dev.slipway.bundle;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The folder that a design is written into. Writing is all or nothing: everything goes to a staging
 * folder first; then a journal is written; only then the files move into place. A run that dies
 * before the journal has changed nothing; one that dies after it is finished by the next run.
 */
public final class TargetTree {

  private static final String STATE = ".slipway";
  private static final String STAGING = STATE + "/staging";
  private static final String JOURNAL = STATE + "/journal";

  private final Path root;

  public TargetTree(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * The text at {@code path}; empty when there is no regular file.
   *
   * @throws IOException when it cannot be read
   * @throws HostilePath when the path leaves the folder
   */
  public Optional<String> read(String path) throws IOException {
    Path file = resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      throw new HostilePath(path, "it is not UTF-8 text, so it cannot be merged");
    }
  }

  /** Whether anything, a broken link included, is at {@code path}. */
  public boolean exists(String path) {
    return Files.exists(resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the changes, all or none.
   *
   * @param texts what to write, by path
   * @param executables which of these may be run
   * @param deletions what to remove
   */
  public void apply(
      TreeMap<String, String> texts, Set<String> executables, TreeSet<String> deletions)
      throws IOException {
    Path staging = resolve(STAGING);
    texts.keySet().forEach(this::resolve); // refuses before anything is touched
    deletions.forEach(this::resolve);
    deleteTree(staging);
    try {
      for (var entry : texts.entrySet()) {
        stage(
            staging.resolve(entry.getKey()),
            entry.getValue(),
            executables.contains(entry.getKey()));
      }
      checkWritable(texts.keySet());
      writeJournal(texts.keySet(), deletions);
    } catch (IOException | RuntimeException e) {
      deleteTree(staging);
      removeEmptyState();
      throw e;
    }
    finish(List.copyOf(texts.keySet()), List.copyOf(deletions));
  }

  /**
   * Finishes what an earlier run had begun and could not end.
   *
   * @return whether there was something to finish
   */
  public boolean recover() throws IOException {
    Path journal = resolve(JOURNAL);
    if (!Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)) {
      deleteTree(resolve(STAGING));
      return false;
    }
    List<String> moves = new ArrayList<>();
    List<String> deletions = new ArrayList<>();
    boolean complete = false;
    for (String line : Files.readAllLines(journal, StandardCharsets.UTF_8)) {
      if (line.startsWith("move ")) {
        moves.add(line.substring("move ".length()));
      } else if (line.startsWith("delete ")) {
        deletions.add(line.substring("delete ".length()));
      } else if (line.equals("end")) {
        complete = true;
      }
    }
    if (!complete) { // the journal itself was cut short, so nothing had moved yet
      Files.delete(journal);
      deleteTree(resolve(STAGING));
      return false;
    }
    finish(moves, deletions);
    return true;
  }

  private void stage(Path file, String text, boolean executable) throws IOException {
    Files.createDirectories(parent(file));
    Files.writeString(file, text, StandardCharsets.UTF_8);
    if (executable && Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    }
  }

  /** Finds out before the first move whether any of them would fail. */
  private void checkWritable(Set<String> paths) throws IOException {
    for (String path : paths) {
      Path folder = parent(resolve(path));
      while (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        folder = parent(folder);
      }
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(root.relativize(folder) + " is in the way: it is no folder");
      }
      if (!Files.isWritable(folder)) {
        throw new IOException("folder " + display(folder) + " is read-only");
      }
      if (Files.isDirectory(resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(path + " is in the way: it is a folder");
      }
    }
  }

  /** The folder above; the file system's root has none, and nothing here goes above the target. */
  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private String display(Path folder) {
    return folder.equals(root) ? "." : root.relativize(folder).toString();
  }

  private void writeJournal(Set<String> moves, Set<String> deletions) throws IOException {
    StringBuilder text = new StringBuilder();
    moves.forEach(path -> text.append("move ").append(path).append('\n'));
    deletions.forEach(path -> text.append("delete ").append(path).append('\n'));
    text.append("end\n");
    try (FileChannel channel =
        FileChannel.open(
            resolve(JOURNAL),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private void finish(List<String> moves, List<String> deletions) throws IOException {
    for (String path : moves) {
      Path from = resolve(STAGING).resolve(path);
      Path to = resolve(path);
      if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) { // otherwise an earlier run had moved it
        Files.createDirectories(parent(to));
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    for (String path : deletions) {
      Files.deleteIfExists(resolve(path));
      removeEmptyFolders(parent(resolve(path)));
    }
    Files.deleteIfExists(resolve(JOURNAL));
    deleteTree(resolve(STAGING));
  }

  private void removeEmptyFolders(Path folder) throws IOException {
    Path current = folder;
    while (!current.equals(root) && isEmpty(current)) {
      Files.delete(current);
      current = parent(current);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private void removeEmptyState() throws IOException {
    Path state = resolve(STATE);
    if (isEmpty(state)) {
      Files.delete(state);
    }
  }

  /** Refuses whatever leaves the folder, by its name or through a link. */
  private Path resolve(String path) {
    Path resolved = root.resolve(path).normalize();
    if (path.isEmpty()
        || !resolved.startsWith(root)
        || resolved.equals(root)
        || path.indexOf('\n') >= 0) {
      throw new HostilePath(path, "it leaves the folder");
    }
    for (Path part = resolved.getParent();
        part != null && !part.equals(root);
        part = part.getParent()) {
      if (Files.isSymbolicLink(part)) {
        throw new HostilePath(path, root.relativize(part) + " is a link");
      }
    }
    if (Files.isSymbolicLink(resolved)) {
      throw new HostilePath(path, "it is a link");
    }
    return resolved;
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A path that must not be written. */
  public static final class HostilePath extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    HostilePath(String path, String reason) {
      super(path + " cannot be written: " + reason);
      this.path = path;
    }

    /** The problem as a value. */
    public Diagnostic diagnostic() {
      return Diagnostic.of(
          "SLIP-TARGET-PATH",
          Severity.ERROR,
          path,
          "A file cannot be written safely",
          getMessage() + ". Nothing was written.",
          "Remove what is in the way, or write elsewhere with --out DIR.");
    }
  }
}
