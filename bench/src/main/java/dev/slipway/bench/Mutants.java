package dev.slipway.bench;

import dev.slipway.bench.Mutation.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Adds programs with one mistake each to a corpus as {@link Agreement} reads it, made from its
 * valid programs. The same corpus gives the same mistakes.
 *
 * <p>Arguments: the corpus, and how many mutants to make of each program at most. They are called
 * {@code m-ID-KIND}; what was done stands in {@code m-ID-KIND.mutation}, the kind in the first
 * line.
 */
public final class Mutants {

  private static final String PREFIX = "m-";
  private static final int SPREAD = 0x9E3779B1;

  private Mutants() {}

  public static void main(String[] arguments) throws IOException {
    Path cases = Path.of(arguments[0]).resolve("cases");
    int limit = Integer.parseInt(arguments[1]);
    Map<Kind, Integer> made = new TreeMap<>();
    for (Path program : validPrograms(cases)) {
      for (Mutation mutation : chosen(program, limit)) {
        write(cases, program, mutation);
        made.merge(mutation.kind(), 1, Integer::sum);
      }
    }
    made.forEach((kind, count) -> System.out.printf(Locale.ROOT, "%6d %s%n", count, kind));
  }

  private static List<Path> validPrograms(Path cases) throws IOException {
    try (Stream<Path> entries = Files.list(cases)) {
      return entries
          .filter(Files::isDirectory)
          .filter(program -> !program.getFileName().toString().startsWith(PREFIX))
          .filter(program -> Files.exists(beside(program, ".verdict.json")))
          .filter(program -> Verdict.read(beside(program, ".verdict.json")).valid())
          .sorted()
          .toList();
    }
  }

  private static Path beside(Path program, String suffix) {
    return program.resolveSibling(program.getFileName() + suffix);
  }

  /** One mistake of each of some kinds; which kinds and places is spread by the program's name. */
  private static List<Mutation> chosen(Path program, int limit) throws IOException {
    Map<Kind, List<Mutation>> byKind = new TreeMap<>();
    for (Path file : files(program)) {
      String name = program.relativize(file).toString();
      for (Mutation mutation : MutationSearch.search(name, Files.readString(file))) {
        byKind.computeIfAbsent(mutation.kind(), kind -> new ArrayList<>()).add(mutation);
      }
    }
    int seed = program.getFileName().toString().hashCode();
    List<Kind> kinds = new ArrayList<>(byKind.keySet());
    List<Mutation> chosen = new ArrayList<>();
    for (int i = 0; i < limit && !kinds.isEmpty(); i++) {
      Kind kind = kinds.remove(Math.floorMod((seed + i) * SPREAD, kinds.size()));
      List<Mutation> places = byKind.getOrDefault(kind, List.of());
      chosen.add(places.get(Math.floorMod(seed * SPREAD + kind.ordinal(), places.size())));
    }
    return chosen;
  }

  private static List<Path> files(Path program) throws IOException {
    try (Stream<Path> paths = Files.walk(program)) {
      return paths
          .filter(path -> path.toString().endsWith(".tf") && Files.isRegularFile(path))
          .sorted()
          .toList();
    }
  }

  private static void write(Path cases, Path program, Mutation mutation) throws IOException {
    String kind = mutation.kind().name().toLowerCase(Locale.ROOT);
    Path mutant = cases.resolve(PREFIX + program.getFileName() + "-" + kind);
    if (Files.exists(beside(mutant, ".mutation"))) {
      return;
    }
    copy(program, mutant);
    Path file = mutant.resolve(mutation.file());
    String text = Files.readString(file);
    Files.writeString(file, mutation.in(text));
    Path root = beside(program, ".root");
    if (Files.exists(root)) {
      Files.writeString(beside(mutant, ".root"), Files.readString(root));
    }
    Files.writeString(beside(mutant, ".mutation"), kind + "\n" + mutation.description(text) + "\n");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
