package dev.slipway.intake.record;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Titles of sections and labels of fields, and what they are for. */
final class Titles {

  private static final Pattern NOT_WORD = Pattern.compile("[^a-z0-9%+/]+");
  private static final Pattern NUMBERING =
      Pattern.compile("^(?:[0-9]{1,2}(?:\\.[0-9]{1,2}){0,3}|[ivx]{1,4})[.)]?\\s+(?=\\D)");

  private static final List<String> OPTIONS =
      List.of(
          "considered options",
          "options considered",
          "options",
          "alternatives",
          "alternative",
          "alternatives considered",
          "considered alternatives",
          "pros and cons",
          "pros",
          "cons",
          "rejected",
          "comparison",
          "evaluation",
          "trade offs",
          "tradeoffs",
          "rationale",
          "justification",
          "why",
          "reasoning",
          "not chosen",
          "discarded",
          "other options",
          "considerations",
          "argument",
          "arguments",
          "positions",
          "evaluation criteria",
          "advantages",
          "disadvantages",
          "decision matrix",
          "options analysis",
          "analysis");
  private static final List<String> DECISION =
      List.of(
          "decision",
          "decision outcome",
          "outcome",
          "chosen option",
          "resolution",
          "decisions",
          "our decision",
          "what we decided",
          "selected option",
          "solution",
          "chosen solution",
          "conclusion",
          "decision made",
          "proposal",
          "approach",
          "architectural decision",
          "the decision");
  private static final List<String> DRIVERS =
      List.of(
          "decision drivers",
          "drivers",
          "requirements",
          "constraints",
          "goals",
          "forces",
          "quality goals",
          "service level objectives",
          "slos",
          "objectives",
          "assumptions");
  private static final List<String> SPECIFICATION =
      List.of(
          "technology stack",
          "tech stack",
          "technologies",
          "stack",
          "non functional requirements",
          "nonfunctional requirements",
          "nfr",
          "nfrs",
          "quality attributes",
          "performance",
          "scalability",
          "security",
          "reliability",
          "availability",
          "infrastructure",
          "hosting",
          "deployment",
          "database",
          "databases",
          "data storage",
          "backend",
          "frontend",
          "monitoring",
          "monitoring and observability",
          "observability",
          "cost analysis",
          "cost",
          "costs",
          "budget",
          "cost estimate",
          "monthly cost",
          "environments",
          "networking",
          "caching",
          "messaging",
          "storage",
          "delivery",
          "ci/cd",
          "disaster recovery",
          "backup",
          "backups",
          "targets",
          "details",
          "specification",
          "implementation",
          "technical details",
          "implementation details");
  private static final List<String> BACKGROUND =
      List.of(
          "context",
          "context and problem statement",
          "problem statement",
          "problem",
          "background",
          "motivation",
          "summary",
          "introduction",
          "consequences",
          "positive consequences",
          "negative consequences",
          "implications",
          "impact",
          "risks",
          "risks and mitigation",
          "risk",
          "migration strategy",
          "migration plan",
          "migration",
          "history",
          "changelog",
          "references",
          "links",
          "related",
          "related decisions",
          "more information",
          "notes",
          "next steps",
          "follow up",
          "current state",
          "existing",
          "status quo",
          "current situation",
          "future work",
          "future",
          "future considerations",
          "architecture overview",
          "approval requirements",
          "approval",
          "confirmation",
          "validation",
          "compliance check",
          "review",
          "revisit",
          "open questions",
          "lessons learned",
          "prototype",
          "good",
          "bad",
          "neutral",
          "issue");

  private Titles() {}

  /** Lower case, words separated by one space, without numbering. */
  static String normal(String title) {
    String lower = title.toLowerCase(Locale.ROOT).strip();
    String words =
        NOT_WORD.matcher(NUMBERING.matcher(lower).replaceFirst("")).replaceAll(" ").strip();
    return words.length() > 120 ? words.substring(0, 120) : words;
  }

  /** Whether {@code title} has {@code phrase} as whole words. */
  static boolean has(String title, String phrase) {
    int at = title.indexOf(phrase);
    while (at >= 0) {
      int end = at + phrase.length();
      boolean whole =
          (at == 0 || title.charAt(at - 1) == ' ')
              && (end == title.length() || title.charAt(end) == ' ');
      if (whole) {
        return true;
      }
      at = title.indexOf(phrase, at + 1);
    }
    return false;
  }

  /** What a section below one of {@code outer}'s role is for. */
  static Role role(String title, Role outer) {
    if (outer == Role.OPTIONS) {
      return Role.OPTIONS;
    }
    if (is(OPTIONS, title)
        || title.startsWith("option ")
        || title.startsWith("alternative ")
        || has(title, "considered")
        || has(title, "pros and cons")
        || has(title, "rejected")
        || has(title, "alternatives")
        || title.startsWith("why not")) {
      return Role.OPTIONS;
    }
    if (is(DRIVERS, title)
        || has(title, "drivers")
        || (has(title, "functional requirements") && !has(title, "non"))) {
      return Role.DRIVERS;
    }
    if (is(DECISION, title)
        || title.startsWith("decision outcome")
        || title.startsWith("decision ")) {
      return Role.DECISION;
    }
    if (is(SPECIFICATION, title) || outer == Role.SPECIFICATION) {
      return outer == Role.BACKGROUND ? Role.BACKGROUND : Role.SPECIFICATION;
    }
    if (is(BACKGROUND, title) || title.startsWith("context") || has(title, "consequences")) {
      return Role.BACKGROUND;
    }
    return outer == Role.HEAD ? Role.OTHER : outer;
  }

  /** Whether the words before a colon name a section rather than a field. */
  static boolean isSection(String title) {
    return is(OPTIONS, title) || is(DECISION, title) || is(DRIVERS, title) || is(BACKGROUND, title);
  }

  private static boolean is(List<String> titles, String title) {
    return titles.contains(title);
  }
}
