package dev.slipway.intake.repository;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Parts of paths. */
final class Names {

  /** Folders whose code is not deployed. Only looked up. */
  private static final Set<String> NOT_DEPLOYED =
      Set.of(
          "test",
          "tests",
          "__tests__",
          "spec",
          "specs",
          "e2e",
          "cypress",
          "playwright",
          "testdata",
          "fixtures",
          "__fixtures__",
          "mocks",
          "__mocks__",
          "examples",
          "example",
          "samples",
          "sample",
          "demo",
          "demos",
          "docs",
          "doc",
          "documentation",
          "benchmarks",
          "benchmark",
          "bench",
          "stories",
          ".storybook",
          "storybook",
          "playground",
          "playgrounds",
          "node_modules",
          "templates",
          "cookiecutter",
          ".github",
          ".devcontainer",
          "third_party",
          "integration-tests",
          "test-utils",
          "testing");

  /** Names that tools give to the root of a workspace. Only looked up. */
  private static final Set<String> SAYS_NOTHING =
      new TreeSet<>(
          List.of(
              "source", "root", "monorepo", "workspace", "app", "my-app", "frontend", "backend"));

  private Names() {}

  /** Whether a manifest's name tells projects apart. */
  static boolean saysNothing(String name) {
    return SAYS_NOTHING.contains(name);
  }

  /** The folder a path lies in; empty for the root. */
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : name.isEmpty() ? folder : folder + "/" + name;
  }

  /** {@code path} as seen from {@code folder}, which it lies in. */
  static String relative(String folder, String path) {
    return folder.isEmpty()
        ? path
        : path.length() <= folder.length() ? "" : path.substring(folder.length() + 1);
  }

  static boolean isIn(String path, String folder) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }

  /** {@code folder/name} without dots; empty if it leaves the project. */
  static Optional<String> resolve(String folder, String name) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + name).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /**
   * Whether the path below {@code root} goes through a folder of tests, examples or documentation.
   */
  static boolean isDeployed(String root, String path) {
    String below = relative(root, path);
    int from = 0;
    for (int slash = below.indexOf('/'); slash >= 0; slash = below.indexOf('/', from)) {
      if (NOT_DEPLOYED.contains(below.substring(from, slash))) {
        return false;
      }
      from = slash + 1;
    }
    return true;
  }

  /** Joins two parts of a URL path with one slash between them and a leading one. */
  static String joinUrl(String prefix, String path) {
    String head = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    if (path.isEmpty()) {
      return head.isEmpty() ? "/" : head.startsWith("/") ? head : "/" + head;
    }
    String joined = head + (path.startsWith("/") ? path : "/" + path);
    return joined.startsWith("/") ? joined : "/" + joined;
  }
}
