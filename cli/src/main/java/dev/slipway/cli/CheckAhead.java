package dev.slipway.cli;

import dev.slipway.facts.Constraints;
import dev.slipway.facts.ProviderSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Prepares on a second thread what a check of Terraform needs after its first files are parsed. It
 * changes no answer: whoever needs something of it first waits for it or loads it.
 */
final class CheckAhead {

  private static final List<String> PROVIDERS = List.of("aws", "google", "azurerm");
  private static final int LOCK_LIMIT = 1 << 16;

  private CheckAhead() {}

  /** Begins with the folders and files that are to be checked; no path is the current folder. */
  static void begin(List<Path> paths) {
    Thread.ofPlatform().daemon().name("ahead").start(() -> run(paths));
  }

  private static void run(List<Path> paths) {
    // Java multiplies large numbers for a table when this class is first used: some 20 ms.
    BigDecimal.ZERO.signum();
    for (Path path : paths.isEmpty() ? List.of(Path.of("")) : paths) {
      String lock = lock(path);
      for (String provider : PROVIDERS) {
        if (lock.contains("/hashicorp/" + provider + "\"")) {
          ProviderSchema.of(provider);
          Constraints.of(provider + "_");
        }
      }
    }
  }

  /** Where {@code terraform init} names the providers that a folder uses; empty without it. */
  private static String lock(Path folder) {
    Path file = folder.resolve(".terraform.lock.hcl");
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LOCK_LIMIT
          ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
