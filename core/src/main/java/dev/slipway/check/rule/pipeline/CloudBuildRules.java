package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.check.rule.written.SecretSetting;
import dev.slipway.check.rule.written.ShellCommand;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.evidence.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules over builds of Cloud Build. */
public final class CloudBuildRules {

  private static final String TARGET = "Cloud Build";

  /** A build's file. */
  public record Build(YamlFile file, Node node) {
    List<Node> steps() {
      return node.get("steps").map(Node::items).orElse(List.of());
    }

    Span top() {
      return file.lines().rest(node.span());
    }
  }

  private static final class Registered {
    private static final RuleSet<Build> RULES = rules();

    private static RuleSet<Build> rules() {
      return RuleSet.<Build>builder()
          .add("SLIP-CLOUDBUILD-IMAGE-LATEST", CloudBuildRules::latest, TARGET)
          .add("SLIP-CLOUDBUILD-SECRET", CloudBuildRules::secret, TARGET)
          .add("SLIP-CLOUDBUILD-DEFAULT-ACCOUNT", CloudBuildRules::account, TARGET)
          .add("SLIP-CLOUDBUILD-LOGS", CloudBuildRules::logs, TARGET)
          .add("SLIP-CLOUDBUILD-PIPED-SCRIPT", CloudBuildRules::pipedScript, TARGET)
          .build();
    }
  }

  private CloudBuildRules() {}

  public static RuleSet<Build> rules() {
    return Registered.RULES;
  }

  public static boolean isBuild(String name) {
    return name.startsWith("cloudbuild") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** Asks the rules about a build. */
  public static void check(YamlFile file, Report report) {
    for (Node document : file.documents()) {
      if (document.get("steps").isPresent()) {
        rules().check(TARGET, new Build(file, document), report);
      }
    }
  }

  static void latest(Build build, Report report) {
    for (Node step : build.steps()) {
      Optional<Node> at = step.get("name");
      Optional<ImageName> image = at.flatMap(Node::text).flatMap(ImageName::read);
      if (image.map(ImageName::isUnversioned).orElse(false)) {
        report.add(
            "",
            build.file().place(at.get()),
            "The image `" + image.get() + "` " + image.get().state() + ".");
      }
    }
  }

  static void secret(Build build, Report report) {
    List<Node> settings = new ArrayList<>();
    for (Node step : build.steps()) {
      settings.addAll(step.get("env").map(Node::items).orElse(List.of()));
      settings.addAll(step.get("args").map(Node::items).orElse(List.of()));
    }
    for (Node setting : settings) {
      String text = setting.text().orElse("");
      String plain = text.startsWith("--") ? text.substring(2) : text;
      int sign = plain.indexOf('=');
      String name = sign > 0 ? plain.substring(0, sign) : "";
      boolean word = !name.isEmpty() && name.indexOf(' ') < 0 && name.indexOf('\n') < 0;
      if (word && SecretSetting.isGiven(name, plain.substring(sign + 1))) {
        report.add("", build.file().place(setting), "`" + name + "` is set here.");
      }
    }
    for (Entry entry : build.node().get("substitutions").map(Node::entries).orElse(List.of())) {
      if (SecretSetting.isGiven(entry.key(), entry.value().text().orElse(""))) {
        report.add("", build.file().place(entry), "`" + entry.key() + "` is set here.");
      }
    }
  }

  static void account(Build build, Report report) {
    if (build.node().get("serviceAccount").isEmpty()) {
      report.add("", build.top(), "No `serviceAccount` is set.");
    }
  }

  static void logs(Build build, Report report) {
    boolean set =
        build.node().get("logsBucket").isPresent()
            || build.node().at("options", "logging").isPresent()
            || build.node().at("options", "defaultLogsBucketBehavior").isPresent();
    Optional<Node> account = build.node().get("serviceAccount");
    if (account.isPresent() && !set) {
      report.add("", build.file().place(account.get()), "Nothing says where the logs go.");
    }
  }

  static void pipedScript(Build build, Report report) {
    for (Node step : build.steps()) {
      List<String> scripts = new ArrayList<>(step.get("args").map(Node::texts).orElse(List.of()));
      step.text("script").ifPresent(scripts::add);
      for (String script : scripts) {
        if (ShellCommand.runsDownloads(ShellCommand.read(script))) {
          report.add(
              "",
              build.file().place(step),
              "What is downloaded is given to an interpreter at once.");
        }
      }
    }
  }
}
