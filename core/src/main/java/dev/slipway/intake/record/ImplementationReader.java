package dev.slipway.intake.record;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Claim;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import dev.slipway.vocabulary.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An implementation record → variables, endpoints, needs and claims. */
final class ImplementationReader {

  private static final Pattern METHOD =
      Pattern.compile(
          "\\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\b[\\s|`:]{1,6}(/[^\\s`|,;)\"]{0,200})");
  private static final Pattern PORT =
      Pattern.compile("\\bport\\s?:?\\s?([0-9]{2,5})\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern CPU =
      Pattern.compile(
          "\\b([0-9]{1,3}(?:\\.[0-9]{1,3})?)\\s?(?:v?CPUs?|cores?)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern MEMORY =
      Pattern.compile(
          "\\b[0-9]{1,6}(?:\\.[0-9]{1,2})?\\s?(?:GiB|GB|Gi|MiB|MB|Mi)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_ONCE =
      Pattern.compile(
          "\\b([0-9]{1,4})\\s(?:concurrent )?requests (?:at once|at a time|per instance|in"
              + " parallel|at the same time)|\\b([0-9]{1,4}) concurrent requests",
          Pattern.CASE_INSENSITIVE);

  private final MarkdownRecord record;
  private final ClaimCollector claims = new ClaimCollector(Origin.IMPLEMENTATION_RECORD, 0);
  private final List<Variable> variables = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Located<String>> monitoring = new ArrayList<>();
  private final List<Located<String>> infrastructure = new ArrayList<>();

  private ImplementationReader(MarkdownRecord record) {
    this.record = record;
  }

  /** What one implementation record adds. */
  record Result(
      List<Claim<?>> claims,
      List<Variable> variables,
      List<Endpoint> endpoints,
      List<Located<String>> monitoring,
      List<Located<String>> infrastructure) {}

  static Result read(Draft draft) {
    return new ImplementationReader(draft.record()).read();
  }

  private Result read() {
    for (Passage passage : record.passages()) {
      if (isHandoff(passage)) {
        handoff(passage);
      } else if (passage.isUnder("api endpoints", "endpoints", "documentation", "api")) {
        endpoints(passage);
      } else if (passage.isUnder("performance tests", "performance targets", "load tests")
          || Titles.has(passage.label(), "performance tests")
          || Titles.has(passage.label(), "performance targets")) {
        Quantities.read(passage, claims, Firmness.FIELD);
      } else if (isVariables(passage)) {
        VariableReader.read(passage, variables);
      }
    }
    for (MarkdownRecord.CodeBlock block : record.code()) {
      if (block.path().stream().anyMatch(ImplementationReader::namesVariables)) {
        VariableReader.read(record.path(), block, variables);
      }
    }
    return new Result(
        claims.claims(),
        List.copyOf(variables),
        List.copyOf(endpoints),
        List.copyOf(monitoring),
        List.copyOf(infrastructure));
  }

  private static boolean isHandoff(Passage passage) {
    return passage.isUnder(
        "for devops agent",
        "for devops",
        "devops",
        "devops agent",
        "deployment notes",
        "for operations",
        "deployment");
  }

  private static boolean isVariables(Passage passage) {
    return passage.path().stream().anyMatch(ImplementationReader::namesVariables)
        || namesVariables(passage.label());
  }

  private static boolean namesVariables(String title) {
    return Titles.has(title, "environment variables")
        || Titles.has(title, "env vars")
        || Titles.has(title, "environment variable")
        || Titles.has(title, "environment")
        || Titles.has(title, "configuration")
        || Titles.has(title, "env");
  }

  private void handoff(Passage passage) {
    if (isVariables(passage)) {
      VariableReader.read(passage, variables);
    } else if (isUnder(passage, "monitoring", "observability", "alerts")) {
      need(passage, monitoring);
    } else if (isUnder(
        passage,
        "infrastructure requirements",
        "infrastructure",
        "resources",
        "requirements",
        "infrastructure needs",
        "dependencies")) {
      need(passage, infrastructure);
      requirement(passage);
    } else if (isUnder(
        passage,
        "database migrations",
        "migrations",
        "database migrations required",
        "migration")) {
      need(passage, infrastructure);
    } else {
      endpoints(passage);
    }
  }

  private static boolean isUnder(Passage passage, String... titles) {
    for (String title : titles) {
      if (Titles.has(passage.label(), title)) {
        return true;
      }
    }
    return passage.isUnder(titles);
  }

  private void need(Passage passage, List<Located<String>> needs) {
    boolean container = passage.text().isBlank();
    if (!container) {
      String text = Passage.masked(passage.line());
      needs.add(new Located<>(text, passage.evidence(Origin.IMPLEMENTATION_RECORD)));
    }
  }

  /** {@code PostgreSQL 16, 20 GB}, {@code API: 1 vCPU and 512 MB per instance, port 8000}. */
  private void requirement(Passage passage) {
    String text = passage.text();
    String scope = isService(passage.label()) ? passage.label() : "";
    Claims.choices(passage, claims, Firmness.PROSE);
    Matcher memory = MEMORY.matcher(text);
    boolean database = claimsAt(passage, Subjects.DATABASE_ENGINE);
    boolean cache = claimsAt(passage, Subjects.CACHE_ENGINE);
    if (memory.find()) {
      if (database) {
        claims.add(
            Subjects.DATABASE_STORAGE,
            memory.group(),
            passage,
            memory.start(),
            memory.end(),
            Firmness.PROSE);
      } else if (cache) {
        claims.add(
            Subjects.CACHE_MEMORY,
            memory.group(),
            passage,
            memory.start(),
            memory.end(),
            Firmness.PROSE);
      } else if (CPU.matcher(text).find() || Titles.has(passage.label(), "memory")) {
        claims.add(
            Subjects.MEMORY,
            scope,
            memory.group(),
            passage,
            memory.start(),
            memory.end(),
            Firmness.PROSE);
      }
    }
    if (!database && !cache) {
      instance(passage, scope);
    }
    Quantities.read(passage, claims, Firmness.PROSE);
  }

  private void instance(Passage passage, String scope) {
    Matcher cpu = CPU.matcher(passage.text());
    if (cpu.find()) {
      claims.add(
          Subjects.CPU, scope, cpu.group(1), passage, cpu.start(), cpu.end(), Firmness.PROSE);
    }
    Matcher port = PORT.matcher(passage.text());
    if (port.find()) {
      claims.add(
          Subjects.PORT, scope, port.group(1), passage, port.start(), port.end(), Firmness.PROSE);
    }
    Matcher atOnce = AT_ONCE.matcher(passage.text());
    if (atOnce.find()) {
      String number = atOnce.group(1) == null ? atOnce.group(2) : atOnce.group(1);
      claims.add(
          Subjects.CONCURRENCY,
          scope,
          number,
          passage,
          atOnce.start(),
          atOnce.end(),
          Firmness.PROSE);
    }
  }

  private boolean claimsAt(Passage passage, dev.slipway.intake.Subject<?> subject) {
    int line = passage.places().span(0, 1).line();
    return claims.claims().stream()
        .anyMatch(c ->
            c.subject().equals(subject)
                && c.evidence().span().filter(s -> s.line() == line).isPresent());
  }

  private static boolean isService(String label) {
    return !label.isEmpty()
        && label.length() <= 40
        && !List.of(
                "compute",
                "memory",
                "cpu",
                "storage",
                "network",
                "resources",
                "database",
                "cache",
                "redis",
                "postgresql")
            .contains(label);
  }

  private void endpoints(Passage passage) {
    Matcher matcher = METHOD.matcher(passage.line());
    while (matcher.find()) {
      String path = matcher.group(2).replaceFirst("[.:]+$", "");
      Endpoint endpoint =
          new Endpoint(matcher.group(1).toUpperCase(Locale.ROOT), path, evidence(passage));
      boolean known =
          endpoints.stream()
              .anyMatch(e -> e.method().equals(endpoint.method()) && e.path().equals(path));
      boolean example = passage.form() == Passage.Form.PARAGRAPH && passage.label().isEmpty();
      if (!known && !example) {
        endpoints.add(endpoint);
      }
    }
  }

  private static Evidence evidence(Passage passage) {
    Optional<Span> cell = passage.cells().stream().findFirst().map(Passage.Cell::span);
    return cell.map(s -> Evidence.stated(Origin.IMPLEMENTATION_RECORD, s, passage.line()))
        .orElseGet(() -> passage.evidence(Origin.IMPLEMENTATION_RECORD));
  }
}
