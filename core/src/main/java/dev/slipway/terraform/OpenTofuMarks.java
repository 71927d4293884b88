package dev.slipway.terraform;

import dev.slipway.source.SourceTree;
import java.util.Optional;

/**
 * What shows that OpenTofu runs a project whose files are named like Terraform's: the file that
 * pins its version, or providers that were locked from its registry.
 */
final class OpenTofuMarks {

  private static final String VERSION = ".opentofu-version";
  private static final String TOOLS = ".tool-versions";
  private static final String LOCK = ".terraform.lock.hcl";

  private OpenTofuMarks() {}

  /** Whether there are such marks in a tree, and none of Terraform's own registry. */
  static boolean are(SourceTree tree) {
    boolean found = false;
    for (String path : tree.paths()) {
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case VERSION -> found = true;
        case TOOLS -> found |= tree.text(path).filter(OpenTofuMarks::namesOpenTofu).isPresent();
        case LOCK -> {
          Optional<String> lock = tree.text(path);
          if (lock.filter(text -> text.contains("\"registry.terraform.io/")).isPresent()) {
            return false;
          }
          found |= lock.filter(text -> text.contains("\"registry.opentofu.org/")).isPresent();
        }
        default -> {}
      }
    }
    return found;
  }

  private static boolean namesOpenTofu(String tools) {
    return tools
        .lines()
        .anyMatch(line -> line.startsWith("opentofu ") || line.startsWith("opentofu\t"));
  }
}
