package dev.slipway.terraform;

import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of one folder that Terraform reads.
 *
 * @param primary normal files, sorted
 * @param overrides {@code override.tf} and {@code *_override.tf}, sorted
 * @param tests files of {@code terraform test}, also those in {@code tests}
 */
record FolderFiles(List<String> primary, List<String> overrides, List<String> tests) {

  private static final List<String> TERRAFORM = List.of(".tf.json", ".tf");
  private static final List<String> OPEN_TOFU = List.of(".tofu.json", ".tofu");
  private static final List<String> TESTS =
      List.of(".tftest.hcl", ".tftest.json", ".tofutest.hcl", ".tofutest.json");

  FolderFiles {
    primary = List.copyOf(primary);
    overrides = List.copyOf(overrides);
    tests = List.copyOf(tests);
  }

  /**
   * The folders of a tree that hold configurations, each with the names of its files.
   *
   * @return by folder, sorted; the empty string is the root
   */
  static TreeMap<String, List<String>> folders(SourceTree tree) {
    TreeMap<String, List<String>> folders = new TreeMap<>();
    for (String path : tree.paths()) {
      if (isConfiguration(path) || isTest(path)) {
        int slash = path.lastIndexOf('/');
        folders
            .computeIfAbsent(slash < 0 ? "" : path.substring(0, slash), f -> new ArrayList<>())
            .add(path.substring(slash + 1));
      }
    }
    return folders;
  }

  /** Sorts a folder's files out. */
  static FolderFiles of(String folder, List<String> names, List<String> inTests) {
    Set<String> shadowed = new LinkedHashSet<>();
    names.stream().filter(FolderFiles::isOpenTofu).forEach(name -> shadowed.add(shadow(name)));
    List<String> primary = new ArrayList<>();
    List<String> overrides = new ArrayList<>();
    List<String> tests = new ArrayList<>();
    for (String name : names) {
      if (isIgnored(name) || shadowed.contains(name)) {
        continue;
      }
      if (isTest(name)) {
        tests.add(join(folder, name));
      } else {
        String base = withoutSuffix(name);
        boolean override = base.equals("override") || base.endsWith("_override");
        (override ? overrides : primary).add(join(folder, name));
      }
    }
    String testFolder = join(folder, "tests");
    inTests.stream()
        .filter(name -> isTest(name) && !isIgnored(name))
        .forEach(name -> tests.add(join(testFolder, name)));
    return new FolderFiles(primary, overrides, tests);
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  static boolean isConfiguration(String path) {
    return TERRAFORM.stream().anyMatch(path::endsWith) || isOpenTofu(path);
  }

  static boolean isOpenTofu(String path) {
    return OPEN_TOFU.stream().anyMatch(path::endsWith);
  }

  static boolean isTest(String path) {
    return TESTS.stream().anyMatch(path::endsWith);
  }

  static boolean isJson(String path) {
    return path.endsWith(".json");
  }

  /** The file that OpenTofu leaves unread because of this one. */
  private static String shadow(String name) {
    return name.endsWith(".json")
        ? name.substring(0, name.length() - ".tofu.json".length()) + ".tf.json"
        : name.substring(0, name.length() - ".tofu".length()) + ".tf";
  }

  private static String withoutSuffix(String name) {
    for (List<String> suffixes : List.of(TERRAFORM, OPEN_TOFU)) {
      for (String suffix : suffixes) {
        if (name.endsWith(suffix)) {
          return name.substring(0, name.length() - suffix.length());
        }
      }
    }
    return name;
  }

  /** What editors leave behind. */
  private static boolean isIgnored(String name) {
    return name.startsWith(".")
        || name.endsWith("~")
        || (name.startsWith("#") && name.endsWith("#"));
  }
}
