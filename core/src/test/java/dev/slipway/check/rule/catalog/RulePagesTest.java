package dev.slipway.check.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.check.rule.RuleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages under docs/rules are made from the rules' texts; {@code -Dgoldens=write} renews them.
 */
class RulePagesTest {

  private static final Path PAGES = Path.of("../docs/rules").toAbsolutePath().normalize();

  @Test
  void everyRuleHasItsPageAndNoPageIsLeftOver() throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    for (RuleText rule : RuleCatalog.texts()) {
      wanted.put(rule.id() + ".md", RulePage.page(rule));
    }
    wanted.put("README.md", RulePage.index(RuleCatalog.texts()));
    if (System.getProperty("goldens", "").equals("write")) {
      write(wanted);
    }

    assertThat(pages())
        .as("run the tests with -Dgoldens=write and commit what they write")
        .isEqualTo(wanted);
  }

  @Test
  void anIdIsFoundWhateverItsCaseAndAMisspeltOneIsGuessed() {
    assertThat(RuleCatalog.find("slip-aws-s3-public-acl")).isPresent();
    assertThat(RuleCatalog.find("SLIP-AWS-S3-PUBLIC")).isEmpty();
    assertThat(RuleCatalog.suggestion("SLIP-AWS-S3-PUBLIC-ALC"))
        .isEqualTo(" Did you mean `SLIP-AWS-S3-PUBLIC-ACL`?");
  }

  private static void write(Map<String, String> wanted) throws IOException {
    Files.createDirectories(PAGES);
    for (String old : pages().keySet()) {
      if (!wanted.containsKey(old)) {
        Files.delete(PAGES.resolve(old));
      }
    }
    for (Map.Entry<String, String> page : wanted.entrySet()) {
      Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }
  }

  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    if (Files.isDirectory(PAGES)) {
      try (Stream<Path> files = Files.list(PAGES)) {
        for (Path file : files.toList()) {
          pages.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return pages;
  }
}
