package dev.slipway.check.rule.pipeline;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.pipeline.Workflow.Job;
import dev.slipway.check.rule.pipeline.Workflow.Step;
import dev.slipway.check.rule.written.ImageName;
import dev.slipway.diagnostic.Diagnostic.Edit;
import dev.slipway.document.Node;
import dev.slipway.document.Node.Entry;
import dev.slipway.evidence.Span;
import dev.slipway.facts.Actions;
import dev.slipway.facts.Actions.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What workflows take from others. */
final class ActionRules {

  private ActionRules() {}

  static void register(RuleSet.Builder<Workflow> rules) {
    String[] both = {GithubRules.WORKFLOW, GithubRules.ACTION};
    rules
        .add("SLIP-GHA-UNPINNED-ACTION", ActionRules::unpinned, both)
        .add("SLIP-GHA-UNPINNED-OFFICIAL", ActionRules::unpinnedOfficial, both)
        .add("SLIP-GHA-COMPROMISED-ACTION", ActionRules::compromised, both)
        .add("SLIP-GHA-RETIRED-ACTION", ActionRules::retired, both)
        .add("SLIP-GHA-IMAGE-LATEST", ActionRules::imageLatest, GithubRules.WORKFLOW)
        .add("SLIP-GHA-SECRETS-INHERIT", ActionRules::inherit, GithubRules.WORKFLOW);
  }

  private static List<Node> uses(Workflow workflow) {
    List<Node> uses = new ArrayList<>();
    workflow.steps().forEach(step -> step.uses().ifPresent(uses::add));
    workflow.jobs().forEach(job -> job.node().get("uses").ifPresent(uses::add));
    return uses;
  }

  /** An action of another repository, taken apart. */
  private record Reference(String owner, String name, String folder, String version) {
    static Optional<Reference> of(Node uses) {
      String text = uses.text().orElse("");
      int at = text.indexOf('@');
      String[] parts = (at < 0 ? text : text.substring(0, at)).split("/", 3);
      boolean local = text.startsWith("./") || text.startsWith("docker://") || text.contains("${{");
      return local || at < 0 || parts.length < 2
          ? Optional.empty()
          : Optional.of(
              new Reference(
                  parts[0], parts[1], parts.length > 2 ? parts[2] : "", text.substring(at + 1)));
    }

    String repository() {
      return owner + "/" + name;
    }

    boolean isOfficial() {
      return owner.equals("actions") || owner.equals("github");
    }

    boolean isPinned() {
      return version.length() >= 40
          && version.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    boolean isBranch() {
      return List.of("main", "master", "develop", "HEAD", "latest").contains(version);
    }

    /** The first number of its version; -1 for none. */
    int major() {
      String plain = version.startsWith("v") ? version.substring(1) : version;
      int end = 0;
      while (end < plain.length() && end < 5 && Character.isDigit(plain.charAt(end))) {
        end++;
      }
      return end == 0 ? -1 : Integer.parseInt(plain.substring(0, end));
    }
  }

  static void unpinned(Workflow workflow, Report report) {
    for (Node uses : uses(workflow)) {
      Optional<Reference> action = Reference.of(uses).filter(a -> !a.isPinned());
      action
          .filter(a -> !a.isOfficial() || a.isBranch())
          .ifPresent(a -> report(workflow, uses, a, report));
    }
  }

  static void unpinnedOfficial(Workflow workflow, Report report) {
    for (Node uses : uses(workflow)) {
      Optional<Reference> action = Reference.of(uses).filter(a -> !a.isPinned());
      action
          .filter(a -> a.isOfficial() && !a.isBranch())
          .ifPresent(a -> report(workflow, uses, a, report));
    }
  }

  private static void report(Workflow workflow, Node uses, Reference action, Report report) {
    report.add(
        "",
        workflow.file().place(uses),
        "`" + action.version() + "` is a name that can be moved to other code.",
        edit(workflow, uses, action));
  }

  /** The digest of a release that the version means; none where that would be an upgrade. */
  private static List<Edit> edit(Workflow workflow, Node uses, Reference action) {
    for (Pin pin : Actions.releases(action.repository())) {
      boolean same =
          pin.tag().equals(action.version())
              || pin.tag().startsWith(action.version() + ".") && action.major() >= 0;
      String written = uses.text().orElse("");
      Span span = workflow.file().lines().of(uses.span(), written);
      String line = workflow.file().lines().line(span.line());
      boolean plain = line.stripTrailing().length() + 1 == span.endColumn();
      if (same && plain && !pin.notes().contains("ONE source only")) {
        return List.of(new Edit(span, pin.uses(action.folder())));
      }
    }
    return List.of();
  }

  static void compromised(Workflow workflow, Report report) {
    for (Node uses : uses(workflow)) {
      Optional<Reference> action = Reference.of(uses).filter(a -> !a.isPinned());
      String repository = action.map(Reference::repository).orElse("");
      boolean hit =
          switch (repository) {
            case "tj-actions/changed-files" -> action.get().major() <= 45;
            case "reviewdog/action-setup" -> action.get().version().equals("v1");
            case "aquasecurity/trivy-action" ->
                Actions.releases(repository).stream()
                    .noneMatch(p -> p.tag().equals("v" + action.get().version().replace("v", "")));
            default -> false;
          };
      if (hit) {
        workflow.fault(
            report, uses, "Tags of `" + repository + "` were moved to code that steals secrets.");
      }
    }
  }

  static void retired(Workflow workflow, Report report) {
    for (Node uses : uses(workflow)) {
      Optional<Reference> action = Reference.of(uses).filter(a -> !a.isPinned());
      int major = action.map(Reference::major).orElse(-1);
      boolean gone =
          switch (action.map(Reference::repository).orElse("")) {
            case "actions/upload-artifact", "actions/download-artifact" -> major > 0 && major < 4;
            case "actions/cache" -> major > 0 && major < 3;
            default -> false;
          };
      if (gone) {
        workflow.fault(report, uses, "GitHub has shut off version " + major + " of it.");
      }
    }
  }

  static void imageLatest(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      job.node().get("container").ifPresent(c -> image(workflow, c, report));
      for (Entry service : job.node().get("services").map(Node::entries).orElse(List.of())) {
        image(workflow, service.value(), report);
      }
    }
    for (Step step : workflow.steps()) {
      Optional<Node> uses = step.uses();
      String text = uses.flatMap(Node::text).orElse("");
      if (text.startsWith("docker://")
          && ImageName.read(text.substring(9)).map(ImageName::isUnversioned).orElse(false)) {
        workflow.fault(report, uses.get(), "The image has no version.");
      }
    }
  }

  private static void image(Workflow workflow, Node container, Report report) {
    Optional<Node> at =
        container.text().isPresent() ? Optional.of(container) : container.get("image");
    Optional<ImageName> image = at.flatMap(Node::text).flatMap(ImageName::read);
    if (image.map(ImageName::isUnversioned).orElse(false)) {
      workflow.fault(
          report, at.get(), "The image `" + image.get() + "` " + image.get().state() + ".");
    }
  }

  static void inherit(Workflow workflow, Report report) {
    for (Job job : workflow.jobs()) {
      String uses = job.node().text("uses").orElse("").toLowerCase(Locale.ROOT);
      Optional<Node> secrets = job.node().get("secrets");
      boolean all = secrets.flatMap(Node::text).orElse("").equals("inherit");
      if (all && !uses.startsWith("./")) {
        workflow.fault(report, secrets.get(), "`secrets: inherit` hands all of them over.");
      }
    }
  }
}
