package dev.slipway.check.rule;

import dev.slipway.diagnostic.Severity;
import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a rule says, from {@code rules/ID.yaml}. Read when the rule fires or is explained, not
 * before.
 *
 * @param title what is wrong, in one line without a full stop
 * @param why why it matters, in sentences
 * @param fix what to do, in sentences
 * @param code the same as code; empty where words are enough
 * @param checkov ids of Checkov's rules about the same thing
 * @param trivy ids of Trivy's
 * @param cis numbers in benchmarks of the Center for Internet Security: {@code AWS 1.4 2.1.5}
 * @param hadolint codes of hadolint: {@code DL3007}
 * @param zizmor names of zizmor's audits
 * @param targets the resource types, manifest kinds or kinds of file that are looked at
 */
public record RuleText(
    String id,
    Severity severity,
    Category category,
    String title,
    String why,
    String fix,
    String code,
    List<String> checkov,
    List<String> trivy,
    List<String> cis,
    List<String> hadolint,
    List<String> zizmor,
    List<String> targets) {

  private static final Map<String, RuleText> READ = new ConcurrentHashMap<>();

  /** The text of a rule of ours. */
  public static RuleText of(String id) {
    return READ.computeIfAbsent(id, RuleText::read);
  }

  private static RuleText read(String id) {
    String resource = "/dev/slipway/rules/" + id + ".yaml";
    try (InputStream stream = RuleText.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the build: " + resource);
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      Node node =
          YamlDocument.read(resource, text)
              .value()
              .orElseThrow(() -> new IllegalStateException("not YAML: " + resource));
      return read(node);
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }

  private static RuleText read(Node node) {
    return new RuleText(
        required(node, "id"),
        Severity.valueOf(required(node, "severity").toUpperCase(Locale.ROOT)),
        Category.of(required(node, "category"))
            .orElseThrow(() -> missing(node, "a category that there is")),
        required(node, "title"),
        required(node, "why"),
        required(node, "fix"),
        node.text("code").orElse("").strip(),
        texts(node, "checkov"),
        texts(node, "trivy"),
        texts(node, "cis"),
        texts(node, "hadolint"),
        texts(node, "zizmor"),
        texts(node, "targets"));
  }

  private static String required(Node node, String key) {
    return node.text(key)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> missing(node, "`" + key + "`"));
  }

  private static IllegalStateException missing(Node node, String what) {
    return new IllegalStateException(node.span().file() + " has no " + what);
  }

  private static List<String> texts(Node node, String key) {
    return Optional.of(node).flatMap(n -> n.get(key)).map(Node::texts).orElse(List.of());
  }
}
