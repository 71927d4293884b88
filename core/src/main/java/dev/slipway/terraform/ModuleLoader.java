package dev.slipway.terraform;

import dev.slipway.diagnostic.Outcome;
import dev.slipway.source.SourceTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads folders into configurations. */
public final class ModuleLoader {

  /** The version that configurations are checked for unless another is given. */
  public static final String TERRAFORM_VERSION = "1.11.4";

  private ModuleLoader() {}

  /** The folders of a tree that are root modules, sorted. */
  public static List<String> roots(SourceTree tree) {
    return List.of();
  }

  /** The configuration whose root module is {@code folder}; the empty string is the tree's root. */
  public static Outcome<Configuration> load(SourceTree tree, String folder) {
    return load(tree, folder, TERRAFORM_VERSION);
  }

  /** As {@link #load(SourceTree, String)}, for another version of Terraform. */
  public static Outcome<Configuration> load(
      SourceTree tree, String folder, String terraformVersion) {
    Module empty =
        new Module(
            folder,
            List.of(),
            new Settings(
                List.of(), Map.of(), Optional.empty(), Optional.empty(), List.of(), List.of()),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    return Outcome.of(
        new Configuration(
            new Configuration.ModuleInstance(
                List.of(), Optional.empty(), empty, Map.of(), Map.of()),
            List.of()));
  }
}
