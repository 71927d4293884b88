package dev.slipway.intake.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages of a module: their files, which package imports which, and which functions a program
 * can reach.
 */
final class GoPackages {

  private static final Pattern IMPORT = Pattern.compile("\"([\\w./~-]{1,200})\"");
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^func (\\([^)\\n]{0,120}\\) )?(\\w{1,100})");

  /** A top-level function: where it stands and the names it mentions. */
  private record Function(String name, boolean method, int start, int end, Set<String> mentions) {}

  private final GoModule module;
  private final TreeMap<String, List<SourceFile>> byFolder = new TreeMap<>();
  private final Map<String, List<Function>> functions = new HashMap<>(); // only looked up

  GoPackages(GoModule module, List<SourceFile> sources) {
    this.module = module;
    for (SourceFile file : sources) {
      byFolder.computeIfAbsent(Names.folder(file.path()), k -> new ArrayList<>()).add(file);
    }
  }

  List<String> folders() {
    return List.copyOf(byFolder.keySet());
  }

  List<SourceFile> files(String folder) {
    return byFolder.getOrDefault(folder, List.of());
  }

  /**
   * The files of the package and of everything of this module that it imports, without the
   * functions that the program has no way of calling: two programs often share a package of which
   * each uses its part.
   */
  List<SourceFile> reachable(String folder) {
    List<SourceFile> files = imported(folder);
    Set<String> mentioned = mentioned(folder, files);
    List<SourceFile> shown = new ArrayList<>(files.size());
    for (SourceFile file : files) {
      shown.add(file.withCode(without(file, mentioned)));
    }
    return shown;
  }

  private List<SourceFile> imported(String folder) {
    List<String> queue = new ArrayList<>(List.of(folder));
    Set<String> known = new HashSet<>(queue);
    List<SourceFile> found = new ArrayList<>();
    for (int i = 0; i < queue.size(); i++) {
      for (SourceFile file : files(queue.get(i))) {
        found.add(file);
        for (String imported : imports(file)) {
          if (imported.equals(module.path()) || imported.startsWith(module.path() + "/")) {
            String target = Names.join(module.root(), Names.relative(module.path(), imported));
            if (known.add(target)) {
              queue.add(target);
            }
          }
        }
      }
    }
    return found;
  }

  /**
   * The names that are mentioned from {@code main}, package-level declarations and whatever is
   * reached from there.
   */
  private Set<String> mentioned(String folder, List<SourceFile> files) {
    Set<String> names = new HashSet<>();
    List<Function> waiting = new ArrayList<>();
    for (SourceFile file : files) {
      int from = 0;
      for (Function function : functions(file)) {
        words(file.code(), from, function.start(), names);
        from = function.end();
        boolean entry =
            function.name().equals("init")
                || function.name().equals("main") && Names.folder(file.path()).equals(folder);
        if (entry) {
          names.addAll(function.mentions());
        } else {
          waiting.add(function);
        }
      }
      words(file.code(), from, file.code().length(), names);
    }
    boolean grown = true;
    while (grown) {
      int before = waiting.size();
      List<Function> unreached = new ArrayList<>();
      for (Function function : waiting) {
        if (names.contains(function.name())) {
          names.addAll(function.mentions());
        } else {
          unreached.add(function);
        }
      }
      waiting = unreached;
      grown = waiting.size() < before;
    }
    return names;
  }

  private String without(SourceFile file, Set<String> mentioned) {
    char[] code = null;
    for (Function function : functions(file)) {
      // Methods are also called by libraries, under names that this code never mentions.
      if (!function.method()
          && !function.name().equals("main")
          && !function.name().equals("init")
          && !mentioned.contains(function.name())) {
        code = code == null ? file.code().toCharArray() : code;
        for (int i = function.start(); i < function.end(); i++) {
          code[i] = code[i] == '\n' ? '\n' : ' ';
        }
      }
    }
    return code == null ? file.code() : new String(code);
  }

  private List<Function> functions(SourceFile file) {
    return functions.computeIfAbsent(file.path(), k -> find(file));
  }

  private static List<Function> find(SourceFile file) {
    List<Function> found = new ArrayList<>();
    String code = file.code();
    Matcher matcher = FUNCTION.matcher(code);
    while (matcher.find()) {
      int end = bodyEnd(code, matcher.end());
      Set<String> mentions = new HashSet<>();
      words(code, matcher.end(), end, mentions);
      found.add(
          new Function(matcher.group(2), matcher.group(1) != null, matcher.start(), end, mentions));
    }
    return found;
  }

  /**
   * Where a top-level function ends: its closing brace stands at the start of a line, or all of it
   * on one.
   */
  static int bodyEnd(String code, int from) {
    int line = code.indexOf('\n', from);
    if (line < 0) {
      return code.length();
    }
    if (code.charAt(line - 1) == '}'
        && code.indexOf('{', from) < line
        && code.charAt(line - 2) != '{') {
      return line;
    }
    int end = code.indexOf("\n}", from);
    return end < 0 ? code.length() : end + 2;
  }

  private static void words(String code, int from, int to, Set<String> into) {
    int start = -1;
    for (int i = from; i <= to; i++) {
      boolean part = i < to && Character.isJavaIdentifierPart(code.charAt(i));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        into.add(code.substring(start, i));
        start = -1;
      }
    }
  }

  static List<String> imports(SourceFile file) {
    List<String> imports = new ArrayList<>();
    String code = file.code();
    int from = code.indexOf("import");
    int end = code.indexOf("\nfunc ");
    if (from >= 0) {
      Matcher matcher = IMPORT.matcher(code).region(from, end < from ? code.length() : end);
      while (matcher.find()) {
        imports.add(matcher.group(1));
      }
    }
    return imports;
  }
}
