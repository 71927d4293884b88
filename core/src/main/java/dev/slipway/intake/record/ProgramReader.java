package dev.slipway.intake.record;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the decision of a record says of the program itself: what it is written in, its port and
 * health path, the variables it needs, and the environments it runs in. Where there is no code,
 * this is all that a design has.
 */
final class ProgramReader {

  private static final Pattern LANGUAGE =
      pattern(
          "\\b(?:written|implemented|built|runs?|developed)\\s(?:in|on|with)\\s((?:Node(?:\\.js)?|Python|Go|Golang|TypeScript|JavaScript)(?:\\s[0-9]{1,2}(?:\\.[0-9]{1,2})?)?)\\b");
  private static final Pattern FRAMEWORK =
      pattern("\\b(FastAPI|Django|Flask|Express|Fastify|NestJS|Next\\.js|Gin|Echo|Chi|Fiber)\\b");
  private static final Pattern PORT = pattern("\\bport\\s([0-9]{2,5})\\b");

  /** The usual ports of databases, caches and brokers, which no web service listens on. */
  private static final Pattern DATASTORE_PORT =
      pattern("\\bport\\s(?:5432|3306|6379|27017|11211|5672|9092|4222|22|1433)\\b");

  private static final Pattern HEALTH = pattern("\\bhealth\\b[^/.;]{0,40}(/[A-Za-z0-9_/-]{1,60})");
  private static final Pattern ENVIRONMENTS =
      pattern("\\benvironments?\\b,?[^.;]{0,80}\\b(?:dev|development|test|staging|production)\\b");
  private static final Pattern ENVIRONMENT = pattern("\\b(dev|test|staging|production)\\b");
  private static final Pattern HOST =
      pattern("\\bat\\s((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,5}[a-z]{2,24})\\b");
  private static final Pattern VARIABLE =
      Pattern.compile("\\b[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6}\\b");
  private static final Pattern NEEDS =
      pattern("\\b(?:needs?|requires?|reads?|expects?|environment variables?|configured by)\\b");
  private static final Pattern DENIED =
      pattern("\\b(?:not|never|no longer|without|instead of|rather than)\\b");
  private static final Pattern SECRETS =
      pattern(
          "\\b(?:all|both|each|which)?\\s?(?:two|three|four|five|of them)?\\s?(?:are|is)"
              + " secrets?\\b");

  private ProgramReader() {}

  /** Claims of a passage that decides. */
  static void read(Passage passage, ClaimCollector claims) {
    if (DENIED.matcher(passage.text()).find()) {
      return;
    }
    first(LANGUAGE, Subjects.RUNTIME, passage, claims);
    if (claims.has(Subjects.RUNTIME)) {
      first(FRAMEWORK, Subjects.FRAMEWORK, passage, claims);
    }
    if (!DATASTORE_PORT.matcher(passage.text()).find()) {
      first(PORT, Subjects.PORT, passage, claims);
    }
    first(HEALTH, Subjects.HEALTH_PATH, passage, claims);
    environments(passage, claims);
  }

  private static void first(
      Pattern pattern, Subject<?> subject, Passage passage, ClaimCollector claims) {
    Matcher matcher = pattern.matcher(passage.text());
    if (matcher.find()) {
      claims.add(
          subject, matcher.group(1), passage, matcher.start(1), matcher.end(1), Firmness.PROSE);
    }
  }

  private static void environments(Passage passage, ClaimCollector claims) {
    Matcher matcher = ENVIRONMENTS.matcher(passage.text());
    if (!matcher.find()) {
      return;
    }
    List<String> names = new ArrayList<>();
    Matcher each = ENVIRONMENT.matcher(passage.text().replace("development", "dev"));
    while (each.find()) {
      names.add(each.group(1).toLowerCase(java.util.Locale.ROOT));
    }
    List<String> ordered =
        List.of("dev", "test", "staging", "production").stream().filter(names::contains).toList();
    claims.add(
        Subjects.ENVIRONMENTS,
        String.join(", ", ordered),
        passage,
        matcher.start(),
        matcher.end(),
        Firmness.PROSE);
    first(HOST, Subjects.DOMAIN, passage, claims);
  }

  /** Variables that a sentence of the decision says the program needs. */
  static List<Variable> variables(Passage passage) {
    List<Variable> variables = new ArrayList<>();
    if (!NEEDS.matcher(passage.line()).find() || DENIED.matcher(passage.line()).find()) {
      return variables;
    }
    boolean secrets = SECRETS.matcher(passage.line()).find();
    Matcher matcher = VARIABLE.matcher(passage.line());
    while (matcher.find()) {
      String name = matcher.group();
      Evidence evidence =
          passage.evidence(
              Origin.DECISION_RECORD, Strength.STATED, 0, Math.max(1, passage.text().length()));
      boolean secret = secrets || VariableReader.isSecretName(name);
      if (variables.stream().noneMatch(v -> v.name().equals(name))) {
        variables.add(
            new Variable(name, secret, true, java.util.Optional.empty(), "", "", evidence));
      }
    }
    return variables;
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
