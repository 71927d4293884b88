package dev.slipway.intake.configuration;

import dev.slipway.intake.Claim;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Values;
import java.util.List;
import java.util.Optional;

/** The commented {@code slipway.yaml}: every key there is, with what it means and an example. */
final class ConfigurationTemplate {

  private static final String HEAD =
      """
      # Settings of this project for Slipway. Every key is optional: what is not set here comes from the
      # records and the code, and what nothing says is decided by the design, which lists it as assumed.
      # A key set here wins over records and code. Remove the `#` before a key to set it.
      """;

  private static final String TAIL =
      """

      # Settings of one service, by its name in the repository.
      #services:
      #  api:
      """;

  private static final String REST =
      """

      # Paths that are no part of the project.
      #ignore:
      #  - prototype/**

      # Labels on every resource.
      #labels:
      #  team: platform

      # Findings and security requirements that somebody decided to live with, until a day.
      #waivers:
      #  - requirement: V-07
      #    reason: the application does it from version 2 on
      #    owner: Ada Example
      #    until: 2027-01-31
      """;

  private final StringBuilder text = new StringBuilder(HEAD);
  private final List<Claim<?>> known;

  private ConfigurationTemplate(List<Claim<?>> known) {
    this.known = known;
  }

  static String write(List<Claim<?>> known) {
    ConfigurationTemplate template = new ConfigurationTemplate(known);
    List<String> section = List.of();
    for (Subject<?> subject : Subjects.PROJECT) {
      section = template.subject(subject, section);
    }
    template.services();
    return template.text.append(REST).toString();
  }

  /**
   * Writes the key and whatever of its sections is not open yet; the sections that are open then.
   */
  private List<String> subject(Subject<?> subject, List<String> open) {
    List<String> path = List.of(subject.path().split("\\."));
    List<String> section = path.subList(0, path.size() - 1);
    boolean live = sectionIsLive(section);
    int shared = shared(section, open);
    if (shared == 0 && !section.equals(open)) {
      text.append('\n');
    }
    for (int depth = shared; depth < section.size(); depth++) {
      line(live && sectionIsLive(section.subList(0, depth + 1)), depth, section.get(depth) + ":");
    }
    Optional<Claim<?>> value = value(subject);
    text.append("  ".repeat(section.size()))
        .append("# ")
        .append(subject.description())
        .append(".\n");
    line(
        value.isPresent(),
        section.size(),
        path.getLast() + ": " + value.map(c -> yaml(c.value())).orElse(Examples.of(subject)));
    return section;
  }

  private void line(boolean live, int depth, String content) {
    // The mark stands first, so that removing it leaves the right indentation.
    text.append(live ? "" : "#").append("  ".repeat(depth)).append(content).append('\n');
  }

  private static int shared(List<String> a, List<String> b) {
    int shared = 0;
    while (shared < a.size() && shared < b.size() && a.get(shared).equals(b.get(shared))) {
      shared++;
    }
    return shared;
  }

  private boolean sectionIsLive(List<String> section) {
    String prefix = String.join(".", section) + ".";
    return section.isEmpty()
        || known.stream()
            .anyMatch(c -> c.scope().isEmpty() && c.subject().path().startsWith(prefix));
  }

  private Optional<Claim<?>> value(Subject<?> subject) {
    return known.stream()
        .filter(c -> c.scope().isEmpty() && c.subject().equals(subject))
        .findFirst();
  }

  private static String yaml(Object value) {
    String written = Values.write(value);
    if (value instanceof List<?>) {
      return "[" + written + "]";
    }
    boolean plain = written.matches("[A-Za-z0-9/.][A-Za-z0-9 ./@_-]*");
    return plain ? written : "'" + written.replace("'", "''") + "'";
  }

  private void services() {
    text.append(TAIL);
    List<String> open = List.of();
    for (Subject<?> subject : Subjects.SERVICE) {
      List<String> path = List.of(subject.path().split("\\."));
      List<String> section = path.subList(0, path.size() - 1);
      for (int depth = shared(section, open); depth < section.size(); depth++) {
        line(false, depth + 2, section.get(depth) + ":");
      }
      line(false, section.size() + 2, path.getLast() + ": " + Examples.of(subject));
      open = section;
    }
  }
}
