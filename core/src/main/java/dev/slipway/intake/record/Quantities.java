package dev.slipway.intake.record;

import dev.slipway.intake.Subject;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.record.ClaimCollector.Firmness;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities in a text that say themselves what they measure. */
final class Quantities {

  private static final String NUMBER =
      "(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\\.[0-9]{1,4})?(?:\\s?[kKM]\\b)?";
  private static final String TIME =
      "[0-9]{1,6}(?:\\.[0-9]{1,3})?\\s?-?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)\\b";
  private static final String GAP = "[^0-9.;|]{0,40}?";

  private static final Pattern PERCENTILE = pattern("\\bp(95|99)\\b[^0-9.;|]{0,60}?(" + TIME + ")");
  private static final Pattern PERCENTILE_AFTER =
      pattern(
          "("
              + TIME
              + ")[^0-9.;|,]{0,30}?(?:\\(|at |for )?(?:the )?(?:p(95|99)\\b|(95|99)th"
              + " percentile|(95|99) ?% of)");
  private static final Pattern NAMED_PERCENTILE =
      pattern("\\b(95|99)th percentile\\b" + GAP + "(" + TIME + ")");
  private static final Pattern THROUGHPUT =
      pattern(
          "("
              + NUMBER
              + ")\\s?(?:requests|reqs?|queries|transactions|calls|messages)?\\s?(?:/\\s?|per |a"
              + " )(seconds?|secs?|s|minutes?|mins?)\\b|("
              + NUMBER
              + ")\\s?(?:rps|qps|tps)\\b");
  private static final Pattern USERS =
      pattern(
          "("
              + NUMBER
              + ")\\s?(?:concurrent|simultaneous|parallel)\\s(?:\\w{1,20}\\s)?(?:users?|people|sessions?|customers?|clients?)");
  private static final Pattern USERS_AFTER =
      pattern("(?:concurrent|simultaneous) users?\\b" + GAP + "(" + NUMBER + ")(?![0-9%])");
  private static final Pattern AVAILABILITY =
      pattern(
          "([0-9]{2,3}(?:\\.[0-9]{1,6})?)\\s?(?:%|percent)\\s(?:\\w{1,12}\\s){0,2}?(?:uptime|availability|available|sla|slo)\\b");
  private static final Pattern AVAILABILITY_AFTER =
      pattern(
          "\\b(?:uptime|availability|available|sla|slo)\\b"
              + GAP
              + "([0-9]{2,3}(?:\\.[0-9]{1,6})?)\\s?(?:%|percent)");
  private static final Pattern ERRORS =
      pattern(
          "\\b(?:error rate|errors|failed requests)\\b"
              + GAP
              + "([0-9]{1,2}(?:\\.[0-9]{1,4})?)\\s?(?:%|percent)");
  private static final Pattern RPO =
      pattern(
          "\\b(?:rpo|recovery point objective(?: \\(rpo\\))?)\\b" + GAP + "(" + TIME + "|0\\b)");
  private static final Pattern RTO =
      pattern("\\b(?:rto|recovery time objective(?: \\(rto\\))?)\\b" + GAP + "(" + TIME + "|0\\b)");
  private static final Pattern MONTHLY =
      pattern(
          "(-?)(?:(?:US\\s?)?\\$\\s?|USD\\s?)(-?(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\\.[0-9]{1,2})?(?:\\s?[kK]\\b)?)(?:\\s?(?:–|-|to)\\s?\\$?((?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\\.[0-9]{1,2})?(?:\\s?[kK]\\b)?))?(?:\\sUSD)?\\s?(?:/\\s?|per"
              + " |a |each )?(monthly|months?|mo|years?|yearly|annum|days?)?\\b");
  private static final Pattern MONTHLY_AFTER =
      pattern(
          "(-?)((?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,12})(?:\\.[0-9]{1,2})?(?:\\s?[kK]\\b)?)\\s?(?:USD|US"
              + " dollars|dollars)\\s?(?:/\\s?|per |a |each )?(months?|mo|years?|annum|days?)?\\b");
  private static final Pattern BUDGET_WORDS =
      pattern(
          "\\bat most\\b|budget|not (?:exceed|cost more)|no more than|up to|under|below|less"
              + " than|within|cap(?:ped)? (?:at|of)|limit|maximum|max\\b|stay");
  private static final Pattern DAILY_COST =
      pattern(
          "\\bdaily (?:cost|spend|spending)" + GAP + "\\$\\s?([0-9][0-9,]{0,9}(?:\\.[0-9]{1,2})?)");
  private static final Pattern PER_ADDRESS =
      pattern("\\b(?:address|ip|client ip|ip address|edge|waf|firewall)\\b");
  private static final Pattern LIMIT =
      pattern(
          "([0-9][0-9,]{0,8})\\s?(?:requests?|reqs?|calls)?\\s?(?:/\\s?|per |a |each"
              + " )(second|sec|s|minute|min|hour)\\b");
  private static final Pattern MEASURED =
      pattern(
          "\\b(?:current|currently|today|measured|was|were|added|took|so far|at present|used"
              + " to|previously|instead of)\\b");

  private final ClaimCollector claims;
  private final Passage passage;
  private final Firmness firmness;

  private Quantities(ClaimCollector claims, Passage passage, Firmness firmness) {
    this.claims = claims;
    this.passage = passage;
    this.firmness = firmness;
  }

  static void read(Passage passage, ClaimCollector claims, Firmness firmness) {
    if (passage.text().chars().anyMatch(Character::isDigit)
        && !MEASURED.matcher(passage.text()).find()) {
      new Quantities(claims, passage, firmness).read();
    }
  }

  private void read() {
    percentiles();
    first(THROUGHPUT, this::throughput);
    find(USERS, Subjects.CONCURRENT_USERS, 1);
    find(USERS_AFTER, Subjects.CONCURRENT_USERS, 1);
    find(AVAILABILITY, Subjects.AVAILABILITY, 1);
    find(AVAILABILITY_AFTER, Subjects.AVAILABILITY, 1);
    find(ERRORS, Subjects.ERROR_RATE, 1);
    find(RPO, Subjects.RPO, 1);
    find(RTO, Subjects.RTO, 1);
    find(DAILY_COST, Subjects.DAILY_COST_ALERT, 1);
    if (BUDGET_WORDS.matcher(passage.text()).find()) {
      budget(passage, claims, firmness, true);
    }
    rateLimit();
  }

  private void percentiles() {
    Matcher matcher = PERCENTILE.matcher(passage.text());
    while (matcher.find()) {
      add(percentile(matcher.group(1)), matcher.group(2), matcher);
    }
    first(NAMED_PERCENTILE, m -> add(percentile(m.group(1)), m.group(2), m));
    first(
        PERCENTILE_AFTER,
        m -> {
          String which =
              m.group(2) != null ? m.group(2) : m.group(3) != null ? m.group(3) : m.group(4);
          if (!claims.has(percentile(which))) {
            add(percentile(which), m.group(1), m);
          }
        });
  }

  private static Subject<java.time.Duration> percentile(String which) {
    return which.equals("95") ? Subjects.LATENCY_P95 : Subjects.LATENCY_P99;
  }

  private void throughput(Matcher matcher) {
    boolean named = matcher.group(3) != null;
    String number = named ? matcher.group(3) : matcher.group(1);
    boolean requests =
        named
            || matcher
                .group()
                .matches("(?is).*(?:requests|req|queries|transactions|calls|messages).*");
    boolean minute = !named && matcher.group(2).toLowerCase(java.util.Locale.ROOT).startsWith("m");
    // Requests a minute are a limit more often than a load.
    if (requests && !minute) {
      add(Subjects.THROUGHPUT, number, matcher);
    }
  }

  private void rateLimit() {
    Matcher matcher = LIMIT.matcher(passage.text());
    if (PER_ADDRESS.matcher(passage.text()).find() && matcher.find()) {
      limit(matcher, passage, claims, firmness);
    }
  }

  /** A limit of requests in {@code passage}, per minute. */
  static void limit(Passage passage, ClaimCollector claims, Firmness firmness) {
    Matcher matcher = LIMIT.matcher(passage.text());
    if (matcher.find()) {
      limit(matcher, passage, claims, firmness);
    }
  }

  private static void limit(
      Matcher matcher, Passage passage, ClaimCollector claims, Firmness firmness) {
    BigDecimal number = new BigDecimal(matcher.group(1).replace(",", ""));
    BigDecimal minute =
        switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT).charAt(0)) {
          case 's' -> number.multiply(BigDecimal.valueOf(60));
          case 'h' -> number.divide(BigDecimal.valueOf(60), 0, RoundingMode.CEILING);
          default -> number;
        };
    claims.add(
        Subjects.RATE_LIMIT,
        minute.toPlainString(),
        passage,
        matcher.start(),
        matcher.end(),
        firmness);
  }

  /** An amount of money a month; of a range the upper end. */
  static void budget(
      Passage passage, ClaimCollector claims, Firmness firmness, boolean onlyMonthly) {
    Matcher before = MONTHLY.matcher(passage.text());
    Matcher after = MONTHLY_AFTER.matcher(passage.text());
    boolean dollars = before.find();
    if (!dollars && !after.find()) {
      return;
    }
    Matcher matcher = dollars ? before : after;
    String period = matcher.group(dollars ? 4 : 3);
    boolean monthly = period != null && period.toLowerCase(java.util.Locale.ROOT).startsWith("mo");
    boolean month = monthly || passage.line().toLowerCase(java.util.Locale.ROOT).contains("month");
    boolean yearly =
        period != null && !monthly && !period.toLowerCase(java.util.Locale.ROOT).startsWith("d");
    if ((period != null && period.toLowerCase(java.util.Locale.ROOT).startsWith("d"))
        || (onlyMonthly && !month && !yearly)) {
      return;
    }
    String amount = dollars && matcher.group(3) != null ? matcher.group(3) : matcher.group(2);
    claims.add(
        Subjects.BUDGET,
        matcher.group(1) + (yearly ? twelfth(amount) : amount),
        passage,
        matcher.start(),
        matcher.end(),
        firmness);
  }

  private static String twelfth(String yearly) {
    return Subjects.BUDGET
        .parse(yearly)
        .map(y -> y.divide(BigDecimal.valueOf(12), 2, RoundingMode.HALF_UP).toPlainString())
        .orElse("");
  }

  private void find(Pattern pattern, Subject<?> subject, int group) {
    first(pattern, m -> add(subject, m.group(group), m));
  }

  private void first(Pattern pattern, java.util.function.Consumer<Matcher> reader) {
    Matcher matcher = pattern.matcher(passage.text());
    if (matcher.find()) {
      reader.accept(matcher);
    }
  }

  private void add(Subject<?> subject, String value, Matcher matcher) {
    claims.add(subject, value, passage, matcher.start(), matcher.end(), firmness);
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
