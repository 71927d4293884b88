package dev.slipway.emit.record;

import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.record.InfrastructureRecord.CodeFile;
import dev.slipway.emit.record.InfrastructureRecord.ScannerWaiver;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each file of the design holds and why it is there. */
final class CodeFiles {

  private static final int NAMED = 3;
  private static final Pattern SKIP =
      Pattern.compile("checkov:skip=([A-Z0-9_]{3,24}): ?(.{0,400})");

  private final RecordInput input;
  private final Map<String, List<String>> resources = new LinkedHashMap<>();

  CodeFiles(RecordInput input) {
    this.input = input;
    for (Stack stack : input.stacks()) {
      for (Resource resource : stack.resources()) {
        if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
          resources
              .computeIfAbsent(stack.folder() + "/" + resource.file(), path -> new ArrayList<>())
              .add(resource.address().toString());
        }
      }
    }
  }

  List<CodeFile> list() {
    List<CodeFile> files = new ArrayList<>();
    for (GeneratedFile file : input.files()) {
      files.add(new CodeFile(file.path(), holds(file.path()), why(file.path())));
    }
    RecordPaths.all().forEach(path -> files.add(new CodeFile(path, holds(path), why(path))));
    return files.stream().distinct().sorted(Comparator.comparing(CodeFile::path)).toList();
  }

  private String holds(String path) {
    List<String> addresses = resources.getOrDefault(path, List.of());
    if (!addresses.isEmpty()) {
      String named = String.join(", ", addresses.subList(0, Math.min(NAMED, addresses.size())));
      return Words.count(addresses.size(), "resource")
          + ": "
          + named
          + (addresses.size() > NAMED ? " and " + (addresses.size() - NAMED) + " more" : "");
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (name) {
      case "versions.tf" -> "Versions of Terraform and the provider, the backend";
      case "variables.tf" -> "What may differ between environments: typed, described, validated";
      case "outputs.tf" -> "Addresses and names that people and pipelines ask for";
      case "main.tf" -> "Provider, enabled APIs, common values";
      case "Dockerfile" -> "How the image is built";
      case ".dockerignore" -> "What stays out of the image";
      case "compose.yaml" -> "The system on a developer's machine";
      case "pull-request.yml" -> "Tests, checks and the plan of a pull request";
      case "deploy.yml" -> "Build, plan, migrate, deploy, verify, roll back";
      case "rollback.yml" -> "Sends the traffic back to the release before, by hand";
      case "blueprint.json" -> "The design itself, cloud-neutral, as data";
      case "manifest.json" -> "What was written last, so that edits are kept";
      case "INFRASTRUCTURE-RECORD.md" -> "This record";
      case "infrastructure-record.json" -> "This record as data";
      case "infrastructure-record.schema.json" -> "The shape of that data";
      case "RUNBOOK.md" -> "What to do, command by command";
      default -> byEnding(name);
    };
  }

  private static String byEnding(String name) {
    if (name.endsWith(".tfvars")) {
      return "The values of one environment";
    }
    if (name.endsWith(".tfbackend")) {
      return "Where one environment's state lies";
    }
    if (name.endsWith(".tf")) {
      return "Values without resources of their own";
    }
    return name.startsWith("Dockerfile") ? "How the image is built" : "Part of the design";
  }

  private static String why(String path) {
    if (path.startsWith("terraform/bootstrap/")) {
      return "Has to exist before a pipeline can apply anything; a person applies it once";
    }
    if (path.startsWith("terraform/environments/")) {
      return "Environments share the code and differ only here";
    }
    if (path.startsWith("terraform/")) {
      return terraform(path.substring("terraform/".length()));
    }
    if (path.startsWith(".slipway/")) {
      return "The next design starts from it, and nothing that people changed is lost";
    }
    if (path.startsWith(".github/")) {
      return "Changes reach users the same way every time, without stored keys";
    }
    if (path.startsWith("docs/infrastructure/")) {
      return "Who reviews, tests, documents and operates reads it";
    }
    return path.endsWith("compose.yaml")
        ? "Developers run the same parts as production"
        : "The same image runs everywhere";
  }

  private static String terraform(String file) {
    return switch (file) {
      case "network.tf" -> "Databases and caches are reached privately";
      case "database.tf", "cache.tf", "storage.tf", "messaging.tf" ->
          "The system's data and how it comes back";
      case "secrets.tf" -> "Secrets are created empty and read only by who needs them";
      case "identity.tf" -> "Each workload has an identity with its own rights only";
      case "edge.tf" -> "One way in, with TLS and filters";
      case "monitoring.tf" -> "Somebody is told before users complain";
      default -> "Describes every resource, so that nothing is made by hand";
    };
  }

  /** The scanner rules that comments in the stacks and in other files waive. */
  List<ScannerWaiver> waivers() {
    List<ScannerWaiver> waivers = new ArrayList<>();
    for (Stack stack : input.stacks()) {
      for (Resource resource : stack.resources()) {
        comments(resource.body(), resource.comment())
            .forEach(comment -> waivers(comment, resource.address().toString(), waivers));
      }
    }
    input.files().stream()
        .filter(file -> !file.path().endsWith(".tf"))
        .forEach(file -> waivers(file.text(), file.path(), waivers));
    return waivers.stream()
        .distinct()
        .sorted(Comparator.comparing(ScannerWaiver::rule).thenComparing(ScannerWaiver::resource))
        .toList();
  }

  private static List<String> comments(Body body, String own) {
    List<String> comments = new ArrayList<>();
    comments.add(own);
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> comments.add(argument.comment());
        case Body.Block block -> comments.addAll(comments(block.body(), block.comment()));
        default -> comments.add(item.toString());
      }
    }
    return comments;
  }

  private static void waivers(String comment, String resource, List<ScannerWaiver> into) {
    for (String line : comment.split("\n")) {
      Matcher matcher = SKIP.matcher(line);
      if (matcher.find()) {
        into.add(new ScannerWaiver(matcher.group(1), resource, matcher.group(2)));
      }
    }
  }
}
