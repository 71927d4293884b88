package dev.slipway.design;

import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Secret;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets while settings are being settled: each once, with the workloads that read it. */
final class SecretDesign {

  private static final int NAME_LIMIT = 60;
  private static final Pattern ROTATION =
      Pattern.compile("(?:rotat|renew)[a-z]{0,6}\\b[^.]{0,80}?\\b([0-9]{1,3})\\s{0,2}days");

  private final Map<String, Entry> entries = new TreeMap<>();
  private final Optional<Integer> rotationDays;
  private final List<Evidence> evidence = new ArrayList<>();

  private record Entry(String purpose, TreeSet<String> readers) {}

  SecretDesign(Draft draft) {
    rotationDays = rotation(draft);
  }

  /** The name of the secret behind a variable, now also read by this workload. */
  String reader(String variable, String purpose, Part part, Evidence why) {
    String name = ResourceNames.of(variable, NAME_LIMIT, "secret");
    return named(name, purpose, part, why);
  }

  String named(String name, String purpose, Part part, Evidence why) {
    entries
        .computeIfAbsent(name, n -> new Entry(purpose, new TreeSet<>()))
        .readers()
        .add(part.name());
    evidence.add(why);
    return name;
  }

  void alsoReads(String name, String workload) {
    Entry entry = entries.get(name);
    if (entry != null) {
      entry.readers().add(workload);
    }
  }

  /** A secret that nobody reads yet, kept so that its owner can be found. */
  void unread(String name, String purpose) {
    entries.computeIfAbsent(name, n -> new Entry(purpose, new TreeSet<>()));
  }

  /** Sorted by name. */
  List<Secret> secrets(Draft draft) {
    List<Secret> secrets = new ArrayList<>();
    entries.forEach((name, e) ->
        secrets.add(new Secret(name, e.purpose(), List.copyOf(e.readers()), rotationDays)));
    if (!secrets.isEmpty()) {
      evidence.add(
          Evidence.assumed("a secret in a file or in state is known to whoever can read it"));
      draft
          .decide(
              "secrets",
              Element.of(Element.Kind.PROJECT),
              "Secrets",
              secrets.size() + " in the secret manager, created empty")
          .because(
              "A person fills them out of band, so that no value is ever in code, in state or in a"
                  + " log; each may be read only by the workloads that use it"
                  + rotationDays.map(d -> ", and is to be renewed every " + d + " days").orElse("")
                  + ".")
          .over(
              "values in Terraform variables",
              "They would be kept in state and in the pipeline's logs.")
          .over("one secret for all", "Every workload could read what only one needs.")
          .on(evidence.subList(0, Math.min(evidence.size(), 12)))
          .reconsiderWhen("The company keeps its secrets in a vault of its own.");
    }
    return List.copyOf(secrets);
  }

  private static Optional<Integer> rotation(Draft draft) {
    for (SecurityRequirement requirement : draft.requirements().securityRequirements()) {
      Matcher matcher = ROTATION.matcher(requirement.text().toLowerCase(Locale.ROOT));
      if (matcher.find()) {
        return Optional.of(Math.max(1, Integer.parseInt(matcher.group(1))));
      }
    }
    return Optional.empty();
  }
}
